"""What a run learns from: the library's records, or a file of JSON lines."""

import gzip
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from instrstudio import resources
from instrstudio.analysis import delexical, style
from instrstudio.analysis.profile import profile_of
from instrstudio.domain.errors import InvalidInput, NotFound
from instrstudio.domain.job import Job
from instrstudio.domain.language import language_of, normalised
from instrstudio.domain.profile import TaskProfile
from instrstudio.domain.record import Record
from instrstudio.domain.run import Notice
from instrstudio.domain.task import Task
from instrstudio.domain.wording import message
from instrstudio.services.context import WorkspaceContext
from instrstudio.services.families import Families, Origins, flat
from instrstudio.services.leaving_out import others
from instrstudio.services.workspace import Workspace

if TYPE_CHECKING:
    from instrstudio.model.corpus import Corpus, Pair

FEWEST_PAIRS = 20
MOST_PAIRS = 200_000
REPLAY = "starter_replay.jsonl.gz"
_TOLD_EVERY = 2000
_LOOKED_AT = 12
_HELD_OUT_SHARE, _HELD_OUT_FEWEST, _HELD_OUT_MOST = 0.1, 2, 300
_OWN_NAMES = {"task": "task_type"}


@dataclass(frozen=True, slots=True)
class Lesson:
    """A task with the instruction that is right for it."""

    task: Task
    instruction: str
    licence: str = ""
    origin: str = ""
    """The instruction it was made from in the library, as a paraphrase is."""


@dataclass(frozen=True, slots=True)
class Lessons:
    """What a run learns from and what is held out, whole families of instructions."""

    learned: tuple[Lesson, ...]
    held_out: tuple[Lesson, ...]


def lessons(workspace: Workspace, data: Path | None) -> Job[Notice, Lessons]:
    """Read the library, or the file `data`; a long reading says so.

    About a tenth of the instructions is held out, with all their rows and all that was
    made from them. A hash of the instruction decides, so nothing that was learned is
    held out in a library that has grown.

    Raises:
        NotFound: The file is not there.
        InvalidInput: A line cannot be used (names it), or there are too few.
    """
    rows = from_library(workspace) if data is None else from_file(data)
    groups = Families[Lesson]()
    count = 0
    for count, lesson in enumerate(islice(rows, MOST_PAIRS), 1):
        if count % _TOLD_EVERY == 0:
            yield Notice(message=message("{count} instructions read.", count=count))
        groups.add(lesson, lesson.instruction, lesson.origin)
    order = groups.drawn()
    if len(order) < FEWEST_PAIRS:
        raise InvalidInput(
            message(
                "There are {count} instructions to learn from; {least} are needed.",
                count=len(order),
                least=FEWEST_PAIRS,
            )
        )
    share = sum(drawn < _HELD_OUT_SHARE for drawn, _lessons in order)
    count = min(_HELD_OUT_MOST, max(_HELD_OUT_FEWEST, share))
    return Lessons(flat(order[count:]), flat(order[:count]))


def corpus(
    workspace: Workspace,
    found: Lessons,
    data: Path | None,
    *,
    reads_like: bool = False,
    replays: bool = False,
) -> Job[Notice, "Corpus"]:
    """Return the pairs of lessons, as a model reads and writes them.

    Args:
        workspace: The project.
        found: The lessons.
        data: The file they came from, None for the library.
        reads_like: Whether sources bring like instructions of the library.
        replays: Whether pairs of the shipped model's own corpus are mixed in, one for
            each of the lessons', so that it does not forget what it knew. Few lessons
            are repeated until that corpus is learned from whole, and not the same few
            hundred pairs by heart.
    """
    from instrstudio.model.corpus import Corpus

    near = Neighbours(workspace, found.held_out) if reads_like else None
    learned = yield from _pairs(found.learned, near, styled=True)
    held_out = yield from _pairs(found.held_out, near, styled=False)
    learned = list(dict.fromkeys(learned))
    if replays:
        known = {pair.target for pair in held_out}
        old = [pair for pair in replayed() if pair.target not in known]
        learned *= max(1, round(len(old) / max(1, len(learned))))
        learned += old[: len(learned)]
    licences = {lesson.licence for lesson in found.learned} - {""}
    return Corpus(
        pairs=tuple(learned),
        validation=tuple(dict.fromkeys(held_out)),
        specials=delexical.SPECIALS,
        markers=delexical.SECTIONS,
        optional=style.TOKENS,
        description=workspace.project.name if data is None else data.name,
        licences=tuple(sorted(licences)),
        file="" if data is None else str(data.resolve()),
    )


def _pairs(
    found: Sequence[Lesson], near: "Neighbours | None", *, styled: bool
) -> Job[Notice, list["Pair"]]:
    """Turn lessons into pairs; a long list says so."""
    made = []
    for number, lesson in enumerate(found, 1):
        if number % _TOLD_EVERY == 0:
            yield Notice(
                message=message("{count} instructions prepared.", count=number)
            )
        made.append(pair_of(lesson, near, styled=styled))
    return made


def pair_of(
    lesson: Lesson, near: "Neighbours | None" = None, *, styled: bool = True
) -> "Pair":
    """Return what the model reads of a task, and what it should write.

    With `styled` the source names the style of the instruction: for learning, as
    nobody knows it beforehand.
    """
    from instrstudio.model.corpus import Pair

    profile = profile_of(lesson.task)
    wish = style.style_of(lesson.instruction) if styled else ()
    like = near.of(profile, lesson.instruction) if near else ()
    return Pair(
        delexical.source_text(profile, wish=wish, like=like),
        delexical.target_text(lesson.instruction, profile),
    )


def replayed() -> Iterator["Pair"]:
    """Yield pairs of the shipped model's own corpus, if they ship."""
    from instrstudio.model.corpus import Pair

    try:
        path = resources.path("models", REPLAY)
    except FileNotFoundError:
        return
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            source, target = json.loads(line)
            yield Pair(source, target)


class Neighbours:
    """Finds instructions for like tasks, never a task's own nor a held-out one."""

    def __init__(self, workspace: Workspace, held_out: Sequence[Lesson]) -> None:
        self._workspace = workspace
        self._barred = {normalised(lesson.instruction) for lesson in held_out}

    def of(self, profile: TaskProfile, own: str) -> tuple[str, ...]:
        """Return at most `LIKE_MOST` instructions, the nearest first."""
        context = WorkspaceContext(self._workspace, profile)
        barred = self._barred | {normalised(own)}
        matches = others(context.nearest, _LOOKED_AT, barred)
        texts = dict.fromkeys(match.record.instruction for match in matches)
        return tuple(islice(texts, delexical.LIKE_MOST))


def from_library(workspace: Workspace) -> Iterator[Lesson]:
    """Yield the records that have an instruction and say what it is for."""
    origins = Origins(workspace)
    for record in workspace.store.records.iterate():
        if not record.archived and record.instruction.strip() and _says_what(record):
            yield Lesson(
                task_of(record),
                record.instruction,
                record.licence,
                origins.of(record),
            )


def _says_what(record: Record) -> bool:
    """Say whether a record has anything an instruction could be made from."""
    return bool(record.task_description.strip() or record.examples)


def task_of(record: Record) -> Task:
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
