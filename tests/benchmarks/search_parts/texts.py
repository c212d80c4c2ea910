"""The records that are searched: the public library as it is, or spliced from it."""

import gzip
import json
import math
import os
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice, zip_longest
from pathlib import Path

from instrstudio.domain.record import Record, Source

VARIABLE = "INSTRSTUDIO_BENCH_DATA"
RECIPE = 1
"""To be raised when the same name and number give other records."""

_FILES = ("library_en.jsonl.gz", "library_zh.jsonl.gz")
_LONGEST_TYPE = 60

_TEXTS = 20_000
_TEXT_WORDS = 400
_ENGLISH = 0.7
_WORDS = (5, 100)
_CHARACTERS = (8, 160)
_SPAN = (3, 16)
_TYPES = 40
_TAGS = 500
_INVENTED_SHARE = 0.3
_INVENTED = 5_000_000
_SYLLABLES = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "or")]
_HAN = re.compile(r"[\u4e00-\u9fff]")


def folder(option: str | None) -> Path:
    """Return the folder of the data sets, from the option or the environment.

    Raises:
        SystemExit: There is none; the sentence says what to do.
    """
    name = option or os.environ.get(VARIABLE)
    if not name or not all((Path(name) / file).is_file() for file in _FILES):
        raise SystemExit(
            f"No library to search: set {VARIABLE} or pass --data FOLDER; the folder"
            f" holds {' and '.join(_FILES)}."
        )
    return Path(name)


def sizes(data: Path) -> list[int]:
    """Return the bytes of each file that records are made from."""
    return [(data / name).stat().st_size for name in _FILES]


def records(corpus: str, data: Path, count: int) -> Iterator[Record]:
    """Yield the first `count` records of a corpus; 0 means all of the real one."""
    if corpus == "real":
        yield from islice(map(_record, _rows(data)), count or None)
        return
    pieces = Pieces.of([str(row["text"]) for row in _rows(data)])
    yield from spliced(pieces, count)


def _rows(data: Path) -> Iterator[Mapping[str, object]]:
    """Yield the rows of both languages in turn, then the rest of the longer file."""
    files = [_lines(data / name) for name in _FILES]
    for line in chain.from_iterable(zip_longest(*files)):
        if line is not None:
            yield json.loads(line)


def _lines(path: Path) -> Iterator[str]:
    """Yield the lines of a packed file."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from file


def _record(row: Mapping[str, object]) -> Record:
    """Return a row of the public library as a record."""
    tags = row["tags"]
    return Record(
        instruction=str(row["text"]),
        title=str(row["title"] or ""),
        tags=tuple(map(str, tags)) if isinstance(tags, list) else (),
        task_type=str(row["category"] or row["kind"])[:_LONGEST_TYPE],
        language=str(row["lang"]),
        source=Source(kind="import", name=str(row["source"])),
        licence=str(row["license"]),
    )


@dataclass(frozen=True, slots=True)
class Pieces:
    """What is spliced: texts as lists of words, and Chinese texts."""

    english: list[list[str]] = field(default_factory=list)
    chinese: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, texts: Sequence[str]) -> "Pieces":
        """Choose texts long enough to cut a span from, up to 20,000 a language."""
        pieces = cls()
        for text in random.Random(2).sample(texts, len(texts)):
            if _HAN.search(text):
                if len(text) > _SPAN[1] and len(pieces.chinese) < _TEXTS:
                    pieces.chinese.append(" ".join(text.split())[: 4 * _TEXT_WORDS])
            elif len(pieces.english) < _TEXTS:
                words = text.split()[:_TEXT_WORDS]
                if len(words) > _SPAN[1]:
                    pieces.english.append(words)
        return pieces


def spliced(pieces: Pieces, count: int) -> Iterator[Record]:
    """Yield records of spans of 3 to 16 words or characters of other texts.

    They keep the local order of words and how often each is used, but no topic. 70 %
    are English of 5 to 100 words, the others Chinese of 8 to 160 characters. Rare
    words are invented, so that there are ever new ones as in real text.
    """
    chance = random.Random(3)
    for _number in range(count):
        english = chance.random() < _ENGLISH
        words = _english(pieces, chance) if english else _chinese(pieces, chance)
        if chance.random() < _INVENTED_SHARE:
            words.insert(chance.randrange(len(words) + 1), _invented(chance))
        tags = {f"tag{_zipf(chance, _TAGS)}" for _tag in range(chance.randint(1, 4))}
        yield Record(
            instruction=(" " if english else "").join(words),
            tags=tuple(sorted(tags)),
            task_type=f"type{_zipf(chance, _TYPES)}",
            language="en" if english else "zh",
            source=Source(kind="import", name="spliced"),
        )


def _english(pieces: Pieces, chance: random.Random) -> list[str]:
    """Return the words of one English text."""
    wanted = chance.randint(*_WORDS)
    words: list[str] = []
    while len(words) < wanted:
        text = chance.choice(pieces.english)
        start = chance.randrange(len(text) - _SPAN[0])
        words += text[start : start + chance.randint(*_SPAN)]
    return words[:wanted]


def _chinese(pieces: Pieces, chance: random.Random) -> list[str]:
    """Return the spans of one Chinese text."""
    wanted = chance.randint(*_CHARACTERS)
    spans: list[str] = []
    while wanted > 0:
        text = chance.choice(pieces.chinese)
        start = chance.randrange(len(text) - _SPAN[0])
        spans.append(text[start : start + min(wanted, chance.randint(*_SPAN))])
        wanted -= len(spans[-1])
    return spans


def _zipf(chance: random.Random, count: int) -> int:
    """Return a number below `count`; the probability of k falls as 1 / (k + 1)."""
    return int(math.exp(chance.random() * math.log(count + 1))) - 1


def _invented(chance: random.Random) -> str:
    """Return a word that nobody uses, rare ones being many."""
    number, word = _zipf(chance, _INVENTED), "x"
    while number or len(word) < 5:
        number, syllable = divmod(number, len(_SYLLABLES))
        word += _SYLLABLES[syllable]
    return word
