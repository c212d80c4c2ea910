"""What people do to many records at once: always one step, which one undo takes back.

The ids are chosen first, so that a front door can say how many there are before it
asks. A cancelled or killed job has changed nothing.
"""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from instrstudio.domain.changes import Changes
from instrstudio.domain.errors import InvalidInput
from instrstudio.domain.job import Job, Progress
from instrstudio.domain.query import Query
from instrstudio.domain.record import Record, title_from
from instrstudio.domain.wording import Message, message
from instrstudio.services import backups, indexing, open_indexes, undoing
from instrstudio.services.workspace import Workspace

if TYPE_CHECKING:
    from instrstudio.storage.bulk import TagChange

Deed = Job[Progress, Changes]

LISTED = 500
"""More touched records than these are reported as “many”."""

WORTH_A_BACKUP = 1_000
"""From so many records on, a copy of the project is made first."""


def choose(workspace: Workspace, query: Query) -> "Job[Progress, array[int]]":
    """Return the ids of all records that match `query`, whatever its limit.

    Empty text finds all that pass the filters, as a search does; archived records are
    not among them. Records that only have some of the words are left out.

    Raises:
        QuerySyntaxError: The text cannot be read; says where.
        SearchError: The index cannot be read or written.
    """
    records = workspace.store.records
    if not query.text.strip():
        return records.ids(
            task_type=query.task_type, language=query.language, tag=query.tag
        )
    yield from indexing.catch_up(workspace)  # what is missed here, nobody would see
    everything = max(1, records.count(archived=None))
    with open_indexes.borrow(workspace) as index:
        found = index.search(replace(query, typing=False, limit=everything))
    return array("q", () if found.similar else (hit.id for hit in found.hits))


def tag(
    workspace: Workspace,
    ids: Sequence[int],
    *,
    add: Iterable[str] = (),
    remove: Iterable[str] = (),
) -> Deed:
    """Add and remove tags."""
    from instrstudio.storage.bulk import TagChange

    change = TagChange(add=tuple(add), remove=tuple(remove))
    names = (*(f"+{n}" for n in change.add), *(f"−{n}" for n in change.remove))
    label = message("Tag: {tags}", tags=", ".join(names))
    return (yield from retag(workspace, ids, change, label))


def retag(
    workspace: Workspace, ids: Sequence[int], change: "TagChange", label: Message
) -> Deed:
    """Change tags as `change` says; `label` names the step."""
    work = workspace.store.bulk.retag(ids, change, label=label)
    return (yield from _done(workspace, ids, work, label))


def assign(workspace: Workspace, ids: Sequence[int], values: Mapping[str, str]) -> Deed:
    """Set the same task type, language, licence or source for all.

    Raises:
        InvalidInput: A field cannot be set for many records.
    """
    names = ", ".join(f"{name} = {value}" for name, value in values.items())
    label = message("Set {fields}", fields=names)
    work = workspace.store.bulk.assign(ids, values, label=label)
    return (yield from _done(workspace, ids, work, label))


def replace_text(workspace: Workspace, ids: Sequence[int], find: str, put: str) -> Deed:
    """Put `put` in place of every `find` in the instructions, case as typed.

    An instruction of which nothing would be left stays as it is.

    Raises:
        InvalidInput: There is nothing to find.
    """
    if not find:
        raise InvalidInput(message("Say which text to replace."))
    label = message("Replace “{find}” with “{put}”", find=find, put=put)

    def change(record: Record) -> Record:
        text = record.instruction.replace(find, put)
        if text == record.instruction or not text.strip():
            return record
        derived = record.title == title_from(record.instruction)
        title = title_from(text) if derived else record.title
        return replace(record, instruction=text, title=title)

    work = workspace.store.bulk.rewrite(ids, change, label=label)
    return (yield from _done(workspace, ids, work, label))


def archive(workspace: Workspace, ids: Sequence[int], archived: bool = True) -> Deed:
    """Put records away, or take them back from there."""
    label = message("Archive records") if archived else message("Unarchive records")
    work = workspace.store.bulk.archive(ids, archived, label=label)
    return (yield from _done(workspace, ids, work, label))


def delete(workspace: Workspace, ids: Sequence[int]) -> Deed:
    """Delete records."""
    label = message("Delete records")
    work = workspace.store.bulk.delete(ids, label=label)
    return (yield from _done(workspace, ids, work, label))


def undo(workspace: Workspace) -> Deed:
    """Take back the last operation; empty if there is none."""
    return (yield from undoing.undo(workspace))


def redo(workspace: Workspace) -> Deed:
    """Do again what was taken back last; empty if there is nothing."""
    return (yield from undoing.redo(workspace))


def _done(
    workspace: Workspace,
    ids: Sequence[int],
    work: "Job[Progress, array[int]]",
    label: Message,
) -> Deed:
    """Do `work`, behind a copy of the project where it is about many records."""
    if len(ids) >= WORTH_A_BACKUP:
        yield from backups.before(workspace, backups.BULK)
    touched = yield from work
    if not touched:
        return Changes()
    if len(touched) > LISTED:
        return Changes(many=True, label=label)
    return Changes(records=tuple(touched), label=label)
