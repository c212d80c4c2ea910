"""Times the presets in a process of its own: the window need not load the library."""

from collections.abc import Generator
from dataclasses import dataclass, replace

from instrstudio.domain.job import Job
from instrstudio.domain.run import PRESETS, TrainConfig
from instrstudio.services.child_process import in_child
from instrstudio.services.workspace import Workspace

STARTER = "starter"
"""The basis of a run that begins from the shipped model; others are architectures."""

MOST_TOKENS = 2048
"""Tokens of the batch that is timed; a larger one takes in proportion."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """Event: a preset on a `basis` takes about so many minutes here."""

    basis: str
    preset: str
    minutes: float


def timing(basis: str) -> Generator[Timed, None, None]:
    """Return the job that times every preset on a basis, the quickest first.

    One step is timed of each different model, with a batch of moderate size; the rest
    follows from the counts.
    """
    from instrstudio.services import checkpoints, training

    def job() -> Generator[Timed, None, None]:
        starter = checkpoints.shipped() if basis == STARTER else None
        known: dict[TrainConfig, float] = {}
        for name in PRESETS:
            if starter is None:
                config = training.preset(name, basis)
            else:
                config = training.fine_tuning(name, starter)
            one = one_step(config)
            if one not in known:
                known[one] = training.predict_minutes(one)
            batches = config.batch_tokens / one.batch_tokens * config.accumulate
            minutes = known[one] * batches * (config.steps or 0)
            yield Timed(basis=basis, preset=name, minutes=minutes)

    return job()


def one_step(config: TrainConfig) -> TrainConfig:
    """Return one step of a run, without what does not change how long it takes."""
    return replace(
        config,
        preset=PRESETS[0],
        steps=1,
        minutes=None,
        batch_tokens=min(config.batch_tokens, MOST_TOKENS),
        accumulate=1,
        validate_every_steps=1,
        save_every_steps=1,
    )


def predict(_workspace: Workspace, basis: str) -> Job[Timed, None]:
    """Return the job that tells how long every preset takes here."""
    yield from in_child(timing, basis)
