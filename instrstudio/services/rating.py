"""What a person thinks of records, in stars; search finds and counts by it.

Giving stars is a step of the history like any other. What was there before is kept in
the log of events, whose number the name of the step carries.
"""

from collections.abc import Sequence

from instrstudio.domain.changes import Changes
from instrstudio.domain.errors import InvalidInput
from instrstudio.domain.job import Job, Progress
from instrstudio.domain.rating import OVERALL
from instrstudio.domain.record import Record
from instrstudio.domain.wording import Message, message
from instrstudio.services.workspace import Workspace

MOST = 5
CRITERION = OVERALL
LISTED = 500
"""More rated records than these are reported as “many”."""

_CHUNK = 500
_KIND = "rate"
_EVENT = "rating"
"""The value in the name of a step that says which event keeps what was before."""


def rate(
    workspace: Workspace, ids: Sequence[int], stars: int
) -> Job[Progress, Changes]:
    """Give records 1 to 5 stars as the present profile; 0 takes the stars back.

    A rating belongs to the text: records with the same text share it. It is one step,
    which undo takes back; cancelled, nothing is rated.

    Raises:
        InvalidInput: There are not so many stars.
    """
    if not 0 <= stars <= MOST:
        raise InvalidInput(
            message("A rating is 1 to {most} stars, or 0 for none.", most=MOST)
        )
    store, profile = workspace.store, workspace.settings.profile
    before: dict[str, float | None] = {}
    rated: list[int] = []
    with store.atomic():
        for start in range(0, len(ids), _CHUNK):
            for record in store.records.page(list(ids[start : start + _CHUNK])):
                content = record.content_hash
                had = _given(workspace, content, profile)
                if content not in before and (had or 0) != stars:
                    before[content] = had
                    _give(workspace, content, profile, stars)
                if content in before:
                    rated.append(record.id or 0)
            done = min(start + _CHUNK, len(ids))
            yield Progress(done=done, total=len(ids), message=message("Rating…"))
        if not rated:
            return Changes()
        kept = {"stars": stars, "before": before, "records": rated}
        label = _label(stars, store.events.append(_KIND, profile, payload=kept))
        store.history.begin(_KIND, label)
    return _changes(rated, label)


def stars_of(workspace: Workspace, record: Record) -> int:
    """Return the stars that the present profile gave a record, 0 where none."""
    profile = workspace.settings.profile
    return round(_given(workspace, record.content_hash, profile) or 0)


def means(workspace: Workspace, ids: Sequence[int]) -> dict[int, float]:
    """Return the mean of all people's stars on those of the records that have any."""
    return workspace.store.ratings.of_records(ids)


def turned(
    workspace: Workspace, label: Message | None, changes: Changes, *, forth: bool
) -> Job[Progress, Changes]:
    """Give the ratings of a step back, or again (`forth`), where it was one.

    `label` names the step and `changes` is what taking it back touched otherwise.
    Call it in the transaction that does that.
    """
    number = label.values.get(_EVENT) if label else None
    events = workspace.store.events.since(number - 1) if type(number) is int else []
    if not events or events[0].seq != number or events[0].kind != _KIND:
        return changes
    event = events[0]
    before, stars = event.payload["before"], event.payload["stars"]
    for done, (content, had) in enumerate(before.items(), start=1):
        _give(workspace, content, event.profile, stars if forth else had)
        if done % _CHUNK == 0 or done == len(before):
            yield Progress(done=done, total=len(before), message=message("Rating…"))
    return changes.merge(_changes(event.payload["records"], changes.label))


def _given(workspace: Workspace, content: str, profile: str) -> float | None:
    """Return what a profile gave a content, None where nothing."""
    for rating in workspace.store.ratings.of(content):
        if (rating.profile, rating.criterion) == (profile, CRITERION):
            return rating.value
    return None


def _give(
    workspace: Workspace, content: str, profile: str, stars: float | None
) -> None:
    """Note the stars of a content, or that there are none."""
    ratings = workspace.store.ratings
    if stars:
        ratings.put(content, profile, CRITERION, stars)
    else:
        ratings.remove(content, profile, CRITERION)


def _label(stars: int, event: int) -> Message:
    """Return the name of a step; it carries the number of the event."""
    if not stars:
        return message("Take stars back", rating=event)
    return message("Rate with {stars} stars", stars=stars, rating=event)


def _changes(rated: Sequence[int], label: Message | str) -> Changes:
    """Return what a rating touched."""
    many = len(rated) > LISTED
    return Changes(records=() if many else tuple(rated), many=many, label=label)
