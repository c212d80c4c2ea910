"""How fast records go in, against executemany: make bench-insert-rate.

The library gets records; it works out hash, title and language, looks for duplicates,
and writes rows with history, triggers and outbox. Its rivals are `executemany` of the
very same rows with the same columns, chunk by chunk in WAL mode, without history,
trigger and outbox:

- `same work`: the rows are made from the same records, the table has the same indexes;
  this is the comparison that is held to 0.4;
- `indexed`: the rows are ready beforehand, the table has the same indexes;
- `bare`: the rows are ready beforehand, the table has no index.

CPU seconds of one thread, all in turn in each round, the best of some rounds.
"""

import json
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from instrstudio.domain.record import Record, Source
from instrstudio.domain.task import Example
from instrstudio.storage.record_rows import COLUMNS, Row, row_of
from instrstudio.storage.store import open_store

CHUNK = 5_000
ROUNDS = 3
RESULT = Path("build/bench/insert_rate.json")
LEAST_SHARE = 0.4
AT = "2026-01-01T00:00:00.000Z"


def records_of(count: int) -> list[Record]:
    """Return records of about 56 words each, the same every time."""
    chance = random.Random(0)
    words = ["".join(chance.choices("abcdefghij", k=6)) for _word in range(5000)]

    def text(length: int) -> str:
        return " ".join(chance.choices(words, k=length))

    return [
        Record(
            instruction=text(14) + ".",
            examples=(Example(input=text(12), output=text(30)),),
            task_type=chance.choice(["translation", "other"]),
            source=Source(kind="import", name="x.jsonl"),
        )
        for _record in range(count)
    ]


def rows_of(records: Iterable[Record], first: int = 1) -> list[Row]:
    """Return the rows of records."""
    return [
        row_of(record, first + i, 1, AT, record.content_hash)
        for i, record in enumerate(records)
    ]


def _indexes(folder: Path) -> list[str]:
    """Return the statements that make the indexes of the table of records."""
    store = open_store(folder)
    found = store.database.rows(
        "SELECT sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'record'"
    )
    store.close()
    return [row[0] for row in found]


def executemany(
    path: Path, chunks: Iterable[Callable[[], Sequence[Row]]], indexed: bool
) -> float:
    """Return the seconds that plain SQLite takes."""
    indexes = _indexes(path.with_name("empty"))
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode = wal")
    connection.execute("PRAGMA synchronous = normal")
    rest = ", ".join(COLUMNS[1:])
    connection.execute(f"CREATE TABLE record (id INTEGER PRIMARY KEY, {rest})")
    for statement in indexes if indexed else ():
        connection.execute(statement)
    marks = ", ".join("?" for _column in COLUMNS)
    start = time.thread_time()
    for chunk in chunks:
        connection.executemany(f"INSERT INTO record VALUES ({marks})", chunk())
        connection.commit()
    seconds = time.thread_time() - start
    connection.close()
    return seconds


def library(folder: Path, records: Sequence[Record]) -> float:
    """Return the seconds that the library takes, history and outbox with it."""
    store = open_store(folder)
    operation = 0
    start = time.thread_time()
    for at in range(0, len(records), CHUNK):
        operation = store.records.insert(
            records[at : at + CHUNK], label="Import", operation=operation
        ).operation
    seconds = time.thread_time() - start
    store.close()
    return seconds


def main(count: int) -> int:
    """Print the rates and our share of each rival's; 1 where the target is missed."""
    records = records_of(count)
    rows = rows_of(records)
    starts = range(0, count, CHUNK)
    finished = [lambda at=at: rows[at : at + CHUNK] for at in starts]
    made = [lambda at=at: rows_of(records[at : at + CHUNK], at + 1) for at in starts]
    best: dict[str, float] = {}
    for _round in range(ROUNDS):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            times = {
                "same work": executemany(folder / "a", made, indexed=True),
                "indexed": executemany(folder / "b", finished, indexed=True),
                "bare": executemany(folder / "c", finished, indexed=False),
                "library": library(folder / "project", records),
            }
        best = {key: min(value, best.get(key, value)) for key, value in times.items()}
    shares = {rival: seconds / best["library"] for rival, seconds in best.items()}
    for rival, seconds in best.items():
        rate = count / seconds
        print(f"{rival:10} {rate:10,.0f} records/s, library has {shares[rival]:.2f}")
    kept = shares["same work"] >= LEAST_SHARE
    print(f"{'yes' if kept else 'NO '} {LEAST_SHARE} of the same work")
    RESULT.parent.mkdir(parents=True, exist_ok=True)
    result = {"records": count, "cpu_seconds": best, "library_over_rival": shares}
    RESULT.write_text(json.dumps(result, indent=1), encoding="utf-8")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000))
