"""The project's memory of a training run while it goes: its state and its curves."""

from collections.abc import Generator
from dataclasses import replace
from pathlib import Path

from instrstudio.domain.errors import InstrStudioError
from instrstudio.domain.job import Cancelled, Job
from instrstudio.domain.run import (
    Checkpoint,
    Run,
    RunStarted,
    RunState,
    Sample,
    Saved,
    Step,
    TrainingEvent,
    Validated,
)
from instrstudio.services.workspace import Workspace

_FLUSHED_STEPS = 100


class RunRecord:
    """Keeps the project's memory of a run up to date while it goes."""

    def __init__(self, workspace: Workspace, run: Run, last: Path) -> None:
        self._store = workspace.store
        self._run = run
        self._last = last
        self._steps: list[tuple[int, float, float]] = []

    def follow(
        self, job: Generator[TrainingEvent, None, Checkpoint]
    ) -> Job[TrainingEvent, Run]:
        """Drive the trainer, pass its events on, and note how it ended.

        Raises:
            InstrStudioError: Training failed, which is noted too.
        """
        cancelled = False
        try:
            event = next(job)
            opening: list[TrainingEvent] = [self._started()]
            while True:
                shown = [*opening, self._noted(event)]
                opening = []
                try:
                    yield from shown
                except Cancelled as wish:
                    cancelled = True
                    event = job.throw(wish)
                else:
                    event = next(job)
        except StopIteration as end:
            state = RunState.PAUSED if cancelled else RunState.DONE
            return self._ended(state, end.value)
        except Cancelled:  # another process was asked to stop
            self._run = replace(self._run, checkpoint=self._run.name)
            self._close(RunState.PAUSED)
            return self._run
        except InstrStudioError as error:
            self._close(RunState.FAILED, str(error))
            raise
        finally:
            job.close()
            if self._run.state is RunState.RUNNING:
                self._close(RunState.PAUSED)

    def _started(self) -> RunStarted:
        """Return the first event; the curve behind the last checkpoint is forgotten."""
        from instrstudio.model.card import read_card

        card = read_card(self._last)
        parameters, step = card.get("parameters"), card.get("step")
        run_id = self._run.id or 0
        self._store.runs.truncate_curve(run_id, step if isinstance(step, int) else 0)
        return RunStarted(
            run=self._run,
            total_steps=self._run.config.steps,
            device=str(card.get("device")),
            parameters=parameters if isinstance(parameters, int) else 0,
        )

    def _noted(self, event: TrainingEvent) -> TrainingEvent:
        """Remember an event; a validation gets its chrF."""
        if isinstance(event, Step):
            self._note_step(event)
        elif isinstance(event, Validated):
            event = replace(
                event,
                chrf=_score("chrf", event.samples),
                rouge_l=_score("rouge_l", event.samples),
            )
            self._flush()
            self._store.runs.append_validations(
                self._run.id or 0, [(event.step, event.loss, event.chrf, event.rouge_l)]
            )
            self._run = replace(self._run, chrf=event.chrf, rouge_l=event.rouge_l)
        elif isinstance(event, Saved):
            if event.is_best:
                best = event.checkpoint.validation_loss
                self._run = replace(
                    self._run, validation_loss=best, checkpoint=self._run.name
                )
            self._flush()
        return event

    def _note_step(self, event: Step) -> None:
        """Remember a step; after a rollback, forget those it takes back."""
        if event.step <= self._run.step:
            self._steps = [point for point in self._steps if point[0] < event.step]
            self._store.runs.truncate_curve(self._run.id or 0, event.step - 1)
        self._steps.append((event.step, event.loss, event.tokens_per_second))
        self._run = replace(self._run, step=event.step, loss=event.loss)
        if len(self._steps) >= _FLUSHED_STEPS:
            self._flush()

    def _flush(self) -> None:
        """Write what is remembered to the project, in one transaction."""
        with self._store.atomic():
            self._store.runs.append_steps(self._run.id or 0, self._steps)
            self._run = self._store.runs.update(self._run)
        self._steps = []

    def _ended(self, state: RunState, best: Checkpoint) -> Run:
        """Note the end of a run and return it."""
        self._run = replace(
            self._run,
            checkpoint=self._run.name,
            validation_loss=best.validation_loss,
        )
        self._close(state)
        return self._run

    def _close(self, state: RunState, why: str = "") -> None:
        """Write the last of a run."""
        self._run = replace(self._run, state=state, message=why)
        self._flush()


def _score(name: str, samples: tuple[Sample, ...]) -> float | None:
    """Return a corpus metric, in [0, 100], of what the model wrote for the samples."""
    from instrstudio.services import plugins

    if not samples:
        return None
    metric = next(m for m in plugins.metrics() if m.name == name)
    texts, references = [s.text for s in samples], [[s.reference] for s in samples]
    score: float = metric.score(texts, references)
    return 100 / metric.high * score
