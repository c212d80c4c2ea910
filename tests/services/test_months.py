import pytest

from instrstudio.domain.query import Query
from instrstudio.domain.record import Record
from instrstudio.services.months import months
from instrstudio.services.workspace import Workspace


@pytest.fixture
def filled(empty_workspace: Workspace) -> Workspace:
    """Five records of three months, one of them two years before the others."""
    days = ("2026-11-15", "2026-11-16", "2026-10-05", "2024-02-10", "2024-02-11")
    empty_workspace.store.records.insert(
        [
            Record(
                instruction=f"Write {'news' if n % 2 else 'verse'} {n}",
                created=f"{day}T12:00:00+00:00",
                language="en",
            )
            for n, day in enumerate(days)
        ],
        label="Add",
    )
    return empty_workspace


def test_months_are_counted_from_the_latest_on(filled: Workspace) -> None:
    assert months(filled, Query()) == (("2026-11", 2), ("2026-10", 1), ("2024-02", 2))
    assert months(filled, Query(), most=2) == (("2026-11", 2), ("2026-10", 1))


def test_only_what_is_found_counts(filled: Workspace) -> None:
    assert months(filled, Query(text="news")) == (("2026-11", 1), ("2024-02", 1))
    assert months(filled, Query(text="news | verse")) == months(filled, Query())
    assert months(filled, Query(text="zebra")) == ()
    assert months(filled, Query(text="news verse")) == ()  # some of the words only
    assert months(filled, Query(text="ne", typing=True)) != ()
