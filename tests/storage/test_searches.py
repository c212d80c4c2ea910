"""Searches kept under a name."""

from instrstudio.domain.query import SavedSearch
from instrstudio.storage.store import Store


def test_a_name_has_one_search(store: Store) -> None:
    store.searches.put(SavedSearch(name="b", query="x"))
    store.searches.put(SavedSearch(name="A", query="y"))
    store.searches.put(SavedSearch(name="b", query="tag:z"))

    assert [(s.name, s.query) for s in store.searches.all()] == [
        ("A", "y"),
        ("b", "tag:z"),
    ]
    assert store.searches.find("b") == SavedSearch(name="b", query="tag:z")
    store.searches.remove("b")
    store.searches.remove("b")
    assert store.searches.find("b") is None
