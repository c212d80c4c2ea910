"""What the side list counts: shelves, tags, saved searches, further filters."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace

from instrstudio.domain.job import Job, Progress
from instrstudio.domain.query import Query, SavedSearch
from instrstudio.services.workspace import Workspace
from instrstudio.ui.library.facets import Counts, counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelves:
    """Counts of the whole library, or of what is found in it.

    `facets` has those of the further filters that are looked at.
    """

    everything: int = 0
    archived: int = 0
    task_types: tuple[tuple[str, int], ...] = ()
    tags: tuple[tuple[str, int], ...] = ()
    saved: tuple[SavedSearch, ...] = ()
    facets: Counts = field(default_factory=dict)


def shelves(workspace: Workspace) -> Job[Progress, Shelves]:
    """Count the whole library."""
    records = workspace.store.records
    yield Progress(done=0)
    return Shelves(
        everything=records.count(),
        archived=records.count(archived=True),
        task_types=tuple(records.task_type_counts().items()),
        tags=tuple(records.tags()),
        saved=tuple(workspace.store.searches.all()),
    )


def shelves_within(
    workspace: Workspace, whole: Shelves, text: str, open_facets: Collection[str] = ()
) -> Job[Progress, Shelves]:
    """Count again what the words of `text` find, and the facets that are open."""
    from instrstudio.services import searching

    yield Progress(done=0)
    counted = counts(workspace, text, open_facets)
    if not text:
        return replace(whole, facets=counted)
    query = Query(text=text, typing=True)
    return replace(
        whole,
        task_types=searching.counted(workspace, query, "type", whole.task_types),
        tags=searching.counted(workspace, query, "tag", whole.tags),
        facets=counted,
    )
