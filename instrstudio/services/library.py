"""What people do with the library: save, edit, tag, put away, delete, take back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from instrstudio.domain.candidate import Candidate, Construction
from instrstudio.domain.changes import Changes, Version
from instrstudio.domain.errors import InvalidInput
from instrstudio.domain.job import run
from instrstudio.domain.language import language_of
from instrstudio.domain.record import Record, Source
from instrstudio.domain.span import Span
from instrstudio.domain.task import Task
from instrstudio.domain.wording import Message, message
from instrstudio.services import undoing
from instrstudio.services.workspace import Workspace

EVENTS = ("choice", "edit", "save", "reject")
"""What is logged of what people do with candidates."""

LISTED = 500
"""More touched records than these are reported as “many”."""

_NOTHING: Mapping[str, object] = {}


def save_record(workspace: Workspace, record: Record) -> tuple[Record, Changes]:
    """Add a record; one with the same content is returned instead, without changes.

    Raises:
        InvalidInput: It has no instruction, or a text that cannot be stored.
    """
    _checked(record)
    label = message("Save “{title}”", title=record.shown_title)
    records = workspace.store.records
    with workspace.store.atomic():
        (record_id,) = records.insert([record], label=label).ids
        if record_id is None:
            known = records.hashes_known([record.content_hash])
            return records.get(known[record.content_hash]), Changes()
        return records.get(record_id), Changes(records=(record_id,), label=label)


def save_candidate(
    workspace: Workspace,
    task: Task,
    candidate: Candidate,
    *,
    text: str | None = None,
    spans: Sequence[Span] = (),
    construction: int | None = None,
    rank: int | None = None,
) -> tuple[Record, Changes]:
    """Add a candidate to the library, as it is or with the `text` it was edited to.

    `construction` and `rank` (1 is the best) say where it was shown. The record, its
    provenance and what was edited are one transaction: the log never disagrees.

    Raises:
        InvalidInput: The text is empty or cannot be stored.
    """
    final = candidate.text if text is None else text
    edited = final != candidate.text
    covering = tuple(spans) if edited and spans else candidate.spans
    with workspace.store.atomic():
        record, changes = save_record(workspace, _record(task, candidate, final))
        if edited:
            log_event(
                workspace,
                "edit",
                construction=construction,
                rank=rank,
                payload={"before": candidate.text, "after": final},
            )
        log_event(
            workspace,
            "save",
            construction=construction,
            rank=rank,
            payload={
                "text": final,
                "record": record.id,
                "content_hash": record.content_hash,
                "method": candidate.method,
                "edited": edited,
                "score": candidate.score,
                "provenance": candidate.provenance.as_dict(),
                "spans": [span.as_dict() for span in covering],
            },
        )
    return record, changes


def log_construction(
    workspace: Workspace, task: Task, construction: Construction
) -> Construction:
    """Log what was shown for a task, in the order shown; return it with its id."""
    found = workspace.store.constructions.insert(task, construction)
    return replace(construction, id=found)


def log_event(
    workspace: Workspace,
    kind: str,
    *,
    construction: int | None = None,
    rank: int | None = None,
    payload: Mapping[str, object] = _NOTHING,
) -> int:
    """Log a ``choice``, ``edit``, ``save`` or ``reject`` of the present profile.

    Raises:
        InvalidInput: The kind is none of `EVENTS`.
    """
    if kind not in EVENTS:
        raise InvalidInput(
            message(
                "“{kind}” is not logged: use one of {kinds}.",
                kind=kind,
                kinds=", ".join(EVENTS),
            )
        )
    return workspace.store.events.append(
        kind,
        workspace.settings.profile,
        construction=construction,
        candidate_rank=rank,
        payload=payload,
    )


def edit(workspace: Workspace, record: Record) -> Changes:
    """Put `record` in place of the one with its id.

    Raises:
        NotFound: There is no such record.
        InvalidInput: It has no instruction, or a text that cannot be stored.
    """
    _checked(record)
    label = message("Edit “{title}”", title=record.shown_title)
    with workspace.store.atomic():
        before = workspace.store.history.last()
        stored = workspace.store.records.replace(record, label=label)
        if workspace.store.history.last() == before or stored.id is None:
            return Changes()
    return Changes(records=(stored.id,), label=label)


def tag(
    workspace: Workspace,
    ids: Iterable[int],
    *,
    add: Iterable[str] = (),
    remove: Iterable[str] = (),
) -> Changes:
    """Add and remove tags."""
    added, removed = tuple(add), tuple(remove)
    names = ", ".join((*(f"+{name}" for name in added), *(f"−{n}" for n in removed)))
    label = message("Tag: {tags}", tags=names)
    touched = workspace.store.records.retag(ids, label=label, add=added, remove=removed)
    return _changes(touched, label)


def archive(workspace: Workspace, ids: Iterable[int], archived: bool = True) -> Changes:
    """Put records away, or take them back from there."""
    label = message("Archive records") if archived else message("Unarchive records")
    touched = workspace.store.records.archive(ids, label=label, archived=archived)
    return _changes(touched, label)


def delete(workspace: Workspace, ids: Iterable[int]) -> Changes:
    """Delete records; undo brings them back."""
    label = message("Delete records")
    return _changes(workspace.store.records.delete(ids, label=label), label)


def undo(workspace: Workspace) -> Changes:
    """Take back the last operation on records or templates; empty if there is none."""
    return run(undoing.undo(workspace))


def redo(workspace: Workspace) -> Changes:
    """Do again what was taken back last; empty if there is nothing."""
    return run(undoing.redo(workspace))


def undo_label(workspace: Workspace) -> Message | None:
    """Return the name of what `undo` would take back, or None."""
    return workspace.store.history.undo_label()


def redo_label(workspace: Workspace) -> Message | None:
    """Return the name of what `redo` would do again, or None."""
    return workspace.store.history.redo_label()


def versions(workspace: Workspace, record_id: int) -> list[Version]:
    """Return the states of a record, oldest first.

    Raises:
        NotFound: There never was such a record.
    """
    return workspace.store.history.versions("record", record_id)


def _checked(record: Record) -> None:
    """Refuse a record that says nothing."""
    if not record.instruction.strip():
        raise InvalidInput(message("The instruction is empty: write one."))


def _record(task: Task, candidate: Candidate, text: str) -> Record:
    """Return the record that saving a candidate makes."""
    origin = candidate.provenance
    return Record(
        instruction=text,
        task_description=task.description,
        examples=task.examples,
        constraints=task.constraints,
        task_type=task.task_type,
        language=language_of(text),
        input_language=task.input_language,
        output_language=task.output_language,
        source=Source(kind="constructed", name=origin.source),
        method=candidate.method,
        parent=origin.records[0] if origin.records else None,
    )


def _changes(touched: Sequence[int], label: Message) -> Changes:
    """Return what an operation touched; empty when that was nothing."""
    if not touched:
        return Changes()
    if len(touched) > LISTED:
        return Changes(many=True, label=label)
    return Changes(records=tuple(touched), label=label)
