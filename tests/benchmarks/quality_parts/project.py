"""A project whose library is the training split, stored and indexed like any other."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from instrstudio.domain.job import run
from instrstudio.services import indexing, starter
from instrstudio.services.workspace import Workspace

from .kept import digest_of
from .rows import BUILD, Row

CHUNK = 5_000
_HELD = "bench.rows"


@contextmanager
def research_project(rows: tuple[Row, ...]) -> Iterator[Workspace]:
    """Open the project that holds `rows`, filling and indexing it once.

    The index lies beside it, not in the user's cache.
    """
    os.environ["INSTRSTUDIO_HOME"] = str((BUILD / "home").resolve())
    digest = digest_of([], " ".join(row.id for row in rows))
    with Workspace.open(BUILD / f"project-{digest}") as workspace:
        if workspace.store.settings.get(_HELD, "") != digest:
            _fill(workspace, rows)
            workspace.store.settings.put(_HELD, digest)
        run(indexing.catch_up(workspace))  # an index of an older form is built anew
        yield workspace


@contextmanager
def starter_project() -> Iterator[Workspace]:
    """Open a project as a new user has it: the starter library and nothing else."""
    os.environ["INSTRSTUDIO_HOME"] = str((BUILD / "home").resolve())
    with Workspace.open(BUILD / "project-starter") as workspace:
        run(starter.fill(workspace))
        run(indexing.rebuild(workspace))
        yield workspace


def _fill(workspace: Workspace, rows: tuple[Row, ...]) -> None:
    """Store and index the rows; what a broken run left is known by its content."""
    start = time.perf_counter()
    for at in range(0, len(rows), CHUNK):
        chunk = [row.as_record() for row in rows[at : at + CHUNK]]
        workspace.store.records.insert(chunk, label="Import")
    stored = time.perf_counter()
    run(indexing.rebuild(workspace))
    indexed = time.perf_counter()
    print(
        f"project of {len(rows)} records: stored in {stored - start:.0f} s, "
        f"indexed in {indexed - stored:.0f} s",
        file=sys.stderr,
    )


def row_ids(workspace: Workspace) -> dict[int, str]:
    """Return the id of the row that each record was made from."""
    return {
        record.id or 0: str(record.extra["row"])
        for record in workspace.store.records.iterate()
    }
