"""What is asked: classes of queries drawn from the records, the same for everybody."""

import json
import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from instrstudio.domain.record import Record

from .cutting import cut, terms_of

Shape = Literal["all", "any", "begun", "phrase", "near"]

CLASSES = {
    "rare": "1 rare term",
    "common": "1 common term",
    "and3": "3 terms AND",
    "or3": "3 terms OR",
    "or3top": "3 commonest OR",
    "prefix": "prefix alone",
    "prefix3": "2 words + prefix",
    "typing": "typing, every keystroke",
    "phrase": "phrase of 3",
    "fuzzy": "fuzzy, 1 edit",
    "filter": "2 terms + type filter",
    "chinese": "Chinese, 2-4 characters",
}

_SAMPLE = 40_000
_SESSIONS = 6
"""For so many queries of other classes one is typed out, at least three."""

_LONGER = 5
_RUN = re.compile(r"[\u4e00-\u9fff]{4,}")
_PLAIN = re.compile(r"(?<![\w.'-])[a-z]{2,}(?: [a-z]{2,}){3,}(?![\w.'-])")


@dataclass(frozen=True, slots=True)
class Asked:
    """One query, as terms for the rivals and as the text a person types.

    ``all`` terms, ``any``, all with the last one ``begun``, a ``phrase``, or one term
    that is ``near``; `task_type` is a filter.
    """

    shape: Shape
    terms: tuple[str, ...]
    text: str
    task_type: str = ""


Queries = Mapping[str, Sequence[Asked]]


def write(path: Path, queries: Queries) -> None:
    """Keep queries for later runs."""
    kept = {kind: [asdict(one) for one in asked] for kind, asked in queries.items()}
    path.write_text(json.dumps(kept, ensure_ascii=False), "utf-8")


def read(path: Path) -> Queries:
    """Return the queries that `write` kept."""
    return {
        kind: [Asked(**{**one, "terms": tuple(one["terms"])}) for one in asked]
        for kind, asked in json.loads(path.read_text("utf-8")).items()
    }


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words of a sample of the records, the most frequent ones first."""

    rare: list[str]
    common: list[str]
    middling: list[str]
    longer: list[str]
    types: list[str]
    runs: list[str]
    plain: list[str]

    @classmethod
    def of(cls, records: Iterable[Record]) -> "Vocabulary":
        """Count the words of records."""
        counts: Counter[str] = Counter()
        types: Counter[str] = Counter()
        runs: list[str] = []
        plain: list[str] = []
        number = 0
        for number, record in enumerate(records, 1):  # noqa: B007
            document = cut(record)
            counts.update({*document.title, *document.body})
            types[record.task_type] += 1
            runs += _RUN.findall(record.instruction)[:1]
            plain += _PLAIN.findall(record.instruction)[:1]
        words = [
            word
            for word, _count in sorted(
                counts.items(), key=lambda one: (-one[1], one[0])
            )
            if word.isascii() and word.isalpha() and len(word) > 1
        ]
        seldom = max(2, number // 5000)
        rare = [w for w in words if counts[w] <= seldom and len(w) >= _LONGER]
        longer = [w for w in words[100:4000] if len(w) >= _LONGER]
        return cls(
            rare=rare or words,
            common=words[:60],
            middling=words[20:400],
            longer=longer or words,
            types=sorted(types, key=lambda name: (-types[name], name))[:8],
            runs=runs,
            plain=plain,
        )


def sampled(ids: Sequence[int]) -> Sequence[int]:
    """Return about 40,000 of `ids`, evenly apart."""
    return ids[:: max(1, len(ids) // _SAMPLE)]


def drawn(words: Vocabulary, count: int, seed: int = 5) -> Queries:
    """Return `count` queries of each class; typing has as many as there are keys."""
    chance = random.Random(seed)

    def times(make: Callable[[], Asked]) -> list[Asked]:
        return [make() for _query in range(count)]

    def some(among: Sequence[str], number: int) -> tuple[str, ...]:
        return tuple(chance.sample(among, number))

    def one(among: Sequence[str]) -> str:
        return chance.choice(among)

    found = {
        "rare": times(lambda: _every(one(words.rare))),
        "common": times(lambda: _every(one(words.common))),
        "and3": times(lambda: _every(*some(words.middling, 3))),
        "or3": times(lambda: _any(*some(words.middling, 3))),
        "or3top": times(lambda: _any(*some(words.common, 3))),
        "prefix": times(
            lambda: _begun(one(words.longer)[: chance.choice((2, 3, 3, 4))])
        ),
        "prefix3": times(
            lambda: _begun(
                *some(words.middling, 2), one(words.longer)[: chance.randint(1, 4)]
            )
        ),
        "typing": [
            keystroke
            for _session in range(max(3, count // _SESSIONS))
            for keystroke in _typed(f"{one(words.middling)} {one(words.longer)}")
        ],
        "phrase": times(lambda: _phrase(one(words.plain), chance)),
        "fuzzy": times(lambda: _misspelt(one(words.longer), chance)),
        "filter": times(
            lambda: _every(*some(words.middling, 2), task_type=one(words.types))
        ),
    }
    if words.runs:
        found["chinese"] = times(lambda: _chinese(one(words.runs), chance))
    return found


def _every(*terms: str, task_type: str = "") -> Asked:
    return Asked("all", terms, " ".join(terms), task_type)


def _any(*terms: str) -> Asked:
    return Asked("any", terms, " | ".join(terms))


def _begun(*terms: str) -> Asked:
    return Asked("begun", terms, " ".join(terms))


def _typed(text: str) -> list[Asked]:
    """Return a query for each key from the second letter on."""
    parts = [text[:end] for end in range(2, len(text) + 1)]
    return [_begun(*part.split()) for part in parts if not part.endswith(" ")]


def _phrase(plain: str, chance: random.Random) -> Asked:
    """Return three words that stand next to each other."""
    words = plain.split()
    start = chance.randrange(len(words) - 2)
    terms = tuple(words[start : start + 3])
    return Asked("phrase", terms, f'"{" ".join(terms)}"')


def _misspelt(word: str, chance: random.Random) -> Asked:
    """Return a word with one letter changed, not the first."""
    at = chance.randrange(1, len(word))
    near = word[:at] + chance.choice("aeinrst") + word[at + 1 :]
    return Asked("near", (near,), f"{near}~")


def _chinese(run: str, chance: random.Random) -> Asked:
    """Return two to four characters of a run, as the pairs that must all be there."""
    start = chance.randrange(len(run) - 3)
    text = run[start : start + chance.choice((2, 3, 4, 4))]
    return Asked("all", tuple(terms_of(text)[:-1]), text)
