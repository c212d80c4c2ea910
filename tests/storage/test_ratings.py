"""Verdicts by content."""

from instrstudio.domain.record import Record
from instrstudio.storage.store import Store


def test_a_person_has_one_verdict_a_criterion(store: Store) -> None:
    store.ratings.put("h", "ann", "clear", 0.2)
    store.ratings.put("h", "ann", "clear", 0.9)
    store.ratings.put("h", "ben", "clear", 0.5)
    store.ratings.put("other", "ann", "clear", 0.1)

    found = [(rating.profile, rating.value) for rating in store.ratings.of("h")]
    assert found == [("ann", 0.9), ("ben", 0.5)]
    assert store.ratings.of("none") == []


def test_every_change_of_a_rating_is_for_the_index(store: Store) -> None:
    records = [
        Record(instruction="a"),
        Record(instruction="a"),
        Record(instruction="b"),
    ]
    done = store.records.insert(records, label="x", on_duplicate="keep")
    one, other, last = (found or 0 for found in done.ids)
    content = records[0].content_hash
    assert store.ratings.of_records([one, other, last]) == {}
    at = store.outbox.last()

    store.ratings.put(content, "ann", "clear", 2.0)
    store.ratings.put(content, "ann", "clear", 4.0)
    store.ratings.put(content, "ben", "clear", 5.0)
    store.ratings.put("unknown", "ben", "clear", 5.0)

    assert store.ratings.of_records([one, last]) == {one: 4.5}
    changed = [record for _seq, record in store.outbox.pending(at)]
    assert changed == [one, other] * 3

    at = store.outbox.last()
    store.ratings.remove(content, "ben", "clear")
    assert [record for _seq, record in store.outbox.pending(at)] == [one, other]
    assert store.ratings.of_records([one]) == {one: 4.0}
