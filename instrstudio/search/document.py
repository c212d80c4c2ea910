"""What the index knows of a record: text to find it by and facets to filter by."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from instrstudio.domain.record import Record
from instrstudio.search.analyzer import fold, terms_and_places

DOCUMENT_VERSION = 1
BODY_CAP = 20_000
EXAMPLES_CAP = 4_000
"""Characters that are indexed of the instruction, and of all samples together."""

_SECTION_GAP = 16
"""Positions between two texts of a document, so that no phrase spans them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A record as it is searched.

    `sections` are texts one after another; words of `title` count once more than they
    occur. `facets` are filter terms such as ``tag:news``.
    """

    id: int
    title: str = ""
    sections: tuple[str, ...] = ()
    facets: tuple[str, ...] = ()

    @classmethod
    def of(cls, record: Record) -> Self | None:
        """Return the document of `record`; None: it is not to be found (archived)."""
        if record.archived or record.id is None:
            return None
        samples = (part for e in record.examples for part in (e.input, e.output))
        turns = (part for turn in record.history for part in turn)
        return cls(
            id=record.id,
            title=_title(record),
            sections=(
                record.instruction[:BODY_CAP],
                record.task_description[:BODY_CAP],
                *record.constraints,
                *_capped((record.system, *samples, *turns), EXAMPLES_CAP),
                *record.tags,
            ),
            facets=tuple(
                dict.fromkeys(
                    [facet("tag", tag) for tag in record.tags]
                    + [facet("type", record.task_type), facet("lang", record.language)]
                )
            ),
        )


def facet(kind: str, value: str) -> str:
    """Return the filter term of `value`: ``tag:news``."""
    return f"{kind}:{' '.join(fold(value).split())}"


def _title(record: Record) -> str:
    """Return the title, without the word that shortening cut in two."""
    title = record.shown_title
    if title.endswith("…"):
        return title[:-1].rpartition(" ")[0] or title[:-1]
    return title


def _capped(texts: Iterable[str], cap: int) -> Iterable[str]:
    """Yield `texts` up to `cap` characters in all."""
    for text in texts:
        if cap <= 0:
            return
        yield text[:cap]
        cap -= len(text)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The terms of a document as they come, with the position of each.

    A term of the title counts once more: it is there twice at its first position.
    `length` is how many tokens there are, those of the title counted twice.
    """

    terms: list[str]
    positions: list[int]
    length: int


def tokens_of(document: Document) -> Tokens:
    """Return the terms of `document` with their positions."""
    titled, places = terms_and_places(fold(document.title))
    first = dict(zip(reversed(titled), reversed(places), strict=True))
    terms, positions = [*first.keys(), *titled], [*first.values(), *places]
    start, length = len(titled) + _SECTION_GAP, 2 * len(titled)
    for text in document.sections:
        found, places = terms_and_places(fold(text), start)
        terms += found
        positions += places
        start += len(found) + _SECTION_GAP
        length += len(found)
    return Tokens(terms, positions, length)
