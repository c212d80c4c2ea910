"""A row of a file as a pattern says: the same language and limits as instructions."""

from collections.abc import Mapping

from instrstudio.templates.compiler import compiled
from instrstudio.templates.renderer import run_pattern

NAMES = (
    "number",
    "instruction",
    "input",
    "output",
    "examples",
    "system",
    "history",
    "constraints",
    "title",
    "tags",
    "task_description",
    "task_type",
    "language",
    "licence",
    "source",
    "url",
    "created",
    "updated",
)
"""What a pattern of a row may use."""


def row_text(pattern: str, values: Mapping[str, object]) -> str:
    """Return the text that a pattern makes of the fields of a record.

    Raises:
        TemplateError: The pattern cannot be read or run; carries line and column.
    """
    pieces = run_pattern(compiled(pattern), "row", values, spare=2)
    return "".join(piece.text for piece in pieces)


def check(pattern: str) -> frozenset[str]:
    """Return the names in a pattern that no row has.

    Raises:
        TemplateError: The pattern cannot be read; carries line and column.
    """
    return compiled(pattern).names - frozenset(NAMES)
