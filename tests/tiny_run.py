"""The smallest training runs, for tests of what surrounds them."""

import json
from collections.abc import Callable
from pathlib import Path

from instrstudio.domain.job import run
from instrstudio.domain.run import Run, Step, TrainConfig, TrainingEvent
from instrstudio.services import training
from instrstudio.services.workspace import Workspace

TINY = TrainConfig(
    embedding_size=8,
    hidden_size=8,
    attention_size=4,
    vocabulary_size=320,
    batch_tokens=400,
    steps=12,
    validate_every_steps=4,
    save_every_steps=4,
    max_target_tokens=20,
    device="cpu",
)


def write_data(path: Path) -> Path:
    """Write a file of thirty pairs."""
    rows = [
        {
            "task_description": "Summarize a text",
            "input": "",
            "output": "",
            "instruction": f"Summarize the text in {i} words: [text]",
        }
        for i in range(30)
    ]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return path


def train(
    workspace: Workspace,
    config: TrainConfig,
    stop: Callable[[list[TrainingEvent]], bool] = lambda _events: False,
    **options: object,
) -> tuple[Run, list[TrainingEvent]]:
    """Run a training job; return how it ended and what it said."""
    events: list[TrainingEvent] = []
    job = training.train(workspace, config, **options)  # type: ignore[arg-type]
    return run(job, events.append, lambda: stop(events)), events


def after(step: int) -> Callable[[list[TrainingEvent]], bool]:
    """Stop once this step is taken."""
    return lambda events: any(isinstance(e, Step) and e.step >= step for e in events)
