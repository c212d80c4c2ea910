"""What a run learns from: the library's records, or a file of JSON lines."""

import json
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from instrstudio.analysis import delexical
from instrstudio.analysis.profile import profile_of
from instrstudio.domain.errors import InvalidInput, NotFound
from instrstudio.domain.job import Job
from instrstudio.domain.language import language_of
from instrstudio.domain.record import Record
from instrstudio.domain.run import Notice
from instrstudio.domain.task import Task
from instrstudio.domain.wording import message
from instrstudio.services.workspace import Workspace

if TYPE_CHECKING:
    from instrstudio.model.corpus import Corpus, Pair

FEWEST_PAIRS = 20
MOST_PAIRS = 200_000
_TOLD_EVERY = 2000
_HELD_OUT_SHARE, _HELD_OUT_FEWEST, _HELD_OUT_MOST = 0.05, 2, 300
_OWN_NAMES = {"task": "task_type"}


@dataclass(frozen=True, slots=True)
class Lesson:
    """A task with the instruction that is right for it."""

    task: Task
    instruction: str
    licence: str = ""


def corpus(workspace: Workspace, data: Path | None) -> Job[Notice, "Corpus"]:
    """Read the pairs of the library, or of the file `data`; a long reading says so.

    A twentieth is held out for validation, the same ones every time.

    Raises:
        NotFound: The file is not there.
        InvalidInput: A line cannot be used (names it), or there are too few.
    """
    from instrstudio.model.corpus import Corpus

    lessons = from_library(workspace) if data is None else from_file(data)
    pairs: dict[Pair, None] = {}
    licences: set[str] = set()
    for number, lesson in enumerate(islice(lessons, MOST_PAIRS), 1):
        if number % _TOLD_EVERY == 0:
            yield Notice(message=message("{count} instructions read.", count=number))
        pairs[pair_of(lesson)] = None
        licences |= {lesson.licence} - {""}
    if len(pairs) < FEWEST_PAIRS:
        raise InvalidInput(
            message(
                "There are {count} instructions to learn from; {least} are needed.",
                count=len(pairs),
                least=FEWEST_PAIRS,
            )
        )
    shuffled = list(pairs)
    random.Random(len(pairs)).shuffle(shuffled)
    share = int(_HELD_OUT_SHARE * len(shuffled))
    held_out = min(_HELD_OUT_MOST, max(_HELD_OUT_FEWEST, share))
    return Corpus(
        pairs=tuple(shuffled[held_out:]),
        validation=tuple(shuffled[:held_out]),
        specials=delexical.SPECIALS,
        description=workspace.project.name if data is None else data.name,
        licences=tuple(sorted(licences)),
        file="" if data is None else str(data.resolve()),
    )


def pair_of(lesson: Lesson) -> "Pair":
    """Return what the model reads of a task, and what it should write."""
    from instrstudio.model.corpus import Pair

    profile = profile_of(lesson.task)
    return Pair(
        delexical.source_text(profile),
        delexical.target_text(lesson.instruction, profile),
    )


def from_library(workspace: Workspace) -> Iterator[Lesson]:
    """Yield the records that have an instruction and say what it is for."""
    for record in workspace.store.records.iterate():
        if not record.archived and record.instruction.strip() and _says_what(record):
            yield Lesson(_task_of(record), record.instruction, record.licence)


def _says_what(record: Record) -> bool:
    """Say whether a record has anything an instruction could be made from."""
    return bool(record.task_description.strip() or record.examples)


def _task_of(record: Record) -> Task:
    """Return the task a record's instruction answers."""
    return Task(
        description=record.task_description,
        examples=record.examples,
        task_type=record.task_type,
        language=record.language or language_of(record.instruction),
        input_language=record.input_language,
        output_language=record.output_language,
    )


def from_file(path: Path) -> Iterator[Lesson]:
    """Yield the lines of a file of JSON objects, empty lines left aside.

    Each has `task_description`, `input`, `output` and `instruction`, and may have
    `task` (its type), `language` and `examples` (instead of one input and output).
    """
    try:
        with path.open(encoding="utf-8-sig") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield _lesson(line, number)
    except OSError as error:
        raise NotFound(
            message("The file {path} cannot be read.", path=str(path))
        ) from error
    except UnicodeDecodeError as error:
        raise InvalidInput(
            message("The file {path} is not UTF-8 text.", path=str(path))
        ) from error


def _lesson(line: str, number: int) -> Lesson:
    """Read one line."""
    try:
        row = json.loads(line)
    except ValueError as error:
        raise InvalidInput(
            message("Line {line} is not a JSON object.", line=number)
        ) from error
    if not isinstance(row, Mapping):
        raise InvalidInput(message("Line {line} is not a JSON object.", line=number))
    instruction = row.get("instruction")
    if not isinstance(instruction, str) or not instruction.strip():
        raise _bad(number, "instruction", "must be a text that is not empty")
    renamed = {_OWN_NAMES.get(str(k), str(k)): value for k, value in row.items()}
    try:
        task = Task.from_dict({"language": language_of(instruction), **renamed})
    except InvalidInput as error:
        raise InvalidInput(
            message("Line {line}: {reason}", line=number, reason=str(error))
        ) from error
    if not task.description.strip() and not task.examples:
        raise _bad(number, "task_description", "must not be empty without a sample")
    return Lesson(task, instruction, str(row.get("licence") or ""))


def _bad(number: int, field: str, rule: str) -> InvalidInput:
    """Return the error for a field of a line."""
    return InvalidInput(
        message(
            "Line {line}: the field “{field}” {rule}.",
            line=number,
            field=field,
            rule=rule,
        )
    )
