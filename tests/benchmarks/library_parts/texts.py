"""A file of as many records as one likes, spliced from the shipped starter library.

Nothing comes from anywhere else. The same number gives the same file.
"""

import gzip
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from instrstudio import resources

_CUTS = {"zh": "。", "en": ". "}
_LANGUAGES = ("zh", "en", "en")
"""One record in three is Chinese."""


@dataclass(slots=True)
class _Pool:
    """Sentences of one language by what they are for."""

    instructions: list[str]
    inputs: list[str]
    outputs: list[str]


def write(path: Path, count: int, first: int = 0) -> None:
    """Write Alpaca rows number `first` and up, packed where the name ends in ``.gz``.

    It appears under its name only when it is whole, so it need not be written twice.
    """
    partial = path.with_name(f".{path.name}")
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(partial, "wt", encoding="utf-8") as file:
        for row in rows(count, first):
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    partial.replace(path)


def rows(count: int, first: int = 0) -> Iterator[dict[str, str]]:
    """Yield rows number `first` and up; no two are the same."""
    pools = {language: _pool(language) for language in _CUTS}
    for number in range(first, first + count):
        chance = random.Random(number)
        language = _LANGUAGES[number % len(_LANGUAGES)]
        pool, cut = pools[language], _CUTS[language]

        def some(texts: list[str], most: int, chance: random.Random = chance) -> str:
            wanted = 1 + int(chance.random() * most)
            return cut.join(  # noqa: B023 - called before the loop goes on
                texts[int(chance.random() * len(texts))] for _each in range(wanted)
            )

        yield {
            "instruction": f"{some(pool.instructions, 3)}{cut}({number})",
            "input": some(pool.inputs, 4),
            "output": some(pool.outputs, 6),
        }


def _pool(language: str) -> _Pool:
    """Read the sentences of the shipped library."""
    pool = _Pool([], [], [])
    for path in sorted(resources.path("library").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            if record["language"] != language:
                continue
            pool.instructions += _sentences(record["instruction"], language)
            for example in record.get("examples", ()):
                pool.inputs += _sentences(example.get("input", ""), language)
                pool.outputs += _sentences(example.get("output", ""), language)
    return pool


def _sentences(text: str, language: str) -> list[str]:
    """Cut a text into sentences."""
    pieces = (piece.strip() for piece in text.split(_CUTS[language]))
    return [piece for piece in pieces if 3 < len(piece) < 200]
