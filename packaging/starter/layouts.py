"""Puts the parts of an instruction together: a line, a paragraph, steps, a list."""

import random
from dataclasses import dataclass, replace

from instrstudio.analysis.delexical import SLOT
from starter.grammar import drawn, favoured, named, tokens_in
from starter.wordings import common

THIS = "{this}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The parts of an instruction, sentences without their full stops.

    The first `said` of the `details` say what the main sentence left out and are never
    dropped; `demands` says whether the task has constraints to observe.
    """

    role: str
    core: str
    details: tuple[str, ...]
    ending: str
    steps: tuple[str, ...]
    said: int
    has_input: bool
    demands: bool


def laid_out(chance: random.Random, language: str, parts: Parts, longest: int) -> str:
    """Return the instruction in a layout that suits, within `longest` characters."""
    name = _layout(chance, parts)
    while True:
        text = _written(random.Random(chance.random()), language, parts, name)
        if len(text) <= longest or not (parts.steps or _spare(parts) or parts.ending):
            return text
        parts = _shorter(parts)


def _spare(parts: Parts) -> bool:
    """Say whether a detail can be left out."""
    return len(parts.details) > parts.said


def _shorter(parts: Parts) -> Parts:
    """Return the parts without the last thing that can be spared."""
    if _spare(parts):
        return replace(parts, details=parts.details[:-1])
    if parts.ending:
        return replace(parts, ending="")
    return replace(parts, steps=())


def _layout(chance: random.Random, parts: Parts) -> str:
    """Choose a layout."""
    if parts.steps:
        return "steps"
    names = ["paragraph"] * 5
    if len(parts.details) + parts.demands >= 2:
        names += ["list", "list", "headings"]
    if parts.has_input:
        names += ["line"] * 4 + ["above"]
    return chance.choice(names)


def _written(chance: random.Random, language: str, parts: Parts, name: str) -> str:
    """Write the parts in the layout of this name."""
    texts = common(language)
    # a line has room for one detail beside what must be said
    if name == "line":
        kept = parts.details[: max(parts.said, chance.choice([0, 1]))]
        parts = replace(parts, details=kept, ending="", role=_kept_role(parts))
    above = name == "above"
    this = drawn(favoured(texts["above" if above else "below"], chance), chance)
    parts = replace(parts, core=named(parts.core, {"this": this}))
    body = {"list": _list, "steps": _steps, "headings": _headings}.get(name, _prose)(
        chance, language, parts
    )
    if not parts.has_input:
        return body
    if above:
        return drawn(favoured(texts["heads"], chance), chance) + SLOT + "\n\n" + body
    if name == "headings":
        return f"{body}\n\n## <input_form>\n{SLOT}"
    place = drawn(favoured(texts["places"], chance), chance)
    if name == "line" and body.endswith(("。", ".")) and "\n" not in body:
        colon = "：" if language == "zh" else ":"
        plain = not set("。：:") & set(body[:-1]) and ". " not in body
        body = body[:-1] + colon if plain else body
        place = "\n\n" + SLOT
    return body + place


def _kept_role(parts: Parts) -> str:
    """Return the role if the task names it: a line has no room for another."""
    return parts.role if "<role>" in tokens_in(parts.role) else ""


def _stop(language: str) -> str:
    """Return the full stop of a language."""
    return "。" if language == "zh" else "."


def _sentences(language: str, texts: tuple[str, ...]) -> str:
    """Return texts as sentences in a row."""
    gap = "" if language == "zh" else " "
    stop = _stop(language)
    return gap.join(t if t.endswith((stop, "？", "?")) else t + stop for t in texts)


def _prose(chance: random.Random, language: str, parts: Parts) -> str:
    """Write everything as one paragraph, the demands at its end or on their own."""
    details = list(parts.details)
    core = parts.core
    joins = language == "zh" and details and not set("：。？") & set(core)
    if joins and not set("。：") & set(details[0]) and chance.random() < 0.5:
        core += "，" + details.pop(0)
    demands = _demand(chance, language, parts)
    rest = (parts.role, core, *details, demands, parts.ending)
    return _sentences(language, tuple(text for text in rest if text))


def _demand(chance: random.Random, language: str, parts: Parts) -> str:
    """Return the sentence that says the user's demands, if there are any."""
    if not parts.demands:
        return ""
    return drawn(favoured(common(language)["demands"], chance), chance)


def _items(language: str, parts: Parts) -> list[str]:
    """Return what a list holds, the demands last."""
    demands = common(language)["item"][0] if parts.demands else ""
    return [item for item in (*parts.details, parts.ending, demands) if item]


def _list(chance: random.Random, language: str, parts: Parts) -> str:
    """Write the details as a list under their heading."""
    mark = chance.choice(["- ", "- ", "* ", "{n}. "])
    items = enumerate(_items(language, parts), 1)
    lines = [f"{mark.format(n=n)}{item}" for n, item in items]
    lead = tuple(text for text in (parts.role, parts.core) if text)
    heading = drawn(chance.choice(common(language)["list_heads"]), chance)
    gap = chance.choice(["\n\n", "\n"])
    return f"{_sentences(language, lead)}{gap}{heading}\n" + "\n".join(lines)


def _steps(chance: random.Random, language: str, parts: Parts) -> str:
    """Write the steps as a numbered list, then what else is to be observed."""
    lead = tuple(text for text in (parts.role, parts.core) if text)
    way = drawn(chance.choice(common(language)["step_heads"]), chance)
    if not parts.steps:
        return _prose(chance, language, parts)
    lines = "\n".join(f"{n}. {step}" for n, step in enumerate(parts.steps, 1))
    gap = "" if language == "zh" else " "
    text = f"{_sentences(language, lead)}{gap}{way}\n{lines}"
    after = (*parts.details[: max(1, parts.said)], _demand(chance, language, parts))
    rest = tuple(t for t in (*after, parts.ending) if t)
    return f"{text}\n\n{_sentences(language, rest)}" if rest else text


def _headings(chance: random.Random, language: str, parts: Parts) -> str:
    """Write a small document with headings."""
    task, demands = common(language)["headings"]
    lead = tuple(text for text in (parts.role, parts.core) if text)
    mark = chance.choice(["- ", "- ", "{n}. "])
    items = enumerate(_items(language, parts), 1)
    lines = [f"{mark.format(n=n)}{item}" for n, item in items]
    body = "\n".join(lines)
    return f"## {task}\n{_sentences(language, lead)}\n\n## {demands}\n{body}"
