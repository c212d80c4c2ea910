"""What the index knows of a record: text to find it by and facets to filter by."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Self

from instrstudio.domain.record import Record
from instrstudio.search.analyzer import fold, terms_and_places
from instrstudio.search.flat.inversion import LAST_PLACE
from instrstudio.search.shape import shapes

DOCUMENT_VERSION = 3
BODY_CAP = 20_000
EXAMPLES_CAP = 4_000
"""Characters that are indexed of the instruction, and of all samples together."""

SECTION_GAP = 16
"""Positions between two texts of a document, so that no phrase spans them."""

TITLED = 0xFF00
"""This and how many places the title has is the second position of each of its words,
up to `LONGEST_TITLE` places; no text has positions from here on."""

LONGEST_TITLE = 0xFE


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
    def of(cls, record: Record, rating: float | None = None) -> Self | None:
        """Return the document of `record`; None: it is not to be found (archived).

        `rating` is what people think of it, if anyone said so.
        """
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
            facets=tuple(dict.fromkeys(_facets(record, rating))),
        )


def facet(kind: str, value: str) -> str:
    """Return the filter term of `value`: ``tag:news``."""
    return f"{kind}:{' '.join(fold(value).split())}"


def rating_term(rating: float) -> str:
    """Return the filter term of a rating in [0, 9999]; terms sort as ratings do."""
    return f"rating:{min(max(rating, 0.0), 9999.0):07.2f}"


def time_term(at: datetime) -> str:
    """Return the filter term of a minute, in UTC; terms sort as times do."""
    return f"created:{at.year:04}{at:%m%d%H%M}"


def _facets(record: Record, rating: float | None) -> Iterator[str]:
    """Yield the filter terms of `record`."""
    for tag in record.tags:
        yield facet("tag", tag)
    yield facet("type", record.task_type)
    yield facet("lang", record.language)
    source = record.source
    yield facet("source", source.name or source.kind)
    yield facet("kind", source.kind)
    if record.licence.strip():
        yield facet("licence", record.licence)
    if rating is not None:
        yield rating_term(rating)
    created = _minute(record.created)
    if created is not None:
        yield time_term(created)
    yield from shapes(record.examples)


def _minute(text: str) -> datetime | None:
    """Return the time that an ISO 8601 `text` says, in UTC; None: it says none."""
    try:
        found = datetime.fromisoformat(text)
        return found.astimezone(UTC) if found.tzinfo else found
    except (ValueError, OverflowError):
        return None


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

    A term of the title counts once more, at a position that tells how long the title is
    (`TITLED`), the same for all of them, so that no phrase is found there. Positions of
    a term are ascending. `length` is how many tokens there are, those of the title
    counted twice.
    """

    terms: list[str]
    positions: list[int]
    length: int


def tokens_of(document: Document) -> Tokens:
    """Return the terms of `document` with their positions."""
    terms, positions = terms_and_places(fold(document.title))
    titled, places = list(dict.fromkeys(terms)), max(positions, default=-1) + 1
    start, length = len(terms) + SECTION_GAP, 2 * len(terms)
    for text in document.sections:
        found, at = terms_and_places(fold(text), start)
        terms += found
        positions += at
        start += len(found) + SECTION_GAP
        length += len(found)
    known = bisect_left(positions, TITLED)
    marks = [TITLED + min(places, LONGEST_TITLE)] * len(titled)
    positions[known:] = [*marks, *[LAST_PLACE] * (len(positions) - known)]
    terms[known:known] = titled
    return Tokens(terms, positions, length)
