"""Constructs instructions for a file of tasks, one JSON line each; resumable."""

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import islice, takewhile
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from instrstudio.domain.candidate import Construction
from instrstudio.domain.errors import InstrStudioError, InvalidInput, NotFound
from instrstudio.domain.job import Cancelled, Job, Progress
from instrstudio.domain.task import Task
from instrstudio.domain.wording import message
from instrstudio.services.construct import DEFAULTS, ConstructOptions, construct

if TYPE_CHECKING:
    from instrstudio.services.workspace import Workspace


_NOTHING_GIVEN = Task()


@dataclass(frozen=True, slots=True)
class Share:
    """Which of the tasks are answered: number `first`, from 0, and every `step`-th."""

    first: int = 0
    step: int = 1


ALL = Share()


@dataclass(frozen=True, slots=True, kw_only=True)
class ManyReport:
    """What became of a file of tasks; `resumed` lines were there already."""

    done: int = 0
    failed: int = 0
    resumed: int = 0
    cancelled: bool = False


def construct_many(
    workspace: "Workspace",
    source: Path,
    target: Path,
    options: ConstructOptions = DEFAULTS,
    usual: Task = _NOTHING_GIVEN,
    share: Share = ALL,
) -> Job[Progress, ManyReport]:
    """Answer each line of `source` with a line of `target`, or only a share of them.

    An answer is the task's own line with ``candidates`` (best first), ``instruction``
    (the best one's text) and ``failures``; a task that cannot be answered has an
    ``error`` and no candidates. Lines that `target` has already are not made again.
    Task type, language and `fill` are those of `usual` where a line says none.

    Raises:
        NotFound: `source` does not exist.
        InvalidInput: A line is no JSON object, or `target` belongs to other tasks.
            Nothing is written then.
    """
    total = len(range(share.first, count_tasks(source, target), share.step))
    resumed = count_answers(source, target, share)
    report = ManyReport(resumed=resumed)
    quiet = replace(options, record=False)
    with _opened(target) as out:
        try:
            for number, (line, text) in enumerate(_lines(source, share)):
                if number < resumed:
                    continue
                row = _row(text, source, line)
                before = Progress(done=number, total=total, message=source.name)
                answer = yield from _answer(workspace, row, before, quiet, usual)
                out.write(_json_line({**row, **answer}))
                out.flush()
                failed = report.failed + ("error" in answer)
                report = replace(report, done=report.done + 1, failed=failed)
                yield Progress(done=number + 1, total=total)
        except Cancelled:
            report = replace(report, cancelled=True)
        os.fsync(out.fileno())
    return report


def count_tasks(source: Path, target: Path) -> int:
    """Return how many tasks there are, all of which can be read.

    Raises:
        NotFound: `source` does not exist.
        InvalidInput: A line cannot be read, or the answers would go into the tasks.
    """
    total = sum(1 for line, text in _lines(source) if [_row(text, source, line)])
    if target.exists() and target.samefile(source):
        raise InvalidInput(
            message(
                "“{path}” holds the tasks: name another file for the answers.",
                path=target,
            )
        )
    return total


def _opened(target: Path) -> TextIO:
    """Open the answers for appending.

    Raises:
        InvalidInput: Nothing can be written there.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        return target.open("a", encoding="utf-8")
    except OSError as error:
        raise InvalidInput(
            message(
                "“{path}” cannot be written: {reason}.",
                path=target,
                reason=error.strerror or error,
            )
        ) from error


def _json_line(row: Mapping[str, object]) -> str:
    """Return a row as a line; half a surrogate pair stays escaped, as it came."""
    line = json.dumps(row, ensure_ascii=False)
    try:
        line.encode()
    except UnicodeEncodeError:
        line = json.dumps(row)
    return line + "\n"


def _lines(source: Path, share: Share = ALL) -> Iterator[tuple[int, str]]:
    """Yield the lines that hold something, with their numbers from 1."""
    try:
        with source.open(encoding="utf-8-sig") as file:
            filled = ((n, text) for n, text in enumerate(file, 1) if text.strip())
            yield from islice(filled, share.first, None, share.step)
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


def _row(text: str, source: Path, line: int) -> Mapping[str, object]:
    """Read one line as an object."""
    with suppress(ValueError, RecursionError):
        row = json.loads(text)
        if isinstance(row, dict):
            return row
    raise InvalidInput(
        message(
            "Line {line} of {file} is not a JSON object: mend or remove it.",
            line=line,
            file=source.name,
        )
    )


def count_answers(source: Path, target: Path, share: Share = ALL) -> int:
    """Return how many lines `target` answers; a torn last answer is cut off.

    Raises:
        InvalidInput: `target` holds anything else, which is left as it is.
    """
    if not target.exists():
        return 0
    whole, kept = 0, 0
    tasks = _lines(source, share)
    with target.open("rb") as file:
        for raw in file:
            line, text = next(tasks, (0, "{}"))
            row = _row(text, source, line)
            is_whole = raw.endswith(b"\n")
            if not line or not (_answers if is_whole else _begins)(raw, row):
                raise InvalidInput(
                    message(
                        "“{path}” holds answers to other tasks: name another file "
                        "or delete it.",
                        path=target,
                    )
                )
            if is_whole:
                whole, kept = whole + 1, kept + len(raw)
    os.truncate(target, kept)
    return whole


_ANSWER = ("candidates", "instruction", "failures", "error")


def _answers(raw: bytes, row: Mapping[str, object]) -> bool:
    """Say whether a line is an answer, and repeats the fields of the task `row`."""
    with suppress(ValueError, RecursionError):
        answer = json.loads(raw)
        if isinstance(answer, dict) and isinstance(answer.get("candidates"), list):
            kept = {k: v for k, v in row.items() if k not in _ANSWER}
            return json.dumps(kept) == json.dumps({k: answer.get(k) for k in kept})
    return False


def _begins(raw: bytes, row: Mapping[str, object]) -> bool:
    """Say whether a torn line can be the beginning of the answer to the task `row`."""
    kept = dict(takewhile(lambda item: item[0] not in _ANSWER, row.items()))
    for plain in (False, True):  # as `_json_line` may write it
        start = json.dumps(kept, ensure_ascii=plain)[:-1].encode("utf-8", "replace")
        if raw.startswith(start[: len(raw)]):
            return True
    return False


def _answer(
    workspace: "Workspace",
    row: Mapping[str, object],
    before: Progress,
    options: ConstructOptions,
    usual: Task,
) -> Job[Progress, dict[str, object]]:
    """Construct for one task; its own faults are said, not raised."""
    try:
        task = _completed(Task.from_dict(row).checked(), usual)
        job = construct(workspace, task, options)
        while True:
            try:
                next(job)
            except StopIteration as end:
                construction: Construction = end.value
                return _answer_row(construction)
            # nothing of a single task is worth an event, but a stop must get in
            yield before
    except InstrStudioError as error:
        return {
            "error": str(error),
            "candidates": [],
            "instruction": "",
            "failures": [],
        }


def _completed(task: Task, usual: Task) -> Task:
    """Return the task with what it leaves open as in `usual`."""
    return replace(
        task,
        task_type=task.task_type or usual.task_type,
        language=task.language or usual.language,
        fill=task.fill or usual.fill,
    )


def _answer_row(construction: Construction) -> dict[str, object]:
    """Return what a construction adds to its task's line."""
    rows = [c.as_dict(i) for i, c in enumerate(construction.candidates, 1)]
    return {
        "candidates": rows,
        "instruction": construction.candidates[0].text if rows else "",
        "failures": [
            {"method": f.method, "message": str(f.message)}
            for f in construction.failures
        ],
    }
