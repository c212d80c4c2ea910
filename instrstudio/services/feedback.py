"""What a person does with a candidate, logged with what is needed to learn from it.

One function for each thing that can be done. Each event names the construction and the
rank, the texts, the task's facts, and what else was shown, where no construction
tells. Nothing is learned here: `services.learning` reads the log.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from instrstudio.domain.candidate import Candidate
from instrstudio.domain.reaction import Facts, Shown
from instrstudio.domain.task import Task

if TYPE_CHECKING:
    from instrstudio.services.workspace import Workspace

STARS = 5


def chose(
    workspace: "Workspace",
    construction: int | None,
    rank: int,
    text: str,
    *,
    shown: Sequence[Candidate] = (),
    task: Task | None = None,
    profile: str | None = None,
) -> int:
    """Log that a candidate was taken as it is, as by copying it.

    Args:
        workspace: The project.
        construction: The logged construction it was shown in, if there is one.
        rank: Its place in the list, from 1.
        text: The text taken.
        shown: The list, where no construction tells.
        task: What it was constructed for, where no construction tells.
        profile: Who did it; the present profile if None.

    Returns:
        The number of the event.
    """
    payload = {"text": text, **_beside(workspace, construction, shown, task)}
    return _log(workspace, "choice", construction, rank, payload, profile)


def edited(
    workspace: "Workspace",
    construction: int | None,
    rank: int,
    before: str,
    after: str,
    *,
    shown: Sequence[Candidate] = (),
    task: Task | None = None,
    profile: str | None = None,
) -> int:
    """Log that a candidate was edited into another text; else as `chose`."""
    payload = {
        "before": before,
        "after": after,
        **_beside(workspace, construction, shown, task),
    }
    return _log(workspace, "edit", construction, rank, payload, profile)


def saved(
    workspace: "Workspace",
    construction: int | None,
    rank: int | None,
    text: str,
    *,
    shown: Sequence[Candidate] = (),
    task: Task | None = None,
    profile: str | None = None,
    more: Mapping[str, object] | None = None,
) -> int:
    """Log that a candidate went into the library.

    `more` goes into the event as it is; else as `chose`.
    """
    payload = {
        **(more or {}),
        "text": text,
        **_beside(workspace, construction, shown, task),
    }
    return _log(workspace, "save", construction, rank, payload, profile)


def rejected(
    workspace: "Workspace",
    construction: int | None,
    rank: int,
    text: str = "",
    *,
    shown: Sequence[Candidate] = (),
    task: Task | None = None,
    profile: str | None = None,
    taken_back: bool = False,
) -> int:
    """Log that a candidate was rejected, or that this is `taken_back`."""
    payload = {"text": text, **_beside(workspace, construction, shown, task)}
    if taken_back:
        payload = {"text": text, "taken_back": True}
    return _log(workspace, "reject", construction, rank, payload, profile)


def rated(
    workspace: "Workspace",
    construction: int | None,
    rank: int,
    stars: int,
    text: str,
    *,
    shown: Sequence[Candidate] = (),
    task: Task | None = None,
    profile: str | None = None,
) -> int:
    """Log the stars, 1 to 5, that a candidate was given in its list."""
    payload = {
        "text": text,
        "given": max(1, min(STARS, stars)),
        **_beside(workspace, construction, shown, task),
    }
    return _log(workspace, "rate", construction, rank, payload, profile)


def _beside(
    workspace: "Workspace",
    construction: int | None,
    shown: Sequence[Candidate],
    task: Task | None,
) -> dict[str, object]:
    """Return the task's facts and the list that was shown, where nothing else tells."""
    found: dict[str, object] = {}
    if task is None and construction is not None:
        task = workspace.store.constructions.get(construction).task
    if task is not None:
        found["facts"] = facts_of(task).as_dict()
    if shown:
        found["shown"] = [Shown.of(candidate).as_dict() for candidate in shown]
    return found


def facts_of(task: Task) -> Facts:
    """Return what learning needs to know of a task."""
    from instrstudio.analysis.profile import profile_of

    return Facts.of(profile_of(task))


def _log(
    workspace: "Workspace",
    kind: str,
    construction: int | None,
    rank: int | None,
    payload: Mapping[str, object],
    profile: str | None,
) -> int:
    """Append the event."""
    return workspace.store.events.append(
        kind,
        workspace.settings.profile if profile is None else profile,
        construction=construction,
        candidate_rank=rank,
        payload=payload,
    )
