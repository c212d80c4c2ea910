"""Constructs instructions for a task: all methods, one ranked list."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from instrstudio.domain.candidate import (
    Candidate,
    Construction,
    Draft,
    MethodFailed,
)
from instrstudio.domain.errors import InstrStudioError, InvalidInput
from instrstudio.domain.job import Cancelled, Job, Progress
from instrstudio.domain.ports import Method, Streaming
from instrstudio.domain.profile import TaskProfile
from instrstudio.domain.style import NONE
from instrstudio.domain.task import Task
from instrstudio.domain.wording import message
from instrstudio.services import plugins
from instrstudio.services.context import WorkspaceContext
from instrstudio.services.learning import personal
from instrstudio.services.scoring import scored
from instrstudio.services.standing import standing_of, standings, weighed

if TYPE_CHECKING:
    from instrstudio.services.workspace import Workspace

ConstructEvent = Candidate | Draft | MethodFailed | Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class ConstructOptions:
    """How to construct.

    `methods` are names (none: all); `limit` bounds each method's candidates and `most`
    those of all methods together, if given; `seed` 0 is the first answer, others give
    other ones; `checkpoint` is a folder to generate with in place of the project's
    choice; `record` keeps the construction in the log; with `drafts` a method that
    writes is watched while it does. `barred` instructions, as `normalised` makes them,
    are found in no search, so that methods can be tried on what is in the library.
    With `personal`, what was learned of the person counts; measurements do without.
    """

    methods: tuple[str, ...] = ()
    limit: int = 3
    most: int | None = None
    seed: int = 0
    checkpoint: Path | None = None
    device: str = "auto"
    record: bool = True
    drafts: bool = False
    personal: bool = True
    barred: frozenset[str] = frozenset()


DEFAULTS = ConstructOptions()


def profile_of(task: Task) -> TaskProfile:
    """Return what is read off a task; milliseconds, so a form may ask while typing.

    Raises:
        InvalidInput: The task is empty.
    """
    from instrstudio.analysis.profile import profile_of as read

    return read(task)


def context_of(
    workspace: "Workspace", profile: TaskProfile, options: ConstructOptions = DEFAULTS
) -> WorkspaceContext:
    """Return the context for one task."""
    from instrstudio.services.style import wishes

    return WorkspaceContext(
        workspace,
        profile,
        limit=options.limit,
        seed=options.seed,
        device=options.device,
        checkpoint=options.checkpoint,
        barred=options.barred,
        wishes=wishes(workspace) if options.personal else NONE,
    )


def construct(
    workspace: "Workspace", task: Task, options: ConstructOptions = DEFAULTS
) -> Job[ConstructEvent, Construction]:
    """Ask every method; yield scored candidates as they come; return them ranked.

    A method that fails is named by a `MethodFailed` and the others go on. Cancelled, it
    returns what there is. Scores are those of a candidate alone until all have
    answered; the list's own also know of each other, see `standing.weighed`.

    Raises:
        InvalidInput: The task is empty, or a method's name is unknown.
    """
    profile = profile_of(task)
    chosen = _chosen(options.methods)
    context = context_of(workspace, profile, options)
    found: list[Candidate] = []
    failures: list[MethodFailed] = []
    try:
        for i, method in enumerate(chosen):
            yield Progress(done=i, total=len(chosen), message=method.name)
            asked = _asked(method, profile.task, context, drafts=options.drafts)
            for event in _proposals(method, asked, profile.task, context):
                if isinstance(event, MethodFailed):
                    failures.append(event)
                elif isinstance(event, Candidate):
                    found.append(event)
                    if any(event.text == other.text for other in found[:-1]):
                        continue  # two methods may hit on the same words
                yield event
        yield Progress(done=len(chosen), total=len(chosen))
    except Cancelled:
        if not found:
            raise
    best: Sequence[Candidate] = ranked(weighed(found, context))
    if options.personal:
        best = personal(workspace, best, profile.task)
    construction = Construction(
        candidates=tuple(best)[: options.most],
        failures=tuple(failures),
        seed=options.seed,
        offered=tuple(found),
    )
    if options.record and found:
        number = workspace.store.constructions.insert(profile.task, construction)
        return replace(construction, id=number)
    return construction


def _chosen(names: tuple[str, ...]) -> list[Method]:
    """Return the methods of these names, in their own order; all without names."""
    known = plugins.methods()
    unknown = sorted(set(names) - {method.name for method in known})
    if unknown:
        raise InvalidInput(
            message(
                "There is no method “{name}”; choose among {known}.",
                name=unknown[0],
                known=", ".join(method.name for method in known),
            )
        )
    return [method for method in known if not names or method.name in names]


def _asked(
    method: Method, task: Task, context: WorkspaceContext, *, drafts: bool
) -> Iterator[Candidate | Draft]:
    """Ask a method, with its drafts if they are wanted and it has any."""
    if drafts and isinstance(method, Streaming):
        yield from method.stream(task, context)
    else:
        yield from method.propose(task, context)


def _proposals(
    method: Method,
    asked: Iterator[Candidate | Draft],
    task: Task,
    context: WorkspaceContext,
) -> Iterator[Candidate | Draft | MethodFailed]:
    """Yield what a method was asked for, candidates scored, and say so if it fails.

    A method is a plug-in: whatever it raises must not take the others with it.
    """
    checks = plugins.checks()
    standing = standings(context).get(method.name, 1.0)
    try:
        for said in asked:
            if isinstance(said, Draft):
                yield said
            else:
                yield scored(said, task, context, checks, standing)
    except (Cancelled, GeneratorExit):
        raise
    except InstrStudioError as error:
        yield MethodFailed(method=method.name, message=error.message)
    except Exception as error:  # noqa: BLE001 - a plug-in may raise anything
        yield MethodFailed(
            method=method.name,
            message=message(
                "The method stopped: {error}.", error=f"{type(error).__name__}: {error}"
            ),
        )


def ranked(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Return different candidates best first; equals stay in their methods' order.

    Of those with the same text the first stays, with the best score of them.
    """
    different: dict[str, Candidate] = {}
    for candidate in candidates:
        kept = different.setdefault(candidate.text, candidate)
        if candidate.score > kept.score:
            different[candidate.text] = replace(kept, score=candidate.score)
    return tuple(sorted(different.values(), key=lambda candidate: -candidate.score))


def rescore(workspace: "Workspace", task: Task, candidate: Candidate) -> Candidate:
    """Return an edited candidate with the scores of its new text.

    An unchanged one has the scores it had, whichever model it was made with.
    """
    profile = profile_of(task)
    context = context_of(workspace, profile)
    standing = standing_of(candidate)
    if standing is None:
        standing = standings(context).get(candidate.method, 1.0)
    return scored(candidate, profile.task, context, plugins.checks(), standing)
