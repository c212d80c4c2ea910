"""Training runs: started, remembered with their curves, paused and taken up again."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from instrstudio.domain.errors import InvalidInput, ModelError, NotFound
from instrstudio.domain.job import Cancelled, Job
from instrstudio.domain.run import (
    Notice,
    Run,
    RunState,
    TrainConfig,
    TrainingEvent,
)
from instrstudio.domain.wording import message
from instrstudio.services import (
    checkpoints,
    preferring_data,
    preferring_proof,
    proving,
)
from instrstudio.services.presets import (
    fine_tuning,
    predict_minutes,
    preset,
    usual_bounds,
)
from instrstudio.services.run_record import RunRecord
from instrstudio.services.workspace import Workspace

if TYPE_CHECKING:
    from instrstudio.model.corpus import Corpus
    from instrstudio.model.ranks import Ranks
    from instrstudio.services.training_data import Lessons

__all__ = [
    "Begun",
    "Complete",
    "all_runs",
    "begin",
    "curve",
    "find_run",
    "fine_tuning",
    "learn",
    "predict_minutes",
    "preset",
    "train",
]


class Complete(InvalidInput):
    """A run that is to go on has taken all its steps."""

    def __init__(self, run: Run) -> None:
        super().__init__(
            message(
                "The run “{name}” is complete at step {step}: give more steps.",
                name=run.name,
                step=run.step,
            )
        )
        self.run = run


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
    (step, loss, chrF, ROUGE-L), the last two in [0, 100] or None.
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
    begun = yield from begin(workspace, config, data=data, resume=resume, name=name)
    return (yield from learn(workspace, begun))


@dataclass(frozen=True, slots=True)
class Begun:
    """A run that is noted and can learn: its folder, and what it learns from."""

    run: Run
    folder: Path
    lessons: "Lessons"
    corpus: "Corpus"
    resumed: bool


def begin(
    workspace: Workspace,
    config: TrainConfig | None = None,
    *,
    data: Path | None = None,
    resume: int | str | None = None,
    name: str = "",
) -> Job[TrainingEvent, Begun]:
    """Note a run, or take one up, and read what it learns from; see `train`."""
    from instrstudio.model import run_folder
    from instrstudio.model.card import read_card

    wish = config or default_config()
    if resume is None:
        found, corpus = yield from _learned_from(workspace, data, wish)
        run = _new_run(workspace, wish, corpus, name)
    else:
        run = find_run(workspace, resume)
        card = read_card(checkpoints.folder_of(workspace, run.name) / run_folder.LAST)
        config = _going_on(run, wish, card)
        file = data or _file_of(card)
        found, corpus = yield from _learned_from(workspace, file, config)
        run = _taken_up(workspace, run, config, corpus)
    folder = checkpoints.folder_of(workspace, run.name)
    return Begun(run, folder, found, corpus, resume is not None)


def learn(
    workspace: Workspace, begun: Begun, ranks: "Ranks | None" = None
) -> Job[TrainingEvent, Run]:
    """Train a run that has begun, with other processes if there are; see `train`."""
    from instrstudio.model import run_folder, trainer
    from instrstudio.model.ranks import ALONE

    run, folder = begun.run, begun.folder
    job = trainer.train(
        run.config,
        begun.corpus,
        folder,
        resume=begun.resumed,
        name=run.name,
        ranks=ranks or ALONE,
    )
    record = RunRecord(workspace, run, folder / run_folder.LAST)
    try:
        outcome = yield from record.follow(job)
    finally:
        if ranks is not None:
            ranks.leave()
    if outcome.state is RunState.DONE:
        yield from _proved(workspace, begun.lessons, folder / run_folder.BEST)
        if run.config.beta > 0:
            pairs = preferring_data.read(Path(begun.corpus.file))
            best = folder / run_folder.BEST
            yield from preferring_proof.settle(workspace, outcome, pairs, best)
    return outcome


def default_config() -> TrainConfig:
    """Return what a run is where nothing is wished for: the shipped model goes on."""
    starter = checkpoints.shipped()
    return preset("tiny") if starter is None else fine_tuning("tiny", starter)


def _learned_from(
    workspace: Workspace, data: Path | None, config: TrainConfig
) -> Job[Notice, tuple["Lessons", "Corpus"]]:
    """Return lessons and the pairs made of them, or a file's preferences likewise."""
    from instrstudio.model.architectures import reads_like
    from instrstudio.services import training_data

    if config.beta > 0:
        if data is None:
            raise InvalidInput(message("Preferences are learned from a file of pairs."))
        file = preferring_data.located(workspace, data)
        pairs = preferring_data.read(file)
        like = reads_like(config.architecture)
        corpus = preferring_data.corpus(workspace, pairs, file, reads_like=like)
        return preferring_data.lessons(pairs), corpus
    found = yield from training_data.lessons(workspace, data)
    return found, (yield from _corpus(workspace, found, data, config))


def _corpus(
    workspace: Workspace, found: "Lessons", data: Path | None, config: TrainConfig
) -> Job[Notice, "Corpus"]:
    """Return the pairs a configuration learns from."""
    from instrstudio.model.architectures import reads_like
    from instrstudio.services import training_data

    begun = Path(config.initial) if config.initial else None
    corpus: Corpus = yield from training_data.corpus(
        workspace,
        found,
        data,
        reads_like=reads_like(config.architecture),
        replays=begun is not None and checkpoints.is_shipped(begun),
    )
    return corpus


def _proved(
    workspace: Workspace, found: "Lessons", folder: Path
) -> Job[TrainingEvent, None]:
    """Note on the model's card how it does beside the other methods.

    Stopped, or where the card cannot be written, the run is done all the same.
    """
    from instrstudio.model.card import amend

    try:
        yield Notice(message=message("Comparing the methods on what was held out."))
        proof = yield from proving.prove(workspace, found.held_out, folder)
        amend(folder, {proving.PROOF: proof})
    except Cancelled:
        return
    except ModelError as error:
        yield Notice(
            message=message("The comparison was not kept: {why}", why=str(error))
        )


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
        Run(name=name, config=config, records=len(set(corpus.pairs)))
    )


def _going_on(run: Run, wish: TrainConfig, card: Mapping[str, object]) -> TrainConfig:
    """Return the configuration of a run that goes on, with what is wished for.

    Steps count from the run's beginning, minutes from now.

    Raises:
        Complete: It has nothing left to do.
    """
    config = replace(run.config, device=wish.device)
    if (wish.steps, wish.minutes) != usual_bounds(wish):
        config = replace(config, steps=wish.steps, minutes=wish.minutes)
        if wish.minutes is not None:
            spent = _part(card, "position").get("seconds")
            spent_minutes = spent / 60 if isinstance(spent, float) else 0.0
            config = replace(config, minutes=wish.minutes + spent_minutes)
    if config.steps is not None and run.step >= config.steps:
        raise Complete(run)
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
            records=len(set(corpus.pairs)),
            state=RunState.RUNNING,
            message="",
        )
    )
