"""Runs training jobs as one of two processes: ``rank_jobs.py RANK FOLDER JOB...``.

What a job came to is left in ``FOLDER/JOB.RANK.json``.
"""

import hashlib
import json
import os
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch
from torch._C._distributed_c10d import FileStore

from instrstudio.domain.errors import InstrStudioError
from instrstudio.domain.job import Cancelled, run
from instrstudio.domain.run import Notice, Step, TrainConfig
from instrstudio.model import objective, trainer
from instrstudio.model.board import Board
from instrstudio.model.corpus import Corpus, Pair
from instrstudio.model.learner import Learner, Micro
from instrstudio.model.ranks import Ranks

WORLD, UPDATES = 2, 6
CONFIG = TrainConfig(
    architecture="attention",
    embedding_size=8,
    hidden_size=8,
    attention_size=4,
    vocabulary_size=300,
    batch_tokens=120,
    steps=UPDATES,
    validate_every_steps=4,
    save_every_steps=3,
    max_target_tokens=40,
    learning_rate=5e-2,
    device="cpu",
    precision="float32",
)


def corpus(count: int = 40) -> Corpus:
    """Return pairs of very unequal length."""
    pairs = tuple(
        Pair(f"Text {i}: " + "some words " * (i % 5), "Write " * (1 + i % 7))
        for i in range(count)
    )
    return Corpus(pairs=pairs, validation=pairs[:3], description="pairs")


class Kept(Learner):
    """The last learner that was made; update `lacking` finds no memory."""

    last: "Kept"
    lacking = -1

    def __init__(self, *args: object) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        self.updates = 0
        Kept.last = self

    def step(self, parts: Sequence[Micro], learning_rate: float) -> tuple[float, int]:
        self.updates += 1
        if self.updates == self.lacking:
            raise MemoryError
        return super().step(parts, learning_rate)

    def digest(self) -> str:
        values = [p.detach().numpy().tobytes() for p in self.model.parameters()]
        return hashlib.sha256(b"".join(values)).hexdigest()


def train(
    board: Board,
    config: TrainConfig,
    folder: Path,
    *,
    pairs: int = 40,
    resume: bool = False,
    on_step: Callable[[int], bool] = lambda _step: False,
) -> dict[str, object]:
    """Train as one of the processes; stop where `on_step` says so."""
    steps, notices, end = [0], [], "returned"

    def heard(event: object) -> None:
        if isinstance(event, Step):
            steps.append(event.step)
        elif isinstance(event, Notice):
            notices.append(str(event.message))

    ranks = Ranks.join(torch.device("cpu"), board)
    given = corpus(pairs) if ranks.leads else None
    job = trainer.train(config, given, folder, resume=resume, ranks=ranks)
    try:
        run(job, heard, lambda: on_step(steps[-1]))
    except (Cancelled, InstrStudioError) as error:
        end = f"{type(error).__name__} {error}".strip()
    finally:
        ranks.leave()
    return {"end": end, "step": steps[-1], "notices": notices}


def die(step: int) -> bool:
    """End this process as hard as can be, after step 5."""
    if step == 5:
        os.kill(os.getpid(), signal.SIGKILL)
    return False


def performed(job: str, board: Board, folder: Path) -> Mapping[str, object]:
    """Do the job of this name."""
    config, given = CONFIG, folder / job
    options: dict[str, Any] = {}
    match job:
        case "stopped":
            options["on_step"] = lambda step: board.rank == 1 and step >= 2
        case "resumed":
            given, options = folder / "stopped", {"resume": True}
        case "changed":
            config = replace(CONFIG, steps=9)
            given, options = folder / "stopped", {"resume": True, "pairs": 60}
        case "failing":
            config = replace(CONFIG, initial=str(folder / "nothing"))
        case "lacking":
            Kept.lacking = 2 if board.rank == 1 else -1
        case "timed":
            Kept.lacking = -1
            config = replace(CONFIG, steps=None, minutes=0.004)
        case "killed":
            options["on_step"] = die
        case "revived":
            given, options = folder / "killed", {"resume": True}
    return train(board, config, given, **options)


def main(rank: int, folder: Path, jobs: Sequence[str]) -> None:
    vars(objective)["Learner"] = Kept
    for job in jobs:
        store = FileStore(str(folder / f"{job}.store"), WORLD)
        outcome = dict(performed(job, Board(store, rank, WORLD), folder))
        outcome["weights"] = Kept.last.digest() if hasattr(Kept, "last") else ""
        (folder / f"{job}.{rank}.json").write_text(json.dumps(outcome))


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:])
