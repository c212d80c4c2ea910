"""What is done to a big library, each thing in a process and a window of its own.

``python -m tests.benchmarks.library_parts.phases NAME FOLDER RECORDS`` does one and
writes ``FOLDER/results/NAME.json``.
"""

import json
import sys
import time
from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from instrstudio.domain.job import Job, Progress
from instrstudio.domain.transfer_plan import ExportPlan, ImportPlan
from instrstudio.services.workspace import Workspace
from instrstudio.ui.jobs import JobState
from instrstudio.ui.library import view as viewing
from instrstudio.ui.library.view import View

from .lateness import stay
from .window import (
    Driven,
    Ticks,
    Window,
    at_home,
    peak_mib,
    written,
)

ORDERS = ("updated", "created", "title", "task_type", "language", "source", "id")
PAGES = 300
TYPED = ("translate the text", "summary of", "改写", "write a product", "分类 评论")
PLAIN, PACKED = "library.jsonl", "more.jsonl.gz"
SHARE = 10
"""One record in so many is in the packed file, and one in so many is tagged."""

Line = dict[str, Any]
"""A line of the table: `what`, `count`, `cpu`, `wall`, `progress`, `note`."""


@dataclass(frozen=True, slots=True)
class Bench:
    """Where everything lies, and how big it is."""

    folder: Path
    records: int

    @property
    def few(self) -> int:
        """How many records the packed file holds, and how many are tagged."""
        return max(1, self.records // SHARE)

    def result(self, phase: str) -> Path:
        """Return where the result of a phase stands."""
        return self.folder / "results" / f"{phase}.json"


def line(what: str, count: int, driven: Driven, note: str = "") -> Line:
    """Return the line of a job."""
    return {
        "what": what,
        "count": count,
        "cpu": driven.cpu,
        "wall": driven.wall,
        "progress": driven.progress,
        "note": note,
    }


def asked(window: Window, question: Callable[[Workspace], Any]) -> Any:
    """Return what a question about the project is answered, asked beside the window."""

    def job(workspace: Workspace) -> Job[Progress, Any]:
        yield Progress(done=0)
        return question(workspace)

    return window.drive(job, "Look", "query").result


def records_of(window: Window, tag: str = "") -> int:
    """Return how many records there are, or have a tag."""
    count: int = asked(window, lambda w: w.store.records.count(tag=tag))
    return count


def import_plain(window: Window, bench: Bench) -> Iterator[Line]:
    """Import the file, cancel when two fifths are done, and import it again."""
    path = bench.folder / PLAIN
    first = window.drive(importing(path), "Import", "bulk", stop_when=written(0.4))
    yield line("import, cancelled", first.result.read, first, "kept what was read")
    rest = window.drive(importing(path), "Import", "bulk")
    there = records_of(window)
    if there != bench.records:
        raise RuntimeError(f"{there} records of {bench.records} are there")
    yield line("import, resumed", rest.result.read, rest, "none twice, none missing")


def import_packed(window: Window, bench: Bench) -> Iterator[Line]:
    """Import a packed file on top."""
    driven = window.drive(importing(bench.folder / PACKED), "Import", "bulk")
    yield line("import .gz", driven.result.read, driven)


def importing(path: Path) -> Callable[[Workspace], Job[Progress, Any]]:
    """Return the job that the window imports a file with."""

    def job(workspace: Workspace) -> Job[Progress, Any]:
        from instrstudio.services import aside

        return aside.import_files(workspace, (path,), plan=ImportPlan())

    return job


def index(window: Window, bench: Bench) -> Iterator[Line]:
    """Let the window index the library, as it does when a project opens."""
    yield upkeep(window, "index", bench.records)


def upkeep(window: Window, what: str, count: int) -> Line:
    """Wait until the window's own jobs are done."""
    begun, jobs = time.perf_counter(), window.session.lanes.jobs
    window.rest()
    return {
        "what": what,
        "count": count,
        "cpu": window.at_opening.of_job(),
        "wall": time.perf_counter() - begun,
        "progress": sum(map(window.progress_of, jobs)),
        "note": "and the daily backup" if what == "index" else "",
    }


def sort(window: Window, _bench: Bench) -> Iterator[Line]:
    """Ask for the ids in every order, then read pages all over."""
    for order in ORDERS:

        def ids(
            workspace: Workspace, order: str = order
        ) -> Job[Progress, "array[int]"]:
            yield Progress(done=0)
            return workspace.store.records.ids(order=order)

        driven = window.drive(ids, order, "query")
        yield line(f"sort by {order}", len(driven.result), driven)
    driven = window.drive(pages, "pages", "query")
    p95 = sorted(driven.result)[int(0.95 * len(driven.result))]
    yield {**line("page of 50", 50 * len(driven.result), driven), "p95_ms": p95}


def pages(workspace: Workspace) -> Job[Progress, list[float]]:
    """Read pages of 50 by their ids; return the milliseconds of CPU that each took."""
    ids = workspace.store.records.ids(order="title")
    took: list[float] = []
    for number in range(PAGES):
        start = number * 7919 * 50 % max(1, len(ids) - 50)
        begun = time.thread_time()
        workspace.store.records.page(ids[start : start + 50])
        took.append((time.thread_time() - begun) * 1000)
        yield Progress(done=number)
    return took


def finding(view: View) -> Callable[[Workspace], viewing.FindJob]:
    """Return the job that the window finds the rows of a view with."""

    def job(workspace: Workspace) -> viewing.FindJob:
        return viewing.find(workspace, view)

    return job


def tag(window: Window, bench: Bench) -> Iterator[Line]:
    """Tag many records, cancelled halfway first, and take it back."""
    ids = asked(
        window,
        lambda w: w.store.records.ids(order="id", descending=False)[: bench.few],
    )

    def tagging(workspace: Workspace) -> Job[Progress, Any]:
        from instrstudio.services import bulk

        return bulk.tag(workspace, ids, add=("marked",))

    is_far = written(0.5)
    stopped = window.drive(
        tagging, "Tag", "write", lambda p: "Tag" in str(p.message) and is_far(p)
    )
    left = records_of(window, "marked")
    if stopped.state is JobState.CANCELLED and left:
        raise RuntimeError(f"{left} records are tagged by a cancelled job")
    if stopped.state is JobState.CANCELLED:
        yield line("tag, cancelled", len(ids), stopped, "behind a backup; none tagged")
    else:  # few are tagged at one stroke
        window.drive(undoing, "Undo", "write")
    driven = window.drive(tagging, "Tag", "write")
    if records_of(window, "marked") != len(ids):
        raise RuntimeError("some records are not tagged")
    yield line("tag", len(ids), driven, "behind a backup")
    undone = window.drive(undoing, "Undo", "write")
    if records_of(window, "marked"):
        raise RuntimeError("some records are still tagged")
    yield line("undo of tag", len(ids), undone)


def search(window: Window, bench: Bench) -> Iterator[Line]:
    """Type while the window brings the index up to what came in last."""
    waits: list[float] = []
    found = 0
    mine = [job for job in window.session.lanes.jobs if job.lane == "bulk"]
    begun = time.perf_counter()
    while any(not job.is_over for job in mine) or len(waits) < 20:
        text = TYPED[len(waits) // 20 % len(TYPED)]
        typed = text[: 1 + len(waits) % 20]
        asked = View(text=typed, order=viewing.RELEVANCE)
        driven = window.drive(finding(asked), "Search", "query")
        waits.append(driven.wall * 1000)
        found += driven.result.total > 0
        stay(0.1)
    window.rest()
    p95 = sorted(waits)[int(0.95 * len(waits))]
    yield {
        "what": "search while indexing",
        "count": bench.few,
        "cpu": window.at_opening.of_job(),
        "wall": time.perf_counter() - begun,
        "progress": sum(map(window.progress_of, mine)),
        "note": f"{len(waits)} searches, {found} found; p95 {p95:.0f} ms, look incl.",
    }


def undoing(workspace: Workspace) -> Job[Progress, Any]:
    """Take the last operation back, as a job."""
    from instrstudio.services import bulk

    return bulk.undo(workspace)


def export(
    window: Window, bench: Bench, name: str, stop_when: Callable[[Progress], bool]
) -> Iterator[Line]:
    """Write everything, cancelled on the way first: nothing is left of that."""
    target, plan = bench.folder / name, ExportPlan()

    def exporting(workspace: Workspace) -> Job[Progress, Any]:
        from instrstudio.services import aside

        return aside.export(workspace, target, plan, None)

    target.unlink(missing_ok=True)
    format = target.suffix[1:]
    stopped = window.drive(exporting, "Export", "bulk", stop_when=stop_when)
    if stopped.state is JobState.CANCELLED and list(bench.folder.glob(f"*{name}*")):
        raise RuntimeError("a cancelled export left a file")
    yield line(f"export {format}, cancelled", 0, stopped, "no file is left")
    driven = window.drive(exporting, "Export", "bulk")
    size = target.stat().st_size / 2**20
    target.unlink()
    yield line(f"export {format}", driven.result.written, driven, f"{size:.0f} MiB")


def export_alpaca(window: Window, bench: Bench) -> Iterator[Line]:
    """Write an Alpaca list."""
    yield from export(window, bench, "out.json", written(0.2))


def export_parquet(window: Window, bench: Bench) -> Iterator[Line]:
    """Write a Parquet table; cancelled while it still counts."""
    yield from export(window, bench, "out.parquet", lambda progress: progress.done > 0)


def undo_import(window: Window, bench: Bench) -> Iterator[Line]:
    """Take both imports back, the last one first."""
    for what, count in (("undo of .gz", bench.few), ("undo of import", bench.records)):
        driven = window.drive(undoing, "Undo", "write")
        yield line(what, count, driven)
    if records_of(window):
        raise RuntimeError("some records are still there")


PHASES: dict[str, Callable[[Window, Bench], Iterator[Line]]] = {
    "import": import_plain,
    "index": index,
    "import-gz": import_packed,
    "search": search,
    "sort": sort,
    "tag": tag,
    "export-alpaca": export_alpaca,
    "export-parquet": export_parquet,
    "undo-import": undo_import,
}
AT_ONCE = ("index", "search")
"""Phases that are about what the window does by itself when a project opens."""


def main(phase: str, bench: Bench) -> None:
    """Do one phase and write down what came of it."""
    at_home(bench.folder)
    window = Window(bench.folder / "project")
    window.open()
    if phase not in AT_ONCE:
        window.rest()
        stay(1.0)
    start, ticks = time.monotonic(), Ticks()
    ticks.start()
    lines = []
    for found in PHASES[phase](window, bench):
        lines.append(found)
        print(f"  {found['what']:24} {found['cpu']:8.1f} s CPU", flush=True)
    late = ticks.stop().row()
    result = {
        "lines": lines,
        "start": start,
        "end": time.monotonic(),
        "late": late,
        "peak_mib": peak_mib(),
    }
    place = bench.result(phase)
    place.parent.mkdir(exist_ok=True)
    partial = place.with_suffix(".partial")
    partial.write_text(json.dumps(result, indent=1), encoding="utf-8")
    partial.replace(place)
    window.close()


if __name__ == "__main__":
    main(sys.argv[1], Bench(Path(sys.argv[2]), int(sys.argv[3])))
