"""A record as every engine indexes it: the same texts cut into the same terms."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from instrstudio.domain.record import Record
from instrstudio.search.analyzer import fold, terms_and_places
from instrstudio.search.document import Document, facet, tokens_of


@dataclass(frozen=True, slots=True)
class Cut:
    """The terms of a record, and what it can be filtered by."""

    id: int
    title: list[str]
    body: list[str]
    task_type: str
    language: str
    tags: tuple[str, ...]


def terms_of(text: str) -> list[str]:
    """Return the terms of a text as the program's analyzer cuts it."""
    return terms_and_places(fold(text))[0]


def coded(task_type: str) -> str:
    """Return a filter value as one plain word, which no tokenizer takes apart."""
    value = facet("type", task_type).encode()
    return "t" + hashlib.blake2b(value, digest_size=6).hexdigest()


def cut(record: Record) -> Cut:
    """Return what the rivals index of a record: what the program does.

    Raises:
        ValueError: The record is archived, so the program does not index it.
    """
    document = Document.of(record)
    if document is None:
        raise ValueError(f"record {record.id} is not to be found")
    return Cut(
        id=document.id,
        title=terms_of(document.title),
        body=[term for text in document.sections for term in terms_of(text)],
        task_type=coded(record.task_type),
        language=record.language,
        tags=tuple(tag.replace(" ", "_").lower() for tag in record.tags),
    )


def has_phrase(record: Record, terms: Sequence[str]) -> bool:
    """Say whether `terms` stand one after another in one text of a record."""
    document = Document.of(record)
    if document is None:
        return False
    tokens = tokens_of(document)
    there = set(zip(tokens.terms, tokens.positions, strict=True))
    return any(
        term == terms[0]
        and all((other, place + at) in there for at, other in enumerate(terms))
        for term, place in there
    )
