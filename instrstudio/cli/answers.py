"""How the answers of ``search`` are printed: as tables or as JSON."""

from collections.abc import Mapping, Sequence

from instrstudio.cli import console
from instrstudio.domain.query import Facets, Page, RecordMatch, SavedSearch
from instrstudio.domain.record import Record

_SHOWN = 10
"""Values of each filter in a table."""


def as_data(page: Page, facets: Facets | None = None) -> Mapping[str, object]:
    """Return the JSON form of an answer, with counts where there are any."""
    hits = [
        {"id": hit.id, "score": round(hit.score, 4), **_record(record)}
        for hit, record in zip(page.hits, page.records, strict=True)
    ]
    answer: dict[str, object] = {
        "query": page.query.text,
        "total": page.total,
        "took_ms": round(page.took_ms, 3),
        "hits": hits,
    }
    if page.more:
        answer["similar"] = [
            {"id": record.id, **_record(record)} for record in page.more
        ]
    if facets is not None:
        answer["facets"] = {name: dict(values) for name, values in facets.items()}
    return answer


def show_page(page: Page) -> None:
    """Print the hits as a table."""
    if not page.hits:
        console.line(f"Nothing found for “{page.query.text}”.")
        return
    console.table(
        ("id", "score", "type", "title"),
        [
            (hit.id, f"{hit.score:.2f}", record.task_type, record.shown_title)
            for hit, record in zip(page.hits, page.records, strict=True)
        ],
    )
    if page.more:
        console.line("Similar:")
        console.table(
            ("id", "type", "title"),
            [(r.id, r.task_type, r.shown_title) for r in page.more],
        )
    found = console.plural(page.total, "record", "records")
    console.note(f"{len(page.hits)} of {found}, {page.took_ms:.1f} ms.")


def show_facets(page: Page, facets: Facets) -> None:
    """Print how many of the records found have each value of each filter."""
    console.table(
        ("filter", "value", "records"),
        [
            (name, value, count)
            for name, values in facets.items()
            for value, count in values[:_SHOWN]
        ],
    )
    console.note(console.plural(page.total, "record", "records") + ".")


def show_matches(matches: Sequence[RecordMatch], as_json: bool) -> None:
    """Print records with samples like an example."""
    if as_json:
        hits = [
            {
                "id": match.record.id,
                "similarity": round(match.similarity, 4),
                **_record(match.record),
            }
            for match in matches
        ]
        console.data({"hits": hits})
    elif not matches:
        console.line("No record has samples like these.")
    else:
        console.table(
            ("id", "similarity", "type", "title"),
            [
                (m.record.id, f"{m.similarity:.2f}", m.record.task_type, _title(m))
                for m in matches
            ],
        )


def show_saved(searches: Sequence[SavedSearch], as_json: bool) -> None:
    """Print the saved searches."""
    if as_json:
        console.data({search.name: search.query for search in searches})
    elif not searches:
        console.line("No search is saved; --save NAME keeps one.")
    else:
        console.table(("name", "query"), [(s.name, s.query) for s in searches])


def _title(match: RecordMatch) -> str:
    """Return the title of the record of a match."""
    return match.record.shown_title


def _record(record: Record) -> Mapping[str, object]:
    """Return what an answer says of a record."""
    return {
        "title": record.shown_title,
        "instruction": record.instruction,
        "tags": list(record.tags),
        "task_type": record.task_type,
        "language": record.language,
        "task_description": record.task_description,
        "source": record.source.as_dict(),
    }
