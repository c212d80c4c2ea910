"""Composes documents in both languages and looks at them in several ways."""

import json
import random
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from instrstudio.domain.task import Example
from starter.grammar import named, names_in

_FOLDER = Path(__file__).with_name("samples")
KEPT_APART = ("legal", "medical")
"""Kinds of document that only scenarios which name them use."""


@cache
def read(name: str) -> dict[str, Any]:
    """Read one file of samples."""
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Document:
    """One document in one language, all its words filled in."""

    language: str
    sentences: tuple[str, ...]
    summary: str
    title: str
    label: str
    question: str
    answer: str
    fields: Mapping[str, str]

    @property
    def text(self) -> str:
        """The sentences as one paragraph."""
        return ("" if self.language == "zh" else " ").join(self.sentences)


def fillers(chance: random.Random) -> dict[str, dict[str, str]]:
    """Draw a word for every name, in both languages, by language and name."""
    found: dict[str, dict[str, str]] = {"zh": {}, "en": {}}
    for name, words in read("words")["words"].items():
        zh, en = chance.choice(words)
        found["zh"][name], found["en"][name] = zh, en
    for name, (low, high) in read("words")["numbers"].items():
        found["zh"][name] = found["en"][name] = str(chance.randint(low, high))
    return found


def compose(chance: random.Random, domain: str) -> dict[str, Document]:
    """Return a document of a kind (or of `any`) in both languages, aligned."""
    raw = chance.choice(_of(domain))
    words = fillers(chance)
    last = len(raw["zh"])
    kept = [i for i in range(last) if i < 2 or chance.random() < 0.8]
    return {lang: _in(lang, raw, words[lang], kept) for lang in ("zh", "en")}


@cache
def _of(domain: str) -> list[dict[str, Any]]:
    """Return the raw documents of a kind."""
    docs: list[dict[str, Any]] = read("documents")["doc"]
    if domain == "any":
        return [doc for doc in docs if doc["domain"] not in KEPT_APART]
    return [doc for doc in docs if doc["domain"] == domain]


def _in(
    language: str, raw: dict[str, Any], words: Mapping[str, str], kept: list[int]
) -> Document:
    """Fill a raw document in one language."""
    whole = "".join(raw[language][i] for i in kept)
    labels = read("words")["fields"]
    fields = {
        labels[name][language == "en"]: words[name]
        for name in labels
        if name in names_in(whole)
    }
    question, answer = raw["ask"][language]
    return Document(
        language=language,
        sentences=tuple(named(raw[language][i], words) for i in kept),
        summary=named(raw["summary"][language], words),
        title=named(raw["title"][language], words),
        label=raw["label"][language],
        question=named(question, words),
        answer=named(answer, words),
        fields=fields,
    )


def _points(doc: Document, chance: random.Random) -> Example:
    mark = chance.choice(["- ", "* ", "1. "])
    picked = [s.rstrip("。.") for s in doc.sentences[:3]]
    lines = [
        f"{i}. {s}" if mark == "1. " else mark + s for i, s in enumerate(picked, 1)
    ]
    return Example(input=doc.text, output="\n".join(lines))


def _asked(doc: Document, chance: random.Random) -> Example:
    lead = ("问题：", "材料：") if doc.language == "zh" else ("Question: ", "Passage: ")
    head = chance.choice(["", lead[1]])
    return Example(
        input=f"{head}{doc.text}\n{lead[0]}{doc.question}", output=doc.answer
    )


def _fields(doc: Document, chance: random.Random) -> Example:
    if chance.random() < 0.5:
        output = json.dumps(dict(doc.fields), ensure_ascii=False)
    else:
        colon = "：" if doc.language == "zh" else ": "
        output = "\n".join(f"{k}{colon}{v}" for k, v in doc.fields.items())
    return Example(input=doc.text, output=output)


def _written(doc: Document, chance: random.Random) -> Example:
    keywords = ("、" if doc.language == "zh" else ", ").join(
        list(doc.fields.values())[:3]
    )
    return Example(input=chance.choice([doc.title, keywords]), output=doc.text)


VIEWS: Mapping[str, Callable[[Document, random.Random], Example]] = {
    "summary": lambda doc, _: Example(input=doc.text, output=doc.summary),
    "title": lambda doc, _: Example(input=doc.text, output=doc.title),
    "points": _points,
    "question": _asked,
    "fields": _fields,
    "label": lambda doc, _: Example(input=doc.text, output=doc.label),
    "written": _written,
}
"""How a document becomes a sample, by the name a scenario asks for it."""


def translated(chance: random.Random, source: str, target: str) -> Example | None:
    """Return some sentences with their translation, or None for other languages."""
    if {source, target} == {"zh", "en"}:
        docs = compose(chance, "any")
        count = chance.choice([1, 1, 2, 3])
        at = chance.randrange(max(1, len(docs["zh"].sentences) - count + 1))
        joined = {
            lang: ("" if lang == "zh" else " ").join(doc.sentences[at : at + count])
            for lang, doc in docs.items()
        }
        return Example(input=joined[source], output=joined[target])
    rows = [r for r in read("phrases")["phrase"] if source in r and target in r]
    row = chance.choice(rows) if rows else None
    return Example(input=row[source], output=row[target]) if row else None
