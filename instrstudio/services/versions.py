"""The versions of a record: what changed when, the way back, and forks of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from instrstudio.domain.changes import Changes, Version
from instrstudio.domain.difference import Piece, difference
from instrstudio.domain.errors import NotFound
from instrstudio.domain.record import Record, Source
from instrstudio.domain.task import Example
from instrstudio.domain.wording import message
from instrstudio.services import library
from instrstudio.services.workspace import Workspace

_KEPT = ("id", "created", "updated", "archived", "parent")
"""Fields that a way back leaves as they are."""

_UNCOMPARED = ("id", "created", "updated")
_GENERATIONS = 100
"""More steps back than these are not followed: a foreign file may hold a circle."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldDifference:
    """How one field differs: as texts, with the pieces that differ."""

    field: str
    before: str
    after: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Relative:
    """A record in a line of descent.

    `parent` is None where the line begins; `gone` says that it was deleted, `title` is
    then what it was called last.
    """

    id: int
    parent: int | None
    title: str
    archived: bool = False
    gone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Lineage:
    """Where a record comes from and what was made of it.

    `ancestors` begin with the oldest; `descendants` come generation by generation.
    """

    ancestors: tuple[Relative, ...]
    descendants: tuple[Relative, ...]


def all_of(workspace: Workspace, record_id: int) -> list[Version]:
    """Return the states of a record, oldest first.

    Raises:
        NotFound: There never was such a record.
    """
    return workspace.store.history.versions("record", record_id)


def compare(before: Version, after: Version) -> tuple[FieldDifference, ...]:
    """Return the fields that differ between two states, in the order of a record's."""
    old, new = before.body or {}, after.body or {}
    names = (field.name for field in fields(Record))
    found = []
    for name in names:
        if name in _UNCOMPARED or old.get(name) == new.get(name):
            continue
        texts = shown(old.get(name)), shown(new.get(name))
        found.append(
            FieldDifference(
                field=name,
                before=texts[0],
                after=texts[1],
                pieces=difference(*texts),
            )
        )
    return tuple(found)


def roll_back(
    workspace: Workspace, record_id: int, operation: int
) -> tuple[Record, Changes]:
    """Give a record the content it had after `operation`; a new version, undoable.

    What says where a record is filed (archived, parent, times) stays. A record that
    was deleted meanwhile comes back by undoing that.

    Raises:
        NotFound: There is no such record or version.
    """
    record = workspace.store.records.get(record_id)
    content = restored(record, _body(workspace, record_id, operation))
    label = message("Go back to a version of “{title}”", title=content.shown_title)
    with workspace.store.atomic():
        before = workspace.store.history.last()
        stored = workspace.store.records.replace(content, label=label)
        if workspace.store.history.last() == before:
            return stored, Changes()
    return stored, Changes(records=(record_id,), label=label)


def fork(
    workspace: Workspace, record_id: int, operation: int | None = None
) -> tuple[Record, Changes]:
    """Make a record of its own of a record, or of what it was after `operation`.

    It has the content of the other until it is edited, and the other as its parent.

    Raises:
        NotFound: There is no such record or version.
    """
    records = workspace.store.records
    origin = records.get(record_id)
    if operation is not None:
        origin = restored(origin, _body(workspace, record_id, operation))
    copy = replace(
        origin, id=None, parent=record_id, created="", updated="", archived=False
    )
    label = message("Fork “{title}”", title=origin.shown_title)
    (made,) = records.insert([copy], label=label, on_duplicate="keep").added
    return records.get(made), Changes(records=(made,), label=label)


def lineage(workspace: Workspace, record_id: int) -> Lineage:
    """Return the ancestors and descendants of a record, deleted ones included.

    Raises:
        NotFound: There is no such record.
    """
    record = workspace.store.records.get(record_id)
    ancestors: list[Relative] = []
    seen, parent = {record_id}, record.parent
    while parent is not None and parent not in seen and len(seen) < _GENERATIONS:
        seen.add(parent)
        relative = _relative(workspace, parent)
        ancestors.insert(0, relative)
        parent = relative.parent
    return Lineage(
        ancestors=tuple(ancestors), descendants=_descendants(workspace, record_id)
    )


def restored(record: Record, body: Mapping[str, object]) -> Record:
    """Return `record` with the content it had in the version with this `body`."""
    values: dict[str, object] = {}
    for field in fields(Record):
        if field.name in body and field.name not in _KEPT:
            values[field.name] = _value(field.name, body[field.name])
    return replace(record, **values)  # type: ignore[arg-type]  # one field's type each


def _value(name: str, value: object) -> object:
    """Return a field's value from its JSON form."""
    if name == "source" and isinstance(value, Mapping):
        return Source(**{str(key): str(text) for key, text in value.items()})
    if name == "examples" and isinstance(value, Iterable):
        rows = (one for one in value if isinstance(one, Mapping))
        return tuple(
            Example(input=str(r.get("input", "")), output=str(r.get("output", "")))
            for r in rows
        )
    if name == "history" and isinstance(value, Iterable):
        return tuple((str(turn[0]), str(turn[1])) for turn in value)
    return tuple(value) if isinstance(value, list) else value


def _body(workspace: Workspace, record_id: int, operation: int) -> Mapping[str, Any]:
    """Return what a record was after `operation`."""
    for version in all_of(workspace, record_id):
        if version.operation == operation and version.body is not None:
            return version.body
    raise NotFound(
        message(
            "The record {id} has no version {operation}.",
            id=record_id,
            operation=operation,
        )
    )


def _descendants(workspace: Workspace, record_id: int) -> tuple[Relative, ...]:
    """Return what was made of a record, generation by generation."""
    records, seen = workspace.store.records, {record_id}
    found: list[Relative] = []
    generation = [record_id]
    while generation:
        children = [c for c, _p in records.made_from(generation) if c not in seen]
        seen.update(children)
        found += [_of(record) for record in records.page(children)]
        generation = children
    return tuple(found)


def _relative(workspace: Workspace, record_id: int) -> Relative:
    """Return a record, or what is left of it in the history."""
    record = workspace.store.records.find(record_id)
    if record is not None:
        return _of(record)
    try:
        states = library.versions(workspace, record_id)
    except NotFound:  # an import from before parents were left behind
        return Relative(id=record_id, parent=None, title="", gone=True)
    body = next((v.body for v in reversed(states) if v.body is not None), {})
    parent, title = body.get("parent"), body.get("title")
    return Relative(
        id=record_id,
        parent=parent if isinstance(parent, int) else None,
        title=str(title or ""),
        gone=True,
    )


def _of(record: Record) -> Relative:
    """Return a record that is there."""
    return Relative(
        id=record.id or 0,
        parent=record.parent,
        title=record.shown_title,
        archived=record.archived,
    )


def shown(value: object) -> str:
    """Return the value of a field as a text to compare, an item to a line."""
    if isinstance(value, Mapping):
        return "\n".join(f"{key}: {shown(item)}" for key, item in value.items())
    if isinstance(value, list):
        return "\n".join(shown(item) for item in value)
    return "" if value is None else str(value)
