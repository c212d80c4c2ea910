"""Times the presets in a process of its own: the window need not load the library."""

from collections.abc import Generator
from dataclasses import dataclass

from instrstudio.domain.job import Job
from instrstudio.domain.run import PRESETS
from instrstudio.services.child_process import in_child
from instrstudio.services.workspace import Workspace

STARTER = "starter"
"""The basis of a run that begins from the shipped model; others are architectures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """Event: a preset on a `basis` takes about so many minutes here."""

    basis: str
    preset: str
    minutes: float


def timing(basis: str) -> Generator[Timed, None, None]:
    """Return the job that times every preset on a basis, the quickest first."""
    from instrstudio.services import checkpoints, training

    def job() -> Generator[Timed, None, None]:
        starter = checkpoints.shipped() if basis == STARTER else None
        for name in PRESETS:
            if starter is None:
                config = training.preset(name, basis)
            else:
                config = training.fine_tuning(name, starter)
            minutes = training.predict_minutes(config)
            yield Timed(basis=basis, preset=name, minutes=minutes)

    return job()


def predict(_workspace: Workspace, basis: str) -> Job[Timed, None]:
    """Return the job that tells how long every preset takes here."""
    yield from in_child(timing, basis)
