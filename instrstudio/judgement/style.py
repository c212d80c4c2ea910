"""Learns from edits and choices how a person writes, as rules with their evidence.

The idea is that of CIPHER (Gao et al., NeurIPS 2024, "Aligning LLM agents by learning
latent preference from user edits"), with rules where it asks a language model: each
edit is taken apart into steps, a step that comes back becomes a habit, and every text
that the person wanted in the end speaks for or against it.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from instrstudio.domain.language import length_of
from instrstudio.domain.reaction import Facts, Reaction
from instrstudio.domain.style import ADD, LENGTH, SWAP, StyleRule
from instrstudio.judgement.features import without_slot
from instrstudio.judgement.habits import MARKS, Habit, Reading, habit_of, shows, verdict
from instrstudio.judgement.phrases import key, steps
from instrstudio.judgement.statements import statement

WINDOW = 14
"""Occasions that a habit is judged by: whoever changes their mind is followed."""
_FADE = 0.85
"""What an occasion counts beside the one after it."""
FEWEST, SHARE = 2, 0.6
"""How often it must have been done, and which share of all that speaks must be for."""
_CHOSEN, _SURE = 30, 3.0
"""Choices a mark is judged by, and standard deviations from chance that suffice."""
_FEWEST_CHOICES = 6
_CHANGES, _LATEST = 0.5, 6
"""From where on an occasion is a change, or one left out; those that are looked at."""
_KEPT = 40
_SHORTER, _LONGER = 0.85, 1.2


@dataclass(slots=True)
class Evidence:
    """What speaks for a habit: `said` by the last occasions, `beyond` by choices.

    `changes` says of the last edits that had to do with it whether they did it; that
    something was kept is no reason to begin with a rule. A choice says by how much more
    often the mark is chosen than it is shown: pairs of the difference and its variance.
    """

    said: list[float] = field(default_factory=list)
    changes: list[bool] = field(default_factory=list)
    beyond: list[tuple[float, float]] = field(default_factory=list)

    @property
    def seen(self) -> int:
        """On how many of the last occasions the person did it."""
        return sum(value > 0 for value in self.said)

    @property
    def of(self) -> int:
        """On how many of the last occasions the person could have done it."""
        return len(self.said)

    @property
    def holds(self) -> bool:
        """Whether the evidence suffices."""
        faded = [value * _FADE**age for age, value in enumerate(reversed(self.said))]
        pro = sum(value for value in faded if value > 0)
        con = -sum(value for value in faded if value < 0)
        done = sum(self.changes)
        is_done = done >= FEWEST and done >= SHARE * len(self.changes)
        enough = is_done and pro >= SHARE * (pro + con)
        return enough or (self.is_chosen and con <= pro)

    @property
    def is_chosen(self) -> bool:
        """Whether choices alone say so."""
        if len(self.beyond) < _FEWEST_CHOICES:
            return False
        spread = math.sqrt(sum(variance for _, variance in self.beyond))
        return sum(gain for gain, _ in self.beyond) > _SURE * max(spread, 0.5)

    def note(self, value: float) -> None:
        """Note what an occasion says; 0 says nothing."""
        if value:
            self.said = [*self.said, value][-WINDOW:]
        if abs(value) >= _CHANGES:
            self.changes = [*self.changes, value > 0][-_LATEST:]


@dataclass(slots=True)
class Style:
    """What was learned of how one person writes; `learn` takes one reaction more."""

    known: dict[Habit, Evidence] = field(
        default_factory=lambda: {habit: Evidence() for habit in MARKS}
    )
    details: dict[Habit, dict[str, str]] = field(default_factory=dict)
    past: list[tuple[Reading, Reading, bool]] = field(default_factory=list)
    lengths: dict[str, "Lengths"] = field(default_factory=dict)

    def learn(self, reaction: Reaction) -> None:
        """Learn from one reaction; a rejection says nothing of how to write."""
        if not reaction.final or reaction.weight < 0.5:
            return
        facts = reaction.facts
        edited = bool(reaction.after) and reaction.after != reaction.text
        before = Reading.of(reaction.text, facts)
        after = Reading.of(reaction.final, facts) if edited else before
        for habit, evidence in self.known.items():
            evidence.note(verdict(habit, before, after, edited=edited))
        self.past = [*self.past, (before, after, edited)][-_KEPT:]
        if edited:
            self._take(steps(reaction.text, reaction.after, facts), facts)
        self._choose(reaction)
        lengths = self.lengths.setdefault(facts.language, Lengths())
        lengths.learn(reaction, edited=edited)

    def _take(self, found: Sequence[object], facts: Facts) -> None:
        """Take the steps of an edit up as habits, with what the past says of them."""
        for step in found:
            known = habit_of(step, facts.language)  # type: ignore[arg-type] # steps
            if known is None:
                continue
            habit, details = known
            self.details[habit] = details
            if habit not in self.known:
                evidence = self.known[habit] = Evidence()
                for before, after, edited in self.past[-WINDOW:]:
                    evidence.note(verdict(habit, before, after, edited=edited))

    def _choose(self, reaction: Reaction) -> None:
        """Note which marks the chosen text has beside those that were passed over.

        Whoever takes the first says little, for it may not have been compared. Of the
        others, one taken by chance has a mark as often as they all have.
        """
        place, shown = reaction.place, reaction.shown
        if not place or len(shown) < 3:
            return
        readings = [Reading.of(one.text, reaction.facts) for one in shown[1:]]
        for habit in MARKS:
            has = [shows(habit, reading) for reading in readings]
            own = has[place - 1]
            usual = sum(one is True for one in has) / len(has)
            if own is None or usual in (0.0, 1.0):
                continue
            evidence = self.known[habit]
            gain = (float(own) - usual, usual * (1 - usual))
            evidence.beyond = [*evidence.beyond, gain][-_CHOSEN:]

    def rules(self) -> list[StyleRule]:
        """Return the rules that the evidence suffices for, the surest first."""
        found = [
            _rule(habit, evidence, self.details.get(habit, {}))
            for habit, evidence in self.known.items()
            if evidence.holds
        ]
        found += [
            rule
            for language, lengths in self.lengths.items()
            for rule in lengths.rules(language)
        ]
        return sorted(_consistent(found), key=lambda rule: (-rule.seen, rule.name))


@dataclass(slots=True)
class Lengths:
    """How long texts were before and after, in one language.

    `chosen` says how long a chosen text was beside those passed over, from -1 to 1.
    """

    ratios: list[float] = field(default_factory=list)
    finals: list[int] = field(default_factory=list)
    chosen: list[float] = field(default_factory=list)

    def learn(self, reaction: Reaction, *, edited: bool) -> None:
        """Learn from what was wanted in the end."""
        own = _length(reaction.final, reaction.facts)
        self.finals = [*self.finals, own][-WINDOW:]
        if edited:
            before = max(1, _length(reaction.text, reaction.facts))
            self.ratios = [*self.ratios, own / before][-WINDOW:]
        if reaction.place and len(reaction.shown) > 2:
            others = [_length(one.text, reaction.facts) for one in reaction.shown[1:]]
            mine = others[reaction.place - 1]
            longer = sum(other > mine for other in others)
            shorter = sum(other < mine for other in others)
            rank = (shorter - longer) / (len(others) - 1)
            self.chosen = [*self.chosen, rank][-_CHOSEN:]

    def rules(self, language: str) -> Iterator[StyleRule]:
        """Yield the rule that there is, if any."""
        shorter = sum(ratio <= _SHORTER for ratio in self.ratios)
        longer = sum(ratio >= _LONGER for ratio in self.ratios)
        changed = shorter + longer
        want = ""
        if shorter >= 2 and shorter >= SHARE * changed and not self._leans(1):
            want, seen, of = "short", shorter, len(self.ratios)
        elif longer >= 2 and longer >= SHARE * changed and not self._leans(-1):
            want, seen, of = "long", longer, len(self.ratios)
        elif self._leans(-1) and not longer:
            want, seen = "short", sum(rank < 0 for rank in self.chosen)
            of = len(self.chosen)
        elif self._leans(1) and not shorter:
            want, seen = "long", sum(rank > 0 for rank in self.chosen)
            of = len(self.chosen)
        if want:
            value = {"want": want, "units": str(round(median(self.finals)))}
            yield StyleRule(
                name=f"{LENGTH}.{language or 'all'}",
                kind=LENGTH,
                language=language,
                value=value,
                statement=statement(LENGTH, language, value),
                seen=seen,
                of=of,
            )

    def _leans(self, sign: int) -> bool:
        """Say whether choices lie on one side more than chance would have it."""
        if len(self.chosen) < _FEWEST_CHOICES:
            return False
        # ranks between -1 and 1 have a variance of a third or so by chance
        spread = math.sqrt(len(self.chosen) / 3)
        return sign * sum(self.chosen) > _SURE * spread


def _length(text: str, facts: Facts) -> int:
    """Return how long a text is without the place of its input."""
    return length_of(without_slot(text, facts))


def _rule(habit: Habit, evidence: Evidence, details: Mapping[str, str]) -> StyleRule:
    """Return a habit as a rule."""
    value = habit.value(details)
    return StyleRule(
        name=habit.name,
        kind=habit.kind,
        language=habit.language,
        value=value,
        statement=statement(habit.kind, habit.language, value),
        seen=evidence.seen if evidence.said else len(evidence.beyond),
        of=evidence.of if evidence.said else len(evidence.beyond),
    )


def _consistent(rules: Sequence[StyleRule]) -> list[StyleRule]:
    """Return rules of which none takes back what a surer one does."""
    kept: list[StyleRule] = []
    for rule in sorted(rules, key=_importance):
        if not any(_against(rule, other) for other in kept):
            kept.append(rule)
    return kept


def _importance(rule: StyleRule) -> tuple[int, int, str]:
    """Return what rules are kept by: longer additions hold the shorter ones."""
    return -len(rule.value.get("text", "")), -rule.seen, rule.name


def _against(rule: StyleRule, other: StyleRule) -> bool:
    """Say whether two rules contradict each other."""
    if rule.kind != other.kind or rule.language != other.language:
        return False
    if rule.kind == ADD:
        return key(rule.value["text"]) in key(other.value["text"])
    if rule.kind == SWAP:
        same = rule.value["find"].casefold() == other.value["find"].casefold()
        put, find = other.value["put"].casefold(), rule.value["find"].casefold()
        return same or (bool(put) and find in put)
    return "want" in rule.value
