"""Where imports go on."""

from instrstudio.domain.record import Record
from instrstudio.storage.store import Store


def test_positions_are_kept_until_dropped(store: Store) -> None:
    assert store.imports.find("d") is None
    assert store.imports.operation("d") == 0

    operation = store.records.insert([Record(instruction="a")], label="x").operation
    store.imports.put("d", 10)
    store.imports.put("d", 20, operation)
    assert store.imports.find("d") == 20
    assert store.imports.operation("d") == operation

    store.imports.drop("d")
    assert store.imports.find("d") is None
