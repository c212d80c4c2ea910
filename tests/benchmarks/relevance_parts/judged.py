"""The judged queries: what was asked, and how good each record is as an answer."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from instrstudio.search.analyzer import fold

FOLDER = Path(__file__).parents[2] / "search" / "judged"
LANGUAGES = ("en", "zh")
KINDS = ("title", "topic", "task", "phrase", "typo", "short", "long")
HALVES = ("tune", "test")


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A query with the grades of the records that were looked at.

    `grades` are 0 (not), 1 (related, usable) or 2 (what was sought) by `text_key`.
    """

    language: str
    kind: str
    half: str
    query: str
    grades: Mapping[str, int]


def read(folder: Path = FOLDER) -> list[Judged]:
    """Return all judged queries."""
    found = []
    for language in LANGUAGES:
        text = (folder / f"{language}.jsonl").read_text(encoding="utf-8")
        found += [Judged(language=language, **json.loads(s)) for s in text.splitlines()]
    return found


def text_key(text: str) -> str:
    """Return the digest that stands for the text of a record.

    Case, width and blanks do not count, so that an import that tidies a text keeps its
    judgement.
    """
    normal = " ".join(fold(text).split())
    return hashlib.blake2b(normal.encode(), digest_size=8).hexdigest()


def halves(queries: Iterable[str]) -> dict[str, str]:
    """Deal the queries of one language and kind out to the halves, by their digests."""
    dealt = sorted(queries, key=lambda query: hashlib.blake2b(query.encode()).digest())
    return {query: HALVES[place % 2] for place, query in enumerate(dealt)}
