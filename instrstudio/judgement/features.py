"""What tells candidates of one list apart, as numbers that are alike for every task.

Each feature is scaled so that one is a difference that people notice, and counts from
the mean of its list: what all candidates have in common says nothing about a choice.
The numbers are those of Shen et al. (NAACL 2004, "Discriminative reranking for machine
translation") carried over to instructions: what the method thinks, what the checks
say, how far the others agree, and how the text is built.
"""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from instrstudio.domain.language import CJK_CHARACTER, length_of, units
from instrstudio.domain.reaction import Facts, Shown

METHODS = ("template", "retrieval", "generation")
CHECKS = (
    "constraints",
    "forms",
    "leakage",
    "length",
    "novelty",
    "opening",
    "slot_coverage",
)
_SCORE_STEP, _FIT_STEP = 0.1, 0.25
_LIKELIHOOD_STEP = 0.5
_WORD_STEP = 0.7

_SENTENCE = re.compile(r"[。！？；]|[.!?;](?=\s|$)")
_COMMA = re.compile(r"[，、,]")
_NUMBERED = re.compile(
    r"^\s*(?:[-*•]|\d+[.)、]|[一二三四五六七八九][、.]|第[一二三四五六七八九]步)",
    re.MULTILINE,
)
_POLITE = re.compile(r"请|(?i:\b(?:please|kindly)\b)|麻烦")
_ROLE = re.compile(
    r"(?i)^\s*(?:you are|your role|act as|as an? )|^\s*请?你?(?:是|作为|扮演)"
)
_YOU = re.compile(r"(?i)\byou(?:r|rs)?\b|你")
_NEGATIVE = re.compile(r"(?i)\b(?:not|no|never|without|don't)\b|不|勿|无需")
_ONLY = re.compile(r"(?i)\b(?:only|nothing else|directly)\b|只|仅|直接")
_QUOTED = re.compile(r"[“”\"「」`]")
_HEADING = re.compile(r"[:：][ \t]*$", re.MULTILINE)
_LATIN = re.compile(r"[A-Za-z]+")


def without_slot(text: str, facts: Facts) -> str:
    """Return a text without the place of its input."""
    return text.replace(facts.slot, "") if facts.slot else text


def _colon(text: str, facts: Facts) -> float:
    """Return 1 where the place of the input is led in by a colon."""
    before = text.split(facts.slot, 1)[0] if facts.slot else text
    return float(before.rstrip().endswith((":", "：")))


def _place(text: str, words: str) -> float:
    """Return how early `words` stand, from 1 (first) to 0 (last, or nowhere)."""
    at = text.lower().find(words.lower()) if words else -1
    return 1 - at / max(1, len(text)) if at >= 0 else 0.0


def _said(text: str, words: str) -> float:
    """Return 1 where `words` stand in the text."""
    return float(bool(words) and words.lower() in text.lower())


def _constraints(text: str, facts: Facts) -> float:
    """Return the share of constraints that are said word for word."""
    wanted = facts.constraints
    return sum(_said(text, one) for one in wanted) / len(wanted) if wanted else 0.0


def _word_length(text: str) -> float:
    """Return the mean length of Latin words, in steps; 0 for a Chinese text."""
    found = _LATIN.findall(text)
    if len(found) < 4 or CJK_CHARACTER.search(text):
        return 0.0
    return sum(map(len, found)) / len(found) / _WORD_STEP


def _many(pattern: re.Pattern[str]) -> Callable[[str, Facts], float]:
    """Return a feature: the logarithm of how often a pattern is found."""
    return lambda text, _facts: math.log1p(len(pattern.findall(text)))


def _any(pattern: re.Pattern[str]) -> Callable[[str, Facts], float]:
    """Return a feature: whether a pattern is found."""
    return lambda text, _facts: float(pattern.search(text) is not None)


TEXT: Mapping[str, Callable[[str, Facts], float]] = {
    "long": lambda text, facts: 2 * math.log1p(length_of(without_slot(text, facts))),
    "sentences": _many(_SENTENCE),
    "commas": _many(_COMMA),
    "lines": lambda text, _facts: math.log1p(text.count("\n")),
    "numbered": lambda text, _facts: float(len(_NUMBERED.findall(text)) > 1),
    "colon": _colon,
    "headings": _many(_HEADING),
    "polite": _any(_POLITE),
    "role": _any(_ROLE),
    "addressed": _any(_YOU),
    "negative": _many(_NEGATIVE),
    "only": _any(_ONLY),
    "quoted": _any(_QUOTED),
    "form_early": lambda text, facts: _place(text, facts.output_form),
    "form_said": lambda text, facts: _said(text, facts.output_form),
    "input_said": lambda text, facts: _said(
        without_slot(text, facts), facts.input_form
    ),
    "slot_early": lambda text, facts: _place(text, facts.slot),
    "constraints_said": _constraints,
    "word_length": lambda text, _facts: _word_length(text),
}
"""What is read off a text, by the name of the feature."""

SCORE = "score"
NAMES = (
    SCORE,
    "fit",
    "likelihood",
    "agreement",
    *(f"method_{name}" for name in METHODS),
    *(f"check_{name}" for name in CHECKS),
    *TEXT,
)
"""The names of all features, in the order of `read`."""


def read(shown: Sequence[Shown], facts: Facts) -> list[list[float]]:
    """Return the features of each candidate, as differences from the list's mean."""
    agreement = _agreement([one.text for one in shown])
    rows = [
        _row(one, facts, agreed) for one, agreed in zip(shown, agreement, strict=True)
    ]
    means = [sum(column) / len(rows) for column in zip(*rows, strict=True)]
    return [
        [value - mean for value, mean in zip(row, means, strict=True)] for row in rows
    ]


def _row(one: Shown, facts: Facts, agreed: float) -> list[float]:
    """Return the features of one candidate by themselves."""
    likelihood = one.log_probability
    return [
        one.score / _SCORE_STEP,
        one.fit / _FIT_STEP,
        likelihood / _LIKELIHOOD_STEP if likelihood is not None else 0.0,
        2 * agreed,
        *(float(one.method == name) for name in METHODS),
        *(one.checks.get(name, 1.0) for name in CHECKS),
        *(told(one.text, facts) for told in TEXT.values()),
    ]


def _agreement(texts: Sequence[str]) -> list[float]:
    """Return how like each text is to the others: mean Jaccard index of word pairs.

    The cheap form of minimum Bayes risk (Kumar and Byrne, NAACL 2004).
    """
    grams = [set(pairwise(units(text))) for text in texts]
    found = [0.0] * len(texts)
    for i, own in enumerate(grams):
        for j in range(i):
            like = len(own & grams[j]) / (len(own | grams[j]) or 1)
            found[i] += like
            found[j] += like
    others = max(1, len(texts) - 1)
    return [like / others for like in found]
