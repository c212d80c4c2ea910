"""Training in a process of its own, for whoever must not be held up by it.

The child opens the project itself and keeps its record there: curves, states and
checkpoints are complete whatever happens to the events. Those travel at a pace a window
can follow.
"""

import os
import time
from collections.abc import Callable, Generator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from instrstudio.domain.errors import ProcessEnded, ProcessHung
from instrstudio.domain.job import Cancelled, Job
from instrstudio.domain.run import (
    Run,
    RunStarted,
    RunState,
    Saved,
    Step,
    TrainConfig,
    TrainingEvent,
    Validated,
)
from instrstudio.domain.settings import Settings
from instrstudio.domain.wording import Message, message
from instrstudio.services.child_process import in_child
from instrstudio.services.workspace import Workspace

STEP_SECONDS = 0.1
"""Steps that follow each other faster are told as one, the last."""
SAMPLES_SENT = 12
GRACE_SECONDS = 300.0
"""How long a cancelled run may take to end its step, its validation and to save."""
SILENCE_SECONDS = 60.0
"""How long a child may give no sign of life before it is taken for hung. The signs come
from a thread of their own, so a validation, a compilation or a busy machine delay them
by a second or two: a minute is far from that, and little beside a run."""
_NICENESS = 5


def train(
    workspace: Workspace,
    config: TrainConfig | None = None,
    *,
    data: Path | None = None,
    resume: int | str | None = None,
    name: str = "",
    silence: float = SILENCE_SECONDS,
) -> Job[TrainingEvent, Run]:
    """Train as `training.train` does, in a child process.

    Raises:
        ProcessEnded: The child died, or hung for `silence` seconds and was ended; its
            run is paused at the last checkpoint.
    """
    folder, settings = workspace.project.folder, workspace.settings
    job: Job[TrainingEvent, Run] = in_child(
        _job,
        *(folder, settings, config, data, resume, name),
        grace=GRACE_SECONDS,
        silence=silence,
    )
    run: Run | None = None
    saved = 0
    try:
        event = next(job)
        while True:
            if isinstance(event, RunStarted):
                run, saved = event.run, event.run.step
            elif isinstance(event, Saved) and not event.is_best:
                saved = event.checkpoint.step
            try:
                yield event
            except Cancelled as wish:
                event = job.throw(wish)
            else:
                event = next(job)
    except StopIteration as end:
        ended: Run = end.value
        return ended
    except ProcessEnded as error:
        raise _lost(workspace, run, saved, error) from error
    finally:
        job.close()


def _lost(
    workspace: Workspace, run: Run | None, saved: int, error: ProcessEnded
) -> ProcessEnded:
    """Note that a run stands still because its process is gone; return the error."""
    if run is None:
        return ProcessEnded(_unbegun(error), code=error.code)
    said = _paused(error, saved)
    runs = workspace.store.runs
    noted = runs.get(run.id or 0)
    runs.update(replace(noted, state=RunState.PAUSED, message=str(said)))
    return ProcessEnded(said, code=error.code)


def _unbegun(error: ProcessEnded) -> Message:
    """Return what is said of a process that was gone before its run began."""
    if isinstance(error, ProcessHung):
        return message(
            "The training process gave no sign of life for {seconds} s and was ended "
            "before the run began: try again.",
            seconds=f"{error.seconds:g}",
        )
    return message(
        "The training process ended unexpectedly (exit code {code}) before "
        "the run began: try again.",
        code=error.code,
    )


def _paused(error: ProcessEnded, saved: int) -> Message:
    """Return what is said of a run whose last checkpoint is of the step `saved`."""
    if isinstance(error, ProcessHung):
        return message(
            "The training process gave no sign of life for {seconds} s and was ended: "
            "the checkpoint of step {step} is kept, Resume goes on from there.",
            seconds=f"{error.seconds:g}",
            step=saved,
        )
    return message(
        "The training process ended unexpectedly (exit code {code}): the run is paused "
        "at step {step}, resume it.",
        code=error.code,
        step=saved,
    )


def _job(
    folder: Path,
    settings: Settings,
    config: TrainConfig | None,
    data: Path | None,
    resume: int | str | None,
    name: str,
) -> Generator[TrainingEvent, None, Run]:
    """Return the job of the child; torch is loaded before it begins."""
    from instrstudio.model import trainer  # noqa: F401  counts as starting
    from instrstudio.services import training

    def job() -> Generator[TrainingEvent, None, Run]:
        with suppress(AttributeError, OSError):
            os.nice(_NICENESS)  # whoever looks at a window comes first
        with Workspace.open(folder, settings) as workspace:
            whole = training.train(
                workspace, config, data=data, resume=resume, name=name
            )
            return (yield from paced(whole))

    return job()


def paced(
    job: Generator[TrainingEvent, None, Run],
    clock: Callable[[], float] = time.monotonic,
) -> Job[TrainingEvent, Run]:
    """Yield the events of `job`, of steps in quick succession only the last.

    Validations are sent with the samples that are shown, not with all. `clock` gives
    seconds.
    """
    held: Step | None = None
    due = clock()
    try:
        event = next(job)
        while True:
            if isinstance(event, Step) and clock() < due:
                held = event
                event = next(job)
                continue
            earlier = None if isinstance(event, Step) else held
            held, due = None, clock() + STEP_SECONDS
            wish = yield from _told(earlier, event)
            event = next(job) if wish is None else job.throw(wish)
    except StopIteration as end:
        if held is not None:
            with suppress(Cancelled):  # it is over already
                yield held
        ended: Run = end.value
        return ended
    finally:
        job.close()


def _told(
    earlier: Step | None, event: TrainingEvent
) -> Generator[TrainingEvent, None, Cancelled | None]:
    """Yield an event, the one held back first; return the wish to stop if it came."""
    wish: Cancelled | None = None
    for one in (earlier, event):
        if one is None:
            continue
        try:
            yield _sent(one)
        except Cancelled as cancelled:
            wish = cancelled
    return wish


def _sent(event: TrainingEvent) -> TrainingEvent:
    """Return an event as it travels: of many samples, the first with attention."""
    if not isinstance(event, Validated):
        return event
    looked = tuple(sample for sample in event.samples if sample.attention)
    return replace(event, samples=(looked or event.samples)[:SAMPLES_SENT])
