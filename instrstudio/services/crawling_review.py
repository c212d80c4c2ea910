"""The review of what a crawl found: into the library, or not; each step taken back."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from instrstudio.domain.changes import Changes
from instrstudio.domain.crawl import ACCEPTED, REJECTED, WAITING, Proposal
from instrstudio.domain.errors import InvalidInput
from instrstudio.domain.query import RecordMatch
from instrstudio.domain.record import Record
from instrstudio.domain.wording import message
from instrstudio.services import duplicates, library
from instrstudio.services.workspace import Workspace

_NO_EDITS: Mapping[int, Record] = {}
_DECISION = "decision"
"""The value in the name of a step of the library that says which decision it was."""


def proposals(
    workspace: Workspace, crawl: int = 0, state: str = WAITING
) -> list[Proposal]:
    """Return proposals in this state (``""``: in any), of one crawl or of all (0).

    One that was accepted waits again while its step of the library is undone.
    """
    found = _as_they_stand(workspace, workspace.store.crawls.proposals(crawl))
    return [one for one in found if not state or one.state == state]


def alike(workspace: Workspace, some: Sequence[Proposal]) -> dict[int, RecordMatch]:
    """Return the record that each proposal nearly repeats, where there is one.

    Raises:
        SearchError: The index cannot be read or written.
    """
    near = {one.id: duplicates.like(workspace, one.record) for one in some}
    return {number: match for number, match in near.items() if match is not None}


def accept(
    workspace: Workspace, ids: Sequence[int], edits: Mapping[int, Record] = _NO_EDITS
) -> Changes:
    """Add proposals to the library, as one step to undo; `edits` are taken instead.

    What the library has already is not added twice.

    Raises:
        InvalidInput: A proposal does not wait for review, or an edited one is empty.
    """
    with workspace.store.atomic():
        chosen = _waiting(workspace, ids)
        records = [edits.get(one.id, one.record) for one in chosen]
        if not all(record.instruction.strip() for record in records):
            raise InvalidInput(message("The instruction is empty: write one."))
        crawls = workspace.store.crawls
        label = message(
            "Accept {count} from the web",
            count=len(chosen),
            decision=crawls.last_decision() + 1,
        )
        fresh = [replace(record, id=None) for record in records]
        done = workspace.store.records.insert(fresh, label=label)
        crawls.decide([one.id for one in chosen], ACCEPTED, done.operation)
    if not done.added:
        return Changes()
    many = len(done.added) > library.LISTED
    return Changes(records=() if many else done.added, many=many, label=label)


def reject(workspace: Workspace, ids: Sequence[int]) -> int:
    """Turn proposals down; they are not proposed again. Return how many.

    Raises:
        InvalidInput: A proposal does not wait for review.
    """
    with workspace.store.atomic():
        chosen = _waiting(workspace, ids)
        workspace.store.crawls.decide([one.id for one in chosen], REJECTED)
    return len(chosen)


def take_back(workspace: Workspace) -> tuple[list[Proposal], Changes]:
    """Take the last decision of the review back: return what waits again.

    What was accepted leaves the library, by undoing that step of it.

    Raises:
        InvalidInput: There is no decision, or the library was changed since.
    """
    crawls = workspace.store.crawls
    changes = Changes()
    with workspace.store.atomic():
        decision = crawls.last_decision()
        if decision == 0:
            raise InvalidInput(message("There is no decision to take back."))
        decided = _as_they_stand(workspace, crawls.decided(decision))
        operations = crawls.operations()
        in_library = [
            one for one in decided if one.state == ACCEPTED and one.id in operations
        ]
        if in_library:
            label = library.undo_label(workspace)
            if label is None or label.values.get(_DECISION) != decision:
                raise InvalidInput(
                    message("The library was changed since: undo that first.")
                )
            changes = library.undo(workspace)
        crawls.take_back(decision)
    return [replace(one, state=WAITING) for one in decided], changes


def _waiting(workspace: Workspace, ids: Sequence[int]) -> list[Proposal]:
    """Return the proposals with these numbers, each once.

    Raises:
        InvalidInput: One of them does not wait for review.
    """
    wanted = list(dict.fromkeys(ids))
    if not wanted:
        raise InvalidInput(message("No proposal was named."))
    found = _as_they_stand(workspace, workspace.store.crawls.proposals_of(wanted))
    known = {one.id: one for one in found if one.state == WAITING}
    for number in wanted:
        if number not in known:
            raise InvalidInput(
                message("Proposal {number} does not wait for review.", number=number)
            )
    return [known[number] for number in wanted]


def _as_they_stand(workspace: Workspace, some: Sequence[Proposal]) -> list[Proposal]:
    """Return proposals with the states that the library's undo and redo leave them."""
    operations = workspace.store.crawls.operations()
    history = workspace.store.history
    undone = {
        operation
        for operation in set(operations.values())
        if not history.is_standing(operation)
    }
    return [
        replace(one, state=WAITING)
        if one.state == ACCEPTED and operations.get(one.id) in undone
        else one
        for one in some
    ]
