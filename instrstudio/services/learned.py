"""What was learned of each person, kept up to date with the log of events.

All of it is derived: it is made from the events when first asked for, and takes in
what was appended since. Where a log is no longer the one that was read (an older copy
was put back), it is made anew.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from threading import RLock
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from instrstudio.domain.reaction import Reaction
from instrstudio.domain.style import StyleRule
from instrstudio.judgement.reranker import Reranker, shared_by
from instrstudio.judgement.style import Style
from instrstudio.services.reactions import reactions

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from instrstudio.services.workspace import Workspace
    from instrstudio.storage.events import Event

RESET = "reset"
"""The name of the stored row that says up to which event all is forgotten."""

KINDS = ("choice", "edit", "save", "reject", "rate")
_READ = 400
"""Events of a person that are read; what is older counts next to nothing."""
_FEWEST_SHARED = 10
"""Reactions of others below which they say nothing of a new person."""


@dataclass(slots=True)
class Learned:
    """What was learned of one person: an order, and a style."""

    reranker: Reranker = field(default_factory=Reranker)
    style: Style = field(default_factory=Style)
    count: int = 0
    _rules: tuple[int, tuple[StyleRule, ...]] = (0, ())

    @property
    def rules(self) -> tuple[StyleRule, ...]:
        """The rules of style, looked for once for all that was learned so far."""
        if self._rules[0] != self.count:
            self._rules = self.count, tuple(self.style.rules())
        return self._rules[1]

    def learn(self, found: Iterable[Reaction]) -> None:
        """Learn from reactions, the oldest first."""
        for reaction in found:
            self.reranker.learn(reaction)
            self.style.learn(reaction)
            self.count += 1


@dataclass(slots=True)
class _Read:
    """A log as far as it was read."""

    last: tuple[int, str] = (0, "")
    events: dict[str, list["Event"]] = field(default_factory=dict)
    learned: dict[str, tuple[tuple[int, int], Learned]] = field(default_factory=dict)


_lock = RLock()
_read: "WeakKeyDictionary[Workspace, _Read]" = WeakKeyDictionary()


def learned_of(workspace: "Workspace", profile: str | None = None) -> Learned | None:
    """Return what was learned of a profile (None: the present one), None if nothing."""
    name = workspace.settings.profile if profile is None else profile
    with _lock:
        read = _caught_up(workspace)
        start, own = _own(workspace, read, name)
        if not own:
            return None
        state = start, own[-1].seq
        known = read.learned.get(name)
        if known is not None and known[0] == state:
            return known[1]
        learned = _brought_up(workspace, read, name, own, known, state)
        read.learned[name] = state, learned
        return learned


def events_of(workspace: "Workspace", profile: str | None = None) -> list["Event"]:
    """Return the events that a profile's order and style come from, oldest first."""
    name = workspace.settings.profile if profile is None else profile
    with _lock:
        return _own(workspace, _caught_up(workspace), name)[1]


def people(workspace: "Workspace") -> list[str]:
    """Return the profiles of whom anything is known, by name."""
    with _lock:
        reacted = set(_caught_up(workspace).events)
    return sorted(reacted | set(workspace.store.style_rules.profiles()))


def _own(workspace: "Workspace", read: _Read, name: str) -> tuple[int, list["Event"]]:
    """Return up to where a person wants all forgotten, and what came behind that."""
    events = read.events.get(name)
    if not events:
        return 0, []
    start = _forgotten(workspace, name)
    return start, [event for event in events if event.seq > start][-_READ:]


def _brought_up(
    workspace: "Workspace",
    read: _Read,
    name: str,
    own: list["Event"],
    known: tuple[tuple[int, int], Learned] | None,
    state: tuple[int, int],
) -> Learned:
    """Return what `own` events say; only the new ones are read where that will do."""
    new = [event for event in own if known is None or event.seq > known[0][1]]
    taken_back = any(event.payload.get("taken_back") for event in new)
    if known is not None and known[0][0] == state[0] and not taken_back:
        # the event before tells whether a save belongs to an edit
        before = own[: len(own) - len(new)][-1:]
        found = reactions(workspace, [*before, *new])
        known[1].learn(found[len(reactions(workspace, before)) :])
        return known[1]
    learned = Learned(reranker=Reranker(shared=_shared(read, name)))
    learned.learn(reactions(workspace, own))
    return learned


def _shared(read: _Read, name: str) -> "NDArray[np.float64] | None":
    """Return the mean of what others' orders have learned; None if they are too few."""
    return shared_by(
        [
            learned.reranker
            for other, (_, learned) in read.learned.items()
            if other != name and learned.count >= _FEWEST_SHARED
        ]
    )


def _caught_up(workspace: "Workspace") -> _Read:
    """Return the log with what was appended since it was read."""
    read = _read.setdefault(workspace, _Read())
    seq, at = read.last
    new = workspace.store.events.since(max(0, seq - 1))
    if seq:
        if not new or (new[0].seq, new[0].at) != (seq, at):
            read = _read[workspace] = _Read()
            new = workspace.store.events.since()
        else:
            new = new[1:]
    for event in new:
        read.last = event.seq, event.at
        if event.kind in KINDS and _is_feedback(event):
            read.events.setdefault(event.profile, []).append(event)
    return read


def _is_feedback(event: "Event") -> bool:
    """Say whether an event is about a candidate; stars of records are not."""
    return event.kind != "rate" or "given" in event.payload


def _forgotten(workspace: "Workspace", profile: str) -> int:
    """Return the event up to which a person wants all forgotten."""
    for rule in workspace.store.style_rules.of(profile):
        if rule.name == RESET:
            return int(rule.value.get("seq", 0))
    return 0


def last_event(workspace: "Workspace") -> int:
    """Return the number of the last event, 0 where there is none."""
    with _lock:
        return _caught_up(workspace).last[0]
