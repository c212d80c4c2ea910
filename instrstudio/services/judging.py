"""Which models may judge records for a task: those that did better with it."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from instrstudio.domain.profile import TaskProfile
from instrstudio.domain.task import Task
from instrstudio.services.remembering import recall, remember

if TYPE_CHECKING:
    from instrstudio.services.workspace import Workspace

_JUDGES, _KINDS = "judges", "kinds"


def kind_of(profile: TaskProfile) -> str:
    """Return the kind of task a proof is valid for."""
    return f"{profile.language}-{shape_of(profile.task)}"


def shape_of(task: Task) -> str:
    """Return how much a task tells: ``described``, ``shown`` or ``output``.

    What is told decides which method can answer: of an output alone no template knows
    what it is about, of an input with its output it does.
    """
    if task.description.strip():
        return "described"
    if any(example.input.strip() for example in task.examples):
        return "shown"
    return "output"


def may_judge(workspace: "Workspace", folder: Path, profile: TaskProfile) -> bool:
    """Say whether the model in `folder` may rank records for a task.

    It may where this project has seen it do better on held-out tasks of this kind than
    without.
    """
    kinds = recall(workspace, folder, _JUDGES).get(_KINDS)
    return isinstance(kinds, list) and kind_of(profile) in kinds


def proven(workspace: "Workspace", folder: Path, kinds: Sequence[str]) -> None:
    """Keep for which kinds of task a model was proven to judge well."""
    remember(workspace, folder, _JUDGES, {_KINDS: list(kinds)})
