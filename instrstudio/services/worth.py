"""What a candidate is worth, learned from held-out tasks whose instruction is known.

Two signs tell: how well its method says it fits, and how far the other candidates agree
with it. The second is minimum Bayes risk (Kumar and Byrne, NAACL 2004): of several
proposals the one most like all others is the safest, and where records, templates and a
model come to the same words, they have mostly found the task. How much either sign
means differs by method, so each has its own line through what it got on held-out
tasks: a ridge regression of the score on both signs.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from statistics import fmean, pstdev
from typing import Any

from instrstudio.domain.candidate import Candidate
from instrstudio.domain.span import Origin
from instrstudio.metrics.rouge_l import f1

_LEAST_SPREAD = 0.05
"""A sign that hardly varies among the tasks seen is not trusted where it does."""
_FARTHEST = 3.0
"""Spreads from the usual; beyond, a line through what was seen says nothing."""
_RIDGE = 30.0


@dataclass(frozen=True, slots=True)
class Sign:
    """What a sign usually is, how far it spreads, and what one spread more gains."""

    usual: float
    spread: float
    gain: float

    def tells(self, value: float) -> float:
        """Return by how much a value of the sign raises or lowers the worth."""
        away = (value - self.usual) / self.spread
        return self.gain * max(-_FARTHEST, min(_FARTHEST, away))


@dataclass(frozen=True, slots=True)
class Worth:
    """What a method's candidates score on tasks of a kind, in [0, 100].

    `first` is the mean of first answers, one that failed counting 0; `mean` is that of
    all candidates, which `fit` and `agreement` shift.
    """

    first: float
    mean: float
    fit: Sign
    agreement: Sign

    def of(self, fit: float, agreement: float) -> float:
        """Return what a candidate with these signs can be expected to score."""
        told = self.fit.tells(fit) + self.agreement.tells(agreement)
        return max(0.0, self.mean + told)

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            name: round(value, 4)
            if isinstance(value, float)
            else {key: round(number, 4) for key, number in value.items()}
            for name, value in asdict(self).items()
        }

    @classmethod
    def known(cls, data: object) -> "Worth | None":
        """Return what the JSON form says; None where it is no worth."""
        if not isinstance(data, Mapping):
            return None
        try:
            fit, agreement = (
                Sign(*(_number(data[sign][key]) for key in ("usual", "spread", "gain")))
                for sign in ("fit", "agreement")
            )
            first, mean = _number(data["first"]), _number(data["mean"])
        except (KeyError, TypeError, ValueError):
            return None
        if min(fit.spread, agreement.spread) <= 0:
            return None
        return cls(first=first, mean=mean, fit=fit, agreement=agreement)


def _number(value: object) -> float:
    """Return a finite number.

    Raises:
        ValueError: It is none.
    """
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise ValueError(value)
    if not math.isfinite(value):
        raise ValueError(value)
    return float(value)


@dataclass(frozen=True, slots=True)
class Seen:
    """The signs of a candidate for a held-out task, and its score in [0, 100]."""

    fit: float
    agreement: float
    score: float


def learned(seen: Sequence[Seen], first: float) -> Worth:
    """Return the worth of a method; one that never offered anything is worth nothing.

    Ridge regression (Hoerl and Kennard 1970) on standardised signs; its weight makes
    few or noisy tasks say little.
    """
    scores = [one.score for one in seen]
    mean = fmean(scores) if scores else 0.0
    away = [score - mean for score in scores]
    fit, x = _standardised([one.fit for one in seen])
    agreement, y = _standardised([one.agreement for one in seen])
    xx, yy, xy = _RIDGE + _product(x, x), _RIDGE + _product(y, y), _product(x, y)
    xs, ys = _product(x, away), _product(y, away)
    free = xx * yy - xy * xy
    return Worth(
        first=first,
        mean=mean,
        fit=replace(fit, gain=(yy * xs - xy * ys) / free),
        agreement=replace(agreement, gain=(xx * ys - xy * xs) / free),
    )


def _product(a: Sequence[float], b: Sequence[float]) -> float:
    """Return the sum of products."""
    return math.fsum(x * y for x, y in zip(a, b, strict=True))


def _standardised(values: Sequence[float]) -> tuple[Sign, list[float]]:
    """Return a sign without its gain, and its values in spreads from the usual one."""
    usual = fmean(values) if values else 0.0
    spread = max(pstdev(values) if values else 0.0, _LEAST_SPREAD)
    away = [(value - usual) / spread for value in values]
    return Sign(usual=usual, spread=spread, gain=0.0), away


def agreements(candidates: Sequence[Candidate]) -> list[float]:
    """Return how like each candidate is to the others: mean ROUGE-L, in [0, 1].

    One that is alone agrees with nobody: 0.
    """
    texts = [said(candidate) for candidate in candidates]
    like = [[0.0] * len(texts) for _ in texts]
    for i, text in enumerate(texts):
        for j in range(i):
            like[i][j] = like[j][i] = f1(text, texts[j])
    others = max(1, len(texts) - 1)
    return [sum(row) / others for row in like]


def said(candidate: Candidate) -> str:
    """Return a candidate's text without the place of its input."""
    kept, at = [], 0
    for span in sorted(candidate.spans, key=lambda span: span.start):
        if span.origin is Origin.SLOT:
            kept.append(candidate.text[at : span.start])
            at = span.end
    return "".join([*kept, candidate.text[at:]]).strip()
