"""What a text shows of a habit, and what an edit says for and against it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from instrstudio.domain.language import CHINESE
from instrstudio.domain.reaction import Facts
from instrstudio.domain.style import ADD, FORM, LEAD, PLEASE, SWAP
from instrstudio.judgement.phrases import (
    FIRST,
    OUTPUT,
    POLITE,
    SLOT,
    Addition,
    Step,
    Swap,
    general,
    key,
    sentences,
)

_DONE, _KEPT, _UNDONE = 1.0, 0.4, -1.0
_LEFT_IN_EDIT, _LEFT = -0.5, -0.15
_POLITE = {
    "zh": re.compile(r"(?:^|(?<=[。！？；，、：\n]))\s*请(?!求|教|假)"),
    "en": re.compile(r"(?i)\b(?:please|kindly)\b"),
}


@dataclass(frozen=True, slots=True)
class Habit:
    """A way of writing that may be a person's: its kind and what the kind needs.

    `language` is empty where the habit is of none. `find` and `put` are words in the
    form of `phrases.general`, or what is wanted (``with``, ``colon``, ``first``).
    """

    kind: str
    language: str
    find: str
    put: str

    @property
    def name(self) -> str:
        """The name of the rule it may become."""
        parts = [self.kind, self.language or "all"]
        if self.kind in (SWAP, ADD):
            parts.append(f"{self.find}>{self.put}" if self.kind == SWAP else self.put)
        return ".".join(parts)

    def value(self, details: Mapping[str, str]) -> dict[str, str]:
        """Return what a rule needs to act; `details` are the places of additions."""
        if self.kind == SWAP:
            return {"find": self.find, "put": self.put}
        if self.kind == ADD:
            return {"text": self.put, **details}
        return {"want": self.put}


MARKS = (
    *(
        Habit(PLEASE, lang, "", want)
        for lang in _POLITE
        for want in ("with", "without")
    ),
    *(Habit(LEAD, "", "", want) for want in ("colon", "stop")),
    *(Habit(FORM, "", "", want) for want in ("first", "last")),
)
"""The habits that are looked for in everybody."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A text in general form with the sentences that matter."""

    text: str
    language: str
    folded: str
    said: tuple[str, ...]

    @classmethod
    def of(cls, text: str, facts: Facts) -> "Reading":
        """Read a text."""
        plain = general(text, facts)
        said = tuple(s for s in sentences(plain) if key(s) not in ("", SLOT))
        return cls(plain, facts.language, plain.casefold(), said)


def habit_of(step: Step, language: str) -> tuple[Habit, dict[str, str]] | None:
    """Return the habit that a step of an edit may come from, with its details."""
    if isinstance(step, Swap):
        if step.find.casefold() in POLITE:
            return None
        return Habit(SWAP, language, step.find, step.put), {}
    if isinstance(step, Addition):
        if step.text.casefold() in POLITE:
            return None
        details = {"place": step.place, "gap": step.gap}
        return Habit(ADD, language, "", step.text), details
    if OUTPUT not in step.text:
        return None
    return Habit(FORM, "", "", "first" if step.place == FIRST else "last"), {}


def shows(habit: Habit, reading: Reading) -> bool | None:
    """Say whether a text follows a habit; None where it cannot tell."""
    if habit.language and habit.language != reading.language:
        return None
    if habit.kind == SWAP:
        if _has(habit.find, reading.folded) and habit.find not in habit.put:
            return False
        if not habit.put:
            return None
        if _has(habit.put, reading.folded):
            return True
        return False if _has(habit.find, reading.folded) else None
    if habit.kind == ADD:
        return _has(habit.put, reading.folded)
    return _MARK[habit.kind](habit, reading)


def _polite(habit: Habit, reading: Reading) -> bool | None:
    """Say whether a text is as polite as wanted."""
    found = _POLITE[habit.language].search(reading.text) is not None
    return found == (habit.put == "with")


def _lead(habit: Habit, reading: Reading) -> bool | None:
    """Say whether the place of the input is led in as wanted."""
    if SLOT not in reading.text:
        return None
    before = reading.text.split(SLOT, 1)[0].rstrip()
    if not before.endswith((":", "：", ".", "。")):
        return None
    return before.endswith((":", "：")) == (habit.put == "colon")


def _form(habit: Habit, reading: Reading) -> bool | None:
    """Say whether the sentence that names the output stands where wanted."""
    if len(reading.said) < 2:
        return None
    with_form = [i for i, said in enumerate(reading.said) if OUTPUT in said]
    if not with_form:
        return None
    wanted = 0 if habit.put == "first" else len(reading.said) - 1
    return wanted in with_form


_MARK = {PLEASE: _polite, LEAD: _lead, FORM: _form}


@lru_cache(maxsize=4096)
def _pattern(words: str) -> re.Pattern[str]:
    """Return the pattern of words that are no part of longer ones."""
    ends = [
        r"\b" if re.match(r"[A-Za-z0-9_]", c) else "" for c in (words[0], words[-1])
    ]
    return re.compile(f"{ends[0]}{re.escape(words)}{ends[1]}", re.IGNORECASE)


def found_in(words: str, text: str) -> "re.Match[str] | None":
    """Return where words stand in a text, whatever their case."""
    return _pattern(words).search(text) if words else None


def _has(words: str, folded: str) -> bool:
    """Say whether words stand in a text of lower case."""
    if not words or words.casefold() not in folded:
        return False
    return _pattern(words).search(folded) is not None


def verdict(habit: Habit, before: Reading, after: Reading, *, edited: bool) -> float:
    """Return what a text and what was made of it say for a habit, in [-1, 1].

    Most tells what an edit did; that a text was left as it was tells little.
    """
    was, is_now = shows(habit, before), shows(habit, after)
    taken_out = habit.kind == SWAP and not habit.put
    if taken_out and was is False and is_now is None:
        is_now = True
    if is_now is None or (was is None and not edited):
        return 0.0
    if was is False:
        return _DONE if is_now else (_LEFT_IN_EDIT if edited else _LEFT)
    if was is True:
        return _KEPT if is_now else _UNDONE
    # it could not tell before; now the words that others are swapped for are back
    return _UNDONE if not is_now else 0.0


def polite_words(language: str) -> re.Pattern[str]:
    """Return the pattern of words of politeness."""
    return _POLITE[CHINESE if language == CHINESE else "en"]
