"""A project that holds the real library, stored and indexed like any other."""

import gzip
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from instrstudio.domain.job import run
from instrstudio.domain.record import Record, Source
from instrstudio.services import indexing
from instrstudio.services.workspace import Workspace

VARIABLE = "INSTRSTUDIO_BENCH_DATA"
BUILD = Path("build/bench/relevance")
FILES = ("library_en.jsonl.gz", "library_zh.jsonl.gz")
CHUNK = 5_000
_FILLED = "bench.filled"


def data_folder(given: Path | None) -> Path:
    """Return the folder of the data: the given one, or the one the environment names.

    Raises:
        SystemExit: There is none, or a file of the library is not in it.
    """
    named = os.environ.get(VARIABLE)
    folder = given or (Path(named) if named else None)
    if folder is None or not all((folder / name).is_file() for name in FILES):
        raise SystemExit(
            f"Give a folder that holds {' and '.join(FILES)}: --data, or {VARIABLE}."
        )
    return folder


@contextmanager
def library_project(data: Path) -> Iterator[Workspace]:
    """Open the project that holds the library of `data`, filling it the first time.

    The index lies beside it, not in the user's cache; one of an older make is built
    anew.
    """
    os.environ["INSTRSTUDIO_HOME"] = str((BUILD / "home").resolve())
    sizes = [(data / name).stat().st_size for name in FILES]
    with Workspace.open(BUILD / "project") as workspace:
        if workspace.store.settings.get(_FILLED) != sizes:
            rows = _records(data)
            while chunk := list(islice(rows, CHUNK)):
                workspace.store.records.insert(chunk, label="Import")
            workspace.store.settings.put(_FILLED, sizes)
        run(indexing.catch_up(workspace))
        yield workspace


def _records(data: Path) -> Iterator[Record]:
    """Yield the records of the library; most have no title, the store makes one."""
    for name in FILES:
        with gzip.open(data / name, "rt", encoding="utf-8") as file:
            for line in file:
                row = json.loads(line)
                yield Record(
                    instruction=row["text"],
                    title=(row["title"] or "").strip(),
                    tags=tuple(row["tags"] or ()),
                    language=row["lang"],
                    source=Source(kind="import", name=row["source"]),
                    licence=row["license"],
                )
