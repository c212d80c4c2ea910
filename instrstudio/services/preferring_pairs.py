"""Pairs of a preferred and another instruction, read off what people did and rated.

The log of events, the ratings and the votes are read and never changed. Of two opposite
verdicts on the same texts the later one counts.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from instrstudio.domain.errors import InvalidInput
from instrstudio.domain.preference import (
    ADJACENT,
    BEST_WORST,
    CHOICES,
    EDITS,
    MARGIN,
    RULES,
    USUAL,
    VOTES,
    Preferred,
    Rated,
    adjacent,
    best_worst,
    group_of,
    with_margin,
)
from instrstudio.domain.record import Record
from instrstudio.domain.task import Task
from instrstudio.domain.wording import message
from instrstudio.services.training_data import task_of
from instrstudio.services.workspace import Workspace

_STARS = "overall"
_TAKEN = ("choice", "save")
_BY_RATINGS = (BEST_WORST, ADJACENT, MARGIN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Which pairs are wanted.

    `rules` are some of `RULES`; `margin` is the least distance in stars of the rule of
    that name. Pairs are those of the present profile, or of all with `everybody`.
    """

    rules: tuple[str, ...] = USUAL
    margin: float = 1.0
    everybody: bool = False

    def checked(self) -> "Wish":
        """Return the wish itself.

        Raises:
            InvalidInput: There is no such rule, or the margin is none.
        """
        for rule in self.rules:
            if rule not in RULES:
                said = message(
                    "There is no rule “{rule}” for pairs; known are {known}.",
                    rule=rule,
                    known=", ".join(RULES),
                )
                raise InvalidInput(said)
        if not self.margin > 0:
            raise InvalidInput(message("A margin is more than 0 stars."))
        return self


def collect(workspace: Workspace, wish: Wish | None = None) -> list[Preferred]:
    """Return the pairs that `wish` asks for, in the order of its rules.

    Raises:
        InvalidInput: The wish cannot be met.
    """
    asked = (wish or Wish()).checked()
    log = _Log(workspace, None if asked.everybody else workspace.settings.profile)
    found: dict[tuple[str, frozenset[str]], Preferred] = {}
    for rule in dict.fromkeys(asked.rules):
        for pair in _pairs(log, rule, asked.margin):
            if pair.chosen.strip() and pair.chosen.strip() != pair.rejected.strip():
                key = pair.group, frozenset((pair.chosen, pair.rejected))
                found[key] = pair
    return list(found.values())


def edited(workspace: Workspace, wish: Wish | None = None) -> list[Preferred]:
    """Return the last edit of each candidate, with the text it was made from."""
    asked = wish or Wish()
    log = _Log(workspace, None if asked.everybody else workspace.settings.profile)
    return list(log.edits())


def _pairs(log: "_Log", rule: str, margin: float) -> Iterable[Preferred]:
    """Return the pairs of a rule."""
    if rule == CHOICES:
        return log.choices()
    if rule == EDITS:
        return log.edits()
    if rule == VOTES:
        return log.votes()
    return log.by_ratings(rule, margin)


@dataclass(slots=True)
class _List:
    """What was shown for a task, best first."""

    task: Task
    texts: list[str]
    licences: Mapping[str, str]


@dataclass(slots=True)
class _Deed:
    """An event with what is needed to learn from it."""

    kind: str
    construction: int
    rank: int | None
    payload: Mapping[str, Any]
    list: _List


@dataclass(slots=True)
class _Log:
    """Reads what one profile did, or everybody where it is None."""

    workspace: Workspace
    profile: str | None
    _lists: dict[int, _List] = field(default_factory=dict)

    def choices(self) -> Iterator[Preferred]:
        """Yield what was taken over what stood above it and what was rejected."""
        deeds = list(self._deeds())
        refused = _refused(deeds)
        for deed in deeds:
            if deed.kind not in _TAKEN:
                continue
            text = _text(deed)
            above = deed.list.texts[: max(0, (deed.rank or 1) - 1)]
            beside = refused.get(deed.construction, ())
            for other in dict.fromkeys((*above, *beside)):
                if text and other != text:
                    yield self._preferred(deed.list, text, other, CHOICES)

    def edits(self) -> Iterator[Preferred]:
        """Yield the last edit of each candidate over what it was made from."""
        last: dict[tuple[int, int | None, str], Preferred] = {}
        for deed in self._deeds():
            before, after = deed.payload.get("before"), deed.payload.get("after")
            if deed.kind != "edit" or not isinstance(before, str):
                continue
            if isinstance(after, str) and after.strip() and after != before:
                key = deed.construction, deed.rank, before
                last.pop(key, None)
                last[key] = self._preferred(deed.list, after, before, EDITS)
        yield from last.values()

    def votes(self) -> Iterator[Preferred]:
        """Yield the winners of blind comparisons over the losers."""
        store = self.workspace.store
        items = {
            item.content_hash: item
            for queue in store.rating_queues.all()
            for item in store.rating_queues.items(queue.name)
        }
        for vote in sorted(store.votes.all(), key=lambda vote: vote.at):
            if self.profile is not None and vote.profile != self.profile:
                continue
            first, second = items.get(vote.first), items.get(vote.second)
            if not first or not second or vote.verdict not in {"first", "second"}:
                continue
            good, bad = (first, second) if vote.verdict == "first" else (second, first)
            yield Preferred(
                task=good.task, chosen=good.text, rejected=bad.text, rule=VOTES
            )

    def by_ratings(self, rule: str, margin: float) -> Iterator[Preferred]:
        """Yield the pairs that a rule makes of the rated texts of each task."""
        for task, rated, licences in self._rated():
            if rule == BEST_WORST:
                pairs = best_worst(rated)
            elif rule == ADJACENT:
                pairs = adjacent(rated)
            else:
                pairs = with_margin(rated, margin)
            for chosen, rejected in pairs:
                yield Preferred(
                    task=task,
                    chosen=chosen,
                    rejected=rejected,
                    rule=rule,
                    licence=licences.get(chosen, ""),
                )

    def _rated(self) -> Iterator[tuple[Task, list[Rated], dict[str, str]]]:
        """Yield each task with its rated texts, and the licences of these."""
        tasks: dict[str, Task] = {}
        values: dict[str, dict[str, list[float]]] = {}
        licences: dict[str, str] = {}
        for task, text, value, licence in (
            *self._rated_records(),
            *self._rated_shown(),
        ):
            group = group_of(task)
            tasks.setdefault(group, task)
            values.setdefault(group, {}).setdefault(text, []).append(value)
            licences.setdefault(text, licence)
        for group, texts in values.items():
            rated = [(text, sum(v) / len(v)) for text, v in texts.items()]
            yield tasks[group], rated, licences

    def _rated_records(self) -> Iterator[tuple[Task, str, float, str]]:
        """Yield records with stars, by people asked for, that say what they are for."""
        store = self.workspace.store
        known = store.records.hashes_known(store.ratings.rated())
        for record in self._records(list(known.values())):
            stars = [
                rating.value
                for rating in store.ratings.of(record.content_hash)
                if rating.criterion == _STARS
                and (self.profile is None or rating.profile == self.profile)
            ]
            says = record.task_description.strip() or record.examples
            if stars and says and not record.archived:
                value = sum(stars) / len(stars)
                yield task_of(record), record.instruction, value, record.licence

    def _records(self, ids: Sequence[int]) -> Iterator[Record]:
        """Yield records by id."""
        yield from self.workspace.store.records.iterate(sorted(ids))

    def _rated_shown(self) -> Iterator[tuple[Task, str, float, str]]:
        """Yield candidates that were given stars in their list, the last ones given."""
        last: dict[tuple[int, str], tuple[_List, float]] = {}
        for deed in self._deeds():
            given, text = deed.payload.get("given"), _text(deed)
            if deed.kind == "rate" and isinstance(given, (int, float)) and text:
                last[deed.construction, text] = deed.list, float(given)
        for (_, text), (shown, value) in last.items():
            yield shown.task, text, value, shown.licences.get(text, "")

    def _deeds(self) -> Iterator[_Deed]:
        """Yield the events that name what was shown, oldest first."""
        for event in self.workspace.store.events.since():
            if self.profile is not None and event.profile != self.profile:
                continue
            shown = self._list(event.construction)
            if shown is None or event.construction is None:
                continue
            texts = _shown(event.payload)
            if texts:
                shown = _List(shown.task, texts, shown.licences)
            yield _Deed(
                event.kind,
                event.construction,
                event.candidate_rank,
                event.payload,
                shown,
            )

    def _list(self, construction: int | None) -> _List | None:
        """Return what was constructed; None where an event names nothing."""
        if construction is None:
            return None
        if construction not in self._lists:
            logged = self.workspace.store.constructions.get(construction)
            candidates = logged.construction.candidates
            licences = {
                c.text: self._licence(c.provenance.records)
                for c in candidates
                if c.provenance.records
            }
            texts = [candidate.text for candidate in candidates]
            self._lists[construction] = _List(logged.task, texts, licences)
        return self._lists[construction]

    def _licence(self, records: Sequence[int]) -> str:
        """Return the licences of the records a candidate was made from."""
        found = {record.licence for record in self._records(records)} - {""}
        return " AND ".join(sorted(found))

    @staticmethod
    def _preferred(shown: _List, chosen: str, rejected: str, rule: str) -> Preferred:
        """Return a pair with the licence of the text it is about."""
        licence = shown.licences.get(rejected if rule == EDITS else chosen, "")
        return Preferred(
            task=shown.task,
            chosen=chosen,
            rejected=rejected,
            rule=rule,
            licence=licence,
        )


def _refused(deeds: Sequence[_Deed]) -> dict[int, list[str]]:
    """Return by construction the texts that stand rejected at the end."""
    standing: dict[int, dict[str, bool]] = {}
    for deed in deeds:
        text = _text(deed)
        if deed.kind == "reject" and text:
            taken_back = bool(deed.payload.get("taken_back"))
            standing.setdefault(deed.construction, {})[text] = not taken_back
    return {
        number: [text for text, holds in texts.items() if holds]
        for number, texts in standing.items()
    }


def _text(deed: _Deed) -> str:
    """Return the text of a deed: the one it names, else the one at its rank."""
    text = deed.payload.get("text")
    if isinstance(text, str) and text:
        return text
    if deed.payload.get("edited") or not deed.rank:
        return ""  # what was saved is not what was shown; the edit tells of it
    place = deed.rank - 1
    return deed.list.texts[place] if place < len(deed.list.texts) else ""


def _shown(payload: Mapping[str, Any]) -> list[str]:
    """Return the texts of a list that an event carries."""
    shown = payload.get("shown")
    rows = shown if isinstance(shown, list) else []
    texts = [row.get("text") if isinstance(row, Mapping) else row for row in rows]
    return [text for text in texts if isinstance(text, str)]
