"""Who leads and who follows, and who tells of a failure."""

import json
import sys
from collections.abc import Generator
from pathlib import Path

import pytest
from torch._C._distributed_c10d import HashStore

from instrstudio.domain.errors import InvalidInput, ModelError
from instrstudio.domain.job import Cancelled, Progress, run
from instrstudio.domain.run import Run, TrainConfig
from instrstudio.model.board import Board
from instrstudio.services import checkpoints, together, training_ranks
from instrstudio.services.workspace import Workspace


@pytest.fixture
def board() -> Board:
    return Board(HashStore(), 1, 2)


def be(monkeypatch: pytest.MonkeyPatch, rank: int, world: int) -> None:
    monkeypatch.setenv("RANK", str(rank))
    monkeypatch.setenv("WORLD_SIZE", str(world))


def failing() -> Generator[Progress, None, None]:
    yield Progress(done=0)
    raise InvalidInput("wrong")


def test_a_process_that_nobody_started_with_others_leads(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("RANK", raising=False)
    monkeypatch.delenv("WORLD_SIZE", raising=False)
    assert together.world() == 1
    assert together.leads()
    with together.leading() as board:
        assert board is None


@pytest.mark.parametrize(("rank", "said"), [(0, "out\n"), (1, "")])
def test_only_the_leading_process_speaks(
    rank: int,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    be(monkeypatch, rank, 2)
    assert together.leads() == (rank == 0)
    with together.silent_unless_leading():
        print("out")  # noqa: T201
        print("err", file=sys.stderr)  # noqa: T201
    printed = capsys.readouterr()
    assert printed.out == said
    assert bool(printed.err) == bool(said)


def test_what_is_pinned_is_read_even_after_the_end(board: Board) -> None:
    leading = Board(board.store, 0, 2)
    waiting = board.read("key")
    assert next(waiting) == Progress(done=0)
    leading.pin("key", "文字")
    leading.end()
    assert run(waiting) == "文字"
    assert run(board.read("key")) == "文字"
    assert run(board.read("other")) is None


def test_a_wait_can_be_stopped(board: Board) -> None:
    waiting = together.waited(board.read("key"))
    next(waiting)
    with pytest.raises(StopIteration) as end:
        waiting.throw(Cancelled())
    assert end.value.value is None


def test_a_failure_of_all_is_the_leading_one_s_to_tell(
    board: Board, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TORCHELASTIC_ERROR_FILE", str(tmp_path / "error.json"))
    board.end()
    run(together.accountable(board, failing()))
    assert not (tmp_path / "error.json").exists()


def test_a_failure_of_one_is_told_where_torchrun_looks(
    board: Board, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(together, "_PATIENCE", 0.0)
    monkeypatch.setenv("TORCHELASTIC_ERROR_FILE", str(tmp_path / "error.json"))
    with pytest.raises(InvalidInput):
        run(together.accountable(board, failing()))
    told = json.loads((tmp_path / "error.json").read_text("utf-8"))["message"]
    assert told["message"] == "InvalidInput: wrong"
    assert "failing" in told["extraInfo"]["py_callstack"]


def test_a_store_that_is_gone_is_said_in_a_sentence() -> None:
    class Gone:
        def check(self, _keys: list[str]) -> bool:
            raise RuntimeError("Connection reset")

    with pytest.raises(ModelError, match="has ended"):
        run(Board(Gone(), 1, 2).read("key"))


def test_who_follows_ends_with_a_leader_that_could_not_begin(board: Board) -> None:
    board.end()
    run(training_ranks._followed(board))


def test_a_run_begins_once_and_then_goes_on(empty_workspace: Workspace) -> None:
    runs = empty_workspace.store.runs
    assert training_ranks.begun_before(empty_workspace, "mine") is None
    runs.insert(Run(name="mine", config=TrainConfig()))
    last = checkpoints.folder_of(empty_workspace, "mine") / "last"
    (last.parent / ".last.new").mkdir(parents=True)
    # killed before its first checkpoint: nothing is left in its way
    assert training_ranks.begun_before(empty_workspace, "mine") is None
    assert runs.find_by_name("mine") is None
    assert not last.parent.exists()
    runs.insert(Run(name="mine", config=TrainConfig()))
    last.mkdir(parents=True)
    (last / "card.json").write_text('{"format": 1}', encoding="utf-8")
    assert training_ranks.begun_before(empty_workspace, "mine") == "mine"
