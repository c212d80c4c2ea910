"""What each method says for a task, asked as a person would ask."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from instrstudio.domain.candidate import Candidate, Construction, Provenance
from instrstudio.domain.evaluation import FIRST, TOP_1
from instrstudio.domain.job import Job, Progress
from instrstudio.domain.span import Origin, Ref, Span
from instrstudio.domain.task import Task
from instrstudio.services import plugins
from instrstudio.services.construct import (
    ConstructOptions,
    construct,
    context_of,
    profile_of,
)
from instrstudio.services.context import WorkspaceContext
from instrstudio.services.scoring import scored

if TYPE_CHECKING:
    from instrstudio.services.workspace import Workspace

Answers = Mapping[str, Candidate | None]
"""The answer of each method; None where it has none."""


def method_names() -> tuple[str, ...]:
    """Return all that can be evaluated: baseline, methods, the whole list's first."""
    return (TOP_1, *(method.name for method in plugins.methods()), FIRST)


def answers(
    workspace: "Workspace",
    task: Task,
    chosen: tuple[str, ...],
    options: ConstructOptions,
    before: Progress,
) -> Job[Progress, tuple[Answers, WorkspaceContext]]:
    """Return the answers of the chosen methods, and the context they were asked in.

    All methods are asked once, as Construct asks them; a method's answer is the first
    it gives itself, and the whole list's first is the best of all after ranking. Of a
    single task no event is worth telling, so `before` is yielded for a stop to get in.
    """
    context = context_of(workspace, profile_of(task), options)
    known = [method.name for method in plugins.methods()]
    asked = tuple(name for name in known if name in chosen or FIRST in chosen)
    job = construct(workspace, task, replace(options, methods=asked))
    try:
        while True:
            try:
                next(job)
            except StopIteration as end:
                found: Construction = end.value
                break
            yield before
    finally:
        job.close()
    said: dict[str, Candidate | None] = dict.fromkeys(chosen)
    for candidate in found.offered:
        if candidate.method in said and said[candidate.method] is None:
            said[candidate.method] = candidate
    if FIRST in said and found.candidates:
        said[FIRST] = found.candidates[0]
    if TOP_1 in said:
        said[TOP_1] = _nearest(context)
    return said, context


def _nearest(context: WorkspaceContext) -> Candidate | None:
    """Return the instruction of the nearest record as it is, checked like any other."""
    matches = context.nearest(1)
    if not matches:
        return None
    record, text = matches[0].record, matches[0].record.instruction
    ref = Ref(kind="record", id=str(record.id or ""), field="instruction")
    candidate = Candidate(
        method=TOP_1,
        text=text,
        spans=(Span(start=0, end=len(text), origin=Origin.RECORD, ref=ref),),
        fit=matches[0].similarity,
        provenance=Provenance(source=str(record.id or 0), records=(record.id or 0,)),
    )
    return scored(candidate, context.profile.task, context, plugins.checks())
