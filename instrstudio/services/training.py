"""Training runs: started, remembered with their curves, paused and taken up again."""

from collections.abc import Generator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from instrstudio.domain.errors import InstrStudioError, InvalidInput, NotFound
from instrstudio.domain.job import Cancelled, Job
from instrstudio.domain.run import (
    ARCHITECTURES,
    PRESETS,
    Checkpoint,
    Run,
    RunStarted,
    RunState,
    Sample,
    Saved,
    Step,
    TrainConfig,
    TrainingEvent,
    Validated,
)
from instrstudio.domain.wording import message
from instrstudio.services import checkpoints
from instrstudio.services.workspace import Workspace

if TYPE_CHECKING:
    from instrstudio.model.corpus import Corpus

_FLUSHED_STEPS = 100
_USUAL_SOURCE_TOKENS, _USUAL_TARGET_TOKENS = 48, 48


def preset(name: str, architecture: str = "seed") -> TrainConfig:
    """Return the configuration of a preset; ``quick`` is the default one.

    Raises:
        InvalidInput: There is no such preset or architecture.
    """
    if name not in PRESETS or architecture not in ARCHITECTURES:
        raise InvalidInput(
            message(
                "There is no preset “{name}” of “{architecture}”.",
                name=name,
                architecture=architecture,
            )
        )
    quick = TrainConfig(architecture=architecture)
    if name == "quick":
        return quick
    standard = replace(
        quick,
        preset="standard",
        hidden_size=256,
        dropout=0.2,
        batch_size=48,
        steps=4000,
        validate_every_steps=200,
        save_every_steps=200,
    )
    if name == "standard":
        return standard
    return replace(
        standard,
        preset="thorough",
        embedding_size=192,
        hidden_size=384,
        attention_size=192,
        dropout=0.3,
        batch_size=64,
        steps=12_000,
    )


def predict_minutes(config: TrainConfig) -> float:
    """Return about how long a run takes here; measures a few steps, so seconds pass.

    A run bounded by minutes alone takes as long as it says.
    """
    from instrstudio.model.speed import seconds_per_step

    if config.steps is None:
        return config.minutes or 0.0
    source = min(_USUAL_SOURCE_TOKENS, config.max_source_tokens)
    target = min(_USUAL_TARGET_TOKENS, config.max_target_tokens)
    minutes = config.steps * seconds_per_step(config, source, target) / 60
    return minutes if config.minutes is None else min(minutes, config.minutes)


def all_runs(workspace: Workspace) -> list[Run]:
    """Return the project's runs, the newest first."""
    return workspace.store.runs.all()


def curve(
    workspace: Workspace, run_id: int
) -> tuple[list[tuple[int, float, float]], list[tuple[int, float, float | None]]]:
    """Return the curve of a run, in the order of steps.

    Its steps are (step, loss in nats a target token, tokens a second), its validations
    (step, loss, chrF in [0, 100] or None).
    """
    return workspace.store.runs.curve(run_id)


def find_run(workspace: Workspace, run: int | str) -> Run:
    """Return a run by its id or name.

    Raises:
        NotFound: There is none.
    """
    if isinstance(run, int):
        return workspace.store.runs.get(run)
    found = workspace.store.runs.find_by_name(run)
    if found is None:
        raise NotFound(message("There is no run “{name}”.", name=run))
    return found


def train(
    workspace: Workspace,
    config: TrainConfig | None = None,
    *,
    data: Path | None = None,
    resume: int | str | None = None,
    name: str = "",
) -> Job[TrainingEvent, Run]:
    """Train a model and remember the run; `Cancelled` pauses it.

    Args:
        workspace: The project; its library is learned from unless `data` is given.
        config: The configuration, `preset("quick")` by default. When a run goes on,
            its own counts, but for the device and for bounds that are not the preset's.
        data: A file of JSON lines, see `training_data.from_file`.
        resume: The id or name of a run to go on with.
        name: What to call the run and its model.

    Raises:
        InvalidInput: The data cannot be used, or the run is complete.
        NotFound: There is no such run or file.
        ModelError: The model cannot be trained.
    """
    from instrstudio.model import trainer
    from instrstudio.model.card import read_card
    from instrstudio.services import training_data

    wish = config or preset("quick")
    if resume is None:
        corpus = yield from training_data.corpus(workspace, data)
        run = _new_run(workspace, wish, corpus, name)
    else:
        run = find_run(workspace, resume)
        card = read_card(checkpoints.folder_of(workspace, run.name) / trainer.LAST)
        config = _going_on(run, wish, card)
        file = data or _file_of(card)
        corpus = yield from training_data.corpus(workspace, file)
        run = _taken_up(workspace, run, config, corpus)
    folder = checkpoints.folder_of(workspace, run.name)
    job = trainer.train(
        run.config, corpus, folder, resume=resume is not None, name=run.name
    )
    return (yield from _Record(workspace, run, folder / trainer.LAST).follow(job))


def _new_run(
    workspace: Workspace, config: TrainConfig, corpus: "Corpus", name: str
) -> Run:
    """Note a new run in the project."""
    if name:
        folder = checkpoints.folder_of(workspace, name)
        if folder.exists():
            raise InvalidInput(
                message(
                    "There is a model “{name}” already: choose another name.",
                    name=name,
                )
            )
    return workspace.store.runs.insert(
        Run(name=name, config=config, records=len(corpus.pairs))
    )


def _going_on(run: Run, wish: TrainConfig, card: Mapping[str, object]) -> TrainConfig:
    """Return the configuration of a run that goes on, with what is wished for.

    Steps count from the run's beginning, minutes from now.

    Raises:
        InvalidInput: It has nothing left to do.
    """
    usual = preset(wish.preset)
    config = replace(run.config, device=wish.device)
    if (wish.steps, wish.minutes) != (usual.steps, usual.minutes):
        config = replace(config, steps=wish.steps, minutes=wish.minutes)
        if wish.minutes is not None:
            spent = _part(card, "position").get("seconds")
            spent_minutes = spent / 60 if isinstance(spent, float) else 0.0
            config = replace(config, minutes=wish.minutes + spent_minutes)
    if config.steps is not None and run.step >= config.steps:
        raise InvalidInput(
            message(
                "The run “{name}” is complete at step {step}: give more steps.",
                name=run.name,
                step=run.step,
            )
        )
    return config


def _part(card: Mapping[str, object], name: str) -> Mapping[str, object]:
    """Return a part of a card; an empty one where it is missing."""
    part = card.get(name)
    return part if isinstance(part, Mapping) else {}


def _file_of(card: Mapping[str, object]) -> Path | None:
    """Return the file a run learned from, as its card says; None for the library."""
    file = _part(card, "data").get("file")
    return Path(file) if isinstance(file, str) and file else None


def _taken_up(
    workspace: Workspace, run: Run, config: TrainConfig, corpus: "Corpus"
) -> Run:
    """Note that a run goes on."""
    return workspace.store.runs.update(
        replace(
            run,
            config=config,
            records=len(corpus.pairs),
            state=RunState.RUNNING,
            message="",
        )
    )


class _Record:
    """Keeps the project's memory of a run up to date while it goes."""

    def __init__(self, workspace: Workspace, run: Run, last: Path) -> None:
        self._store = workspace.store
        self._run = run
        self._last = last
        self._steps: list[tuple[int, float, float]] = []

    def follow(
        self, job: Generator[TrainingEvent, None, Checkpoint]
    ) -> Job[TrainingEvent, Run]:
        """Drive the trainer, pass its events on, and note how it ended."""
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
            event = replace(event, chrf=_chrf(event.samples))
            self._flush()
            self._store.runs.append_validations(
                self._run.id or 0, [(event.step, event.loss, event.chrf)]
            )
            self._run = replace(self._run, chrf=event.chrf)
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


def _chrf(samples: tuple[Sample, ...]) -> float | None:
    """Return corpus chrF of what the model wrote for the samples."""
    from instrstudio.metrics.chrf import PLUGIN

    if not samples:
        return None
    return PLUGIN.score([s.text for s in samples], [[s.reference] for s in samples])
