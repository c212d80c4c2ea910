"""Where the texts of a new queue come from, as it was chosen in the window."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from instrstudio.domain.job import Job, Progress
from instrstudio.domain.query import Query
from instrstudio.domain.rating_queue import RatingItem
from instrstudio.services import bulk, rating_sources
from instrstudio.services.workspace import Workspace

LOG, EVALUATION, LIBRARY, FILE = "log", "evaluation", "library", "file"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One of the kinds above, with what it needs: a search, a run or a file."""

    kind: str
    query: str = ""
    run: int = 0
    path: Path | None = None

    def label(self) -> str:
        """Return what a queue remembers of it."""
        parts = {
            EVALUATION: f"{self.kind}:{self.run}",
            LIBRARY: f"{self.kind}: {self.query}" if self.query else self.kind,
            FILE: str(self.path),
        }
        return parts.get(self.kind, self.kind)

    def read(self, workspace: Workspace) -> Job[Progress, Sequence[RatingItem]]:
        """Return its texts.

        Raises:
            NotFound: There is no such run or file.
            InvalidInput: The search or a row of the file cannot be read.
        """
        if self.kind == EVALUATION:
            return list(rating_sources.from_evaluation(workspace, self.run))
        if self.kind == LIBRARY:
            ids = yield from bulk.choose(workspace, Query(text=self.query))
            return list(rating_sources.from_library(workspace, ids))
        yield from _nothing()
        if self.kind == FILE and self.path is not None:
            return list(rating_sources.from_file(self.path))
        return list(rating_sources.from_log(workspace))


def _nothing() -> Iterator[Progress]:
    """Yield nothing: what makes a function a job without events."""
    return iter(())
