"""Pairs from what ships with the program: its templates and its starter library."""

import json
import random
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from instrstudio import resources
from instrstudio.analysis import delexical
from instrstudio.analysis.profile import profile_of
from instrstudio.analysis.style import style_of
from instrstudio.domain.errors import InstrStudioError
from instrstudio.domain.profile import Phrase, TaskProfile
from instrstudio.domain.task import Task
from instrstudio.domain.template import Template
from instrstudio.model.corpus import Pair
from instrstudio.templates import library, renderer
from instrstudio.templates.values import present, values_of
from starter.grammar import tokens_in
from starter.instructions import LONGEST, TELLING

_MUST = {*TELLING, "<role>", "<constraints>"}


@cache
def _templates(language: str, task_type: str) -> tuple[Template, ...]:
    """Return the shipped templates of one language and type."""
    return tuple(
        t
        for t in library.shipped()
        if t.language == language and t.task_type == task_type
    )


def template_text(chance: random.Random, profile: TaskProfile) -> str:
    """Return a shipped template's text with tokens for its slots, or nothing."""
    stand_in = tokens_of(profile)
    has = present(values_of(stand_in))
    fitting = [
        t
        for t in _templates(profile.language, profile.task_type)
        if set(t.needs) <= has
        and (not t.keywords or _speaks(t, profile))
        and "samples" not in t.needs
    ]
    if not fitting:
        return ""
    try:
        pieces = renderer.render(chance.choice(fitting), stand_in)
    except InstrStudioError:
        return ""
    text = "".join(piece.text for piece in pieces).replace("[slot]", delexical.SLOT)
    known = set(delexical.available(profile))
    says_all = known & _MUST <= tokens_in(text) <= known
    odd = re.search(r"- <|<[a-z]+[ =]|\[", text)
    good = says_all and not odd and len(text) <= LONGEST[profile.language]
    one_place = text.count(delexical.SLOT) == int(profile.has_input)
    return text.strip() if good and one_place else ""


def _speaks(template: Template, profile: TaskProfile) -> bool:
    """Say whether a word of the task speaks for the template."""
    description = profile.task.description.lower()
    return any(word.lower() in description for word in template.keywords)


def tokens_of(profile: TaskProfile) -> TaskProfile:
    """Return `profile` with tokens for all words it has: for rendering templates."""
    known = set(delexical.available(profile))
    values: dict[str, Any] = {}
    for name in delexical.PHRASES:
        values[name] = Phrase(f"<{name}>" if f"<{name}>" in known else "")
    for name in delexical.LISTS:
        values[name] = (Phrase(f"<{name}>"),) if f"<{name}>" in known else ()
    return TaskProfile(
        task=Task(description="x"),
        task_type=profile.task_type,
        language=profile.language,
        slot="slot",
        has_input=profile.has_input,
        **values,
    )


def library_rows() -> Iterator[dict[str, object]]:
    """Yield the rows of the starter library."""
    for path in sorted(resources.path("library").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                yield json.loads(line)


def library_pairs() -> Iterator[Pair]:
    """Yield a pair for each instruction of the starter library that is short enough."""
    for row in library_rows():
        task = Task.from_dict({**row, "constraints": None})
        profile = profile_of(task)
        target = delexical.target_text(str(row["instruction"]), profile)
        short = len(target) <= LONGEST[profile.language]
        if short and target.count(delexical.SLOT) == 1:
            wish = style_of(target)
            yield Pair(delexical.source_text(profile, wish=wish), target)
