"""``crawl``: read pages of the web politely, and review what was found."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

import click

from instrstudio.cli import console
from instrstudio.cli.options import catch_up, json_option, opened, project_option
from instrstudio.domain.crawl import (
    WAITING,
    CrawlPlan,
    CrawlReport,
    CrawlSummary,
    PageFetched,
    PageSkipped,
    PassageProposed,
    Proposal,
)
from instrstudio.domain.errors import InvalidInput
from instrstudio.domain.wording import message

if TYPE_CHECKING:
    from instrstudio.domain.record import Record
    from instrstudio.services.workspace import Workspace

CommandT = TypeVar("CommandT", bound=Callable[..., Any])

ALL = "all"
_OPTIONS = (
    click.option("--depth", type=int, help="Links away from the URLs (2)."),
    click.option("--delay", type=float, help="Seconds between requests (1)."),
    click.option("--pages", type=int, help="At most so many pages (100)."),
    click.option("--bytes", "bytes", type=int, help="At most so many (100 million)."),
    click.option("--minutes", type=float, help="At most so long (30)."),
    click.option("--any-site", is_flag=True, help="Follow links to other sites too."),
    click.option("--sitemap", is_flag=True, help="Read the site's sitemaps as well."),
    click.option(
        "--allow-private", is_flag=True, help="Also hosts in your own network."
    ),
    click.option("--contact", help="Told to every host; kept in the project."),
    click.option("--resume", type=int, metavar="N", help="Go on with crawl N."),
    click.option("--list", "as_list", is_flag=True, help="List the crawls."),
    click.option("--why", type=int, metavar="N", help="What became of its pages."),
    click.option("--review", is_flag=True, help="List what waits for review."),
    click.option("--accept", metavar="IDS|all", help="Into the library: 1,2,5."),
    click.option("--text", help="With --accept of one: the instruction, edited."),
    click.option("--reject", metavar="IDS|all", help="Turn down, for good."),
    click.option("--take-back", is_flag=True, help="Undo the last decision."),
)
_PLANNED = ("depth", "delay", "pages", "bytes", "minutes", "contact")
_FLAGS = ("sitemap", "allow_private")


def _options(command: CommandT) -> CommandT:
    """Add the options in the order in which they are listed."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


@click.command()
@click.argument("urls", nargs=-1, metavar="URL...")
@_options
@json_option
@project_option()
def crawl(urls: tuple[str, ...], as_json: bool, **given: Any) -> None:
    """Read pages of the web and propose what is like an instruction.

    Follows robots.txt. Nothing enters the library before it is accepted (--review,
    --accept, --reject).
    """
    for name, deed in _DEEDS.items():
        if given[name] not in (None, False):
            _refuse_urls(name, urls)
            with opened() as workspace:
                deed(workspace, given, as_json)
            return
    if not urls:
        raise click.UsageError("Name a URL, or one of --review, --list, --resume N.")
    plan = replace(
        CrawlPlan(seeds=urls, same_site=not given["any_site"]), **_planned(given)
    )
    with opened() as workspace:
        from instrstudio.services import crawling

        _drive(crawling.crawl(workspace, plan), as_json)


def _refuse_urls(name: str, urls: tuple[str, ...]) -> None:
    """Refuse addresses beside an option that has no use for them."""
    if urls:
        option = {"as_list": "list"}.get(name, name).replace("_", "-")
        raise click.UsageError(f"--{option} takes no URL.")


def _planned(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of a plan that were given."""
    said = {name: given[name] for name in _PLANNED if given[name] is not None}
    return said | {name: True for name in _FLAGS if given[name]}


def _resume(workspace: "Workspace", given: Mapping[str, Any], as_json: bool) -> None:
    """Go on with a crawl."""
    from instrstudio.services import crawling

    if given["any_site"]:
        raise click.UsageError("--any-site is chosen when a crawl begins.")
    _drive(crawling.resume(workspace, given["resume"], _planned(given)), as_json)


def _drive(job: Any, as_json: bool) -> None:
    """Run a crawl, tell of each page and say what came of it."""

    def tell(event: object) -> None:
        said = _event(event)
        if said and not as_json:
            console.line(said)
        elif said:
            console.note(said)

    outcome = console.drive(job, tell)
    report: CrawlReport = outcome.result
    if as_json:
        console.data(
            {
                "crawl": report.crawl,
                "state": report.state,
                "fetched": report.fetched,
                "skipped": report.skipped,
                "proposed": report.proposed,
                "waiting": report.waiting,
                "ended": console.said(report.ended),
            }
        )
    else:
        _print_report(report)
    outcome.exit_if_cancelled()


def _event(event: object) -> str:
    """Return the line that tells of an event; empty for none."""
    if isinstance(event, PageFetched):
        found = console.plural(event.found, "passage", "passages")
        return f"{event.url}: {found}"
    if isinstance(event, PageSkipped):
        return f"{event.url}: skipped. {console.said(event.why)}"
    if isinstance(event, PassageProposed):
        one = event.proposal
        return f"  #{one.id} {one.kind}: {one.record.shown_title}"
    return ""


def _print_report(report: CrawlReport) -> None:
    """Say what a run of a crawl did, and how to go on."""
    console.line(
        f"Crawl {report.crawl}: {console.plural(report.fetched, 'page', 'pages')} read,"
        f" {report.skipped:,} skipped, {report.proposed:,} proposed."
    )
    console.line(console.said(report.ended))
    if report.waiting:
        left = console.plural(report.waiting, "address waits", "addresses wait")
        console.line(f"{left}: go on with --resume {report.crawl}.")
    if report.proposed:
        console.line("See them with --review; nothing is in the library yet.")


def _list(workspace: "Workspace", _given: Mapping[str, Any], as_json: bool) -> None:
    """List the crawls."""
    from instrstudio.services import crawling

    found = crawling.crawls(workspace)
    if as_json:
        console.data({"crawls": [_summary(one) for one in found]})
    elif not found:
        console.line("There is no crawl yet.")
    else:
        rows = [
            (c.id, c.state, c.at, dict(c.pages), dict(c.proposals), *c.plan.seeds[:1])
            for c in found
        ]
        console.table(("crawl", "state", "begun", "pages", "proposals", "from"), rows)


def _summary(one: CrawlSummary) -> dict[str, object]:
    """Return a crawl as JSON."""
    return {
        "crawl": one.id,
        "state": one.state,
        "at": one.at,
        "pages": dict(one.pages),
        "proposals": dict(one.proposals),
        "bytes": one.size,
        "plan": one.plan.as_dict(),
    }


def _why(workspace: "Workspace", given: Mapping[str, Any], as_json: bool) -> None:
    """Print the addresses of a crawl and what became of each."""
    from instrstudio.services import crawling

    found = crawling.pages(workspace, given["why"])
    rows = [(page.state, page.url, console.said(page.note)) for page in found]
    if as_json:
        names = ("state", "url", "why")
        pages = [dict(zip(names, row, strict=True)) for row in rows]
        console.data({"pages": pages})
    else:
        console.table(("state", "address", "why"), rows)


def _review(workspace: "Workspace", _given: Mapping[str, Any], as_json: bool) -> None:
    """List what waits for review, with what it is nearly a duplicate of."""
    from instrstudio.services import crawling_review

    catch_up(workspace)
    found = crawling_review.proposals(workspace)
    alike = crawling_review.alike(workspace, found)
    near = {
        number: (match.record.id or 0, match.similarity)
        for number, match in alike.items()
    }
    if as_json:
        shown = [_proposal(one, near.get(one.id)) for one in found]
        console.data({"proposals": shown})
        return
    if not found:
        console.line("Nothing waits for review.")
    for one in found:
        _print_proposal(one, near.get(one.id))


def _proposal(one: Proposal, near: tuple[int, float] | None) -> dict[str, object]:
    """Return a proposal as JSON."""
    record = one.record
    return {
        "id": one.id,
        "crawl": one.crawl,
        "kind": one.kind,
        "instruction": record.instruction,
        "output": record.examples[0].output if record.examples else "",
        "source": record.source.as_dict(),
        "licence": record.licence,
        "page_title": record.extra.get("page_title", ""),
        "like": None if near is None else {"id": near[0], "likeness": near[1]},
    }


def _print_proposal(one: Proposal, near: tuple[int, float] | None) -> None:
    """Print a proposal with where it is from."""
    record = one.record
    console.heading(f"#{one.id} {one.kind}: {record.instruction}")
    for example in record.examples:
        console.line(example.output)
    licence = record.licence or "no licence named"
    console.line(f"  {record.source.url} ({record.source.retrieved}, {licence})")
    if near is not None:
        console.line(f"  {100 * near[1]:.0f} % like record #{near[0]}")


def _accept(workspace: "Workspace", given: Mapping[str, Any], as_json: bool) -> None:
    """Take proposals into the library."""
    from instrstudio.services import crawling_review

    ids = _numbers(workspace, given["accept"])
    edits: dict[int, Record] = {}
    if given["text"] is not None:
        if len(ids) != 1:
            raise click.UsageError("--text goes with one proposal.")
        waiting = {one.id: one for one in crawling_review.proposals(workspace)}
        if ids[0] in waiting:
            edited = replace(
                waiting[ids[0]].record, instruction=given["text"], title=""
            )
            edits[ids[0]] = edited
    changes = crawling_review.accept(workspace, ids, edits)
    catch_up(workspace)
    if as_json:
        console.data({"accepted": ids, "records": list(changes.records)})
    else:
        console.line(
            f"Accepted {console.plural(len(ids), 'proposal', 'proposals')};"
            " “undo” takes that back."
        )


def _reject(workspace: "Workspace", given: Mapping[str, Any], as_json: bool) -> None:
    """Turn proposals down."""
    from instrstudio.services import crawling_review

    ids = _numbers(workspace, given["reject"])
    count = crawling_review.reject(workspace, ids)
    if as_json:
        console.data({"rejected": ids})
    else:
        console.line(f"Rejected {console.plural(count, 'proposal', 'proposals')}.")


def _take_back(
    workspace: "Workspace", _given: Mapping[str, Any], as_json: bool
) -> None:
    """Take the last decision back."""
    from instrstudio.services import crawling_review

    back, _changes = crawling_review.take_back(workspace)
    catch_up(workspace)
    if as_json:
        console.data({"waiting": [one.id for one in back]})
    else:
        console.line(
            f"{console.plural(len(back), 'proposal waits', 'proposals wait')} again."
        )


def _numbers(workspace: "Workspace", said: str) -> list[int]:
    """Return the proposals that “1,2,5” or “all” means."""
    from instrstudio.services import crawling_review

    if said.strip().lower() == ALL:
        return [one.id for one in crawling_review.proposals(workspace, state=WAITING)]
    parts = said.replace(",", " ").split()
    if not all(part.isascii() and part.isdigit() for part in parts):
        raise InvalidInput(
            message("“{said}” is no list of numbers such as 1,2,5.", said=said)
        )
    return [int(part) for part in parts]


_DEEDS: Mapping[str, Callable[["Workspace", Mapping[str, Any], bool], None]] = {
    "resume": _resume,
    "as_list": _list,
    "why": _why,
    "review": _review,
    "accept": _accept,
    "reject": _reject,
    "take_back": _take_back,
}
