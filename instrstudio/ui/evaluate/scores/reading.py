"""What the page reads from the project, as jobs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from instrstudio.domain.errors import InvalidInput
from instrstudio.domain.evaluation import Difference, Evaluation, Scale, Summary
from instrstudio.domain.job import Job, Progress
from instrstudio.services import evaluating_views as views
from instrstudio.services.evaluating_answers import method_names
from instrstudio.services.evaluating_scores import scales
from instrstudio.services.evaluating_views import Distribution, RowPage, SeenRow
from instrstudio.services.workspace import Workspace

AT_ONCE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """All runs, the newest first, and what a new one can be made of."""

    runs: tuple[Evaluation, ...] = ()
    methods: tuple[str, ...] = ()
    scales: tuple[Scale, ...] = ()
    records: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """One run with what it came to."""

    run: Evaluation
    summary: Summary


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """Which rows are listed: those of a method, by place or by a metric."""

    method: str = ""
    metric: str = ""
    worst_first: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """How far a run lies above another, by method and metric."""

    other: int
    found: Mapping[str, Mapping[str, Difference]] = field(default_factory=dict)


def overview(workspace: Workspace) -> Job[Progress, Overview]:
    """Read the list of runs, and which methods and metrics there are."""
    yield from _nothing()
    return Overview(
        runs=tuple(views.runs(workspace)),
        methods=method_names(),
        scales=scales(),
        records=workspace.store.records.count(),
    )


def opened(workspace: Workspace, run: int) -> Job[Progress, Opened]:
    """Read what a run came to."""
    yield from _nothing()
    summary = views.summary(workspace, run)
    return Opened(run=workspace.store.evaluations.get(run), summary=summary)


def spread(
    workspace: Workspace, run: int, metric: str
) -> Job[Progress, tuple[Distribution, ...]]:
    """Read how a metric's scores are spread; empty for one that no row has."""
    yield from _nothing()
    try:
        return views.distribution(workspace, run, metric)
    except InvalidInput:
        return ()


def rows(
    workspace: Workspace, run: int, order: Order, offset: int
) -> Job[Progress, RowPage]:
    """Read some rows of a method."""
    yield from _nothing()
    return views.page(
        workspace,
        run,
        order.method,
        offset=offset,
        limit=AT_ONCE,
        metric=order.metric,
        worst_first=order.worst_first,
    )


def row(
    workspace: Workspace, run: int, place: int
) -> Job[Progress, tuple[SeenRow, ...]]:
    """Read what every method said for one row, in the order of the run's methods."""
    yield from _nothing()
    found = views.row(workspace, run, place)
    methods = workspace.store.evaluations.get(run).settings["methods"]
    known = [seen for seen in found if seen.row.method in methods]
    return tuple(sorted(known, key=lambda seen: methods.index(seen.row.method)))


def compared(workspace: Workspace, run: int, other: int) -> Job[Progress, Compared]:
    """Read how far a run lies above another."""
    yield from _nothing()
    found = views.compared_runs(workspace, other, run)
    return Compared(other=other, found=found)


def _nothing() -> Iterator[Progress]:
    """Yield nothing: what makes a function a job without events."""
    return iter(())
