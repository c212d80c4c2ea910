"""``rate``: queues of texts to rate, and what the verdicts say."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from instrstudio.cli import console
from instrstudio.cli.options import json_option, opened, project_option
from instrstudio.domain.query import Query
from instrstudio.domain.rating import KINDS, question
from instrstudio.domain.rating_results import Agreement, Disagreement, QueueResults

if TYPE_CHECKING:
    from collections.abc import Iterable

    from instrstudio.domain.rating_queue import RatingItem
    from instrstudio.services.workspace import Workspace

_LOG, _LIBRARY, _EVALUATION = "log", "library", "evaluation:"
_SHOWN = 10
"""Disagreements that are printed."""


@click.group()
@project_option()
def rate() -> None:
    """Have instructions rated by people, and see what the verdicts say.

    The rating itself is done in the window. (For stars see “bulk rate”.)
    """


@rate.command()
@json_option
@project_option()
def queues(as_json: bool) -> None:
    """List the queues with how far their raters are."""
    from instrstudio.services import rating_queues

    with opened() as workspace:
        found = [
            (queue, rating_queues.progress(workspace, queue.name))
            for queue in rating_queues.all_of(workspace)
        ]
    if as_json:
        rows = [
            {
                "name": queue.name,
                "kind": queue.kind,
                "criteria": list(queue.criteria),
                "source": queue.source,
                "at": queue.at,
                "total": done.total,
                "done": dict(done.by_rater),
            }
            for queue, done in found
        ]
        console.data({"queues": rows})
        return
    if not found:
        console.line("There is no rating queue; “rate new” makes one.")
        return
    console.table(
        ("name", "kind", "items", "done"),
        [(q.name, q.kind, p.total, _counts(p.by_rater)) for q, p in found],
    )


@rate.command()
@click.argument("name")
@click.option("--kind", type=click.Choice(KINDS), required=True)
@click.option(
    "--from",
    "source",
    required=True,
    metavar="SOURCE",
    help="“log” (your constructions), “library”, “evaluation:ID”, or a file with task, "
    "system and text.",
)
@click.option("--query", default="", help="Of the library: what this search finds.")
@click.option("--limit", type=click.IntRange(0), default=0, help="So many, drawn.")
@click.option("--criterion", "criteria", multiple=True, help="Only this one; repeat.")
@click.option("--rater", "raters", multiple=True, help="A profile; repeat.")
@click.option("--seed", type=click.IntRange(0, 2**31 - 1), default=0)
@project_option()
def new(
    *,
    name: str,
    kind: str,
    source: str,
    query: str,
    limit: int,
    criteria: tuple[str, ...],
    raters: tuple[str, ...],
    seed: int,
) -> None:
    """Make the queue NAME.

    Name the raters where they work on copies of the project: then each pair is shown
    in one order to one of them and turned to the next.
    """
    from instrstudio.services import rating_queues

    plan = rating_queues.QueuePlan(
        name=name,
        kind=kind,
        criteria=tuple(_full(kind, criterion) for criterion in criteria),
        raters=raters,
        seed=seed,
        limit=limit,
        source=source if not query else f"{source}: {query}",
    )
    if query and source != _LIBRARY:
        raise click.UsageError("--query is for --from library.")
    with opened() as workspace:
        queue = rating_queues.make(workspace, plan, _offered(workspace, source, query))
        total = rating_queues.progress(workspace, queue.name).total
    console.line(f"“{queue.name}”: {console.plural(total, 'item', 'items')} to rate.")


@rate.command()
@click.argument("name")
@json_option
@project_option()
def results(name: str, as_json: bool) -> None:
    """Say what the verdicts in the queue NAME add up to, with 95 % intervals."""
    from instrstudio.services import rating_results

    with opened() as workspace:
        found = console.drive(rating_results.results(workspace, name)).result
        words = {
            criterion: str(rating_results.in_words(agreement))
            for criterion, agreement in found.agreement.items()
        }
    if as_json:
        console.data(_data(found, words))
        return
    console.note(f"{found.queue.kind}; done: {_counts(found.by_rater) or 'nothing'}.")
    _show_scales(found)
    _show_ranking(found)
    _show_agreement(found.agreement, words)
    _show_disagreements(found.disagreements)


@rate.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--queue", default="", help="Only verdicts on the texts of this queue.")
@project_option()
def export(file: Path, queue: str) -> None:
    """Write all verdicts in long form to FILE (.csv or .jsonl)."""
    from instrstudio.services import rating_exchange

    with opened() as workspace:
        done = console.drive(rating_exchange.export(workspace, file, queue))
    console.line(f"{console.plural(done.result, 'verdict', 'verdicts')} → {file}")


@rate.command()
@click.argument("other", metavar="OTHER_PROJECT", type=click.Path(path_type=Path))
@project_option()
def merge(other: Path) -> None:
    """Take in the verdicts of another copy of this project; the newest wins."""
    from instrstudio.services import rating_exchange

    with opened() as workspace:
        report = console.drive(rating_exchange.merge(workspace, other)).result
    came = console.plural(report.came_in, "verdict", "verdicts")
    console.line(
        f"{came} came in ({report.new} new, {report.newer} newer than ours); "
        f"{report.known} known, {report.older} older than ours."
    )
    if report.queues:
        console.line(f"{console.plural(report.queues, 'queue', 'queues')} came too.")


@rate.command()
@click.argument("name")
@project_option()
def remove(name: str) -> None:
    """Forget the queue NAME; the verdicts stay with their texts."""
    from instrstudio.services import rating_queues

    with opened() as workspace:
        rating_queues.remove(workspace, name)
    console.line(f"“{name}” is forgotten.")


def _offered(workspace: "Workspace", source: str, query: str) -> "Iterable[RatingItem]":
    """Return the texts of a source."""
    from instrstudio.services import bulk, rating_sources

    if source == _LOG:
        return rating_sources.from_log(workspace)
    if source == _LIBRARY:
        ids = console.drive(bulk.choose(workspace, Query(text=query))).result
        return rating_sources.from_library(workspace, ids)
    run = source.removeprefix(_EVALUATION)
    if run != source and run.isdecimal():
        return rating_sources.from_evaluation(workspace, int(run))
    return rating_sources.from_file(Path(source))


def _full(kind: str, criterion: str) -> str:
    """Return the whole name of a criterion; “clarity” is one of a scale."""
    return criterion if "." in criterion else f"{kind}.{criterion}"


def _counts(by_rater: Mapping[str, int]) -> str:
    """Return who has done how many."""
    return ", ".join(f"{rater} {count}" for rater, count in by_rater.items())


def _show_scales(found: QueueResults) -> None:
    """Print what systems got by each criterion."""
    rows = [
        (
            scale.system,
            _title(scale.criterion),
            _bounded(scale.estimate.value, scale.estimate.low, scale.estimate.high),
            scale.estimate.items,
        )
        for scale in found.scales
    ]
    if rows:
        console.table(("system", "criterion", "mean", "items"), rows)


def _show_ranking(found: QueueResults) -> None:
    """Print strengths, shares of wins, side bias and whether votes suffice."""
    ranking, side = found.ranking, found.side
    if ranking is None or side is None or found.stopping is None:
        return
    console.table(
        ("system", "strength", "expected", "wins", "ties", "losses", "both bad"),
        [
            (
                one.system,
                _bounded(one.strength, one.low, one.high),
                f"{one.expected:.0%}",
                *(one.wins, one.ties, one.losses, one.both_bad),
            )
            for one in ranking.standings
        ],
    )
    names = [one.system for one in ranking.standings]
    console.line()
    console.table(
        ("wins of … over", *names),
        [(a, *(_share(ranking.matrix[a].get(b)) for b in names)) for a in names],
    )
    console.line()
    console.line(found.stopping.sentence)
    if side.share is not None and side.p_value is not None:
        bounds = _bounded(side.share, side.low, side.high)
        console.line(
            f"Left won {bounds} of the decided votes (p = {side.p_value:.3g})."
        )
    if side.both_orders:
        console.line(
            f"Of {side.both_orders} judged in both orders, {side.same_text} kept to "
            f"the text and {side.same_side} to the side."
        )


def _show_agreement(found: Mapping[str, Agreement], words: Mapping[str, str]) -> None:
    """Print how far raters agree."""
    console.line()
    for criterion, agreement in found.items():
        alpha = (
            "alpha –"
            if agreement.alpha is None
            else f"alpha {_bounded(agreement.alpha, agreement.low, agreement.high)}"
        )
        console.line(
            f"{_title(criterion)}: {alpha}, {_share(agreement.percent)} agreement on "
            f"{console.plural(agreement.items, 'item', 'items')}. {words[criterion]}"
        )


def _show_disagreements(found: Sequence[Disagreement]) -> None:
    """Print where raters differ most."""
    if not found:
        return
    console.line()
    console.line(f"Raters differ {console.plural(len(found), 'time', 'times')}:")
    console.table(
        ("criterion", "verdicts", "text"),
        [
            (
                _title(one.criterion),
                ", ".join(f"{rater}: {said}" for rater, said in one.verdicts.items()),
                one.left.text + (f" | {one.right.text}" if one.right else ""),
            )
            for one in found[:_SHOWN]
        ],
    )


def _title(criterion: str) -> str:
    """Return how a criterion is called."""
    asked = question(criterion)
    return str(asked.title) if asked else criterion


def _share(value: float | None) -> str:
    """Return a share in percent."""
    return "–" if value is None else f"{value:.0%}"


def _bounded(value: float, low: float | None, high: float | None) -> str:
    """Return a value with its interval."""
    if low is None or high is None:
        return f"{value:.2f}"
    return f"{value:.2f} [{low:.2f}, {high:.2f}]"


def _data(found: QueueResults, words: Mapping[str, str]) -> dict[str, object]:
    """Return the JSON form of results."""
    data = asdict(replace(found, stopping=None, disagreements=()))
    data["stopping"] = found.stopping and {
        "is_enough": found.stopping.is_enough,
        "sentence": str(found.stopping.sentence),
    }
    data["disagreements"] = [
        {
            "criterion": one.criterion,
            "verdicts": dict(one.verdicts),
            "spread": one.spread,
            "text": one.left.text,
            "other_text": one.right.text if one.right else None,
        }
        for one in found.disagreements
    ]
    data["agreement_in_words"] = dict(words)
    return data
