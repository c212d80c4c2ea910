"""Two processes with gloo train one model, leave together, and go on after a kill."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import rank_jobs
import safetensors.torch
import torch

from instrstudio.domain.job import run
from instrstudio.domain.run import Step
from instrstudio.model import objective, trainer
from instrstudio.model.card import read_card
from instrstudio.model.learner import Learner, Micro
from instrstudio.model.ranks import ALONE

Outcome = Callable[[str, int], dict[str, Any]]

JOBS = ("whole", "stopped", "resumed", "changed", "failing", "lacking", "timed")
_ENOUGH = 300
"""Seconds; only a hang takes so long."""


def pair(folder: Path, *jobs: str) -> list[int]:
    """Run jobs in two processes; return their exit statuses."""
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "LOCAL_WORLD_SIZE": "2"}
    processes = [
        subprocess.Popen(
            [sys.executable, rank_jobs.__file__, str(rank), str(folder), *jobs],
            env=environment,
        )
        for rank in range(rank_jobs.WORLD)
    ]
    try:
        return [process.wait(_ENOUGH) for process in processes]
    finally:
        for process in processes:
            process.kill()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where two processes have done all jobs, the last of which killed them."""
    place = tmp_path_factory.mktemp("ranks")
    assert pair(place, *JOBS, "killed") == [-signal.SIGKILL] * 2
    return place


@pytest.fixture
def outcome(folder: Path) -> Outcome:
    """What a job came to in a process: ``outcome("whole", 0)``."""
    return lambda job, rank: json.loads((folder / f"{job}.{rank}.json").read_text())


def weights(folder: Path) -> dict[str, torch.Tensor]:
    return safetensors.torch.load_file(folder / "last" / "weights.safetensors")


def same(one: Path, other: Path) -> bool:
    a, b = weights(one), weights(other)
    return a.keys() == b.keys() and all(torch.equal(a[k], b[k]) for k in a)


@pytest.mark.slow
def test_two_processes_are_one_that_accumulates(
    folder: Path, tmp_path: Path, outcome: Outcome
) -> None:
    config = replace(rank_jobs.CONFIG, accumulate=2)
    events: list[object] = []
    run(trainer.train(config, rank_jobs.corpus(), tmp_path / "one"), events.append)
    assert sum(isinstance(event, Step) for event in events) == rank_jobs.UPDATES
    # bit for bit: a sum of two gradients does not depend on their order
    assert same(folder / "whole", tmp_path / "one")
    assert outcome("whole", 0)["end"] == outcome("whole", 1)["end"] == "returned"
    assert outcome("whole", 0)["weights"] == outcome("whole", 1)["weights"]
    assert not (folder / "whole" / "arrays").exists()


@pytest.mark.slow
def test_the_processes_have_unequal_numbers_of_tokens(tmp_path: Path) -> None:
    counts: list[int] = []

    class Counting(Learner):
        def step(
            self, parts: Sequence[Micro], learning_rate: float
        ) -> tuple[float, int]:
            counts.extend(int((part.batch.target[:, 1:] != 0).sum()) for part in parts)
            return super().step(parts, learning_rate)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(objective, "Learner", Counting)
        config = replace(rank_jobs.CONFIG, accumulate=2)
        run(trainer.train(config, rank_jobs.corpus(), tmp_path / "one"))
    shares = list(zip(counts[::2], counts[1::2], strict=True))
    assert len(shares) == rank_jobs.UPDATES
    assert sum(max(s) > 1.2 * min(s) for s in shares) >= rank_jobs.UPDATES // 2


@pytest.mark.slow
def test_the_wish_of_one_stops_all_and_the_run_goes_on_bit_for_bit(
    folder: Path, outcome: Outcome
) -> None:
    leading, other = outcome("stopped", 0), outcome("stopped", 1)
    assert leading["end"] == "Cancelled"
    assert other["end"] == "returned"
    assert leading["step"] == other["step"] < rank_jobs.UPDATES
    assert leading["weights"] == other["weights"]
    assert outcome("resumed", 0)["weights"] == outcome("whole", 0)["weights"]
    assert outcome("resumed", 1)["weights"] == outcome("whole", 1)["weights"]


@pytest.mark.slow
def test_new_data_are_the_same_data_in_all_processes(outcome: Outcome) -> None:
    leading, other = outcome("changed", 0), outcome("changed", 1)
    assert any("data has changed" in notice for notice in leading["notices"])
    assert leading["step"] == other["step"] == 9
    assert leading["weights"] == other["weights"]
    assert leading["weights"] != outcome("resumed", 0)["weights"]


@pytest.mark.slow
def test_one_that_cannot_begin_keeps_nobody_waiting(outcome: Outcome) -> None:
    assert outcome("failing", 0)["end"].startswith("NotFound")
    assert "could not begin" in outcome("failing", 1)["end"]


@pytest.mark.slow
def test_too_little_memory_in_one_shrinks_the_batch_of_all(outcome: Outcome) -> None:
    for rank in range(rank_jobs.WORLD):
        found = outcome("lacking", rank)
        assert found["end"] == "returned"
        assert any("batches of 60 tokens" in notice for notice in found["notices"])
        assert found["weights"] == outcome("lacking", 0)["weights"]


@pytest.mark.slow
def test_a_run_bounded_by_time_goes_by_one_clock(outcome: Outcome) -> None:
    leading, other = outcome("timed", 0), outcome("timed", 1)
    assert leading["end"] == other["end"] == "returned"
    assert leading["step"] == other["step"] > 0
    assert leading["weights"] == other["weights"]


@pytest.mark.slow
def test_a_killed_run_goes_on_from_its_last_checkpoint(
    folder: Path, outcome: Outcome
) -> None:
    assert read_card(folder / "killed" / "last")["step"] == 3
    assert pair(folder, "revived") == [0, 0]
    assert same(folder / "killed", folder / "whole")
    assert outcome("revived", 1)["weights"] == outcome("whole", 1)["weights"]


def test_a_single_process_is_a_group_of_one() -> None:
    cpu = torch.device("cpu")
    assert ALONE.leads
    assert ALONE.combined([torch.ones(2)], 3.0, 4) == (3.0, 4)
    assert ALONE.agreed(False, 1.5, cpu) == (False, 1.5)
    assert ALONE.any(True, cpu)
    ALONE.lack_memory(cpu)
    ALONE.leave()
