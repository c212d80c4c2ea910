"""The tables agree with the code that reads them."""

import pytest

from instrstudio.storage.history import RECORD, TEMPLATE, _Table
from instrstudio.storage.store import Store


@pytest.mark.parametrize("table", [RECORD, TEMPLATE], ids=lambda table: table.name)
def test_a_version_has_the_columns_of_its_item(store: Store, table: _Table) -> None:
    def columns(name: str) -> list[str]:
        rows = store.database.rows(f"PRAGMA table_info({name})")
        return [row[1] for row in rows]

    assert columns(table.name) == list(table.columns)
    kept = columns(f"{table.name}_version")
    assert kept == ["seq", "operation", "present", *table.columns]
