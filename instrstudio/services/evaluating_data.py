"""The rows that methods are evaluated on: tasks with what people wrote for them."""

import gzip
import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from instrstudio.domain.errors import InvalidInput, NotFound
from instrstudio.domain.job import Job, Progress
from instrstudio.domain.language import language_of, normalised
from instrstudio.domain.record import Record
from instrstudio.domain.task import Task
from instrstudio.domain.wording import message
from instrstudio.services.file_formats import format_to_read

_LINES = (".jsonl", ".ndjson")
_PACKED = ".gz"
_ONE, _SEVERAL = ("instruction", "reference"), ("references", "instructions")
_TASK = ("task_description", "description", "examples", "input", "output")
_TOLD_EVERY = 2000


@dataclass(frozen=True, slots=True)
class Item:
    """A task with every instruction that people wrote for it; there is one at least."""

    task: Task
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Data:
    """What a file holds: the items asked for, and every reference there is.

    `known` are all references of the file as `normalised` makes them, also of items
    that are not asked for; `skipped` rows had no task or no instruction.
    """

    items: tuple[Item, ...]
    known: frozenset[str]
    skipped: int = 0


def read(path: Path, *, language: str = "", limit: int | None = None) -> Job[
    Progress, Data
]:  # fmt: skip
    """Read a file of tasks and instructions.

    Lines of JSON have the fields that ``construct --tasks`` reads, and ``instruction``
    or a list of ``references``; any other file is read by its format, and each of its
    records is an item. Rows with one and the same task are one item with several
    references.

    Args:
        path: The file, packed with gzip or not.
        language: Only items whose instruction is in this language.
        limit: How many items at most, the first ones of the file.

    Raises:
        NotFound: The file is not there.
        InvalidInput: A line cannot be read, or there is no item at all.
        TransferError: The file is in no format that can be read.
    """
    found: dict[Task, dict[str, None]] = {}
    known: set[str] = set()
    skipped = 0
    for number, item in enumerate(_items(path), 1):
        if number % _TOLD_EVERY == 0:
            yield Progress(
                done=number, message=message("{rows} rows read", rows=number)
            )
        if item is None:
            skipped += 1
            continue
        known.update(normalised(text) for text in item.references)
        if language and item.task.language != language:
            continue
        if item.task in found or limit is None or len(found) < limit:
            found.setdefault(item.task, {}).update(dict.fromkeys(item.references))
    if not found:
        raise InvalidInput(
            message(
                "“{file}” has no rows to evaluate on: each needs a task and the "
                "instruction that is right for it.",
                file=path.name,
            )
        )
    items = tuple(Item(task, tuple(own)) for task, own in found.items())
    return Data(items=items, known=frozenset(known), skipped=skipped)


def _items(path: Path) -> Iterator[Item | None]:
    """Yield the item of each row; None for one that cannot be used."""
    if not path.exists():
        raise NotFound(message("There is no file “{path}”.", path=path))
    if _is_lines(path):
        for number, row in _objects(path):
            yield _item(row, number)
        return
    for found in format_to_read(path).read(path):
        if not found.items:
            yield None
        for record in found.items:
            yield of_record(record) if isinstance(record, Record) else None


def _is_lines(path: Path) -> bool:
    """Say whether a file holds lines with tasks in the fields of the program."""
    if not path.name.lower().removesuffix(_PACKED).endswith(_LINES):
        return False
    with suppress(InvalidInput):
        for _number, row in _objects(path):
            told = any(field in row for field in (*_ONE, *_SEVERAL))
            return told and any(field in row for field in _TASK)
    return False


def _objects(path: Path) -> Iterator[tuple[int, Mapping[str, object]]]:
    """Yield the objects of lines that hold something, with numbers from 1."""
    packed = path.suffix.lower() == _PACKED
    try:
        with (gzip.open if packed else open)(path, "rt", encoding="utf-8-sig") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield number, _object(line, number)
    except UnicodeDecodeError as error:
        raise InvalidInput(
            message("“{path}” is not UTF-8 text: save it as UTF-8.", path=path)
        ) from error
    except (OSError, EOFError) as error:
        raise InvalidInput(
            message("“{path}” cannot be read: {reason}.", path=path, reason=error)
        ) from error


def _object(line: str, number: int) -> Mapping[str, object]:
    """Read one line."""
    with suppress(ValueError, RecursionError):
        row = json.loads(line)
        if isinstance(row, Mapping):
            return row
    raise InvalidInput(message("Line {line} is not a JSON object.", line=number))


def _item(row: Mapping[str, object], number: int) -> Item | None:
    """Return the item of a line; None without an instruction or a task."""
    references = _references(row)
    if not references:
        return None
    language = row.get("language") or row.get("lang") or language_of(references[0])
    try:
        task = Task.from_dict({**row, "language": language})
    except InvalidInput as error:
        raise InvalidInput(
            message("Line {line}: {reason}", line=number, reason=str(error))
        ) from error
    return _said(task, references)


def _references(row: Mapping[str, object]) -> tuple[str, ...]:
    """Return the instructions of a line, without empty ones."""
    found = [row.get(field) for field in _ONE]
    for field in _SEVERAL:
        several = row.get(field)
        found += several if isinstance(several, list) else []
    texts = (text for text in found if isinstance(text, str) and text.strip())
    return tuple(dict.fromkeys(texts))


def of_record(record: Record) -> Item | None:
    """Return the item of a record; None without an instruction or a task."""
    if not record.instruction.strip():
        return None
    task = Task(
        description=record.task_description,
        examples=record.examples,
        task_type=record.task_type,
        language=record.language or language_of(record.instruction),
        input_language=record.input_language,
        output_language=record.output_language,
    )
    return _said(task, (record.instruction,))


def _said(task: Task, references: tuple[str, ...]) -> Item | None:
    """Return an item; None if its task says nothing."""
    try:
        return Item(replace(task, fill=False).checked(), references)
    except InvalidInput:
        return None
