"""Templates to rows of the table `template` and back."""

from dataclasses import asdict
from typing import Any

from instrstudio.domain.template import Slot, Template
from instrstudio.storage.json_text import dump, load

COLUMNS = (
    "id",
    "name",
    "task_type",
    "language",
    "pattern",
    "pair",
    "keywords",
    "needs",
    "slots",
    "priority",
    "version",
    "created_by",
)

ORIGIN = "project"
"""The origin of every template that a project holds."""

Row = tuple[Any, ...]


def row_of(template: Template, version: int, operation: int) -> Row:
    """Return the row of a template."""
    return (
        template.id,
        template.name,
        template.task_type,
        template.language,
        template.pattern,
        template.pair,
        dump(template.keywords),
        dump(template.needs),
        dump([asdict(slot) for slot in template.slots]),
        template.priority,
        version,
        operation,
    )


def template_of(row: Row) -> Template:
    """Return the template of a row with the columns `COLUMNS`."""
    return Template(
        id=row[0],
        name=row[1],
        task_type=row[2],
        language=row[3],
        pattern=row[4],
        pair=row[5],
        keywords=tuple(load(row[6])),
        needs=tuple(load(row[7])),
        slots=tuple(Slot(**slot) for slot in load(row[8])),
        priority=row[9],
        origin=ORIGIN,
        version=row[10],
    )


def body_of(row: Row) -> dict[str, object]:
    """Return a row as the JSON form of its template."""
    return asdict(template_of(row))
