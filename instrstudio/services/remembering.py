"""What a project has seen of a model, kept in the project and not on the model's card.

A card comes with an imported model and may say anything, also what was true of another
library. A model is known by the digest of its weights, which loading checks.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from instrstudio.domain.errors import InstrStudioError

if TYPE_CHECKING:
    from instrstudio.services.workspace import Workspace

MOST = 32
"""How many models a project remembers a thing of; of more, the latest."""


def remember(
    workspace: "Workspace", folder: Path, name: str, seen: Mapping[str, object]
) -> None:
    """Keep under `name` what was seen of the model in `folder`, in place of the old."""
    weights = weights_of(folder)
    if weights:
        kept = {w: of for w, of in _all(workspace, name).items() if w != weights}
        latest = list(kept.items())[1 - MOST :]
        workspace.store.settings.put(name, {**dict(latest), weights: dict(seen)})


def recall(workspace: "Workspace", folder: Path, name: str) -> Mapping[str, object]:
    """Return what was seen of the model in `folder`; empty if nothing was."""
    weights = weights_of(folder)
    seen = _all(workspace, name).get(weights) if weights else None
    return seen if isinstance(seen, Mapping) else {}


def _all(workspace: "Workspace", name: str) -> Mapping[str, object]:
    """Return what is kept under `name`, by the weights of the models."""
    kept = workspace.store.settings.get(name)
    return kept if isinstance(kept, Mapping) else {}


def weights_of(folder: Path) -> str:
    """Return the digest of a model's weights; empty where there is no model."""
    from instrstudio.model.card import WEIGHTS, read_card

    try:
        files = read_card(folder).get("files")
    except InstrStudioError:
        return ""
    found = files.get(WEIGHTS) if isinstance(files, Mapping) else None
    return found if isinstance(found, str) else ""
