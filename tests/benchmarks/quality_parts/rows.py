"""The research rows: (description, input, output) with the instruction they had."""

import gzip
import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from instrstudio.domain.record import Record, Source
from instrstudio.domain.task import Example, Task

TRIPLES = "train_triples.jsonl.gz"
VARIABLE = "INSTRSTUDIO_BENCH_DATA"
BUILD = Path("build/bench/quality")
LANGUAGES = ("en", "zh")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of the data: a task of one sample, and the instruction that it had.

    `task` is the id of the upstream task, if it has one; `permissive` says whether its
    licence lets a model that is given away learn from it.
    """

    id: str
    source: str
    language: str
    description: str
    input: str
    output: str
    instruction: str
    licence: str
    task: str
    permissive: bool

    @property
    def described(self) -> bool:
        """Whether the task is described, not only shown."""
        return bool(self.description.strip())

    def as_task(self) -> Task:
        """Return what a user would type."""
        return Task(
            description=self.description,
            examples=self._examples(),
            language=self.language,
        )

    def as_record(self) -> Record:
        """Return the row as a record of the library; `extra` keeps its id."""
        return Record(
            instruction=self.instruction,
            task_description=self.description,
            examples=self._examples(),
            language=self.language,
            source=Source(kind="import", name=self.source),
            licence=self.licence,
            extra={"row": self.id},
        )

    def _examples(self) -> tuple[Example, ...]:
        """Return the one sample, if it says anything."""
        sample = Example(input=self.input, output=self.output)
        return (sample,) if sample != Example() else ()


def data_folder(given: Path | None) -> Path:
    """Return the folder of the data: the given one, or the one the environment names.

    Raises:
        SystemExit: There is none, or the triples are not in it.
    """
    named = os.environ.get(VARIABLE)
    folder = given or (Path(named) if named else None)
    if folder is None or not (folder / TRIPLES).is_file():
        raise SystemExit(f"Give a folder that holds {TRIPLES}: --data, or {VARIABLE}.")
    return folder


def read_rows(folder: Path) -> list[Row]:
    """Return the rows in English and Chinese, in the order of the file."""
    return [row for row in _rows(folder / TRIPLES) if row.language in LANGUAGES]


def _rows(path: Path) -> Iterator[Row]:
    """Yield every row of a file."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            found = json.loads(line)
            yield Row(
                id=found["id"],
                source=found["source"],
                language=found["lang"],
                description=found["task_description"],
                input=found["input"],
                output=found["output"],
                instruction=found["instruction"],
                licence=found["license"],
                task=found["task"],
                permissive=found["permissive"],
            )


def hashed(text: str) -> int:
    """Return a number that stands for a text, the same on every machine."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest())
