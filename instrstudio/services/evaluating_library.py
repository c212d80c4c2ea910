"""Some of the library's own records as rows to evaluate on, each left out itself."""

import random
from typing import TYPE_CHECKING

from instrstudio.domain.errors import InvalidInput
from instrstudio.domain.job import Job, Progress
from instrstudio.domain.language import normalised
from instrstudio.domain.record import Record
from instrstudio.domain.wording import message
from instrstudio.services.evaluating_data import Data, Item, of_record

if TYPE_CHECKING:
    from instrstudio.services.workspace import Workspace

_AT_ONCE = 100


def sample(
    workspace: "Workspace", count: int, *, language: str = "", seed: int = 0
) -> Job[Progress, Data]:
    """Draw records with a task of their own: a description or samples.

    None of those drawn may be found while methods are asked, nor may what one was made
    from or what was made from it; of such a family one record at most is drawn. The
    same seed draws the same records of the same library.

    Raises:
        InvalidInput: No record has a task.
    """
    ids = list(workspace.store.records.ids("id", False, language=language))
    random.Random(seed).shuffle(ids)
    items: list[Item] = []
    known: set[str] = set()
    skipped = 0
    for start in range(0, len(ids), _AT_ONCE):
        yield Progress(done=len(items), total=min(count, len(ids)))
        for record in workspace.store.records.page(ids[start : start + _AT_ONCE]):
            if len(items) == count:
                break
            item = of_record(record)
            if item is None:
                skipped += 1
            elif normalised(record.instruction) not in known:
                items.append(item)
                known |= _family(workspace, record)
    if not items:
        raise InvalidInput(
            message(
                "No record of the library has a task to evaluate on: a description, or "
                "samples."
            )
        )
    return Data(items=tuple(items), known=frozenset(known), skipped=skipped)


def _family(workspace: "Workspace", record: Record) -> set[str]:
    """Return the words of a record and of all that are kin to it."""
    records = workspace.store.records
    root, seen = record, {record.id}
    while root.parent is not None and root.parent not in seen:
        above = records.find(root.parent)
        if above is None:
            break
        seen.add(above.id)
        root = above
    found = {root.id or 0, record.id or 0}
    latest = found
    while latest:
        latest = {child for child, _parent in records.made_from(latest)} - found
        found |= latest
    return {normalised(kin.instruction) for kin in records.page(sorted(found))}
