"""The tasks that a new annotation set is made of, read one at a time."""

import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from instrstudio.domain.errors import InvalidInput, NotFound
from instrstudio.domain.record import Record
from instrstudio.domain.task import Task
from instrstudio.domain.wording import message

if TYPE_CHECKING:
    from instrstudio.services.workspace import Workspace

Waiting = tuple[Task, int | None]
"""A task, and the record of the library that it was made from, if it was."""


def tasks_of_file(source: Path) -> Iterator[Waiting]:
    """Yield the tasks of a file of JSON lines, as ``construct --tasks`` reads them.

    Raises:
        NotFound: There is no such file.
        InvalidInput: A line holds no task; says which.
    """
    try:
        with source.open(encoding="utf-8-sig") as file:
            for number, text in enumerate(file, 1):
                if text.strip():
                    yield _task(text, number, source), None
    except FileNotFoundError as error:
        raise NotFound(message("There is no file “{path}”.", path=source)) from error
    except UnicodeDecodeError as error:
        raise InvalidInput(
            message("“{path}” is not UTF-8 text: save it as UTF-8.", path=source)
        ) from error
    except OSError as error:
        raise InvalidInput(
            message(
                "“{path}” cannot be read: {reason}.",
                path=source,
                reason=error.strerror or error,
            )
        ) from error


def _task(text: str, line: int, source: Path) -> Task:
    """Read one line."""
    row = None
    with suppress(ValueError, RecursionError):
        row = json.loads(text)
    if not isinstance(row, dict):
        raise InvalidInput(
            message(
                "Line {line} of {file} is not a JSON object: mend or remove it.",
                line=line,
                file=source.name,
            )
        )
    try:
        return Task.from_dict(row).checked()
    except InvalidInput as error:
        raise InvalidInput(
            message(
                "Line {line} of {file} is no task: {reason}",
                line=line,
                file=source.name,
                reason=error.message,
            )
        ) from error


def tasks_of_records(workspace: "Workspace", ids: Sequence[int]) -> Iterator[Waiting]:
    """Yield a task for each record that has a description or a sample."""
    for record in workspace.store.records.iterate(ids):
        with suppress(InvalidInput):
            yield _task_of(record).checked(), record.id


def _task_of(record: Record) -> Task:
    """Return what a record's instruction was written for."""
    return Task(
        description=record.task_description,
        examples=record.examples,
        task_type=record.task_type,
        language=record.language if record.language in ("en", "zh") else "",
        input_language=record.input_language,
        output_language=record.output_language,
        constraints=record.constraints,
    )
