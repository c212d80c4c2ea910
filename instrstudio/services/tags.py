"""The tags of the library: renamed and merged everywhere at once."""

from collections.abc import Sequence

from instrstudio.domain.changes import Changes
from instrstudio.domain.errors import InvalidInput, NotFound
from instrstudio.domain.job import Job, Progress
from instrstudio.domain.wording import message
from instrstudio.services import bulk
from instrstudio.services.workspace import Workspace


def all_of(workspace: Workspace) -> list[tuple[str, int]]:
    """Return every tag with how many records, not archived, have it; most first."""
    return workspace.store.records.tags()


def rename(workspace: Workspace, old: str, new: str) -> Job[Progress, Changes]:
    """Give the tag `old` the name `new` on all records; one step.

    Where a record has both, they become one.

    Raises:
        NotFound: No record has the tag.
        InvalidInput: The new name is empty.
    """
    return (yield from merge(workspace, (old,), new))


def merge(
    workspace: Workspace, tags: Sequence[str], into: str
) -> Job[Progress, Changes]:
    """Make one tag of several on all records, archived ones too; one step.

    Raises:
        NotFound: No record has one of the tags.
        InvalidInput: The name is empty.
    """
    from instrstudio.storage.bulk import TagChange

    name = into.strip()
    if not name:
        raise InvalidInput(message("The tag has no name: give it one."))
    ids = workspace.store.records.tagged(tags)
    if not ids:
        raise NotFound(message("No record has the tag “{tag}”.", tag=", ".join(tags)))
    label = message("Rename the tag “{old}” to “{new}”", old=", ".join(tags), new=name)
    change = TagChange(rename=dict.fromkeys(tags, name))
    return (yield from bulk.retag(workspace, ids, change, label))


def remove(workspace: Workspace, tag: str) -> Job[Progress, Changes]:
    """Take a tag off all records, archived ones too; one step.

    Raises:
        NotFound: No record has the tag.
    """
    from instrstudio.storage.bulk import TagChange

    ids = workspace.store.records.tagged((tag,))
    if not ids:
        raise NotFound(message("No record has the tag “{tag}”.", tag=tag))
    label = message("Remove the tag “{tag}”", tag=tag)
    change = TagChange(remove=(tag,))
    return (yield from bulk.retag(workspace, ids, change, label))
