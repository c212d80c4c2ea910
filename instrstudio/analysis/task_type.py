"""Which type of task it is: words of the description, its likeness, and the samples."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from instrstudio.analysis.evidence import Sign, signs
from instrstudio.analysis.lexicon import Lexicon
from instrstudio.analysis.likeness import grams
from instrstudio.domain.task import Task
from instrstudio.domain.wording import Message, message

_LIKENESS_WEIGHT = 2.0
_ROUNDING = 1e-9
_REASONS = 3
_SAMPLES_BESIDE_CUES = 0.6
_SPREAD = 1.5
"""How far apart scores must be before one type is sure, in units of a cue's weight."""


_LEAST = 0.5
"""A type with a lower score is none."""

_Found = tuple[float, list[str]]
"""The weight of a type's cues, and the words that they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeGuess:
    """A task type with the reasons for it; `confidence` is its share of the belief."""

    task_type: str
    confidence: float
    reasons: tuple[Message, ...]


def guess_type(task: Task, words: Lexicon) -> TypeGuess:
    """Score every type by rules, by likeness and by the samples; return the best."""
    cues = _cue_scores(task.description, words)
    samples = signs(task.examples)
    scores = _scores(task.description, words, cues, samples)
    best = _best(scores)
    if not best:
        why = message("nothing in the task points to a type")
        return TypeGuess(task_type="other", confidence=0.0, reasons=(why,))
    reasons = _reasons(best, cues.get(best, (0.0, []))[1], samples)
    return TypeGuess(
        task_type=best, confidence=_share(best, scores), reasons=tuple(reasons)
    )


def likeliest_type(task: Task, words: Lexicon) -> str:
    """Return the type that `guess_type` finds, without asking why."""
    cues = _cue_scores(task.description, words)
    scores = _told(cues, signs(task.examples))
    *_others, second, best = 0.0, 0.0, *sorted(scores.values())
    # likeness is worth so much at most: no other type can catch up
    if best - second <= _LIKENESS_WEIGHT + _ROUNDING:
        _add_likeness(scores, task.description, words)
    return _best(scores) or "other"


def _scores(
    description: str, words: Lexicon, cues: Mapping[str, _Found], samples: list[Sign]
) -> dict[str, float]:
    """Return what speaks for each type, in units of a cue's weight."""
    scores = _told(cues, samples)
    _add_likeness(scores, description, words)
    return scores


def _told(cues: Mapping[str, _Found], samples: list[Sign]) -> dict[str, float]:
    """Return what cues and samples say for the types that they know of."""
    # what a person says weighs more than what a sample looks like
    trust = _SAMPLES_BESIDE_CUES if cues else 1.0
    scores = {name: score for name, (score, _) in cues.items()}
    for sign in samples:
        scores[sign.task_type] = scores.get(sign.task_type, 0.0) + trust * sign.weight
    return scores


def _add_likeness(scores: dict[str, float], description: str, words: Lexicon) -> None:
    """Add how like its nearest exemplar `description` is, for every type."""
    for name, likeness in words.exemplars.nearest(grams(description[:200])).items():
        scores[name] = scores.get(name, 0.0) + _LIKENESS_WEIGHT * likeness


def _best(scores: Mapping[str, float]) -> str:
    """Return the type with the highest score; empty where none is worth naming."""
    best = max(scores, key=lambda name: scores[name], default="")
    return best if scores.get(best, 0.0) >= _LEAST else ""


def _cue_scores(description: str, words: Lexicon) -> dict[str, _Found]:
    """Return per type the weight of its cues in `description` and their words.

    A second cue of one type counts half and a third a quarter, so that a description
    rich in words is not louder than a plain one.
    """
    hits: dict[str, list[tuple[float, str]]] = {}
    for name, weight, match in words.cues.matches(description):
        # what is asked for tends to stand early, conditions late
        early = 1.0 - 0.2 * match.start() / max(40, len(description))
        hits.setdefault(name, []).append((weight * early, match.group()))
    found: dict[str, _Found] = {}
    for name, of_type in hits.items():
        of_type.sort(key=lambda hit: -hit[0])
        score = sum(weight / 2**i for i, (weight, _) in enumerate(of_type[:3]))
        found[name] = (score, [said for _, said in of_type[:2]])
    return found


def _share(best: str, scores: Mapping[str, float]) -> float:
    """Return the softmax share of `best`."""
    weights = {n: math.exp(s * _SPREAD) for n, s in scores.items()}
    return weights[best] / sum(weights.values())


def _reasons(best: str, cue_words: list[str], samples: list[Sign]) -> list[Message]:
    """Say why `best` won, the description first."""
    reasons = []
    if cue_words:
        # the longest says it; a word inside another one says nothing new
        kept = [
            w
            for i, w in enumerate(cue_words)
            if not any(w in o for j, o in enumerate(cue_words) if i != j)
        ]
        quoted = " ".join(f"“{word}”" for word in kept or cue_words[:1])
        reasons.append(message("{words} in the description", words=quoted))
    reasons.extend(sign.reason for sign in samples if sign.task_type == best)
    if not reasons:
        reasons.append(message("the description is like others of this type"))
    return reasons[:_REASONS]
