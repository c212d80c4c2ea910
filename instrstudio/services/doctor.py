"""The file doctor: what is wrong with a file, and the file without it.

A file is looked through row by row and never held; what was found is told as it is
found and only counted. A repaired file takes a second reading.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from instrstudio.domain.checkup import NOTED, Checkup, Finding
from instrstudio.domain.errors import TransferError
from instrstudio.domain.job import Job, Progress
from instrstudio.domain.ports import Format
from instrstudio.domain.wording import Sentence, message
from instrstudio.services import file_formats, placing

if TYPE_CHECKING:
    from instrstudio.formats.checking.inspecting import Inspected, Inspector

_EVERY = 500
"""Rows between two events of progress."""
_PARTS = 1000
"""In how many parts progress is counted."""
_SEVERAL_FILES = ("llamafactory", "huggingface")
"""Formats that write further files beside the one that is named."""

Looking = Job[Finding | Progress, Checkup]


@dataclass(slots=True)
class _Sum:
    """What was counted so far."""

    rows: int = 0
    sound: int = 0
    left_out: int = 0
    silent: int = 0
    problems: int = 0
    by_rule: Counter[str] = field(default_factory=Counter)

    def add(self, row: "Inspected") -> None:
        """Count a row and its findings."""
        self.rows += 1
        self.left_out += row.is_left_out
        self.sound += not row.is_left_out and row.is_sound
        self.silent += row.silent
        for found in row.findings:
            self.by_rule[found.rule] += 1
            self.problems += found.effect != NOTED


def check(path: Path, format: str = "", repair: Path | None = None) -> Looking:
    """Look a file through, yielding every finding; write a repaired one if wanted.

    The repaired file holds the sound rows as they are (those of a JSON file to the
    letter of their values), the others mended, and none that cannot be. It is in the
    format of the file, or by the suffix of `repair` where that is only read.

    Raises:
        TransferError: The file cannot be read to its end, or `repair` not be written.
    """
    chosen = file_formats.format_to_read(path, format)
    target = None if repair is None else _target(path, repair, chosen)
    from instrstudio.formats.checking.inspecting import Inspector

    total = _Sum()
    inspector = Inspector(chosen, path)
    for found in _of_file(path, chosen):
        total.by_rule[found.rule] += 1
        total.problems += 1
        yield found
    for row in inspector.rows():
        total.add(row)
        yield from row.findings
        if total.rows % _EVERY == 0:
            yield Progress(
                done=round(row.share * _PARTS),
                total=_PARTS,
                message=message("{rows} rows looked at", rows=total.rows),
            )
    written = 0
    if target is not None:
        written = yield from _write(chosen, path, *target, total.rows)
    return Checkup(
        path=path,
        format=chosen.name,
        rows=total.rows,
        sound=total.sound,
        mended=total.rows - total.sound - total.left_out,
        left_out=total.left_out,
        silent=total.silent,
        compared=inspector.compared,
        problems=total.problems,
        by_rule=dict(total.by_rule.most_common()),
        repaired=repair,
        written=written,
        written_as=target[1].name if target else "",
    )


def rule_of(sentence: Sentence) -> str:
    """Return the id of the rule that a sentence about a row is about."""
    from instrstudio.formats.checking import rules

    return rules.rule_of(sentence)


def _of_file(path: Path, format: Format) -> Iterator[Finding]:
    """Yield what is wrong with the file as a whole."""
    from instrstudio.formats.checking.whole_file import findings

    yield from findings(path, format.suffixes)


def _target(path: Path, repair: Path, format: Format) -> tuple[Path, Format]:
    """Return where and in which format a repaired file is written.

    Raises:
        TransferError: That would overwrite the file itself, or there is no format.
    """
    file_formats.check_place(repair)
    from instrstudio.formats.checking.inspecting import keeps_shape

    own = format.writes or keeps_shape(format, path)
    chosen = format if own else file_formats.format_to_write(repair)
    same = repair.exists() and repair.samefile(path)
    beside = repair.resolve().parent == path.resolve().parent
    if same or (beside and chosen.name in _SEVERAL_FILES):
        raise TransferError(
            message(
                "“{path}” would overwrite the file that is repaired: name another "
                "place.",
                path=repair,
            )
        )
    return repair, chosen


def _write(
    format: Format, path: Path, target: Path, written_as: Format, rows: int
) -> Job[Progress, int]:
    """Read the file again and write what can be kept of it; return how many rows."""
    from instrstudio.formats.checking.inspecting import Inspector, keeps_shape
    from instrstudio.formats.checking.kept_rows import write_rows

    inspector = Inspector(format, path)
    with placing.whole(target) as partial:
        if keeps_shape(format, path):
            writing = write_rows(_values(inspector), partial)
        else:
            items = (item for row in inspector.rows() for item in row.items)
            writing = written_as.write(items, partial)
        written = 0
        for written in writing:
            if written % _EVERY == 0:
                yield Progress(
                    done=written,
                    total=max(rows, written),
                    message=message("{rows} rows written", rows=written),
                )
    return written


def _values(inspector: "Inspector") -> Iterator[Mapping[str, object]]:
    """Yield the rows that are kept, in their own shape."""
    for row in inspector.rows():
        if row.value is not None:
            yield row.value
