"""Many records at once: what changes, one step, whole or not at all."""

from dataclasses import replace

import pytest

from instrstudio.domain.errors import InvalidInput
from instrstudio.domain.job import Cancelled, run
from instrstudio.domain.record import Record, Source
from instrstudio.domain.task import Example
from instrstudio.storage import bulk, history
from instrstudio.storage.bulk import TagChange
from instrstudio.storage.store import Store


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "CHUNK", 2)
    monkeypatch.setattr(history, "CHUNK", 2)


def _fill(store: Store, count: int = 5) -> list[int]:
    records = [
        Record(
            instruction=f"Do {number}",
            tags=("old",) if number % 2 else (),
            examples=(Example(input="\x00in", output="out"),),
        )
        for number in range(count)
    ]
    return list(store.records.insert(records, label="Add").added)


def _tags(store: Store) -> list[tuple[str, ...]]:
    return [record.tags for record in store.records.iterate()]


def test_a_renamed_tag_keeps_its_place_and_merges_with_one_that_is_there() -> None:
    change = TagChange(rename={"b": "z", "c": "a"})
    assert change.apply(("a", "b", "c")) == ("a", "z")


def test_tags_are_renamed_then_removed_then_added() -> None:
    change = TagChange(add=("n", " m "), remove=("x",), rename={"b": "x"})
    assert change.apply(("a", "b")) == ("a", "n", "m")


def test_tagging_touches_what_differs_and_is_one_step(store: Store) -> None:
    ids = _fill(store)
    before = list(store.records.iterate())

    touched = run(store.bulk.retag(ids, TagChange(add=("old",)), label="Tag"))

    assert list(touched) == ids[::2]
    assert _tags(store) == [("old",)] * 5
    assert store.records.tags() == [("old", 5)]
    assert store.history.undo() is not None
    assert list(store.records.iterate()) == before
    assert store.records.tags() == [("old", 2)]
    store.history.redo()
    assert _tags(store) == [("old",)] * 5


def test_a_tag_with_odd_characters_survives(store: Store) -> None:
    ids = _fill(store, 1)
    odd = 'q"uote\\ \x00\x07 标签'
    run(store.bulk.retag(ids, TagChange(add=(odd,)), label="Tag"))
    run(store.bulk.retag(ids, TagChange(add=("more",)), label="Tag"))
    assert _tags(store) == [(odd, "more")]


def test_nothing_to_change_is_no_operation(store: Store) -> None:
    ids = _fill(store)
    last = store.history.last()
    run(store.bulk.retag(ids, TagChange(remove=("never",)), label="Tag"))
    run(store.bulk.archive(ids, archived=False, label="Archive"))
    run(store.bulk.delete([77], label="Delete"))
    assert store.history.last() == last


def test_a_cancelled_change_has_changed_nothing(store: Store) -> None:
    ids = _fill(store)
    before, last = list(store.records.iterate()), store.history.last()
    job = store.bulk.delete(ids, label="Delete")
    assert next(job).done == 2

    with pytest.raises(Cancelled):
        job.throw(Cancelled())

    assert list(store.records.iterate()) == before
    assert store.history.last() == last


def test_progress_counts_records_and_carries_the_name(store: Store) -> None:
    ids = _fill(store)
    events = list(store.bulk.archive(ids, label="Archive"))
    assert [(e.done, e.total, e.message) for e in events] == [
        (2, 5, "Archive"),
        (4, 5, "Archive"),
        (5, 5, "Archive"),
    ]


def test_fields_are_set_for_all(store: Store) -> None:
    ids = _fill(store)
    values = {"task_type": "other", "licence": "MIT"}
    touched = run(store.bulk.assign(ids, values, label="Set"))
    assert list(touched) == ids
    found = list(store.records.iterate())
    assert {(r.task_type, r.licence) for r in found} == {("other", "MIT")}
    assert not run(store.bulk.assign(ids, values, label="Set"))


@pytest.mark.parametrize("values", [{}, {"instruction": "x"}, {"id = 1; --": "x"}])
def test_what_makes_a_record_another_cannot_be_set(
    store: Store, values: dict[str, str]
) -> None:
    ids = _fill(store)
    with pytest.raises(InvalidInput, match="cannot be set for many"):
        run(store.bulk.assign(ids, values, label="Set"))


def test_a_rewrite_gives_a_new_hash_and_keeps_who_made_it(store: Store) -> None:
    ids = _fill(store)
    old = store.records.get(ids[3])

    def change(record: Record) -> Record:
        if record.id == ids[0]:
            return record
        text = record.instruction + "!"
        return replace(record, instruction=text, source=Source(kind="crawl"), id=99)

    touched = run(store.bulk.rewrite(ids, change, label="Rewrite"))

    assert list(touched) == ids[1:]
    new = store.records.get(ids[3])
    assert (new.instruction, new.source.kind) == ("Do 3!", "crawl")
    assert new.created == old.created
    assert store.records.hashes_known([new.content_hash]) == {new.content_hash: ids[3]}
    assert store.records.hashes_known([old.content_hash]) == {}
    store.history.undo()
    assert store.records.get(ids[3]) == old
    store.history.undo()
    assert store.records.is_empty()


def test_half_a_character_leaves_all_as_it_was(store: Store) -> None:
    ids = _fill(store)
    before = list(store.records.iterate())
    with pytest.raises(InvalidInput, match="instruction"):
        run(
            store.bulk.rewrite(
                ids, lambda r: replace(r, instruction="a\ud800"), label="Rewrite"
            )
        )
    assert list(store.records.iterate()) == before


def test_undo_is_a_job_that_can_be_cancelled(store: Store) -> None:
    ids = _fill(store)
    run(store.bulk.delete(ids, label="Delete"))
    job = store.history.undoing()
    assert next(job).done == 2
    with pytest.raises(Cancelled):
        job.throw(Cancelled())
    assert store.records.is_empty()

    changes = run(store.history.undoing())

    assert changes is not None
    assert set(changes.records) == set(ids)
    assert store.records.count() == 5


def test_every_change_reaches_the_outbox(store: Store) -> None:
    ids = _fill(store)
    position = store.outbox.last()
    run(store.bulk.retag(ids, TagChange(add=("new",)), label="Tag"))
    assert [found for _seq, found in store.outbox.pending(position)] == ids
    position = store.outbox.last()
    store.history.undo()
    assert {found for _seq, found in store.outbox.pending(position)} == set(ids)
