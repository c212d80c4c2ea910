"""Brings records in from files and takes them out again."""

from collections.abc import Sequence
from pathlib import Path

from instrstudio.domain.errors import TransferError
from instrstudio.domain.job import Job, Progress
from instrstudio.domain.transfer import ImportReport
from instrstudio.domain.transfer_plan import ExportPlan, ImportPlan
from instrstudio.domain.wording import message
from instrstudio.services import backups, exporting
from instrstudio.services.exporting import ExportReport
from instrstudio.services.file_formats import (
    Loss,
    check_place,
    format_to_read,
    format_to_write,
    format_with_columns,
    loss,
)
from instrstudio.services.intake import Intake
from instrstudio.services.workspace import Workspace

__all__ = (
    "ExportReport",
    "Loss",
    "check_place",
    "export",
    "format_to_read",
    "format_to_write",
    "import_files",
    "loss",
)

WORTH_A_BACKUP = 2**20
"""Bytes of files to import from which on a copy of the project is made first."""


def import_files(
    workspace: Workspace,
    paths: Sequence[Path],
    format: str = "",
    dry_run: bool = False,
    plan: ImportPlan | None = None,
) -> Job[Progress, ImportReport]:
    """Read records and templates from `paths` into the project; one step to undo.

    Rows are committed a thousand at a time. A file that was not finished, because the
    program was stopped or killed, goes on where it stopped; the report is then about
    the rest. A cancelled import keeps what is committed. `dry_run` writes nothing and
    reports the same. The index follows by `indexing.catch_up`, or with a search. The
    `plan` says how the columns are read, which rows are taken, and its `format` counts
    where none is named.

    Raises:
        TransferError: A file cannot be read as a whole; found out before anything is
            written, as far as its beginning tells.
    """
    if not paths:
        raise TransferError(message("No file to import was named."))
    wish = (plan or ImportPlan()).checked()
    chosen = [
        (path, format_with_columns(path, format or wish.format, wish.columns))
        for path in paths
    ]
    for path, plugin in chosen:
        next(plugin.read(path), None)
    if not dry_run and sum(p.stat().st_size for p, _ in chosen) >= WORTH_A_BACKUP:
        yield from backups.before(workspace, backups.IMPORT)
    intake = Intake(workspace, [path for path, _ in chosen], wish, dry_run=dry_run)
    yield from intake.run(chosen)
    return intake.report


def export(
    workspace: Workspace,
    target: Path,
    format: str = "",
    query: str = "",
    with_starter: bool = False,
    ids: Sequence[int] | None = None,
) -> Job[Progress, ExportReport]:
    """Write records to `target`: those with `ids`, those found, or all not archived.

    The starter library stays out unless asked for or picked by id. The file appears
    under its name only when it is whole. `exporting.export` does more than that.

    Raises:
        TransferError: There is nothing to write, or no place to write it.
    """
    plan = ExportPlan(format=format, query=query, with_starter=with_starter)
    return (yield from exporting.export(workspace, target, plan, ids))
