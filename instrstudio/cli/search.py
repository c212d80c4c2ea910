"""``search``."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from instrstudio.cli import console
from instrstudio.cli.files import named_or_stdin
from instrstudio.cli.options import catch_up, json_option, opened, project_option
from instrstudio.domain.query import Page, Query

if TYPE_CHECKING:
    from instrstudio.services.searching import Answer
    from instrstudio.services.workspace import Workspace

_LIMIT = 10


@click.command()
@click.argument("query", required=False)
@click.option(
    "--queries",
    "queries_file",
    metavar="FILE",
    help="Answer every line of FILE (“-”: stdin) with one line of JSON.",
)
@click.option("--limit", type=click.IntRange(min=1), default=_LIMIT, show_default=True)
@click.option("--task-type", default="", help="Only records of this task type.")
@click.option("--language", type=click.Choice(("en", "zh")), default=None)
@click.option("--tag", default="", help="Only records with this tag.")
@json_option
@project_option()
def search(
    *,
    query: str | None,
    queries_file: str | None,
    limit: int,
    task_type: str,
    language: str | None,
    tag: str,
    as_json: bool,
) -> None:
    """Find records of the library.

    A line of a file of queries is the query itself, or a JSON object with “text” and,
    if need be, “limit”, “task_type”, “language” and “tag”.
    """
    if (query is None) == (queries_file is None):
        raise click.UsageError("Give either a QUERY or --queries FILE.")
    common = Query(
        text=query or "",
        task_type=task_type,
        language=language or "",
        tag=tag,
        limit=limit,
    )
    from instrstudio.services import searching

    with opened() as workspace:
        catch_up(workspace)
        if queries_file is not None:
            _answer_all(workspace, queries_file, common)
            return
        page = searching.search(workspace, common)
        if as_json:
            console.data(_answer(page))
        else:
            _print(page)


def _answer_all(workspace: "Workspace", file: str, common: Query) -> None:
    """Answer every line of a file; a query that cannot be read does not stop it."""
    from instrstudio.services import searching

    def show(answer: "Answer") -> None:
        if answer.page is not None:
            console.data(_answer(answer.page))
        else:
            query, problem = answer.query.text, str(answer.error)
            console.data({"query": query, "line": answer.line, "error": problem})

    with named_or_stdin(file) as path:
        outcome = console.drive(searching.search_many(workspace, path, common), show)
    outcome.exit_if_cancelled()


def _answer(page: Page) -> Mapping[str, object]:
    """Return the JSON form of an answer."""
    hits = [
        {
            "id": hit.id,
            "score": round(hit.score, 4),
            "title": record.shown_title,
            "instruction": record.instruction,
            "tags": list(record.tags),
            "task_type": record.task_type,
            "language": record.language,
            "task_description": record.task_description,
            "source": record.source.as_dict(),
        }
        for hit, record in zip(page.hits, page.records, strict=True)
    ]
    return {
        "query": page.query.text,
        "total": page.total,
        "took_ms": round(page.took_ms, 3),
        "hits": hits,
    }


def _print(page: Page) -> None:
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
    found = console.plural(page.total, "record", "records")
    console.note(f"{len(page.hits)} of {found}, {page.took_ms:.1f} ms.")
