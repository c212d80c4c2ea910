"""Training runs: started, remembered with their curves, paused and taken up again."""

from collections.abc import Generator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from instrstudio.domain.errors import InstrStudioError, InvalidInput, NotFound
from instrstudio.domain.job import Cancelled, Job
from instrstudio.domain.run import (
    Checkpoint,
    Notice,
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
from instrstudio.services import checkpoints, proving
from instrstudio.services.presets import fine_tuning, predict_minutes, preset
from instrstudio.services.workspace import Workspace

if TYPE_CHECKING:
    from instrstudio.model.corpus import Corpus
    from instrstudio.services.training_data import Lessons

__all__ = [
    "all_runs",
    "curve",
    "find_run",
    "fine_tuning",
    "predict_minutes",
    "preset",
    "train",
]

_FLUSHED_STEPS = 100


def all_runs(workspace: Workspace) -> list[Run]:
    """Return the project's runs, the newest first."""
    return workspace.store.runs.all()


def curve(
    workspace: Workspace, run_id: int
) -> tuple[
    list[tuple[int, float, float]], list[tuple[int, float, float | None, float | None]]
]:
    """Return the curve of a run, in the order of steps.

    Its steps are (step, loss in nats a target token, tokens a second), its validations
    (step, loss, chrF, ROUGE-L), both in [0, 100] or
    None.
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
        config: The configuration; by default the shipped model is trained on, as
            preset ``tiny`` says. When a run goes on, its own counts, but for the device
            and for bounds that are not the preset's.
        data: A file of JSON lines, see `training_data.from_file`.
        resume: The id or name of a run to go on with.
        name: What to call the run and its model.

    Raises:
        InvalidInput: The data cannot be used, or the run is complete.
        NotFound: There is no such run or file.
        ModelError: The model cannot be trained.
    """
    from instrstudio.model import run_folder, trainer
    from instrstudio.model.card import read_card
    from instrstudio.services import training_data

    wish = config or default_config()
    if resume is None:
        found = yield from training_data.lessons(workspace, data)
        corpus = yield from _corpus(workspace, found, data, wish)
        run = _new_run(workspace, wish, corpus, name)
    else:
        run = find_run(workspace, resume)
        card = read_card(checkpoints.folder_of(workspace, run.name) / run_folder.LAST)
        config = _going_on(run, wish, card)
        file = data or _file_of(card)
        found = yield from training_data.lessons(workspace, file)
        corpus = yield from _corpus(workspace, found, file, config)
        run = _taken_up(workspace, run, config, corpus)
    folder = checkpoints.folder_of(workspace, run.name)
    job = trainer.train(
        run.config, corpus, folder, resume=resume is not None, name=run.name
    )
    record = _Record(workspace, run, folder / run_folder.LAST)
    outcome = yield from record.follow(job)
    if outcome.state is RunState.DONE:
        yield from _proved(workspace, found, folder / run_folder.BEST)
    return outcome


def default_config() -> TrainConfig:
    """Return what a run is where nothing is wished for: the shipped model goes on."""
    starter = checkpoints.shipped()
    return preset("tiny") if starter is None else fine_tuning("tiny", starter)


def _corpus(
    workspace: Workspace, found: "Lessons", data: Path | None, config: TrainConfig
) -> Job[Notice, "Corpus"]:
    """Return the pairs a configuration learns from."""
    from instrstudio.model.architectures import reads_like
    from instrstudio.services import training_data

    starter = checkpoints.shipped()
    corpus: Corpus = yield from training_data.corpus(
        workspace,
        found,
        data,
        reads_like=reads_like(config.architecture),
        replays=starter is not None and config.initial == str(starter),
    )
    return corpus


def _proved(
    workspace: Workspace, found: "Lessons", folder: Path
) -> Job[TrainingEvent, None]:
    """Note on the model's card how it does beside the other methods."""
    from instrstudio.model.card import amend

    job = proving.prove(workspace, found.held_out, folder)
    try:
        while True:
            said = next(job)
            if said.done == 0 and said.message is not None:
                yield Notice(
                    message=message("Comparing the methods on what was held out.")
                )
    except StopIteration as end:
        amend(folder, {proving.PROOF: end.value})
    finally:
        job.close()


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
    usual = _usual(wish)
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


def _usual(wish: TrainConfig) -> TrainConfig:
    """Return the preset that a configuration was made from."""
    fresh = preset(wish.preset, wish.architecture)
    return fine_tuning(wish.preset, Path(wish.initial)) if wish.initial else fresh


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
            event = replace(
                event,
                chrf=_score("chrf", event.samples),
                rouge_l=_score("rouge_l", event.samples),
            )
            self._flush()
            self._store.runs.append_validations(
                self._run.id or 0, [(event.step, event.loss, event.chrf, event.rouge_l)]
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


def _score(name: str, samples: tuple[Sample, ...]) -> float | None:
    """Return a corpus metric, in [0, 100], of what the model wrote for the samples."""
    from instrstudio.services import plugins

    if not samples:
        return None
    metric = next(m for m in plugins.metrics() if m.name == name)
    texts, references = [s.text for s in samples], [[s.reference] for s in samples]
    score: float = metric.score(texts, references)
    return 100 / metric.high * score
