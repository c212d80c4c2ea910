"""Brings records in from files and takes them out again."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from instrstudio.domain.errors import TransferError
from instrstudio.domain.job import Job, Progress
from instrstudio.domain.ports import Format
from instrstudio.domain.project import holds_a_project
from instrstudio.domain.transfer import ImportReport
from instrstudio.domain.wording import Message, message
from instrstudio.services import backups, placing, plugins
from instrstudio.services.intake import Intake
from instrstudio.services.workspace import Workspace

_EVERY = 200
"""Rows between two events of progress."""
WORTH_A_BACKUP = 2**20
"""Bytes of files to import from which on a copy of the project is made first."""
_CONFIDENT = 0.05
"""How sure a format must be before it is tried on a file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportReport:
    """What was written where; `drops` names what the format could not hold."""

    written: int
    path: Path
    drops: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Loss:
    """What of a record survives a format, and what does not."""

    keeps: tuple[str, ...]
    drops: tuple[str, ...]


def loss(format: str) -> Loss:
    """Return what the format called `format` keeps and drops.

    Raises:
        TransferError: There is no such format.
    """
    chosen = _named(format, writes=True)
    return Loss(chosen.keeps, chosen.drops)


def format_to_write(target: Path, format: str = "") -> Format:
    """Return the format for `target`: the one named, or by its suffix.

    Of several formats with one suffix, the one that drops least is taken.

    Raises:
        TransferError: No format fits.
    """
    if format:
        return _named(format, writes=True)
    suffix = target.suffix.lower()
    fitting = [f for f in plugins.formats() if f.writes and suffix in f.suffixes]
    if not fitting:
        raise TransferError(
            message(
                "No format is written to files in “{suffix}”; known are {known}.",
                suffix=suffix,
                known=_names(writes=True),
            )
        )
    return min(fitting, key=lambda found: len(found.drops))


def format_to_read(path: Path, format: str = "") -> Format:
    """Return the format of the file `path`: the one named, or the surest of all.

    Raises:
        TransferError: There is no such file, or no format recognises it.
    """
    if not path.exists():
        raise TransferError(message("There is no file “{path}”.", path=path))
    if format:
        return _named(format, writes=False)
    candidates = [found for found in plugins.formats() if found.reads]
    sure = {found.name: found.recognises(path) for found in candidates}
    best = max(candidates, key=lambda found: sure[found.name], default=None)
    if best is None or sure[best.name] < _CONFIDENT:
        raise TransferError(
            message(
                "“{file}” is in no format that can be read; known are {known}.",
                file=path.name,
                known=_names(writes=False),
            )
        )
    return best


def check_place(target: Path) -> None:
    """See that a file may be written at `target`.

    Raises:
        TransferError: A project lies there.
    """
    if holds_a_project(target):
        raise TransferError(
            message(
                "“{path}” is the file of a project: name another file.", path=target
            )
        )


def import_files(
    workspace: Workspace,
    paths: Sequence[Path],
    format: str = "",
    dry_run: bool = False,
) -> Job[Progress, ImportReport]:
    """Read records from `paths` into the library; one step to undo.

    Rows are committed a thousand at a time. A file that was not finished, because the
    program was stopped or killed, goes on where it stopped; the report is then about
    the rest. A cancelled import keeps what is committed. `dry_run` writes nothing and
    reports the same. The index follows by `indexing.catch_up`, or with a search.

    Raises:
        TransferError: A file cannot be read as a whole; found out before anything is
            written, as far as its beginning tells.
    """
    if not paths:
        raise TransferError(message("No file to import was named."))
    chosen = [(path, format_to_read(path, format)) for path in paths]
    for path, plugin in chosen:
        next(plugin.read(path), None)
    if not dry_run and sum(p.stat().st_size for p, _ in chosen) >= WORTH_A_BACKUP:
        yield from backups.before(workspace, backups.IMPORT)
    intake = Intake(workspace, [path for path, _ in chosen], dry_run=dry_run)
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
    under its name only when it is whole.

    Raises:
        TransferError: There is nothing to write, or no place to write it.
    """
    check_place(target)
    chosen = format_to_write(target, format)
    listed = _ids(workspace, query) if ids is None else ids
    keep_starter = with_starter or ids is not None
    records = (
        record
        for record in workspace.store.records.iterate(listed)
        if keep_starter or record.source.kind != "starter"
    )
    first = next(records, None)
    if first is None:
        raise TransferError(_nothing(query))
    written = 0
    total = len(listed)
    with placing.whole(target) as partial:
        for written in chosen.write(chain([first], records), partial):
            if written % _EVERY == 0:
                yield Progress(done=written, total=total)
    return ExportReport(written=written, path=target, drops=chosen.drops)


def _ids(workspace: Workspace, query: str) -> Sequence[int]:
    """Return the ids to export, oldest first, or best first where there is a query."""
    if not query:
        return workspace.store.records.ids(order="created", descending=False)
    from instrstudio.domain.query import Query
    from instrstudio.services import searching

    everything = max(1, workspace.store.records.count())
    page = searching.search(workspace, Query(text=query, limit=everything))
    return [hit.id for hit in page.hits]


def _nothing(query: str) -> Message:
    """Say why there is nothing to export."""
    if query:
        return message(
            "There is nothing to export: no record of yours matches “{query}”.",
            query=query,
        )
    return message(
        "There is nothing to export: the library holds no record of yours; "
        "records of the starter library stay out unless you ask for them."
    )


def _named(name: str, *, writes: bool) -> Format:
    """Return the format called `name` that reads, or writes."""
    for found in plugins.formats():
        if found.name == name and (found.writes if writes else found.reads):
            return found
    raise TransferError(
        message(
            "There is no format “{name}”; known are {known}.",
            name=name,
            known=_names(writes=writes),
        )
    )


def _names(*, writes: bool) -> str:
    """Return the names of the formats that read, or write, for a sentence."""
    able = (f for f in plugins.formats() if (f.writes if writes else f.reads))
    return ", ".join(f"{found.name} ({' '.join(found.suffixes)})" for found in able)
