"""How well a text suits a person's rules before any rule has changed it."""

from collections.abc import Sequence

from instrstudio.domain.language import length_of
from instrstudio.domain.reaction import Facts
from instrstudio.domain.style import LENGTH, StyleRule
from instrstudio.judgement.features import without_slot
from instrstudio.judgement.habits import Habit, Reading, shows


def taste(rules: Sequence[StyleRule], text: str, facts: Facts) -> float:
    """Return from -1 (against all rules) to 1 (as all want it) how a text suits.

    Rules of another language, and those that cannot tell, count nothing; where none
    can tell, it is 0.
    """
    reading = Reading.of(text, facts)
    told = [
        value
        for rule in rules
        if rule.is_on and (not rule.language or rule.language == facts.language)
        if (value := _told(rule, reading, text, facts)) is not None
    ]
    return sum(told) / len(told) if told else 0.0


def _told(rule: StyleRule, reading: Reading, text: str, facts: Facts) -> float | None:
    """Return what one rule says of a text, None where it cannot tell."""
    if rule.kind == LENGTH:
        return _length(rule, length_of(without_slot(text, facts)))
    value = rule.value
    put = value.get("put") or value.get("text") or value.get("want") or ""
    language = rule.language or facts.language
    found = shows(Habit(rule.kind, language, value.get("find", ""), put), reading)
    return None if found is None else (1.0 if found else -1.0)


def _length(rule: StyleRule, units: int) -> float:
    """Return 1 for a text as short, or long, as wanted, falling to -1 at double."""
    wanted = max(1, int(rule.value.get("units") or 1))
    over = (
        units / wanted if rule.value.get("want") == "short" else wanted / max(1, units)
    )
    return max(-1.0, min(1.0, 3 - 2 * over))
