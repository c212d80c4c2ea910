"""Which records, in which order: the WHERE and ORDER BY of the table `record`."""

from dataclasses import dataclass
from typing import TypedDict

from instrstudio.domain.errors import InvalidInput
from instrstudio.domain.wording import message

ORDERS = {
    "updated": "updated",
    "created": "created",
    "title": "title COLLATE NOCASE",
    "task_type": "task_type",
    "language": "language",
    "source": "source_kind",
    "id": "id",
}
"""What records can be ordered by, and the SQL of it."""


class FilterOptions(TypedDict, total=False):
    """The keywords that `RecordFilter` takes."""

    task_type: str
    language: str
    tag: str
    source: str
    archived: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFilter:
    """Conditions that all must hold; an empty one does not count.

    `source` is a kind of source; `archived` None takes both.
    """

    task_type: str = ""
    language: str = ""
    tag: str = ""
    source: str = ""
    archived: bool | None = False

    def where(self) -> tuple[str, list[object]]:
        """Return the SQL condition and its parameters."""
        wanted = {
            "task_type = ?": self.task_type,
            "language = ?": self.language,
            "source_kind = ?": self.source,
            "id IN (SELECT record_id FROM record_tag WHERE tag = ?)": self.tag,
        }
        conditions = ["archived IN (0, 1)" if self.archived is None else "archived = ?"]
        parameters: list[object] = [] if self.archived is None else [self.archived]
        for condition, value in wanted.items():
            if value:
                conditions.append(condition)
                parameters.append(value)
        return " AND ".join(conditions), parameters


def order_by(order: str, descending: bool) -> str:
    """Return the SQL order; ties go by id, so that it is always the same.

    Raises:
        InvalidInput: Records have no such order.
    """
    if order not in ORDERS:
        raise InvalidInput(
            message(
                "Records cannot be ordered by “{order}”: use one of {orders}.",
                order=order,
                orders=", ".join(ORDERS),
            )
        )
    way = "DESC" if descending else "ASC"
    ties = "" if order == "id" else f", id {way}"
    return f"{ORDERS[order]} {way}{ties}"
