"""The starter library: the instructions that a new project begins with.

They ship as JSON Lines in `resources/library/`, one file for each task type, every
instruction in a Chinese and an English form that share their `pair`.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from instrstudio import resources
from instrstudio.domain.errors import InvalidInput
from instrstudio.domain.job import Job, Progress
from instrstudio.domain.record import Record, Source
from instrstudio.domain.task import Example
from instrstudio.domain.wording import message

if TYPE_CHECKING:
    from instrstudio.services.workspace import Workspace

SOURCE = Source(kind="starter", name="InstrStudio starter library")
LICENCE = "Apache-2.0"


def fill(workspace: "Workspace") -> Job[Progress, int]:
    """Put the shipped records into the project and return how many were new.

    Records that are there already are left alone, so filling twice does no harm. It is
    one operation, and not one to undo: nobody did it who could want it back.

    Raises:
        InvalidInput: A shipped file is damaged; nothing is added.
    """
    shipped = list(records())
    label = message("Starter library")
    yield Progress(done=0, total=len(shipped), message=label)
    inserted = workspace.store.records.insert(shipped, label=label, undoable=False)
    return len(inserted.added)


def records(folder: Path | None = None) -> Iterator[Record]:
    """Yield the records of all files in `folder` (None: the shipped library).

    Raises:
        InvalidInput: A line cannot be read; names the file and the line.
    """
    for file in sorted((folder or resources.path("library")).glob("*.jsonl")):
        for number, line in enumerate(file.read_bytes().splitlines(), start=1):
            if line.strip():
                yield _record(line, file, number)


def _record(line: bytes, file: Path, number: int) -> Record:
    """Read one line.

    Raises:
        InvalidInput: It is not an object with the fields of a shipped record.
    """
    try:
        return _from_row(json.loads(line))
    except (ValueError, KeyError, TypeError) as error:
        raise InvalidInput(
            message(
                "The starter library is damaged in {file}, line {line}: "
                "install the program again.",
                file=file.name,
                line=number,
            )
        ) from error


def _from_row(row: Mapping[str, object]) -> Record:
    """Make a record of a line's fields, all of which must be there."""
    return Record(
        instruction=_text(row["instruction"]),
        task_description=_text(row["task_description"]),
        examples=tuple(_example(item) for item in _items(row["examples"])),
        constraints=tuple(_text(item) for item in _items(row["constraints"])),
        title=_text(row["title"]),
        tags=tuple(_text(item) for item in _items(row["tags"])),
        task_type=_text(row["task_type"]),
        language=_text(row["language"]),
        source=SOURCE,
        licence=LICENCE,
        pair=_text(row["pair"]),
    )


def _example(value: object) -> Example:
    """Return the sample that a JSON object describes."""
    if not isinstance(value, dict):
        raise TypeError("a sample is not an object")
    return Example(input=_text(value["input"]), output=_text(value["output"]))


def _items(value: object) -> list[object]:
    """Return a JSON list as it is."""
    if not isinstance(value, list):
        raise TypeError("not a list")
    return value


def _text(value: object) -> str:
    """Return a JSON string as it is."""
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value
