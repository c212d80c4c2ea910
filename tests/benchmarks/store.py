"""What the store does with a big library, in CPU seconds: make bench-store.

ARGS="100000" sets the records. Each line gives CPU and wall seconds and the peak
memory of the process so far; a page of 50 is the 95th percentile of 200.
"""

import json
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from instrstudio.domain.job import run
from instrstudio.services import backups, bulk, duplicates, project_file
from instrstudio.services.workspace import Workspace

from .insert_rate import records_of

RESULT = Path("build/bench/store.json")
CHUNK = 5_000
SHARE = 10
"""One record in so many is tagged; of so many, one is nearly another."""


def fill(workspace: Workspace, count: int) -> None:
    """Put records into the library, some of them nearly the same."""
    records = records_of(count)
    operation = 0
    for at in range(0, count, CHUNK):
        operation = workspace.store.records.insert(
            records[at : at + CHUNK], label="Import", operation=operation
        ).operation


def page(workspace: Workspace) -> None:
    """Read 200 pages of 50 and print the 95th percentile."""
    ids, chance = workspace.store.records.ids(), random.Random(0)
    took = []
    for _page in range(200):
        start = chance.randrange(max(1, len(ids) - 50))
        begun = time.process_time()
        workspace.store.records.page(ids[start : start + 50])
        took.append(time.process_time() - begun)
    print(f"page of 50, p95 {sorted(took)[190] * 1000:.2f} ms CPU")


def main(count: int) -> None:
    """Time each thing once and print it."""
    result: dict[str, dict[str, float]] = {}

    def timed(title: str, deed: Callable[[], object]) -> None:
        cpu, wall = time.process_time(), time.perf_counter()
        deed()
        cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        result[title] = {"cpu": cpu, "wall": wall, "peak_mib": peak}
        print(f"{title:28} {cpu:8.2f} s CPU {wall:8.2f} s {peak:8.0f} MiB", flush=True)

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with Workspace.open(folder / "project") as workspace:
            timed(f"fill with {count:,}", lambda: fill(workspace, count))
            page(workspace)
            some = workspace.store.records.ids(order="id")[::SHARE]
            timed("copy before", lambda: run(backups.make(workspace)))
            worth = bulk.WORTH_A_BACKUP
            bulk.WORTH_A_BACKUP = count + 1
            timed(
                f"tag {len(some):,}",
                lambda: run(bulk.tag(workspace, some, add=("new",))),
            )
            timed("undo", lambda: run(bulk.undo(workspace)))
            timed("redo", lambda: run(bulk.redo(workspace)))
            bulk.WORTH_A_BACKUP = worth
            timed("pack", lambda: run(project_file.write(workspace, folder / "one")))
            timed("near-duplicates", lambda: run(duplicates.find(workspace)))
    RESULT.parent.mkdir(parents=True, exist_ok=True)
    RESULT.write_text(json.dumps({"records": count, **result}, indent=1), "utf-8")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
