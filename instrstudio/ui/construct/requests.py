"""What the area asks of the services, as jobs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication

from instrstudio.domain.candidate import Candidate, Construction
from instrstudio.domain.changes import Changes
from instrstudio.domain.job import Job
from instrstudio.domain.profile import TaskProfile
from instrstudio.domain.record import Record
from instrstudio.domain.task import Task
from instrstudio.services.workspace import Workspace
from instrstudio.ui import words

Request = Callable[[Workspace], Job[Any, Any]]


@dataclass(frozen=True, slots=True)
class Sources:
    """What the methods draw from: names, numbers, and the model's name."""

    methods: tuple[str, ...]
    templates: int
    records: int
    model: str


def says_anything(task: Task) -> bool:
    """Say whether a task has any text to read."""
    parts = [task.description, *(e.input + e.output for e in task.examples)]
    return any(part.strip() for part in parts)


def profile(task: Task) -> Request:
    """Read type, language and parts off a task."""

    def job(_workspace: Workspace) -> Job[None, TaskProfile]:
        from instrstudio.services import construct

        yield None
        return construct.profile_of(task)

    return job


def construction(
    task: Task, *, methods: tuple[str, ...], limit: int, seed: int, device: str
) -> Request:
    """Construct candidates."""

    def job(workspace: Workspace) -> Job[Any, Construction]:
        from instrstudio.services.construct import ConstructOptions, construct

        options = ConstructOptions(
            methods=methods, limit=limit, seed=seed, device=device, drafts=True
        )
        return (yield from construct(workspace, task, options))

    return job


def rescore(task: Task, candidate: Candidate) -> Request:
    """Score an edited candidate."""

    def job(workspace: Workspace) -> Job[None, Candidate]:
        from instrstudio.services import construct

        yield None
        return construct.rescore(workspace, task, candidate)

    return job


def saving(
    task: Task,
    original: Candidate,
    shown: Candidate,
    construction_id: int | None,
    rank: int,
) -> Callable[[Workspace], tuple[Record, Changes]]:
    """Save a candidate with the text it was edited to."""

    def save(workspace: Workspace) -> tuple[Record, Changes]:
        from instrstudio.services import library

        return library.save_candidate(
            workspace,
            task,
            original,
            text=shown.text,
            spans=shown.spans,
            construction=construction_id,
            rank=rank,
        )

    return save


def rejection(
    construction_id: int, rank: int, text: str, *, taken_back: bool = False
) -> Callable[[Workspace], None]:
    """Note that a candidate was rejected, or that this is taken back."""

    def note(workspace: Workspace) -> None:
        from instrstudio.services import feedback

        feedback.rejected(workspace, construction_id, rank, text, taken_back=taken_back)

    return note


def copying(
    construction_id: int, rank: int, original: str, text: str
) -> Callable[[Workspace], None]:
    """Note that a candidate was copied, with the text it was edited to."""

    def note(workspace: Workspace) -> None:
        from instrstudio.services import feedback

        if text == original:
            feedback.chose(workspace, construction_id, rank, text)
        else:
            feedback.edited(workspace, construction_id, rank, original, text)

    return note


def sources(workspace: Workspace) -> Job[None, Sources]:
    """Ask what each method draws from."""
    from instrstudio.services import checkpoints, plugins, templating

    yield None
    chosen = checkpoints.chosen(workspace)
    return Sources(
        methods=tuple(method.name for method in plugins.methods()),
        templates=len(templating.all_templates(workspace)),
        records=workspace.store.records.count(),
        model=chosen.name if chosen is not None else "",
    )


def said_sources(sources: Sources) -> Mapping[str, str]:
    """Return what each method draws from, in words."""
    tr = QCoreApplication.translate
    records = tr("Sources", "over %n records", "", sources.records)
    return {
        "template": tr("Sources", "%n templates", "", sources.templates),
        "retrieval": records.replace(
            str(sources.records), words.number(sources.records)
        ),
        "generation": sources.model or tr("Sources", "no model yet"),
    }
