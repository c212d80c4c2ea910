"""Verdicts by content."""

from instrstudio.storage.store import Store


def test_a_person_has_one_verdict_a_criterion(store: Store) -> None:
    store.ratings.put("h", "ann", "clear", 0.2)
    store.ratings.put("h", "ann", "clear", 0.9)
    store.ratings.put("h", "ben", "clear", 0.5)
    store.ratings.put("other", "ann", "clear", 0.1)

    found = [(rating.profile, rating.value) for rating in store.ratings.of("h")]
    assert found == [("ann", 0.9), ("ben", 0.5)]
    assert store.ratings.of("none") == []
