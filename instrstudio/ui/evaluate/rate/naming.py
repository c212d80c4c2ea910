"""How kinds, criteria, verdicts and systems are called in the window."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from instrstudio.domain.rating import (
    AUDIT,
    BOTH_BAD,
    FIRST,
    LIKERT,
    PAIRWISE,
    SECOND,
    TIE,
    question,
)
from instrstudio.ui import words

_METHODS = ("template", "retrieval", "generation")


def kind_name(kind: str) -> str:
    """Return the name of a kind of queue."""
    tr = QCoreApplication.translate
    names = {
        AUDIT: tr("RateWords", "Quick audit"),
        LIKERT: tr("RateWords", "Scales"),
        PAIRWISE: tr("RateWords", "Blind pairs"),
    }
    return names.get(kind, kind)


def criterion_name(criterion: str) -> str:
    """Return the name of a criterion."""
    asked = question(criterion)
    if asked is not None:
        return words.said(asked.title)
    return QCoreApplication.translate("RateWords", "Preference")


def verdict_name(criterion: str, verdict: str) -> str:
    """Return what a rater said, of the texts as they are shown now."""
    tr = QCoreApplication.translate
    names = {
        FIRST: tr("RateWords", "first is better"),
        SECOND: tr("RateWords", "second is better"),
        TIE: tr("RateWords", "tie"),
        BOTH_BAD: tr("RateWords", "both bad"),
    }
    asked = question(criterion)
    if asked is not None and len(asked.anchors) == 2 and verdict.isdecimal():
        return words.said(asked.anchors[int(verdict) - asked.lowest])
    return names.get(verdict, verdict)


def system_name(system: str) -> str:
    """Return the name of a system: a method's, or what the file called it."""
    return words.method(system) if system in _METHODS else system


def bounded(value: float | None, low: float | None, high: float | None) -> str:
    """Return a value with its interval."""
    if value is None:
        return "–"
    if low is None or high is None:
        return f"{value:.2f}"
    return f"{value:.2f} [{low:.2f}, {high:.2f}]"


def share(value: float | None) -> str:
    """Return a share in percent."""
    return "–" if value is None else f"{value:.0%}"


def lines(parts: Sequence[str]) -> str:
    """Return sentences below each other."""
    return "\n".join(part for part in parts if part)
