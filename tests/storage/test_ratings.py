"""Verdicts by content."""

from instrstudio.domain.record import Record
from instrstudio.storage.ratings import Rating
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

    store.ratings.put(content, "ann", "overall", 2.0)
    store.ratings.put(content, "ann", "overall", 4.0)
    store.ratings.put(content, "ben", "overall", 5.0)
    store.ratings.put("unknown", "ben", "overall", 5.0)

    assert store.ratings.of_records([one, last]) == {one: 4.5}
    changed = [record for _seq, record in store.outbox.pending(at)]
    assert changed == [one, other] * 3

    at = store.outbox.last()
    store.ratings.remove(content, "ben", "overall")
    assert [record for _seq, record in store.outbox.pending(at)] == [one, other]
    assert store.ratings.of_records([one]) == {one: 4.0}


def test_only_the_overall_verdict_is_stars(store: Store) -> None:
    record = Record(instruction="a")
    (number,) = store.records.insert([record], label="x").ids
    store.ratings.put(record.content_hash, "ann", "likert.clarity", 1.0)
    store.ratings.put(record.content_hash, "ann", "audit.valid", 0.0)
    assert store.ratings.of_records([number or 0]) == {}
    store.ratings.put(record.content_hash, "ann", "overall", 5.0)
    assert store.ratings.of_records([number or 0]) == {number: 5.0}
    assert len(store.ratings.all()) == 3


def test_a_restored_verdict_keeps_its_time(store: Store) -> None:
    old = Rating(
        content_hash="h", profile="ann", criterion="clear", value=1.0, at="2020"
    )
    store.ratings.put("h", "ann", "clear", 2.0)
    store.ratings.restore(old)
    assert store.ratings.of("h") == [old]
