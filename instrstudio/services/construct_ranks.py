"""Constructs for a file of tasks with all the processes ``torchrun`` has started.

Every process answers its share of the tasks into a part, ``OUT.rankN``, which can be
gone on with; the leading one puts the parts together into OUT and removes them. The
others work on a copy of the project that lies beside OUT, where every machine can read
it: a project in use must not be opened over a network.
"""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from instrstudio.domain.errors import TransferError
from instrstudio.domain.job import Job, Progress
from instrstudio.domain.project import Project
from instrstudio.domain.task import Task
from instrstudio.domain.wording import message
from instrstudio.services import checkpoints, indexing, open_indexes, together
from instrstudio.services.construct import ConstructOptions
from instrstudio.services.construct_many import (
    ManyReport,
    Share,
    construct_many,
    count_answers,
    count_tasks,
)
from instrstudio.services.workspace import Workspace

if TYPE_CHECKING:
    from instrstudio.model.board import Board

_BEGUN, _DONE = "constructing", "constructed"
_INDEX = "index"


def construct_shared(
    workspace: Workspace,
    source: Path,
    target: Path,
    options: ConstructOptions,
    usual: Task,
    board: "Board | None",
) -> Job[Progress, ManyReport]:
    """Answer a file of tasks as the leading process; see `construct_many`.

    Raises:
        NotFound: `source` does not exist.
        InvalidInput: A line is no JSON object, or `target` or one of the parts belongs
            to other tasks.
        TransferError: The answers cannot be put together.
        ModelError: The other processes cannot be reached.
    """
    if board is None:
        return (yield from construct_many(workspace, source, target, options, usual))
    total, before = count_tasks(source, target), count_answers(source, target)
    for rank in range(board.world if before < total else 0):
        count_answers(source, _part(target, rank), _share(before, rank, board.world))
    copy = _beside(target, "project")
    try:
        if before < total:
            yield from _copied(workspace, copy)
            chosen = options.checkpoint or checkpoints.chosen(workspace)
            settled = replace(options, checkpoint=chosen)
            told = _told(source, target, settled, usual, copy, before)
            board.pin(_BEGUN, told)
            share = _share(before, 0, board.world)
            part = _part(target, 0)
            own = yield from construct_many(
                workspace, source, part, settled, usual, share
            )
            others = [] if own.cancelled else (yield from _reports(board))
            reports = [own, *others]
        else:
            reports = []
    finally:
        shutil.rmtree(copy, ignore_errors=True)
    report = _summed(reports, before)
    if not report.cancelled:
        _merge(target, before, total, board.world)
    return report


def follow() -> Job[Progress, None]:
    """Answer a share of the tasks as a process that does not lead.

    Raises:
        InstrStudioError: This process alone has failed.
    """
    from instrstudio.model.board import Board

    board = Board.of_group()
    yield from together.accountable(board, _followed(board))


def _followed(board: "Board") -> Job[Progress, None]:
    """Wait for the tasks, answer a share, and report."""
    found = yield from together.waited(board.read(_BEGUN))
    if found is None:
        return
    told = json.loads(found)
    given = told["options"]
    options = ConstructOptions(
        **{
            **given,
            "methods": tuple(given["methods"]),
            "barred": frozenset(given["barred"]),
            "checkpoint": Path(given["checkpoint"]) if given["checkpoint"] else None,
        }
    )
    with _opened(Path(told["copy"])) as workspace:
        report = yield from construct_many(
            workspace,
            Path(told["source"]),
            _part(Path(told["target"]), board.rank),
            options,
            Task.from_dict(told["usual"]),
            _share(told["before"], board.rank, board.world),
        )
    board.pin(f"{_DONE}/{board.rank}", json.dumps(asdict(report)))


def _reports(board: "Board") -> Job[Progress, list[ManyReport]]:
    """Wait for the reports of the others; a wait that is stopped gives no more."""
    reports: list[ManyReport] = []
    for rank in range(1, board.world):
        told = yield from together.waited(board.read(f"{_DONE}/{rank}"))
        if told is None:
            return [*reports, ManyReport(cancelled=True)]
        reports.append(ManyReport(**json.loads(told)))
    return reports


def _summed(reports: list[ManyReport], before: int) -> ManyReport:
    """Return one report of all; `before` answers were there already."""
    return ManyReport(
        done=sum(report.done for report in reports),
        failed=sum(report.failed for report in reports),
        resumed=before + sum(report.resumed for report in reports),
        cancelled=any(report.cancelled for report in reports),
    )


def _share(before: int, rank: int, world: int) -> Share:
    """Return a process's tasks: from number `before` on, by turns."""
    return Share(before + (rank - before) % world, world)


def _told(
    source: Path,
    target: Path,
    options: ConstructOptions,
    usual: Task,
    copy: Path,
    before: int,
) -> str:
    """Return what the others have to know."""
    checkpoint = options.checkpoint
    settled = {
        **asdict(options),
        "barred": sorted(options.barred),
        "checkpoint": str(checkpoint.resolve()) if checkpoint else None,
    }
    return json.dumps(
        {
            "source": str(source.resolve()),
            "target": str(target.resolve()),
            "copy": str(copy.resolve()),
            "options": settled,
            "usual": usual.as_dict(),
            "before": before,
        }
    )


def _copied(workspace: Workspace, copy: Path) -> Job[Progress, None]:
    """Copy project and index to where the others find them."""
    yield from indexing.catch_up(workspace)
    try:
        shutil.rmtree(copy, ignore_errors=True)
        workspace.store.backup(Project(copy).database)
        with open_indexes.borrow(workspace):
            shutil.copytree(workspace.index_root, copy / _INDEX)
    except OSError as error:
        raise _unwritable(copy, error) from error


@contextmanager
def _opened(copy: Path) -> Iterator[Workspace]:
    """Open a copy of the copy, which this process may do with what it likes."""
    with ExitStack() as stack:
        own = Path(stack.enter_context(TemporaryDirectory(prefix="instrstudio-")))
        shutil.copytree(copy, own, dirs_exist_ok=True)
        workspace = stack.enter_context(Workspace.open(own))
        workspace.index_root = own / _INDEX
        yield workspace


def _merge(target: Path, before: int, total: int, world: int) -> None:
    """Put the parts together, in the order of the tasks, and remove them.

    The answers appear whole: a merge that is broken off can be done again.
    """
    whole = _beside(target, "merging")
    parts = [_part(target, rank) for rank in range(world)]
    try:
        if before < total:
            with ExitStack() as stack:
                out = stack.enter_context(whole.open("wb"))
                if target.exists():
                    answers = stack.enter_context(target.open("rb"))
                    shutil.copyfileobj(answers, out)
                files = [stack.enter_context(part.open("rb")) for part in parts]
                for number in range(before, total):
                    out.write(files[number % world].readline())
                out.flush()
                os.fsync(out.fileno())
            whole.replace(target)
        for part in parts:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise _unwritable(whole, error) from error


def _part(target: Path, rank: int) -> Path:
    """Return where a process's share of the answers goes."""
    return _beside(target, f"rank{rank}")


def _beside(target: Path, ending: str) -> Path:
    """Return the place beside `target` with one more ending."""
    return target.with_name(f"{target.name}.{ending}")


def _unwritable(path: Path, error: OSError) -> TransferError:
    """Return the error for a place that cannot be written."""
    return TransferError(
        message(
            "“{path}” cannot be written: {reason}.",
            path=path,
            reason=error.strerror or error,
        )
    )
