"""What the page reads from the project, as jobs."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from instrstudio.domain.annotation import (
    Agreement,
    Annotation,
    AnnotationProgress,
    AnnotationRow,
    AnnotationSet,
)
from instrstudio.domain.job import Job, Progress
from instrstudio.services import annotating
from instrstudio.services import annotating_results as results
from instrstudio.services.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """The sets with how far each is, and of the open one what is next in it."""

    sets: tuple[tuple[AnnotationSet, AnnotationProgress], ...] = ()
    upcoming: tuple[AnnotationRow, ...] = ()
    skipped: tuple[int, ...] = ()
    disputes: tuple[results.Dispute, ...] = ()
    agreement: Agreement = field(default_factory=Agreement)


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A row that was gone to, with what the annotator has said of it."""

    row: AnnotationRow
    mine: Annotation | None = None


def overview(
    workspace: Workspace, name: str, who: str, after: int, before: Overview | None
) -> Job[Progress, Overview]:
    """Read the sets, and of the open one what is next in it.

    With what was read `before`, only what a verdict in the open set changes at once is
    read again: neither the counts of other sets nor the agreement.
    """
    known = {found.name: stands for found, stands in before.sets} if before else {}
    known.pop(name, None)
    sets = tuple(
        (
            found,
            known.get(found.name) or annotating.progress(workspace, found.name, who),
        )
        for found in annotating.sets(workspace)
    )
    if name not in [found.name for found, _stands in sets]:
        return Overview(sets=sets)
    if before is None:
        agreement = yield from results.agreement(workspace, name)
    else:
        agreement = before.agreement
    upcoming = annotating.upcoming(
        workspace, name, after=after, limit=annotating.AHEAD + 2, annotator=who
    )
    return Overview(
        sets=sets,
        upcoming=tuple(upcoming),
        skipped=tuple(annotating.skipped(workspace, name, who)),
        disputes=tuple(results.disputes(workspace, name)),
        agreement=agreement,
    )


def visit(
    workspace: Workspace, name: str, place: int, who: str
) -> Job[Progress, Visit]:
    """Read one row."""
    yield from _nothing()
    said = annotating.said_of(workspace, name, place)
    mine = (a for a in said if a.annotator == who and not a.is_final)
    return Visit(row=annotating.row(workspace, name, place), mine=next(mine, None))


def proposing(workspace: Workspace, name: str, who: str, place: int) -> Job[Any, int]:
    """Ask the methods for the row at hand first, then for the open ones behind it."""
    made = 0
    if annotating.row(workspace, name, place).proposals is None:
        yield (yield from annotating.propose(workspace, name, place))
        made = 1
    ahead = annotating.prefetch(workspace, name, after=place, annotator=who)
    return made + (yield from ahead)


def _nothing() -> Iterator[Progress]:
    """Yield nothing: what makes a function a job without events."""
    return iter(())
