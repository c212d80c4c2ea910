"""Which models may judge records for a task: those that did better with it.

That is kept in the project and not on the model's card: a card comes with an imported
model and may say anything, also what was true of another library.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from instrstudio.domain.errors import InstrStudioError
from instrstudio.domain.profile import TaskProfile

if TYPE_CHECKING:
    from instrstudio.services.workspace import Workspace

_JUDGES, _MOST_JUDGES = "judges", 32


def kind_of(profile: TaskProfile) -> str:
    """Return the kind of task a proof is valid for."""
    described = "described" if profile.task.description.strip() else "shown"
    return f"{profile.language}-{described}"


def may_judge(workspace: "Workspace", folder: Path, profile: TaskProfile) -> bool:
    """Say whether the model in `folder` may rank records for a task.

    It may where this project has seen it do better on held-out tasks of this kind than
    without. The model is known by the digest of its weights, which loading checks.
    """
    weights = _weights(folder)
    kinds = _judges(workspace).get(weights) if weights else None
    return isinstance(kinds, list) and kind_of(profile) in kinds


def remember(workspace: "Workspace", folder: Path, kinds: Sequence[str]) -> None:
    """Keep what was proven of a model; of many, the latest."""
    weights = _weights(folder)
    if weights:
        kept = {name: of for name, of in _judges(workspace).items() if name != weights}
        latest = list(kept.items())[1 - _MOST_JUDGES :]
        workspace.store.settings.put(_JUDGES, {**dict(latest), weights: list(kinds)})


def _judges(workspace: "Workspace") -> Mapping[str, object]:
    """Return the kinds of task by the weights of the models that may judge them."""
    kept = workspace.store.settings.get(_JUDGES)
    return kept if isinstance(kept, Mapping) else {}


def _weights(folder: Path) -> str:
    """Return the digest of a model's weights; empty where there is no model."""
    from instrstudio.model.card import WEIGHTS, read_card

    try:
        files = read_card(folder).get("files")
    except InstrStudioError:
        return ""
    found = files.get(WEIGHTS) if isinstance(files, Mapping) else None
    return found if isinstance(found, str) else ""
