"""The SQL of filters and orders."""

import pytest

from instrstudio.domain.errors import InvalidInput
from instrstudio.storage.record_filter import ORDERS, RecordFilter, order_by
from instrstudio.storage.store import Store


def test_conditions_and_parameters_belong_together() -> None:
    where, parameters = RecordFilter(task_type="a", source="b", tag="c").where()
    assert where.count("?") == len(parameters) == 4
    assert RecordFilter(archived=None).where() == ("archived IN (0, 1)", [])


@pytest.mark.parametrize("order", ORDERS)
def test_every_order_is_sql(order: str, store: Store) -> None:
    for descending in (False, True):
        assert len(store.records.ids(order, descending)) == 0


def test_an_unknown_order_is_no_sql() -> None:
    with pytest.raises(InvalidInput):
        order_by("id; DROP TABLE record", descending=False)


@pytest.mark.parametrize("order", ["updated", "created"])
def test_the_usual_orders_need_no_sorting(order: str, store: Store) -> None:
    where, parameters = RecordFilter().where()
    plan = store.database.rows(
        f"EXPLAIN QUERY PLAN SELECT id FROM record WHERE {where} ORDER BY {order} DESC",
        parameters,
    )
    said = " ".join(row[3] for row in plan)
    assert "USING COVERING INDEX" in said
    assert "TEMP B-TREE" not in said
