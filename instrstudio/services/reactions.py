"""Reads what can be learned from the log of events, old events included."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from instrstudio.domain.errors import InstrStudioError
from instrstudio.domain.reaction import Facts, Reaction, Shown
from instrstudio.services.feedback import facts_of

if TYPE_CHECKING:
    from instrstudio.services.workspace import Workspace
    from instrstudio.storage.events import Event

_WEIGHTS = {"choice": 1.0, "edit": 1.0, "save": 1.0, "reject": -0.7}
_MIDDLE, _STARS_STEP = 3, 2.0
_SAVED_ALREADY = 0.3
"""What a save tells beside the choice or edit of the same candidate."""


def reactions(workspace: "Workspace", events: Sequence["Event"]) -> list[Reaction]:
    """Return what the events tell, oldest first; an event that tells nothing is left.

    A rejection that was taken back tells nothing, and a save right behind the edit of
    the same candidate little.
    """
    taken_back = set(_taken_back(events))
    found: list[Reaction] = []
    for i, event in enumerate(events):
        if event.seq in taken_back:
            continue
        try:
            reaction = _reaction(workspace, event)
        except (InstrStudioError, AttributeError, KeyError, TypeError, ValueError):
            continue  # a log may hold what another program wrote
        if reaction is not None:
            if event.kind == "save" and i and _same(event, events[i - 1]):
                reaction = replace(reaction, weight=_SAVED_ALREADY)
            found.append(reaction)
    return found


def _taken_back(events: Iterable["Event"]) -> Iterable[int]:
    """Yield the rejections that do not hold any more."""
    open_: dict[tuple[int | None, object], int] = {}
    for event in events:
        if event.kind == "reject":
            place = event.construction, event.payload.get("text")
            if not event.payload.get("taken_back"):
                open_[place] = event.seq
            elif place in open_:
                yield open_.pop(place)


def _same(event: "Event", other: "Event") -> bool:
    """Say whether two events are about one candidate of one construction."""
    return event.construction is not None and (
        (event.construction, event.candidate_rank)
        == (other.construction, other.candidate_rank)
    )


def _reaction(workspace: "Workspace", event: "Event") -> Reaction | None:
    """Return what one event tells."""
    payload = event.payload
    weight = _weight(event)
    if not weight or payload.get("taken_back"):
        return None
    shown, facts = _beside(workspace, event)
    text = str(payload.get("before") or payload.get("text") or "")
    place = _place(event, shown, text)
    if not text and place is not None:
        text = shown[place].text
    after = str(payload.get("after") or "")
    if event.kind == "save" and place is not None and text != shown[place].text:
        text, after = shown[place].text, text
    return Reaction(
        kind=event.kind,
        text=text,
        after=after,
        place=place,
        shown=shown,
        facts=facts,
        weight=weight,
    )


def _place(event: "Event", shown: Sequence[Shown], text: str) -> int | None:
    """Return where a candidate stood: by its text, else by its rank.

    A rejected card goes down in its list, so that ranks after it may be others.
    """
    for place, one in enumerate(shown):
        if one.text == text:
            return place
    place = (event.candidate_rank or 0) - 1
    return place if 0 <= place < len(shown) else None


def _weight(event: "Event") -> float:
    """Return how much an event tells; 0 for one that is not about a candidate."""
    if event.kind == "rate":
        given = event.payload.get("given")
        return (given - _MIDDLE) / _STARS_STEP if isinstance(given, int) else 0.0
    return _WEIGHTS.get(event.kind, 0.0)


def _beside(workspace: "Workspace", event: "Event") -> tuple[tuple[Shown, ...], Facts]:
    """Return the list an event is about and the facts of its task."""
    payload: Mapping[str, Any] = event.payload
    shown = tuple(Shown.from_dict(one) for one in payload.get("shown", ()))
    facts = payload.get("facts")
    if event.construction is None or (shown and facts is not None):
        return shown, Facts.from_dict(facts or {})
    logged = workspace.store.constructions.get(event.construction)
    if not shown:
        shown = tuple(Shown.of(one) for one in logged.construction.candidates)
    if facts is None:
        return shown, facts_of(logged.task)
    return shown, Facts.from_dict(facts)
