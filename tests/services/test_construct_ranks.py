"""A file of tasks answered by two processes, here two threads with a board between."""

import json
import threading
from pathlib import Path

import pytest
from torch._C._distributed_c10d import HashStore

from instrstudio.domain.errors import InvalidInput
from instrstudio.domain.job import Progress, run
from instrstudio.domain.task import Task
from instrstudio.model.board import Board
from instrstudio.services import construct_ranks
from instrstudio.services.construct import ConstructOptions
from instrstudio.services.construct_many import ManyReport, construct_many
from instrstudio.services.workspace import Workspace

FAST = ConstructOptions(methods=("template", "retrieval"), limit=1)
USUAL = Task(language="en")
TASKS = [
    {"id": n, "task_description": f"{verb} news article {n}", "input": "A text."}
    for n, verb in enumerate(("Summarise", "Translate", "Classify", "Shorten", "Rate"))
]


def pair() -> tuple[Board, Board]:
    """A board as the leading process sees it, and as the other does."""
    store = HashStore()
    return Board(store, 0, 2), Board(store, 1, 2)


@pytest.fixture
def boards() -> tuple[Board, Board]:
    """The boards of two processes."""
    return pair()


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "tasks.jsonl"
    lines = [json.dumps(task) + "\n" for task in TASKS]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.fixture
def alone(starter_workspace: Workspace, source: Path, tmp_path: Path) -> Path:
    """The answers of a single process."""
    target = tmp_path / "alone.jsonl"
    run(construct_many(starter_workspace, source, target, FAST, USUAL))
    return target


def together(
    workspace: Workspace, boards: tuple[Board, Board], source: Path, target: Path
) -> ManyReport:
    """Answer with a leading thread and one that follows."""
    failed: list[Exception] = []

    def follow() -> None:
        try:
            run(construct_ranks._followed(boards[1]))
        except Exception as error:  # noqa: BLE001 - shown by the thread that waits
            failed.append(error)

    other = threading.Thread(target=follow)
    other.start()
    try:
        return run(
            construct_ranks.construct_shared(
                workspace, source, target, FAST, USUAL, boards[0]
            )
        )
    finally:
        boards[0].end()
        other.join(120)
        assert not other.is_alive()
        assert not failed


def beside(target: Path) -> list[str]:
    """What lies beside the answers and begins like them."""
    return sorted(p.name for p in target.parent.glob(f"{target.name}.*"))


def test_the_answers_are_those_of_one_process_in_order(
    starter_workspace: Workspace,
    boards: tuple[Board, Board],
    source: Path,
    alone: Path,
    tmp_path: Path,
) -> None:
    target = tmp_path / "deep" / "out.jsonl"
    report = together(starter_workspace, boards, source, target)
    assert report == ManyReport(done=len(TASKS))
    assert target.read_bytes() == alone.read_bytes()
    assert beside(target) == []
    assert not starter_workspace.store.constructions.latest(1)


def test_what_is_answered_already_is_not_made_again(
    starter_workspace: Workspace,
    boards: tuple[Board, Board],
    source: Path,
    alone: Path,
    tmp_path: Path,
) -> None:
    lines = alone.read_bytes().splitlines(keepends=True)
    target = tmp_path / "out.jsonl"
    target.write_bytes(lines[0])
    part = tmp_path / "out.jsonl.rank1"
    part.write_bytes(lines[1] + lines[3][:20])  # the second was broken off
    report = together(starter_workspace, boards, source, target)
    assert report == ManyReport(done=3, resumed=2)
    assert target.read_bytes() == alone.read_bytes()
    assert beside(target) == []


def test_parts_of_a_complete_file_are_removed(
    starter_workspace: Workspace,
    boards: tuple[Board, Board],
    source: Path,
    alone: Path,
    tmp_path: Path,
) -> None:
    part = tmp_path / "alone.jsonl.rank1"
    part.write_text("left over", encoding="utf-8")
    report = together(starter_workspace, boards, source, alone)
    assert report == ManyReport(resumed=len(TASKS))
    assert beside(alone) == []


def test_a_part_of_other_tasks_is_refused_before_anything_is_done(
    starter_workspace: Workspace,
    boards: tuple[Board, Board],
    source: Path,
    tmp_path: Path,
) -> None:
    part = tmp_path / "out.jsonl.rank1"
    part.write_text('{"id": 7, "candidates": []}\n', encoding="utf-8")
    with pytest.raises(InvalidInput, match=r"rank1.*other tasks"):
        together(starter_workspace, boards, source, tmp_path / "out.jsonl")
    assert beside(tmp_path / "out.jsonl") == ["out.jsonl.rank1"]


def test_stopped_it_keeps_the_parts(
    starter_workspace: Workspace,
    boards: tuple[Board, Board],
    source: Path,
    alone: Path,
    tmp_path: Path,
) -> None:
    target = tmp_path / "out.jsonl"
    job = construct_ranks.construct_shared(
        starter_workspace, source, target, FAST, USUAL, boards[0]
    )
    events: list[Progress] = []
    stopped = run(job, events.append, lambda: bool(events) and events[-1].done == 1)
    assert stopped.cancelled
    assert not target.exists()
    report = together(starter_workspace, pair(), source, target)
    assert report.resumed >= 1
    assert target.read_bytes() == alone.read_bytes()
