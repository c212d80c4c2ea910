"""``search``."""

from typing import TYPE_CHECKING, Any

import click

from instrstudio.cli import answers, console
from instrstudio.cli.files import named_or_stdin
from instrstudio.cli.options import catch_up, json_option, opened, project_option
from instrstudio.domain.query import Query

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
@click.option("--facets", is_flag=True, help="Count types, tags, … of what is found.")
@click.option("--saved", metavar="NAME", help="A saved search; QUERY narrows it down.")
@click.option("--save", metavar="NAME", help="Keep this search under a name.")
@click.option("--list-saved", is_flag=True, help="List the saved searches.")
@click.option("--forget", metavar="NAME", help="Forget a saved search.")
@click.option(
    "--example-input", default="", metavar="TEXT", help="Find by a sample's input …"
)
@click.option("--example-output", default="", metavar="TEXT", help="… and its output.")
@json_option
@project_option()
def search(*, queries_file: str | None, as_json: bool, **given: Any) -> None:
    """Find records of the library.

    QUERY has words, "phrases", a | b, -not, (brackets), word~ for one letter off, and
    the filters tag: type: lang: source: licence: rating:>=4 created:2026-01..

    A line of a file of queries is the query itself, or a JSON object with “text” and,
    if need be, “limit”, “task_type”, “language” and “tag”.
    """
    _check_usage(queries_file, given)
    common = Query(
        text=given["query"] or "",
        task_type=given["task_type"],
        language=given["language"] or "",
        tag=given["tag"],
        limit=given["limit"],
    )
    with opened() as workspace:
        if given["list_saved"] or given["forget"] is not None:
            _manage(workspace, given["forget"], as_json)
            return
        catch_up(workspace)
        if queries_file is not None:
            _answer_all(workspace, queries_file, common)
        elif given["example_input"] or given["example_output"]:
            _by_example(workspace, common, given, as_json)
        else:
            _answer(workspace, _asked(workspace, common, given), given, as_json)


def _check_usage(queries_file: str | None, given: dict[str, Any]) -> None:
    """See that just one thing is asked for."""
    example = given["example_input"] or given["example_output"]
    wishes = (
        given["query"] is not None or given["saved"] is not None,
        queries_file is not None,
        given["list_saved"],
        given["forget"] is not None,
        bool(example),
    )
    if sum(map(bool, wishes)) != 1:
        raise click.UsageError(
            "Give one of QUERY, --saved, --queries, --example-input or "
            "--example-output, --list-saved and --forget."
        )


def _manage(workspace: "Workspace", forgotten: str | None, as_json: bool) -> None:
    """List the saved searches, or forget one."""
    from instrstudio.services import saved_searches

    if forgotten is None:
        answers.show_saved(saved_searches.all_of(workspace), as_json)
        return
    gone = saved_searches.remove(workspace, forgotten)
    console.line(f"Forgot the search “{gone.name}” ({gone.query}).")


def _asked(workspace: "Workspace", query: Query, given: dict[str, Any]) -> Query:
    """Return the query with the saved search it goes by, and save it if wanted."""
    from instrstudio.services import saved_searches

    if given["saved"] is not None:
        found = saved_searches.find(workspace, given["saved"])
        query = saved_searches.asked(found, query)
    if given["save"] is not None:
        kept = saved_searches.save(workspace, given["save"], query)
        console.note(f"Saved as “{kept.name}”.")
    return query


def _answer(
    workspace: "Workspace", query: Query, given: dict[str, Any], as_json: bool
) -> None:
    """Answer one query."""
    from instrstudio.services import searching

    page = searching.search(workspace, query)
    facets = searching.facets(workspace, query) if given["facets"] else None
    if as_json:
        console.data(answers.as_data(page, facets))
    elif facets is not None:
        answers.show_facets(page, facets)
    else:
        answers.show_page(page)


def _by_example(
    workspace: "Workspace", query: Query, given: dict[str, Any], as_json: bool
) -> None:
    """Answer with the records that have samples like the one given."""
    from instrstudio.services import searching

    found = searching.by_example(
        workspace,
        given["example_input"],
        given["example_output"],
        query.language,
        query.limit,
    )
    answers.show_matches(found, as_json)


def _answer_all(workspace: "Workspace", file: str, common: Query) -> None:
    """Answer every line of a file; a query that cannot be read does not stop it."""
    from instrstudio.services import searching

    def show(answer: "Answer") -> None:
        if answer.page is not None:
            console.data(answers.as_data(answer.page))
        else:
            query, problem = answer.query.text, str(answer.error)
            console.data({"query": query, "line": answer.line, "error": problem})

    with named_or_stdin(file) as path:
        outcome = console.drive(searching.search_many(workspace, path, common), show)
    outcome.exit_if_cancelled()
