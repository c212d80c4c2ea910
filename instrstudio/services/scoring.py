"""One score for every candidate: the checks' verdicts and the method's own opinion."""

from collections.abc import Sequence
from dataclasses import replace

from instrstudio.domain.candidate import Candidate, Score
from instrstudio.domain.errors import InstrStudioError
from instrstudio.domain.ports import CandidateCheck, Context
from instrstudio.domain.task import Task

CHECKS_SHARE = 0.65
"""How much of a score the checks decide; the rest is how well the material fits."""


def scored(
    candidate: Candidate,
    task: Task,
    context: Context,
    checks: Sequence[CandidateCheck],
    standing: float = 1.0,
) -> Candidate:
    """Return the candidate with every check's score and the overall one in [0, 1].

    A check that cannot judge is left out rather than counted as a failure. `standing`
    in [0, 1] is how far the candidate's method is trusted for tasks of this kind.
    """
    scores: list[Score] = []
    for check in checks:
        try:
            scores.append(check.check(candidate, task, context))
        except InstrStudioError:
            continue
    score = round(standing * overall(scores, candidate.fit), 4)
    return replace(candidate, scores=tuple(scores), score=score)


def overall(scores: Sequence[Score], fit: float) -> float:
    """Return the weighted mean of the checks together with the method's `fit`."""
    weight = sum(score.weight for score in scores)
    mean = sum(s.value * s.weight for s in scores) / weight if weight else 0.5
    return round(CHECKS_SHARE * mean + (1 - CHECKS_SHARE) * fit, 4)
