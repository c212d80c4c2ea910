"""Finds records: ids from the index, rows from the project."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from instrstudio.domain.errors import (
    IndexOutdated,
    InstrStudioError,
    InvalidInput,
    NotFound,
)
from instrstudio.domain.job import Job
from instrstudio.domain.query import Facets, Hit, Page, Query, RecordMatch
from instrstudio.domain.record import Record
from instrstudio.domain.wording import Message, message
from instrstudio.services import indexing, open_indexes

if TYPE_CHECKING:
    from instrstudio.search.index import Found
    from instrstudio.services.workspace import Workspace


_FIELDS = {
    "text": str,
    "task_type": str,
    "language": str,
    "tag": str,
    "limit": int,
    "typing": bool,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The answer to one line of a file of queries: a page, or what is wrong with it."""

    line: int
    query: Query
    page: Page | None = None
    error: Message | str | None = None


def search(workspace: "Workspace", query: Query) -> Page:
    """Return the first records that match `query`, best first.

    What was just saved is found. Empty text lists the newest records first. `behind`
    is not 0 while the index is still being built. Of records that say nearly the same
    the first stands where it belongs, the others further down; a longer list begins
    with the shorter one. A few hits come with similar records (`Page.more`).

    Raises:
        QuerySyntaxError: The text cannot be read; says where.
        SearchError: The index cannot be read or written.
    """
    started = perf_counter()
    if not query.text.strip():
        return _newest(workspace, query, started)
    indexing.keep_up(workspace)
    last = workspace.store.outbox.last()
    try:
        found, position = _found(workspace, query)
        behind = max(last - position, 0)
    except IndexOutdated:
        found, behind = None, max(last, 1)
    hits = found.hits if found else ()
    more = found.more if found else ()
    ids = [hit.id for hit in (*hits, *more)]
    by_id = {record.id: record for record in workspace.store.records.page(ids)}
    there = _apart([hit for hit in hits if hit.id in by_id], by_id)[: query.limit]
    return Page(
        query=query,
        total=found.total if found else 0,
        hits=tuple(there),
        records=tuple(by_id[hit.id] for hit in there),
        took_ms=_milliseconds(started),
        behind=behind,
        similar=found.similar if found else False,
        more=tuple(by_id[hit.id] for hit in more if hit.id in by_id),
        meant=found.meant if found else (),
    )


def _found(workspace: "Workspace", query: Query) -> "tuple[Found, int]":
    """Return what the index finds, all that `_apart` looks at, and its position."""
    from instrstudio.search.ranking import FEW
    from instrstudio.search.rerank import HEAD

    reach = max(query.limit, HEAD) if query.limit > 0 else 0
    with open_indexes.borrow(workspace) as index:
        asked = replace(query, limit=reach)
        return index.search(asked, rerank=True, fill=query.limit >= FEW), index.position


def _apart(hits: Sequence[Hit], records: Mapping[int | None, Record]) -> list[Hit]:
    """Return `hits` with repetitions among the first ones further down."""
    from instrstudio.search.alike import REPEATED, repeats
    from instrstudio.search.rerank import HEAD

    first, rest = hits[:HEAD], hits[HEAD:]
    repeated = repeats([records[hit.id].instruction for hit in first])
    least = rest[0].score if rest else 0.0
    lowered = [
        Hit(hit.id, max(hit.score * REPEATED, least)) if again else hit
        for hit, again in zip(first, repeated, strict=True)
    ]
    return [*sorted(lowered, key=lambda hit: -hit.score), *rest]


def nearest(
    workspace: "Workspace", text: str, language: str, limit: int, context: str = ""
) -> list[RecordMatch]:
    """Return the records most like `text`, best first; ``""`` is any language.

    `context` is more text of the same matter, such as the samples of a task; the words
    of `text` count three times as much.

    Raises:
        SearchError: The index cannot be read or written.
    """
    indexing.keep_up(workspace)
    try:
        with open_indexes.borrow(workspace) as index:
            hits = index.nearest(text, language, limit, context)
    except IndexOutdated:
        return []
    return _matches(workspace, hits)


def _matches(workspace: "Workspace", hits: Sequence[Hit]) -> list[RecordMatch]:
    """Return the records of `hits` that are still there."""
    by_id = {r.id: r for r in workspace.store.records.page([hit.id for hit in hits])}
    return [
        RecordMatch(record=by_id[hit.id], similarity=hit.score)
        for hit in hits
        if hit.id in by_id
    ]


def by_example(
    workspace: "Workspace",
    source: str,
    target: str,
    language: str = "",
    limit: int = 10,
) -> list[RecordMatch]:
    """Return the records with samples like the input `source` and output `target`.

    Their instructions are the ones others used for such pairs. Best first; ``""`` is
    any language.

    Raises:
        InvalidInput: Both texts are empty.
        SearchError: The index cannot be read or written.
    """
    if not source.strip() and not target.strip():
        raise InvalidInput(message("The example is empty: give an input or an output."))
    indexing.keep_up(workspace)
    try:
        with open_indexes.borrow(workspace) as index:
            hits = index.by_example(source, target, language, limit)
    except IndexOutdated:
        return []
    return _matches(workspace, hits)


def facets(workspace: "Workspace", query: Query, limit: int = 50) -> Facets:
    """Return how many of what `search` finds have each type, language, tag and so on.

    For each filter at most `limit` values, most first; nothing while there is no index.

    Raises:
        QuerySyntaxError: The text cannot be read; says where.
        SearchError: The index cannot be read or written.
    """
    indexing.keep_up(workspace)
    try:
        with open_indexes.borrow(workspace) as index:
            return index.facets(query, limit)
    except IndexOutdated:
        return {}


def counted(
    workspace: "Workspace", query: Query, field: str, names: Sequence[tuple[str, int]]
) -> tuple[tuple[str, int], ...]:
    """Return `names` of the filter `field` with how many `query` finds of each.

    Names that the index holds as one, such as ``News`` and ``news``, have one count.
    """
    from instrstudio.search.document import facet

    found = dict(facets(workspace, query, limit=len(names)).get(field, ()))
    skipped = len(field) + 1
    return tuple((n, found.get(facet(field, n)[skipped:], 0)) for n, _count in names)


def highlights(text: str, query_text: str) -> list[tuple[int, int]]:
    """Return the ranges of `text`, in code points, that the words of a query match.

    For what a page found see `sought`: a misspelt word stands nowhere.
    """
    from instrstudio.search.highlight import ranges

    return ranges(text, query_text)


def sought(page: Page) -> str:
    """Return the query whose words stand in what was found, misspelt ones put right."""
    return " ".join((*page.meant, page.query.text))


def search_many(
    workspace: "Workspace", path: Path, query: Query | None = None
) -> Job[Answer, int]:
    """Answer every line of the file `path`; return how many there were.

    A line is the text of a query, or a JSON object with `text` and, if wanted,
    `task_type`, `language`, `tag`, `limit`, `typing`; what it leaves out is taken from
    `query`. Blank lines are skipped. A line that cannot be read is answered by what is
    wrong with it.

    Raises:
        NotFound: The file cannot be read.
    """
    given, answered = query or Query(), 0
    for line, text in _lines(path):
        asked = given
        try:
            asked = _query_of(text, given)
            answer = Answer(line=line, query=asked, page=search(workspace, asked))
        except InstrStudioError as error:
            answer = Answer(line=line, query=asked, error=error.message)
        answered += 1
        yield answer
    return answered


def close(workspace: "Workspace") -> None:
    """Close the search files of `workspace`."""
    open_indexes.close(workspace)


def _newest(workspace: "Workspace", query: Query, started: float) -> Page:
    """Return the records that pass the filters, those changed last first."""
    records = workspace.store.records
    ids = records.ids(task_type=query.task_type, language=query.language, tag=query.tag)
    page = tuple(records.page(ids[: max(query.limit, 0)]))
    return Page(
        query=query,
        total=len(ids),
        hits=tuple(Hit(record.id or 0, 0.0) for record in page),
        records=page,
        took_ms=_milliseconds(started),
    )


def _milliseconds(started: float) -> float:
    """Return the time since `started`."""
    return (perf_counter() - started) * 1000


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """Yield number and text of the lines that are not blank."""
    try:
        with path.open(encoding="utf-8-sig") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield number, line.strip()
    except (OSError, UnicodeDecodeError) as error:
        raise NotFound(
            message("The file “{path}” cannot be read.", path=str(path))
        ) from error


def _query_of(line: str, given: Query) -> Query:
    """Return the query that `line` asks."""
    if not line.startswith("{"):
        return replace(given, text=line)
    try:
        asked = json.loads(line)
    except ValueError as error:
        raise InvalidInput(
            message("This line begins like JSON but is none: {line}", line=line[:60])
        ) from error
    for name, value in asked.items():
        kind = _FIELDS.get(name)
        if kind is None:
            known = ", ".join(_FIELDS)
            raise InvalidInput(
                message(
                    "A query has no “{name}”; it has {known}.", name=name, known=known
                )
            )
        if type(value) is not kind:
            raise InvalidInput(
                message(
                    "“{name}” of a query cannot be {value}.", name=name, value=value
                )
            )
    return replace(given, **asked)
