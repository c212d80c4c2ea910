"""What a person thinks of records, in stars; search finds and counts by it."""

from collections.abc import Sequence

from instrstudio.domain.changes import Changes
from instrstudio.domain.errors import InvalidInput
from instrstudio.domain.job import Job, Progress
from instrstudio.domain.wording import message
from instrstudio.services.bulk import LISTED
from instrstudio.services.workspace import Workspace

MOST = 5
CRITERION = "overall"
_CHUNK = 500


def rate(
    workspace: Workspace, ids: Sequence[int], stars: int
) -> Job[Progress, Changes]:
    """Give records 1 to 5 stars as the present profile; 0 takes the stars back.

    A rating belongs to the text: records with the same text share it. It is no step
    to be undone.

    Raises:
        InvalidInput: There are not so many stars.
    """
    if not 0 <= stars <= MOST:
        raise InvalidInput(
            message("A rating is 1 to {most} stars, or 0 for none.", most=MOST)
        )
    store, profile = workspace.store, workspace.settings.profile
    rated: list[int] = []
    for start in range(0, len(ids), _CHUNK):
        with store.atomic():
            for record in store.records.page(list(ids[start : start + _CHUNK])):
                if stars:
                    store.ratings.put(record.content_hash, profile, CRITERION, stars)
                else:
                    store.ratings.remove(record.content_hash, profile, CRITERION)
                rated.append(record.id or 0)
        yield Progress(done=len(rated), total=len(ids), message=message("Rating…"))
    many = len(rated) > LISTED
    label = message("Rate with {stars} stars", stars=stars)
    return Changes(records=() if many else tuple(rated), many=many, label=label)
