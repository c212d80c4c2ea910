"""Makes the pairs that the starter model learns, from our own texts alone.

Three sources: wordings in ``starter_zh.toml`` and ``starter_en.toml`` put together at
random, the shipped templates, and the starter library. Descriptions go through the same
analysis as those of a user, so the model learns from what it will be shown.
"""

import json
import random
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from instrstudio import resources
from instrstudio.analysis import delexical
from instrstudio.analysis.profile import profile_of
from instrstudio.domain.errors import InstrStudioError
from instrstudio.domain.profile import Phrase, TaskProfile
from instrstudio.domain.task import TASK_TYPES, Example, Task
from instrstudio.domain.template import Template
from instrstudio.model.corpus import Pair
from instrstudio.templates import library, renderer
from instrstudio.templates.values import present, values_of

LANGUAGES = ("zh", "en")
_TOKEN = re.compile(r"<[a-z_]+>")
# An instruction should use these words where the task has them.
_TELLING = {
    "<target_language>",
    "<source_language>",
    "<programming_language>",
    "<topic>",
    "<labels>",
    "<fields>",
}
# ... and of an instruction for people these must never be missing.
_ALWAYS = _TELLING - {"<source_language>"} | {"<role>", "<constraints>"}
_LONGEST = {"zh": 190, "en": 420}

Wordings = dict[str, dict[str, list[str]]]


def wordings(language: str) -> Wordings:
    """Read the wordings of one language."""
    path = Path(__file__).with_name(f"starter_{language}.toml")
    found: Wordings = tomllib.loads(path.read_text(encoding="utf-8"))
    return found


@dataclass(frozen=True)
class Maker:
    """Makes descriptions and instructions in one language; `held_out` asks differ."""

    language: str
    texts: Wordings
    templates: tuple[Template, ...]
    examples: dict[str, list[Example]]

    def task(self, chance: random.Random, task_type: str, *, held_out: bool) -> Task:
        """Return a task as someone might describe it."""
        texts = self.texts[task_type]
        asks = [a for i, a in enumerate(texts["asks"]) if (i % 8 == 3) == held_out]
        values = {
            "in": chance.choice(texts["inputs"]),
            "out": chance.choice(texts["outputs"]),
            "src": chance.choice(texts.get("sources", [""])),
            "tgt": chance.choice(texts.get("targets", [""])),
            "pl": chance.choice(texts.get("languages", [""])),
            "topic": chance.choice(texts.get("topics", [""])),
            "role": chance.choice(texts.get("people", [""])),
            "labels": chance.choice(texts.get("label_sets", [""])),
            "fields": chance.choice(texts.get("field_sets", [""])),
        }
        ask = chance.choice(asks).format_map(values)
        if self.language == "en" and chance.random() < 0.9:
            ask = re.sub(r"\ba (?=[aeiou])", "an ", ask)
        demands = chance.sample(
            self.texts["common"]["constraints"], chance.choice([0, 0, 0, 0, 1, 1, 2])
        )
        in_text = demands if chance.random() < 0.5 else []
        chosen = task_type if chance.random() < 0.4 else ""
        other = "en" if self.language == "zh" else "zh"
        crosses = chance.random() < 0.1
        return Task(
            description=self._sentence(chance, ask, in_text),
            examples=self._examples(chance, task_type),
            task_type=chosen,
            language=other if crosses else "",
            constraints=() if in_text else tuple(demands),
        )

    def _sentence(self, chance: random.Random, ask: str, demands: list[str]) -> str:
        """Return the request with a polite opening, its demands and an ending."""
        text = chance.choice(self.texts["common"]["wishes"]) + ask
        if self.language == "zh":
            text += "".join(f"，{demand}" for demand in demands)
            return text + chance.choice(["", "", "。"])
        text += "".join(f", {demand}" for demand in demands)
        if chance.random() < 0.6:
            text = text[0].upper() + text[1:]
        return text + chance.choice(["", "", "."])

    def _examples(self, chance: random.Random, task_type: str) -> tuple[Example, ...]:
        """Return no sample, or one of the library's, whole or its input alone."""
        pool = self.examples.get(task_type)
        if not pool or chance.random() < 0.6:
            return ()
        example = chance.choice(pool)
        if chance.random() < 0.3:
            return (Example(input=example.input),)
        return (example,)

    def instruction(self, chance: random.Random, profile: TaskProfile) -> str:
        """Return an instruction for `profile`, with tokens for its words."""
        if profile.has_input and chance.random() < 0.25:
            found = self._from_template(chance, profile)
            if found:
                return found
        return self._from_parts(chance, profile)

    def _from_parts(self, chance: random.Random, profile: TaskProfile) -> str:
        """Put opening, core, details, demands and place together."""
        texts, common = self.texts[profile.task_type], self.texts["common"]
        known = set(delexical.available(profile))
        role = chance.choice(["", "", *_usable(texts["roles"], known)])
        if "<role>" in known:
            roles = texts["roles"] + common["roles"]
            role = chance.choice([text for text in roles if "<role>" in text])
        core = chance.choice(self._cores(texts, common, profile, known))
        count = chance.choice([0, 1, 1, 1, 2])
        usable = _usable(texts["details"], known)
        details = chance.sample(usable, min(count, len(usable)))
        if chance.random() < 0.35:
            details.append(chance.choice(_usable(texts["ends"], known)))
        demands = ""
        if "<constraints>" in known:
            demands = chance.choice(common["demands"])
            details = details[:1]
        place = chance.choice(common["places"]) if profile.has_input else ""
        join = _chinese if self.language == "zh" else _english
        return join(chance, role, core, details, demands, place)

    def _cores(
        self,
        texts: dict[str, list[str]],
        common: dict[str, list[str]],
        profile: TaskProfile,
        known: set[str],
    ) -> list[str]:
        """Return the main sentences that suit, preferring those that say most."""
        usable = _usable(texts["does"], known)
        if profile.has_input:
            usable = [text for text in usable if "<input_form>" in text]
        else:
            usable = [text for text in usable if "<input_form>" not in text]
            if not any(_TELLING & set(_TOKEN.findall(text)) for text in usable):
                usable = common["free"]
        telling = [len(_TELLING & set(_TOKEN.findall(text))) for text in usable]
        return [
            text
            for text, count in zip(usable, telling, strict=True)
            if count >= min(1, max(telling))
        ]

    def _from_template(self, chance: random.Random, profile: TaskProfile) -> str:
        """Return a shipped template's text with tokens for its slots, or nothing."""
        stand_in = tokens_of(profile)
        has = present(values_of(stand_in))
        fitting = [
            t
            for t in self.templates
            if t.task_type == profile.task_type
            and set(t.needs) <= has
            and (not t.keywords or _speaks(t, profile))
            and "samples" not in t.needs
        ]
        if not fitting:
            return ""
        template = chance.choice(fitting)
        try:
            pieces = renderer.render(template, stand_in)
        except InstrStudioError:
            return ""
        text = "".join(piece.text for piece in pieces).replace("[slot]", "<slot>")
        too_long = len(text) > _LONGEST[self.language]
        known = set(delexical.available(profile))
        if not known & _ALWAYS <= set(_TOKEN.findall(text)):
            return ""
        if too_long or re.search(r"- <|<[a-z]+[ =]|\[", text):
            return ""
        return text.strip()


def _speaks(template: Template, profile: TaskProfile) -> bool:
    """Say whether a word of the task speaks for the template."""
    description = profile.task.description.lower()
    return any(word.lower() in description for word in template.keywords)


def _usable(texts: list[str], known: set[str]) -> list[str]:
    """Return the texts that use no token outside `known`."""
    return [text for text in texts if set(_TOKEN.findall(text)) <= known]


def _chinese(
    chance: random.Random,
    role: str,
    core: str,
    details: list[str],
    demands: str,
    place: str,
) -> str:
    """Join the parts of a Chinese instruction."""
    if not details and not demands:
        return role + core + ("：" if place.startswith("\n\n<slot>") else "。") + place
    sentences = [detail.rstrip("。") + "。" for detail in details]
    if sentences and chance.random() < 0.5:
        return role + core + "，" + "".join(sentences) + demands + place
    return role + core + "。" + "".join(sentences) + demands + place


def _english(
    chance: random.Random,
    role: str,
    core: str,
    details: list[str],
    demands: str,
    place: str,
) -> str:
    """Join the parts of an English instruction."""
    text = " ".join(part for part in (role, core, *details) if part) + demands
    if place.startswith("\n\n<slot>") and chance.random() < 0.3 and not details:
        text = text.rstrip(".") + ":"
    return text + place


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
        if len(target) <= _LONGEST[profile.language] and target.count("<slot>") == 1:
            yield Pair(delexical.source_text(profile), target)


def makers() -> dict[str, Maker]:
    """Return the maker of each language."""
    shipped = library.shipped()
    examples: dict[str, dict[str, list[Example]]] = {lang: {} for lang in LANGUAGES}
    for row in library_rows():
        pool = examples[str(row["language"])].setdefault(str(row["task_type"]), [])
        pool += Task.from_dict({**row, "constraints": None}).examples
    return {
        language: Maker(
            language,
            wordings(language),
            tuple(t for t in shipped if t.language == language),
            examples[language],
        )
        for language in LANGUAGES
    }


def synthetic_pairs(count: int, seed: int, *, held_out: bool = False) -> list[Pair]:
    """Return `count` different pairs, spread evenly over types and languages.

    Tasks the analysis takes for another type than meant are left out.
    """
    chance, made, pairs = random.Random(seed), makers(), dict[Pair, None]()
    kinds = [(language, name) for language in LANGUAGES for name in TASK_TYPES]
    tries = 0
    while len(pairs) < count and tries < 20 * count:
        language, task_type = kinds[tries % len(kinds)]
        tries += 1
        task = made[language].task(chance, task_type, held_out=held_out)
        profile = profile_of(task)
        if profile.task_type == task_type:
            target = made[profile.language].instruction(chance, profile)
            pairs[Pair(delexical.source_text(profile), target)] = None
    return list(pairs)
