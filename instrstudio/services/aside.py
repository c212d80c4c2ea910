"""Big jobs of the window in a process of their own, so that it never falters.

Python runs one thread at a time: a job that reads, makes and writes a million rows in a
thread of the window takes turns with it, and on a busy machine a turn can last. What is
small stays in the thread, for a process takes a second to start.
"""

import os
from array import array
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from instrstudio.domain.crawl import CrawlPlan, CrawlReport
from instrstudio.domain.errors import IndexOutdated, SearchError
from instrstudio.domain.job import Job, Progress
from instrstudio.domain.settings import Settings
from instrstudio.domain.transfer import ImportReport
from instrstudio.domain.transfer_plan import ExportPlan, ImportPlan
from instrstudio.services import catalogue, exporting, indexing, open_indexes, transfer
from instrstudio.services import survey as surveying
from instrstudio.services.catalogue import CataloguePlan
from instrstudio.services.child_process import in_child
from instrstudio.services.exporting import ExportPreview, ExportReport
from instrstudio.services.survey import Alike, Survey
from instrstudio.services.workspace import Workspace

ResultT = TypeVar("ResultT")

BIG_FILES = 2**17
"""Bytes of files from which on an import gets a process."""
BIG_EXPORT = 5_000
"""Records from which on an export gets one, and the counting before it."""
BIG_CATCH_UP = 500
"""Changes from which on indexing gets one: a thread would make the window falter for as
long as a process takes to start."""
GRACE_SECONDS = 600.0
"""How long a cancelled job may take to write down what it keeps."""
SILENCE_SECONDS = 60.0
"""How long a child may give no sign of life before it is taken for hung."""
_NICENESS = 5


def import_files(
    workspace: Workspace,
    paths: Sequence[Path],
    dry_run: bool = False,
    plan: ImportPlan | None = None,
) -> Job[Progress, ImportReport]:
    """Import as `transfer.import_files` does.

    Raises:
        TransferError: A file cannot be read as a whole.
        ProcessEnded: The process died; what it had committed stays, and importing the
            file again goes on from there.
    """
    sizes = (path.stat().st_size for path in paths if path.is_file())
    if sum(sizes) < BIG_FILES:
        job = transfer.import_files(workspace, paths, dry_run=dry_run, plan=plan)
        return (yield from job)
    options = (plan or ImportPlan()).as_dict()
    return (yield from _child(workspace, _import, tuple(paths), dry_run, options))


def import_dataset(
    workspace: Workspace, found: CataloguePlan, dry_run: bool = False
) -> Job[Progress, ImportReport]:
    """Import a file of a public data set as `catalogue.import_file` does.

    Raises:
        TransferError: The file cannot be read as a whole.
        ProcessEnded: The process died; what it had committed stays, and importing the
            file again goes on from there.
    """
    if found.path.stat().st_size < BIG_FILES:
        return (yield from catalogue.import_file(workspace, found, dry_run))
    job = _child(workspace, _import_dataset, found.entry.id, found.path, dry_run)
    return (yield from job)


def crawl(workspace: Workspace, plan: CrawlPlan) -> Job[Any, CrawlReport]:
    """Crawl as `crawling.crawl` does, in a process: pages are parsed all the time.

    Raises:
        InvalidInput: The plan cannot be followed; nothing was begun.
        ProcessEnded: The process died; the crawl goes on from where it was.
    """
    return (yield from _child(workspace, _crawl, plan.as_dict()))


def resume_crawl(
    workspace: Workspace, number: int, changes: Mapping[str, Any]
) -> Job[Any, CrawlReport]:
    """Go on with a crawl as `crawling.resume` does, in a process.

    Raises:
        NotFound: There is no such crawl.
        InvalidInput: The changed plan cannot be followed.
        ProcessEnded: The process died; the crawl goes on from where it was.
    """
    return (yield from _child(workspace, _resume_crawl, number, dict(changes)))


def export(
    workspace: Workspace,
    target: Path,
    plan: ExportPlan,
    ids: Sequence[int] | None = None,
    alike: Alike | None = None,
) -> Job[Progress, ExportReport]:
    """Export as `exporting.export` does.

    Rows of a template of one's own are rendered in a child of their own already.

    Raises:
        TransferError: There is nothing to write, or no place to write it.
        TemplateError: A row template cannot be read or run.
        ProcessEnded: The process died; no file is left.
    """
    if plan.row_template or not _is_big(workspace, ids):
        return (yield from exporting.export(workspace, target, plan, ids, alike))
    packed = None if ids is None else _packed(ids)
    job = _child(workspace, _export, target, plan.as_dict(), packed, alike)
    return (yield from job)


def preview(
    workspace: Workspace,
    target: Path,
    plan: ExportPlan,
    ids: Sequence[int] | None = None,
    rows: int = 5,
    alike: Alike | None = None,
) -> Job[Progress, ExportPreview]:
    """Count and show as `exporting.preview` does.

    Raises:
        TransferError: No format fits.
        TemplateError: A row template cannot be read or run.
        ProcessEnded: The process died.
    """
    if plan.row_template or not _is_big(workspace, ids):
        job = exporting.preview(workspace, target, plan, ids, rows, alike)
        return (yield from job)
    packed = None if ids is None else _packed(ids)
    options = plan.as_dict()
    job = _child(workspace, _preview, target, options, packed, rows, alike)
    return (yield from job)


def survey(
    workspace: Workspace,
    plan: ExportPlan,
    ids: Sequence[int] | None = None,
    alike: Alike | None = None,
) -> Job[Progress, Survey]:
    """Count as `survey.survey` does for rows of a template of one's own.

    Raises:
        QuerySyntaxError: The query cannot be read.
        SearchError: The index cannot be read or written.
        InvalidInput: The plan says what cannot be.
        ProcessEnded: The process died.
    """
    if not _is_big(workspace, ids):
        return (yield from surveying.survey(workspace, plan, None, ids, alike))
    packed = None if ids is None else _packed(ids)
    return (yield from _child(workspace, _survey, plan.as_dict(), packed, alike))


def _is_big(workspace: Workspace, ids: Sequence[int] | None) -> bool:
    """Say whether these records, or all, are worth a process."""
    count = workspace.store.records.count() if ids is None else len(ids)
    return count >= BIG_EXPORT


def _packed(ids: Sequence[int]) -> "array[int]":
    """Return ids as numbers in a row: a list of a million is pickled at one stroke."""
    return ids if isinstance(ids, array) else array("q", (one for one in ids))


def catch_up(workspace: Workspace) -> Job[Progress, int]:
    """Bring all changes into the index as `indexing.catch_up` does, and tidy it.

    Raises:
        SearchError: Another one is indexing, or the disk refuses.
        ProcessEnded: The process died; the index is as it was.
    """
    if _has_little_to_do(workspace):
        return (yield from indexing.catch_up(workspace))
    return (yield from _child(workspace, _catch_up))


def rebuild(workspace: Workspace) -> Job[Progress, int]:
    """Build the index anew as `indexing.rebuild` does.

    Raises:
        SearchError: Another one is indexing, or the disk refuses.
        ProcessEnded: The process died; the index is as it was.
    """
    if workspace.store.records.count(archived=None) <= BIG_CATCH_UP:
        return (yield from indexing.rebuild(workspace))
    return (yield from _child(workspace, _rebuild))


def _has_little_to_do(workspace: Workspace) -> bool:
    """Say whether the index is up to date, and tidy, in a moment."""
    try:
        with open_indexes.borrow(workspace) as index:
            behind = workspace.store.outbox.last() - index.position
            return behind <= BIG_CATCH_UP and indexing.is_tidy(index)
    except IndexOutdated:
        return workspace.store.records.count(archived=None) <= BIG_CATCH_UP
    except SearchError:
        return True  # whoever tries says what is wrong


def _child(
    workspace: Workspace, deed: Callable[..., Job[Any, ResultT]], *args: object
) -> Job[Any, ResultT]:
    """Do a deed in a child that opens the project itself."""
    folder, settings = workspace.project.folder, workspace.settings
    job: Job[Any, ResultT] = in_child(
        *(_within, folder, settings, deed, args),
        grace=GRACE_SECONDS,
        silence=SILENCE_SECONDS,
    )
    return (yield from job)


def _within(
    folder: Path,
    settings: Settings,
    deed: Callable[..., Job[Any, ResultT]],
    args: Sequence[Any],
) -> Job[Any, ResultT]:
    """Open the project in the child and do the deed."""
    with suppress(OSError, AttributeError):  # Windows has no nice
        os.nice(_NICENESS)
    with Workspace.open(folder, settings) as workspace:
        return (yield from deed(workspace, *args))


def _import(
    workspace: Workspace,
    paths: Sequence[Path],
    dry_run: bool,
    options: dict[str, object],
) -> Job[Progress, ImportReport]:
    plan = ImportPlan.from_mapping(options)
    return transfer.import_files(workspace, paths, dry_run=dry_run, plan=plan)


def _import_dataset(
    workspace: Workspace, entry_id: str, path: Path, dry_run: bool
) -> Job[Progress, ImportReport]:
    # whoever planned it has seen what it looks like
    found = catalogue.plan(catalogue.get(entry_id), path, anyway=True)
    return catalogue.import_file(workspace, found, dry_run)


def _crawl(workspace: Workspace, options: dict[str, Any]) -> Job[Any, CrawlReport]:
    from instrstudio.services import crawling

    return crawling.crawl(workspace, CrawlPlan.from_mapping(options))


def _resume_crawl(
    workspace: Workspace, number: int, changes: dict[str, Any]
) -> Job[Any, CrawlReport]:
    from instrstudio.services import crawling

    return crawling.resume(workspace, number, changes)


def _export(
    workspace: Workspace,
    target: Path,
    options: dict[str, object],
    ids: Sequence[int] | None,
    alike: Alike | None,
) -> Job[Progress, ExportReport]:
    plan = ExportPlan.from_mapping(options)
    return exporting.export(workspace, target, plan, ids, alike)


def _preview(
    workspace: Workspace,
    target: Path,
    options: dict[str, object],
    ids: Sequence[int] | None,
    rows: int,
    alike: Alike | None,
) -> Job[Progress, ExportPreview]:
    plan = ExportPlan.from_mapping(options)
    return exporting.preview(workspace, target, plan, ids, rows, alike)


def _survey(
    workspace: Workspace,
    options: dict[str, object],
    ids: Sequence[int] | None,
    alike: Alike | None,
) -> Job[Progress, Survey]:
    plan = ExportPlan.from_mapping(options)
    return surveying.survey(workspace, plan, None, ids, alike)


def _catch_up(workspace: Workspace) -> Job[Progress, int]:
    done = yield from indexing.catch_up(workspace)
    indexing.tidy(workspace)
    return done


def _rebuild(workspace: Workspace) -> Job[Progress, int]:
    return indexing.rebuild(workspace)
