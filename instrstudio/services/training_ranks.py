"""Trains one model with all the processes that ``torchrun`` has started.

The leading process opens the project, prepares the run and keeps its record; the others
read from its board where the run's folder lies, map the arrays in it, and take the same
steps. With a single process this is `training.train`.
"""

import json
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from instrstudio.domain.errors import InvalidInput, NotFound
from instrstudio.domain.job import Job, Progress
from instrstudio.domain.run import Run, TrainConfig, TrainingEvent
from instrstudio.domain.wording import message
from instrstudio.services import checkpoints, together, training

if TYPE_CHECKING:
    from instrstudio.model.board import Board
    from instrstudio.model.ranks import Ranks
    from instrstudio.services.workspace import Workspace

_BEGUN = "training"


def train(
    workspace: "Workspace",
    config: TrainConfig,
    *,
    board: "Board | None" = None,
    data: Path | None = None,
    resume: int | str | None = None,
    name: str = "",
) -> Job[TrainingEvent, Run]:
    """Train as the leading process; the arguments are those of `training.train`.

    Raises:
        InvalidInput: The data cannot be used, or the run is complete.
        NotFound: There is no such run or file.
        ModelError: The model cannot be trained, or another process has ended.
    """
    if board is not None and _learns_preferences(workspace, config, resume):
        raise InvalidInput(
            message("Preferences are learned by one process: start it by itself.")
        )
    begun = yield from training.begin(
        workspace, config, data=data, resume=resume, name=name
    )
    ranks = None if board is None else _called(board, begun.run.config, begun.folder)
    return (yield from training.learn(workspace, begun, ranks))


def _learns_preferences(
    workspace: "Workspace", config: TrainConfig, resume: int | str | None
) -> bool:
    """Say whether a run to begin, or to go on with, learns preferences."""
    if resume is not None:
        config = training.find_run(workspace, resume).config
    return config.beta > 0


def begun_before(workspace: "Workspace", name: str) -> str | None:
    """Return `name` if a run of this name can go on, None if it must begin.

    One that was killed before its first checkpoint is forgotten. So the same command
    can be given again and again, as ``torchrun`` does after a failure.
    """
    from instrstudio.model.card import read_card
    from instrstudio.model.run_folder import LAST

    folder = checkpoints.folder_of(workspace, name)
    run = workspace.store.runs.find_by_name(name)
    if run is None:
        return None
    with suppress(NotFound):
        read_card(folder / LAST)
        return name
    workspace.store.runs.delete(run.id or 0)
    with suppress(NotFound):
        checkpoints.delete(workspace, name)
    return None


def follow() -> Job[TrainingEvent | Progress, None]:
    """Train as a process that does not lead: without a project, saying nothing.

    Raises:
        ModelError: This process alone has failed.
    """
    from instrstudio.model.board import Board

    board = Board.of_group()
    yield from together.accountable(board, _followed(board))


def _followed(board: "Board") -> Job[TrainingEvent | Progress, None]:
    """Wait for the run and take part in it."""
    from instrstudio.model import trainer

    told = yield from together.waited(board.read(_BEGUN))
    if told is None:
        return
    run = json.loads(told)
    config = TrainConfig.known(run["config"])
    ranks = _joined(board, config)
    try:
        yield from trainer.train(config, None, Path(run["folder"]), ranks=ranks)
    finally:
        ranks.leave()


def _called(board: "Board", config: TrainConfig, folder: Path) -> "Ranks":
    """Tell the others of the run and meet them."""
    from instrstudio.model import device

    # said in so many words: “auto” may be another kind of device on another machine
    settled = replace(config, device=device.resolve(config.device).type)
    told = {"config": settled.as_dict(), "folder": str(folder.resolve())}
    board.pin(_BEGUN, json.dumps(told))
    return _joined(board, settled)


def _joined(board: "Board", config: TrainConfig) -> "Ranks":
    """Join the group that trains."""
    from instrstudio.model import device
    from instrstudio.model.ranks import Ranks

    return Ranks.join(device.resolve(config.device), board)
