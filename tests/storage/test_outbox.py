"""Every change of a record leaves its id for the indexer."""

from dataclasses import replace

from instrstudio.domain.record import Record
from instrstudio.storage.store import Store


def test_every_kind_of_change_is_noted(store: Store) -> None:
    store.records.insert([Record(instruction="a"), Record(instruction="b")], label="x")
    store.records.replace(replace(store.records.get(1), title="t"), label="x")
    store.records.archive([2], label="x")
    store.records.retag([1], add=["y"], label="x")
    store.records.delete([2], label="x")
    store.history.undo()

    noted = [record_id for _seq, record_id in store.outbox.pending(0)]
    assert noted == [1, 2, 1, 2, 1, 2, 2]


def test_a_failed_change_notes_nothing(store: Store) -> None:
    try:
        with store.atomic():
            store.records.insert([Record(instruction="a")], label="x")
            raise RuntimeError
    except RuntimeError:
        pass
    assert store.outbox.pending(0) == []
    assert store.outbox.last() == 0


def test_reading_goes_on_behind_a_position(store: Store) -> None:
    store.records.insert([Record(instruction=c) for c in "abcd"], label="x")
    assert store.outbox.pending(0, limit=2) == [(1, 1), (2, 2)]
    assert store.outbox.pending(2) == [(3, 3), (4, 4)]
    assert store.outbox.last() == 4


def test_numbers_are_not_given_again_after_pruning(store: Store) -> None:
    store.records.insert([Record(instruction="a")], label="x")
    store.outbox.prune(store.outbox.last())
    assert store.outbox.pending(0) == []
    assert store.outbox.last() == 1

    store.records.insert([Record(instruction="b")], label="x")
    assert store.outbox.pending(1) == [(2, 2)]
