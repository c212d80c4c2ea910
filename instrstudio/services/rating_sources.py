"""Where texts to rate come from: constructions, evaluations, the library, a file."""

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from instrstudio.domain.candidate import Candidate
from instrstudio.domain.errors import InvalidInput, NotFound
from instrstudio.domain.rating_queue import RatingItem
from instrstudio.domain.record import Record
from instrstudio.domain.task import Task
from instrstudio.domain.wording import message
from instrstudio.services.workspace import Workspace

_TABLES = {".csv": ",", ".tsv": "\t"}
_SYSTEM, _TEXT = "system", "text"
_OTHER_NAMES = {_SYSTEM: ("method",), _TEXT: ("instruction",)}
_WHOLE = 10_000_000
"""Characters that a cell of a table may have."""


def from_log(workspace: Workspace, limit: int = 100) -> Iterator[RatingItem]:
    """Yield the best candidate of each method of the last `limit` constructions.

    The system is the method. Of constructions for the same task the newest counts.
    """
    seen: set[Task] = set()
    for logged in workspace.store.constructions.latest(limit):
        if logged.task not in seen:
            seen.add(logged.task)
            best: dict[str, Candidate] = {}
            for candidate in logged.construction.candidates:
                best.setdefault(candidate.method, candidate)
            for candidate in best.values():
                yield item(logged.task, candidate.method, candidate.text)


def from_evaluation(workspace: Workspace, run: int) -> Iterator[RatingItem]:
    """Yield what each method said for each row of an evaluation.

    The system is the method, baselines included; rows without a text have nothing to
    rate.

    Raises:
        NotFound: There is no such evaluation.
    """
    found = workspace.store.evaluations.get(run)
    for row in workspace.store.evaluations.rows(found.id):
        if row.text.strip():
            yield item(row.task, row.method, row.text)


def from_library(workspace: Workspace, ids: Sequence[int]) -> Iterator[RatingItem]:
    """Yield records; the system is the method that made one, or else its source."""
    for record in workspace.store.records.iterate(ids):
        source = record.source
        yield RatingItem(
            task=Task(
                description=record.task_description,
                examples=record.examples,
                task_type=record.task_type,
                language=record.language,
                input_language=record.input_language,
                output_language=record.output_language,
                constraints=record.constraints,
            ),
            content_hash=record.content_hash,
            text=record.instruction,
            system=record.method or source.name or source.kind,
        )


def from_file(path: Path) -> Iterator[RatingItem]:
    """Yield the rows of a file: what which system wrote for which task.

    A row of JSON lines, CSV or TSV has ``system`` (or ``method``), ``text`` (or
    ``instruction``) and a ``task``: its description, or an object as `construct` takes
    one. Without ``task``, ``description``, ``input`` and ``output`` say it. A row that
    ``construct --tasks`` wrote gives the best candidate of each method.

    Raises:
        NotFound: There is no such file.
        InvalidInput: A row cannot be read; says which and why.
    """
    for line, row in _rows(path):
        candidates = row.get("candidates")
        if isinstance(candidates, list):
            yield from _best(row, candidates, path, line)
        else:
            yield _item(row, path, line)


def item(task: Task, system: str, text: str) -> RatingItem:
    """Return a text to rate; its hash is that of the record it would be saved as."""
    record = Record(instruction=text, examples=task.examples)
    return RatingItem(
        task=task, content_hash=record.content_hash, text=text, system=system
    )


def _best(
    row: Mapping[str, object], candidates: Sequence[object], path: Path, line: int
) -> Iterator[RatingItem]:
    """Yield the best candidate of each method of a row of answers."""
    about = {name: value for name, value in row.items() if name != "instruction"}
    seen: set[str] = set()
    for candidate in candidates:
        if not isinstance(candidate, Mapping):
            raise _unreadable(path, line)
        found = _item({**about, **candidate}, path, line)
        if found.system not in seen:
            seen.add(found.system)
            yield found


def _item(row: Mapping[str, object], path: Path, line: int) -> RatingItem:
    """Return the text of a row.

    Raises:
        InvalidInput: Something is missing.
    """
    task = row.get("task", row)
    try:
        about = (
            Task(description=task) if isinstance(task, str) else _task(task)
        ).checked()
    except InvalidInput as error:
        raise InvalidInput(
            message(
                "Row {line} of “{path}” has no task: {reason}",
                line=line,
                path=path,
                reason=error.message,
            )
        ) from error
    return item(about, _said(row, _SYSTEM, path, line), _said(row, _TEXT, path, line))


def _task(value: object) -> Task:
    """Return the task of an object; the row itself may be one."""
    return Task.from_dict(value) if isinstance(value, Mapping) else Task()


def _said(row: Mapping[str, object], name: str, path: Path, line: int) -> str:
    """Return a text of a row by one of its names."""
    for known in (name, *_OTHER_NAMES[name]):
        value = row.get(known)
        if isinstance(value, str) and value.strip():
            return value.strip()
    raise InvalidInput(
        message(
            "Row {line} of “{path}” has no “{name}”.", line=line, path=path, name=name
        )
    )


def _rows(path: Path) -> Iterator[tuple[int, Mapping[str, object]]]:
    """Yield the rows of a file with the number of their line, from 1."""
    delimiter = _TABLES.get(path.suffix.lower())
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            if delimiter is None:
                yield from _json_rows(file, path)
            else:
                csv.field_size_limit(_WHOLE)
                reader = csv.DictReader(file, delimiter=delimiter, strict=True)
                for row in reader:
                    known = {k: v for k, v in row.items() if isinstance(k, str) and v}
                    yield reader.line_num, known
    except FileNotFoundError as error:
        raise NotFound(message("There is no file “{path}”.", path=path)) from error
    except UnicodeDecodeError as error:
        raise InvalidInput(
            message("“{path}” is not UTF-8 text: save it as UTF-8.", path=path)
        ) from error
    except (OSError, csv.Error) as error:
        raise InvalidInput(
            message("“{path}” cannot be read: {reason}.", path=path, reason=error)
        ) from error


def _json_rows(
    lines: Iterator[str], path: Path
) -> Iterator[tuple[int, Mapping[str, object]]]:
    """Yield the objects of JSON lines."""
    for line, text in enumerate(lines, 1):
        if not text.strip():
            continue
        try:
            row = json.loads(text)
        except ValueError as error:
            raise _unreadable(path, line) from error
        if not isinstance(row, dict):
            raise _unreadable(path, line)
        yield line, row


def _unreadable(path: Path, line: int) -> InvalidInput:
    """Return the error for a row of another shape."""
    return InvalidInput(
        message(
            "Row {line} of “{path}” is no JSON object with a task, a system and a "
            "text.",
            line=line,
            path=path,
        )
    )
