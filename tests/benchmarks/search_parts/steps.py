"""What is built, each in a process of its own, so that its memory can be told."""

import multiprocessing
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from pathlib import Path
from typing import ParamSpec, TypeVar

from instrstudio.domain.job import Progress, run
from instrstudio.search.index import stamp
from instrstudio.services import indexing, open_indexes
from instrstudio.services.workspace import Workspace

from . import asked, texts
from .cutting import cut
from .peers import PEERS, peer
from .place import Figures, Place, megabytes

BUILT = ("ours", *PEERS)
STEPS = ("project", "reading", *BUILT)
"""In this order; `reading` reads and cuts the records and keeps nothing."""

_CHUNK = 5_000
_TOLD_SHARE = 10
_STATUS = Path("/proc/self/status")

ItemT = TypeVar("ItemT")
ResultT = TypeVar("ResultT")
ArgumentsT = ParamSpec("ArgumentsT")


def built(place: Place, name: str) -> Figures:
    """Return the figures of a step; what is kept is not done again."""
    figures = place.kept(name, _make(place, name))
    if figures is not None:
        return {**figures, "kept": "kept"}
    place.forget(name)
    print(f"{place.name}: {name}", flush=True)
    return {**in_child(_do, place, name), "kept": ""}


def in_child(
    work: Callable[ArgumentsT, ResultT],
    *given: ArgumentsT.args,
    **options: ArgumentsT.kwargs,
) -> ResultT:
    """Return what `work` returns in a fresh process, which ends with it."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, context) as executor:
        return executor.submit(work, *given, **options).result()


def missing(place: Place) -> list[str]:
    """Return the steps whose result is not there, or is of another make."""
    return [name for name in STEPS if place.kept(name, _make(place, name)) is None]


def draw(place: Place) -> None:
    """Draw queries from the records and keep them."""
    with place.project() as workspace:
        store = workspace.store.records
        ids = asked.sampled(store.ids(order="id", descending=False))
        words = asked.Vocabulary.of(store.iterate(ids))
    asked.write(place.queries, asked.drawn(words, place.asked))


def _make(place: Place, name: str) -> str:
    """Return what decides whether a kept result still counts."""
    if name in PEERS:
        return peer(name).make
    if name == "project":
        return f"recipe {texts.RECIPE}, files of {texts.sizes(place.data)} bytes"
    return stamp()


def _do(place: Place, name: str) -> Figures:
    """Do a step in this process, keep its figures and return them."""
    began = time.process_time()
    if name == "project":
        _fill(place)
    with place.project() as workspace:
        if name != "project":
            began = time.process_time()
            _read(place, workspace, name)
        ours = name == "ours"
        folder = open_indexes.folder(workspace) if ours else place.engine(name)
        figures: Figures = {
            "records": workspace.store.records.count(),
            "cpu_s": time.process_time() - began,
            "peak_mb": _peak(),
            "size_mb": megabytes(folder),
        }
    place.keep(name, _make(place, name), figures)
    return figures


def _read(place: Place, workspace: Workspace, name: str) -> None:
    """Index all records, or only read them."""
    records = workspace.store.records.count()
    documents = _told(map(cut, workspace.store.records.iterate()), records)
    if name == "ours":
        run(indexing.rebuild(workspace), _Told(records))
    elif name in PEERS:
        peer(name).build(place.engine(name), documents)
    else:
        for _document in documents:
            pass


def _fill(place: Place) -> None:
    """Store the records of the corpus."""
    records = texts.records(place.corpus, place.data, place.count)
    told, operation, done = _Told(place.count), 0, 0
    with place.project() as workspace:
        while chunk := list(islice(records, _CHUNK)):
            operation = workspace.store.records.insert(
                chunk, label="Import", on_duplicate="keep", operation=operation
            ).operation
            done += len(chunk)
            told(Progress(done=done))


def _peak() -> float:
    """Return the most memory this process had at once, in 10^6 bytes."""
    if _STATUS.is_file():
        for line in _STATUS.read_text("ascii").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024 / 1e6
    return float("nan")


class _Told:
    """Says how far a step is, every tenth of it."""

    def __init__(self, total: int) -> None:
        self._step = max(1, (total or 100_000) // _TOLD_SHARE)
        self._next = self._step

    def __call__(self, progress: Progress) -> None:
        if progress.done >= self._next:
            print(f"  {progress.done:,} records", flush=True)
            self._next = progress.done - progress.done % self._step + self._step


def _told(items: Iterable[ItemT], total: int) -> Iterator[ItemT]:
    """Yield `items`, saying how many have gone by."""
    told = _Told(total)
    for done, item in enumerate(items, 1):
        yield item
        if not done % _CHUNK:
            told(Progress(done=done))
