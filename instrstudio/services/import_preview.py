"""What an import would read, shown before anything is stored."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from instrstudio.domain.transfer import Row
from instrstudio.domain.transfer_plan import ImportPlan
from instrstudio.services.file_formats import columns_of, format_with_columns


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """The format of a file, its columns and its first rows.

    `columns` says which column is taken for which of our fields, None where the format
    has no columns to choose from.
    """

    format: str
    columns: Mapping[str, str] | None
    rows: tuple[Row, ...]


def preview(path: Path, plan: ImportPlan, rows: int = 5) -> ImportPreview:
    """Return how a file would be read.

    Raises:
        TransferError: It cannot be read, or its columns cannot be chosen.
    """
    chosen = format_with_columns(path, plan.format, plan.columns)
    return ImportPreview(
        chosen.name,
        plan.columns or columns_of(chosen, path),
        tuple(islice(chosen.read(path), rows)),
    )
