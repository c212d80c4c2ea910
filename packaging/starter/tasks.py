"""Makes tasks as people describe them: a request, its demands, and samples."""

import random
import re
from dataclasses import dataclass

from instrstudio.analysis.details import constraint_pattern
from instrstudio.domain.task import Example, Task
from starter.documents import read, translated
from starter.grammar import drawn, named, names_in
from starter.samples import sample, shortened
from starter.wordings import Scenario, common

_WITHOUT_WORDS = 0.3
_WITH_SAMPLES = 0.6
_SOURCES = {
    "in": "inputs",
    "out": "outputs",
    "topic": "topics",
    "role": "people",
    "pl": "programming",
    "labels": "label_sets",
    "fields": "field_sets",
    "thing": "things",
}
"""The list that each name in a request is drawn from."""


# The analysis takes what such demands forbid or allow for the output itself.
_MISLEADING = ("只", "only ", "do not give")


@dataclass(frozen=True, slots=True)
class Asked:
    """A task, and the names that its request holds, such as `in` and `labels`."""

    task: Task
    names: frozenset[str] = frozenset()


def task_for(chance: random.Random, scenario: Scenario, *, held_out: bool) -> Asked:
    """Return a task of a scenario, as somebody might give it."""
    language = scenario.language
    codes = _pair_of_languages(chance, scenario)
    ask = chance.choice(scenario.requests(held_out=held_out))
    request = _request(chance, scenario, ask, codes)
    lead = _lead(chance, scenario, ask)
    examples = _examples(chance, scenario, codes)
    wordless = (
        examples
        and not (held_out or scenario.in_words)
        and chance.random() < _WITHOUT_WORDS
    )
    demands = _demands(chance, scenario)
    if wordless:
        return Asked(
            Task(
                examples=examples,
                task_type=scenario.task_type if chance.random() < 0.6 else "",
                language=language if chance.random() < 0.7 else "",
                constraints=tuple(demands) if chance.random() < 0.3 else (),
            )
        )
    asked_for = _language(chance, language)
    demands = [] if asked_for else demands
    in_text = [d for d in demands if _readable(d, language)]
    in_text = in_text if chance.random() < 0.5 else []
    task = Task(
        description=_described(chance, language, lead + request, in_text),
        examples=examples,
        task_type=scenario.task_type if chance.random() < 0.4 else "",
        language=asked_for,
        constraints=tuple(d for d in demands if d not in in_text),
    )
    return Asked(task, frozenset(names_in(ask)))


def _readable(demand: str, language: str) -> bool:
    """Say whether the analysis finds a demand within a description."""
    found = constraint_pattern(language).search(demand)
    return bool(found) and not demand.startswith(_MISLEADING)


def _lead(chance: random.Random, scenario: Scenario, ask: str) -> str:
    """Return what goes before a request: a wish, some background, or nothing.

    Where instructions repeat the request as it stands, they would repeat background.
    """
    texts = common(scenario.language)
    manner = chance.random()
    if ask.startswith(texts["bare"]):
        return ""
    if manner < 0.4:
        return chance.choice(texts["wishes"])
    repeats = any("{goal}" in text for text in (*scenario.does, *scenario.free))
    if manner < 0.55 and not repeats:
        return drawn(chance.choice(texts["backgrounds"]), chance)
    return ""


def _language(chance: random.Random, usual: str) -> str:
    """Return the language asked for: mostly none, now and then the other one."""
    if chance.random() < 0.05:
        return "en" if usual == "zh" else "zh"
    return ""


def _request(
    chance: random.Random, scenario: Scenario, ask: str, codes: tuple[str, str]
) -> str:
    """Return a request with words for its names."""
    words = {
        name: chance.choice(scenario.lists[source])
        for name, source in _SOURCES.items()
        if scenario.lists.get(source)
    }
    names = read("words")["languages"][scenario.language]
    words["src"], words["tgt"] = (chance.choice(names[code]) for code in codes)
    text = named(drawn(ask, chance), words)
    if scenario.language == "en" and chance.random() < 0.95:
        text = re.sub(r"\b([Aa]) (?=[aeiou](?!se|ni))", r"\1n ", text)
    return text


def _pair_of_languages(chance: random.Random, scenario: Scenario) -> tuple[str, str]:
    """Return the codes of a source and a target language; Chinese and English often."""
    here, other = ("zh", "en") if scenario.language == "zh" else ("en", "zh")
    if chance.random() < 0.55:
        return (other, here) if chance.random() < 0.5 else (here, other)
    codes = chance.sample(sorted(read("words")["languages"]["zh"]), 2)
    return codes[0], codes[1]


def _demands(chance: random.Random, scenario: Scenario) -> list[str]:
    """Return some demands on the result, often none."""
    count = chance.choice([0, 0, 0, 0, 0, 1, 1, 2])
    usual = common(scenario.language)["constraints"]
    picked = chance.sample(scenario.lists.get("constraints") or usual, count)
    return list(dict.fromkeys(drawn(text, chance) for text in picked))


def _described(
    chance: random.Random, language: str, request: str, demands: list[str]
) -> str:
    """Return a request with its demands and an ending."""
    texts = common(language)
    text = request + "".join(texts["comma"][0] + d for d in demands)
    if language == "en" and chance.random() < 0.7:
        text = text[0].upper() + text[1:]
    ending = chance.choice(texts["endings"])
    return text if text.endswith(("?", "？", "。", ".")) else text + ending


def _examples(
    chance: random.Random, scenario: Scenario, codes: tuple[str, str]
) -> tuple[Example, ...]:
    """Return no sample, one or two; in the other language now and then."""
    if chance.random() > _WITH_SAMPLES:
        return ()
    count = 2 if chance.random() < 0.2 else 1
    if scenario.task_type == "translation":
        found = [translated(chance, *codes) for _ in range(count)]
        return shortened(chance, [e for e in found if e is not None])
    language = scenario.language
    if chance.random() < 0.08 and not scenario.held_out:
        language = "en" if language == "zh" else "zh"
    sources = scenario.lists["samples"]
    made = [sample(chance, sources, language) for _ in range(count)]
    return shortened(chance, made)
