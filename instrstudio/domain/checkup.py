"""What looking through a file finds: what is wrong where, and what becomes of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from instrstudio.domain.wording import Sentence

MENDED = "mended"
LEFT_OUT = "left out"
NOTED = "noted"
EFFECTS = (MENDED, LEFT_OUT, NOTED)
"""What a repaired file does about a finding: nothing, where it is only `NOTED`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing about one row, or about the whole file where `row` is 0.

    `rule` is an id that stays the same from version to version; `what` and `repair`
    are sentences. A finding that is only `NOTED` is no problem of the file: it says
    what this program or another makes of it. `silent` says that LLaMA-Factory would
    leave the row out of a training and not stop.
    """

    file: str
    row: int
    line: int
    field: str
    rule: str
    what: Sentence
    repair: Sentence
    effect: str
    silent: bool = False

    def as_dict(self) -> dict[str, object]:
        """Return the JSON form."""
        return {
            "file": self.file,
            "row": self.row,
            "line": self.line,
            "field": self.field,
            "rule": self.rule,
            "what": str(self.what),
            "repair": str(self.repair),
            "effect": self.effect,
            "llamafactory_skips": self.silent,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkup:
    """The sum of it.

    `rows` = `sound` + `mended` + `left_out`. `silent` counts the rows that
    LLaMA-Factory would skip, `by_rule` the findings of each rule, `compared` the rows
    that were compared with all before them. `repaired` is the file that was written,
    in the format `written_as`; None where none was asked for.
    """

    path: Path
    format: str
    rows: int = 0
    sound: int = 0
    mended: int = 0
    left_out: int = 0
    silent: int = 0
    compared: int = 0
    problems: int = 0
    by_rule: Mapping[str, int] = field(default_factory=dict)
    repaired: Path | None = None
    written: int = 0
    written_as: str = ""

    @property
    def is_clean(self) -> bool:
        """Whether there is nothing to mend."""
        return self.problems == 0

    def as_dict(self) -> dict[str, object]:
        """Return the JSON form."""
        return {
            "file": str(self.path),
            "format": self.format,
            "rows": self.rows,
            "sound": self.sound,
            "mended": self.mended,
            "left_out": self.left_out,
            "llamafactory_skips": self.silent,
            "compared": self.compared,
            "problems": self.problems,
            "by_rule": dict(self.by_rule),
            "repaired": None if self.repaired is None else str(self.repaired),
            "written": self.written,
            "written_as": self.written_as,
        }
