"""What an import would read, shown before anything is stored."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from instrstudio.domain.errors import TransferError
from instrstudio.domain.ports import Format
from instrstudio.domain.transfer import Row
from instrstudio.domain.transfer_plan import ImportPlan
from instrstudio.services.file_formats import (
    columns_of,
    format_with_columns,
    table_of,
)


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """The format of a file, its columns and its first rows.

    `columns` says which column is taken for which of our fields, None where the format
    has no columns to choose from; `header` names all columns, as far as they are known.
    """

    format: str
    columns: Mapping[str, str] | None
    rows: tuple[Row, ...]
    header: tuple[str, ...] = ()


def fields() -> tuple[str, ...]:
    """Return what a column may be."""
    from instrstudio.formats.frame.columns import COLUMNS

    return COLUMNS


def preview(path: Path, plan: ImportPlan, rows: int = 5) -> ImportPreview:
    """Return how a file would be read.

    A table in whose columns nobody finds instructions is shown as well: a person can
    say which column holds them.

    Raises:
        TransferError: It cannot be read, or its columns cannot be chosen.
    """
    chosen = _format(path, plan)
    guessed = columns_of(chosen, path)
    return ImportPreview(
        format=chosen.name,
        columns=plan.columns or guessed,
        rows=tuple(islice(chosen.read(path), rows)),
        header=_header(chosen, path, (*(guessed or ()), *plan.columns)),
    )


def _format(path: Path, plan: ImportPlan) -> Format:
    """Return the format of a file, of a table in any case."""
    try:
        return format_with_columns(path, plan.format, plan.columns)
    except TransferError:
        table = None if plan.format or not path.exists() else table_of(path)
        if table is None or plan.columns:
            raise
        return table


def _header(format: Format, path: Path, known: Iterable[str]) -> tuple[str, ...]:
    """Return the names of all columns, in their order where that is known."""
    read = getattr(format, "header", None)
    names = read(path) if callable(read) else known
    return tuple(dict.fromkeys(names))
