"""Whether the rules that were learned of a person are what the person does."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean

from instrstudio.domain.reaction import Facts
from instrstudio.domain.style import LENGTH, StyleRule
from instrstudio.judgement.adapting import adapted
from instrstudio.services.construct import profile_of

from .pools import Pool
from .reading import letters, told
from .users import Mind, User

RIGHT, WRONG, IDLE = "right", "wrong", "idle"
"""A rule brings texts nearer to what the person makes of them, or takes them away
from it, or changes none."""
_TEXTS = 4
"""Candidates of a task that a rule is tried on."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A rule in force, as people read it, with its evidence and what it is worth.

    `gain` is by how much nearer a text comes that the rule changes, as a share of it.
    """

    name: str
    statement: str
    seen: int
    of: int
    verdict: str
    gain: float


def judged(
    rules: Sequence[StyleRule], user: User, held: Sequence[Pool], done: int
) -> list[Judged]:
    """Return the rules in force, tried on the candidates of held-out tasks.

    A random person does nothing that a rule could say: all their rules are wrong.
    """
    return [
        Judged(
            name=rule.name,
            statement=str(rule.statement),
            seen=rule.seen,
            of=rule.of,
            verdict=verdict,
            gain=gain,
        )
        for rule in rules
        if rule.is_on
        for verdict, gain in [_tried(rule, user, held, done)]
    ]


def _tried(
    rule: StyleRule, user: User, held: Sequence[Pool], done: int
) -> tuple[str, float]:
    """Return what a rule is worth, and by how much."""
    if user.kind == "random":
        return WRONG, 0.0
    mind = user.mind(done)
    own = [p for p in held if rule.language in {"", p.case.language}]
    if rule.kind == LENGTH and rule.value.get("want") != "short":
        return _long(mind, own)
    gains = []
    for pool in own:
        facts = Facts.of(profile_of(pool.task))
        for one in pool.candidates[:_TEXTS]:
            changed = adapted(one.text, one.spans, facts, [rule])[0]
            if changed != one.text:
                wanted = [mind.rewritten(one.text, pool.case)]
                gains.append(
                    user.effort(one.text, wanted) - user.effort(changed, wanted)
                )
    if not gains:
        return IDLE, 0.0
    gain = mean(gains)
    return (RIGHT if gain > 0 else WRONG), gain


def _long(mind: Mind, held: Sequence[Pool]) -> tuple[str, float]:
    """Return whether somebody makes texts longer, and by how much."""
    ratios = [
        letters(told(mind.rewritten(text, pool.case))) / max(letters(told(text)), 1) - 1
        for pool in held
        for text in pool.texts[:_TEXTS]
    ]
    gain = mean(ratios) if ratios else 0.0
    return (RIGHT if gain > 0 else WRONG), gain
