"""Makes a list of candidates a person's own: their style, their order."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from instrstudio.domain.candidate import Candidate, Score
from instrstudio.domain.reaction import UNLEARNED, Facts, Shown
from instrstudio.domain.style import STYLE, StyleRule
from instrstudio.domain.task import Task
from instrstudio.domain.wording import Message, message

if TYPE_CHECKING:
    from instrstudio.judgement.reranker import Reranker
    from instrstudio.services.workspace import Workspace

_SCORE_STEP, _CHANGED = 0.1, 4.0
"""A step of the score, and how many steps a text loses that is changed as a whole."""

_REASONS: Mapping[str, tuple[Message, Message]] = {
    "long": (message("you prefer long ones"), message("you prefer short ones")),
    "sentences": (
        message("you prefer several sentences"),
        message("you prefer few sentences"),
    ),
    "numbered": (
        message("you prefer numbered steps"),
        message("you prefer no numbered steps"),
    ),
    "colon": (
        message("you prefer a colon before the input"),
        message("you prefer no colon before the input"),
    ),
    "polite": (message("you prefer polite ones"), message("you prefer no “please”")),
    "role": (message("you prefer a role"), message("you prefer no role")),
    "form_early": (
        message("you prefer the output named early"),
        message("you prefer the output named late"),
    ),
    "constraints_said": (
        message("you prefer the constraints spelled out"),
        message("you prefer fewer constraints"),
    ),
    "method_template": (
        message("you prefer templates"),
        message("you prefer other than templates"),
    ),
    "method_retrieval": (
        message("you prefer the library’s"),
        message("you prefer other than the library’s"),
    ),
    "method_generation": (
        message("you prefer the model’s"),
        message("you prefer other than the model’s"),
    ),
}


def personal(
    workspace: "Workspace",
    candidates: Sequence[Candidate],
    task: Task,
    profile: str | None = None,
) -> list[Candidate]:
    """Return candidates in a person's style and order, best first.

    Texts are written as the rules in force want it; of texts that then are the same
    the best stays. Where the learned order is to be trusted it is followed, and the
    scores, which stay those of the list, are dealt out anew; what a candidate had
    before is kept as the score `UNLEARNED`, whose note says what was done. With nothing
    learned, the candidates are as they were.

    Args:
        workspace: The project.
        candidates: Candidates with their scores, in any order.
        task: What they are for.
        profile: Whose style; the present profile if None.
    """
    from instrstudio.services import style
    from instrstudio.services.feedback import facts_of
    from instrstudio.services.learned import learned_of

    usual = sorted(candidates, key=lambda candidate: -candidate.score)
    rules = style.in_force(workspace, profile)
    learned = learned_of(workspace, profile)
    reranker = learned.reranker if learned and learned.reranker.is_trusted else None
    if not usual or not (rules or reranker):
        return usual
    facts = facts_of(task)
    written = _different([_written(one, facts, rules) for one in usual])
    ordered = _ordered(written, facts, reranker)
    changes = {candidate.text: changed for candidate, changed in written}
    scores = sorted((candidate.score for candidate in ordered), reverse=True)
    before = {one.text: place for place, (one, _) in enumerate(written)}
    return [
        _dealt(candidate, score, _note(
            changes[candidate.text] > 0, before[candidate.text], place, why
        ))
        for place, (candidate, score, why) in enumerate(
            zip(ordered, scores, _whys(ordered, facts, reranker), strict=True)
        )
    ]  # fmt: skip


def _written(
    candidate: Candidate, facts: Facts, rules: Sequence[StyleRule]
) -> tuple[Candidate, float]:
    """Return a candidate as the rules want it, and which share of it they changed."""
    from instrstudio.judgement.adapting import adapted

    text, spans, acted = adapted(candidate.text, candidate.spans, facts, rules)
    if not acted or text == candidate.text:
        return candidate, 0.0
    added = sum(
        span.end - span.start
        for span in spans
        if span.ref is not None and span.ref.kind == STYLE
    )
    taken = len(candidate.text) - (len(text) - added)
    changed = (added + max(0, taken)) / (len(candidate.text) + len(text))
    return replace(candidate, text=text, spans=spans), max(0.001, changed)


def _different(
    written: Sequence[tuple[Candidate, float]],
) -> list[tuple[Candidate, float]]:
    """Return candidates of which no two say the same; the first of them stays."""
    found: dict[str, tuple[Candidate, float]] = {}
    for candidate, changed in written:
        found.setdefault(candidate.text, (candidate, changed))
    return list(found.values())


def _ordered(
    written: Sequence[tuple[Candidate, float]],
    facts: Facts,
    reranker: "Reranker | None",
) -> list[Candidate]:
    """Return candidates in the learned order; by their scores where there is none.

    Either way, one that had to be changed less stands higher: it was written like that.
    """
    shown = [Shown.of(candidate) for candidate, _ in written]
    if reranker is None:
        values = [one.score / _SCORE_STEP for one in shown]
    else:
        values = reranker.values(shown, facts)
    order = sorted(
        range(len(written)), key=lambda i: _CHANGED * written[i][1] - values[i]
    )
    return [written[i][0] for i in order]


def _whys(
    candidates: Sequence[Candidate], facts: Facts, reranker: "Reranker | None"
) -> list[Message | None]:
    """Return for each candidate what speaks most for it, of what can be said."""
    if reranker is None:
        return [None] * len(candidates)
    shown = [Shown.of(candidate) for candidate in candidates]
    return [
        next(
            (
                _REASONS[name][0 if weight > 0 else 1]
                for name, weight in reasons
                if name in _REASONS
            ),
            None,
        )
        for reasons in reranker.reasons(shown, facts)
    ]


def _note(
    is_changed: bool, before: int, place: int, why: Message | None
) -> Message | None:
    """Return what was done with a candidate; None where nothing was."""
    values = {"before": before + 1, "place": place + 1}
    if place < before and why is not None:
        return message("moved up from {before} to {place}: {why}", **values, why=why)
    if place < before:
        return message("moved up from {before} to {place} by your choices", **values)
    if is_changed:
        return message("written in your style")
    if place > before:
        return message("moved down from {before} to {place} by your choices", **values)
    return None


def _dealt(candidate: Candidate, score: float, note: Message | None) -> Candidate:
    """Return a candidate with its score in the learned order."""
    kept = [one for one in candidate.scores if one.name != UNLEARNED]
    usual = Score(name=UNLEARNED, value=candidate.score, weight=0.0, note=note)
    return replace(candidate, score=score, scores=(*kept, usual))
