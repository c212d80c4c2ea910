"""The pairs that the starter model learns, and the tasks behind them."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import cycle

from instrstudio.analysis import delexical
from instrstudio.analysis.profile import profile_of
from instrstudio.analysis.style import style_of
from instrstudio.domain.profile import TaskProfile
from instrstudio.domain.task import TASK_TYPES, Task
from instrstudio.model.corpus import Pair
from starter.grammar import TOKENS
from starter.instructions import LONGEST, instruction
from starter.shipped import library_pairs, template_text
from starter.tasks import Asked, task_for
from starter.telling import told
from starter.wordings import LANGUAGES, Scenario, all_scenarios, counterpart

__all__ = ["library_pairs", "scenario_pairs", "synthetic_pairs", "tasks"]
_FROM_TEMPLATE = 0.04
_NAMES = frozenset({"tgt", "labels", "fields", "topic", "role"})
_MAIN_TWICE = TASK_TYPES[:6]
_COUNTS = re.compile(
    r"\d|[两三四五步句]|检查|核对|写完|定稿|\b(?:steps?|check|before|sentences?|role:)",
    re.IGNORECASE,
)
"""What shows that a template asks for steps or for so many sentences."""
_MISREAD = re.compile(
    r"^(?:of|no|to|for|be|and|with)\b|\b(?:than|between)\b|并|后的|^个|完成|发来|^few"
    r"|\band (?:give|suggest|find|output|list|correct)\b"
)
"""What shows that the analysis took too much for a name of the input or output."""
_TWICE = re.compile(r"\b([a-z]+) \1\b|([^，。、：\n]{2,}的)\2", re.IGNORECASE)
"""A word said twice in a row, as where the output has its adjective already."""


@dataclass(frozen=True, slots=True)
class Made:
    """A task that was made and read, with an instruction that holds tokens."""

    task: Task
    profile: TaskProfile
    scenario: Scenario
    target: str

    @property
    def instruction(self) -> str:
        """The instruction with the task's own words in place of the tokens."""
        pieces = delexical.filled(self.target, self.profile, "starter")
        return "".join(piece.text for piece in pieces)


def synthetic_pairs(count: int, seed: int, *, held_out: bool = False) -> list[Pair]:
    """Return `count` different pairs, spread over types, languages and scenarios.

    Args:
        count: How many.
        seed: Pairs are a pure function of this and the wordings.
        held_out: Ask in words that training never shows.
    """
    return _distinct(count, made(seed, held_out=held_out), styled=not held_out)


def scenario_pairs(count: int, seed: int) -> list[Pair]:
    """Return up to `count` different pairs of the scenarios training never makes."""
    return _distinct(count, made(seed, unseen=True), styled=False)


def tasks(
    count: int, seed: int, *, held_out: bool = False, unseen: bool = False
) -> Iterator[tuple[Task, str]]:
    """Yield tasks with instructions in real words, to compare with.

    Args:
        count: How many.
        seed: As for `synthetic_pairs`, which has the same tasks.
        held_out: Ask in words that training never shows.
        unseen: Scenarios that training never makes.
    """
    source = made(seed, held_out=held_out, unseen=unseen)
    for _, found in zip(range(count), source, strict=False):
        yield found.task, found.instruction


def made(seed: int, *, held_out: bool = False, unseen: bool = False) -> Iterator[Made]:
    """Yield tasks without end, each type and language as often as its share.

    The six main types come twice as often as the others, and so do, within a type, the
    scenarios that suit all of its tasks. Tasks that the analysis reads
    as something else than meant are left out: their instruction would not fit.
    """
    chance = random.Random(seed)
    groups = _groups(unseen=unseen)
    for group in cycle(groups):
        (scenario,) = chance.choices(group, [1 + s.general for s in group])
        asked = task_for(chance, scenario, held_out=held_out)
        profile = profile_of(asked.task)
        if not _as_meant(asked, scenario, profile) or _kept_apart(asked.task):
            continue
        spoken = scenario
        if profile.language != scenario.language:
            spoken = counterpart(scenario, profile.language)
            if spoken.held_out != unseen:
                continue
        suited = told(spoken, profile, scenario.tells)
        target = _from_template(chance, suited, profile)
        whole = "thing" in asked.names or (suited is not spoken and spoken.in_words)
        if whole and spoken is not scenario:
            continue  # the request is in another language
        target = target or instruction(chance, suited, profile, whole=whole)
        found = Made(asked.task, profile, scenario, target)
        if not _TWICE.search(found.instruction):
            yield found


def _from_template(
    chance: random.Random, scenario: Scenario, profile: TaskProfile
) -> str:
    """Return now and then a shipped template's text, if it is brief; else nothing."""
    if not scenario.general or chance.random() >= _FROM_TEMPLATE:
        return ""
    text = template_text(chance, profile)
    brief = len(text) <= LONGEST[profile.language] // 3
    return text if brief and not _COUNTS.search(text) else ""


def _as_meant(asked: Asked, scenario: Scenario, profile: TaskProfile) -> bool:
    """Say whether the analysis read the task as it was meant, and lost nothing."""
    known = delexical.available(profile)
    spoken = profile.language == scenario.language
    written = profile.programming_language.text.lower()
    mixed = "pl" in asked.names and written not in asked.task.description.lower()
    lost = [name for name in _NAMES & asked.names if TOKENS[name] not in known]
    return (
        profile.task_type == scenario.task_type
        and profile.language in LANGUAGES
        and (profile.has_input or "in" not in asked.names)
        and not (lost and spoken)
        and not _MISREAD.search(profile.input_form.text)
        and not _MISREAD.search(profile.output_form.text)
        and not mixed
    )


def _kept_apart(task: Task) -> bool:
    """Say whether a task is one that the card shows what the model makes of."""
    return task.description.strip(" .。").lower() in _card_tasks()


@cache
def _card_tasks() -> frozenset[str]:
    """Return the requests of the card, which training must not hold."""
    from starter_card import TASKS  # it needs this module in turn

    return frozenset(text.strip(" .。").lower() for text in TASKS)


def _groups(*, unseen: bool) -> list[list[Scenario]]:
    """Return the scenarios by language and type, the main types twice."""
    found = all_scenarios(held_out=unseen)
    groups = []
    for language in LANGUAGES:
        for name in (*TASK_TYPES, *_MAIN_TWICE):
            group = [s for s in found if s.language == language and s.task_type == name]
            groups += [group] if group else []
    return groups


def _distinct(count: int, source: Iterator[Made], *, styled: bool) -> list[Pair]:
    """Take different pairs from `source`; give up after ten tries for each.

    With `styled` a source names the style of its instruction, for learning.
    """
    pairs: dict[Pair, None] = {}
    for _, found in zip(range(10 * count), source, strict=False):
        wish = style_of(found.target) if styled else ()
        text = delexical.source_text(found.profile, wish=wish)
        pairs[Pair(text, found.target)] = None
        if len(pairs) == count:
            break
    return list(pairs)
