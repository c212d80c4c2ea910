"""What of the library is shown, and the job that finds it."""

import re
import time
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from instrstudio.domain.job import Job, Progress
from instrstudio.domain.query import Query, SavedSearch
from instrstudio.domain.record import Record
from instrstudio.services.workspace import Workspace
from instrstudio.ui.library.marks import Marks
from instrstudio.ui.library.page_cache import ROWS_A_PAGE

RELEVANCE = "relevance"
ORDERS = (RELEVANCE, "updated", "created", "title")
FIRST_HITS = 400
"""Hits that a search brings at first; more come when the list is scrolled there."""
BY_EXAMPLE = 200
"""So many records are found by an example."""

_FILTER = re.compile(
    r"(?:^|(?<=\s))(type|tag|lang|类型|标签|语言)[:：](?:[\"“]([^\"”]+)[\"”]|(\S*[^\s*]))\s"
)
_FIELDS = {
    "type": "task_type",
    "类型": "task_type",
    "tag": "tag",
    "标签": "tag",
    "lang": "language",
    "语言": "language",
}
_SIGNS = re.compile(r"[|｜()（）]")
_LANGUAGES = {"english": "en", "chinese": "zh", "中文": "zh", "英文": "en"}


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A choice of records and their order; empty filters take everything."""

    text: str = ""
    task_type: str = ""
    language: str = ""
    tag: str = ""
    archived: bool = False
    order: str = "updated"
    descending: bool = True
    example: tuple[str, str] = ("", "")
    """An input and an output: records with samples like that, and no words."""

    @property
    def is_everything(self) -> bool:
        """Whether nothing is filtered out."""
        filters = self.text, self.task_type, self.language, self.tag
        return not (any(filters) or self.is_by_example)

    @property
    def is_by_example(self) -> bool:
        """Whether records are found by a sample."""
        return any(part.strip() for part in self.example)

    @property
    def is_ranked(self) -> bool:
        """Whether some rows fit better than others."""
        return bool(self.text.strip()) or self.is_by_example

    def query(self, limit: int) -> Query:
        """Return the query that the index is asked."""
        return Query(
            text=self.text,
            task_type=self.task_type,
            language=self.language,
            tag=self.tag,
            typing=True,
            limit=limit,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The rows of a view: ids in order, the records of the first, and how many match.

    `behind` counts changes that the index does not know yet; `stars` are the ratings
    of the first, by id. From the row `similar_from` on rows only have some of the
    words; below others they are not counted. `sought` is the text with its misspelt
    words put right.
    """

    view: View
    ids: "array[int]"
    first: tuple[Record, ...]
    total: int
    took_ms: float
    everything: int
    behind: int = 0
    stars: dict[int, float] = field(default_factory=dict)
    similar_from: int | None = None
    sought: str = ""

    @property
    def counted(self) -> "array[int]":
        """The ids without similar ones below others."""
        return self.ids[: self.similar_from or None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What was typed in the search box: words, and filters taken out of them."""

    text: str
    filters: dict[str, str] = field(default_factory=dict)


def typed(text: str) -> Typed:
    """Take finished filters such as ``tag:news`` out of `text`; a blank ends one.

    In a text with brackets or bars they may belong to a choice, and stay.
    """
    filters: dict[str, str] = {}
    if _SIGNS.search(text):
        return Typed(text=text)

    def take(found: re.Match[str]) -> str:
        name = _FIELDS[found.group(1)]
        value = found.group(2) or found.group(3)
        filters[name] = _LANGUAGES.get(value.lower(), value)
        return ""

    rest = _FILTER.sub(take, text)
    return Typed(text=rest.lstrip() if filters else rest, filters=filters)


def saved_view(search: SavedSearch) -> View:
    """Return the view that a saved search shows."""
    found = typed(f"{search.query} ")
    view = View(text=found.text.strip(), order=RELEVANCE)
    for name, value in found.filters.items():
        view = with_filter(view, name, value)
    return view


def with_filter(view: View, name: str, value: str) -> View:
    """Return `view` with one filter set; an empty value takes it away."""
    if name == "task_type":
        return replace(view, task_type=value)
    if name == "tag":
        return replace(view, tag=value)
    return replace(view, language=value)


def find(workspace: Workspace, view: View, limit: int = FIRST_HITS) -> "FindJob":
    """Find the rows of `view`: by a sample, by words, or else by storage."""
    from instrstudio.services import rating

    started = time.perf_counter()
    yield Progress(done=0)
    if view.is_by_example:
        found = _by_example(workspace, view)
    elif view.text.strip():
        found = _by_index(workspace, view, limit)
    else:
        found = _by_storage(workspace, view)
    took = (time.perf_counter() - started) * 1000
    stars = rating.means(workspace, found.ids[:ROWS_A_PAGE])
    return replace(found, took_ms=took, stars=stars)


FindJob = Job[Progress, Found]


def _by_storage(workspace: Workspace, view: View) -> Found:
    """Read ids in the order asked for."""
    records = workspace.store.records
    ids = records.ids(
        order="updated" if view.order == RELEVANCE else view.order,
        descending=view.descending,
        task_type=view.task_type,
        language=view.language,
        tag=view.tag,
        archived=view.archived,
    )
    return Found(
        view=view,
        ids=ids,
        first=tuple(records.page(ids[:ROWS_A_PAGE])),
        total=len(ids),
        took_ms=0.0,
        everything=records.count(archived=view.archived),
    )


def _by_index(workspace: Workspace, view: View, limit: int) -> Found:
    """Ask the index; in an order other than relevance, sort the hits by storage."""
    from instrstudio.services import searching

    records = workspace.store.records
    if view.order != RELEVANCE:
        limit = max(1, records.count())
    page = searching.search(workspace, view.query(limit))
    ids, first = array("q", (hit.id for hit in page.hits)), page.records
    similar_from = 0 if page.similar and ids else None
    if view.order == RELEVANCE and page.more:
        similar_from = len(ids)
        ids.extend(record.id or 0 for record in page.more)
        first = (*first, *page.more)
    if view.order != RELEVANCE:
        ids = _ordered(workspace, view, ids)
        first = tuple(records.page(ids[:ROWS_A_PAGE]))
    return Found(
        view=view,
        ids=ids,
        first=first,
        total=page.total,
        took_ms=page.took_ms,
        everything=workspace.store.records.count(),
        behind=page.behind,
        similar_from=similar_from,
        sought=searching.sought(page),
    )


def _ordered(workspace: Workspace, view: View, ids: "array[int]") -> "array[int]":
    """Return hits in an order that is not that of relevance."""
    found = frozenset(ids)
    ordered = workspace.store.records.ids(order=view.order, descending=view.descending)
    return array("q", (one for one in ordered if one in found))


def _by_example(workspace: Workspace, view: View) -> Found:
    """Ask the index which records have samples like the one of the view."""
    from instrstudio.services import searching

    source, target = view.example
    matches = searching.by_example(
        workspace, source, target, view.language, limit=BY_EXAMPLE
    )
    found = [match.record for match in matches if _passes(match.record, view)]
    ids = array("q", (record.id or 0 for record in found))
    if view.order != RELEVANCE:
        ids = _ordered(workspace, view, ids)
        found = workspace.store.records.page(ids)
    return Found(
        view=view,
        ids=ids,
        first=tuple(found[:ROWS_A_PAGE]),
        total=len(ids),
        took_ms=0.0,
        everything=workspace.store.records.count(),
    )


def _passes(record: Record, view: View) -> bool:
    """Say whether a record has the type and the tag of a view."""
    if view.task_type and record.task_type != view.task_type:
        return False
    return not view.tag or view.tag in record.tags


def rows(workspace: Workspace, wanted: dict[int, "array[int]"]) -> "RowsJob":
    """Read the records of the pages `wanted` (page number to its ids)."""
    from instrstudio.services import rating

    pages: dict[int, Rows] = {}
    for number, ids in _in_order(wanted):
        yield Progress(done=len(pages), total=len(wanted))
        records = workspace.store.records.page(ids)
        pages[number] = (ids, records, rating.means(workspace, ids))
    return pages


Rows = tuple["array[int]", list[Record], dict[int, float]]
"""The ids of a page, their records, and the stars of those that have some."""
RowsJob = Job[Progress, dict[int, Rows]]


def _in_order(wanted: dict[int, "array[int]"]) -> Iterator[tuple[int, "array[int]"]]:
    """Yield pages, the one asked for last first: it is the one looked at."""
    yield from reversed(wanted.items())


def all_of(
    workspace: Workspace, view: View, marks: Marks | None = None
) -> Job[Progress, Sequence[int]]:
    """Return all ids of a view, or those of them that are marked."""
    everything = max(1, workspace.store.records.count(archived=view.archived))
    found = yield from find(workspace, view, everything)
    if marks is None:
        return found.counted
    return marks.of(found.counted if marks.everything else found.ids)
