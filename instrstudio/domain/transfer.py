"""What goes through import and export besides records themselves."""

from dataclasses import dataclass

from instrstudio.domain.record import Record
from instrstudio.domain.template import Template
from instrstudio.domain.wording import Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing wrong with a row: the field, the rule it breaks, and the repair."""

    field: str
    rule: Sentence
    repair: Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A row that was not taken, or (in a list of repairs) one that was mended.

    `row` and `line` count from 1, `line` is 0 where the file has no lines to speak of.
    The first of `faults` stands for the row; there is at least one.
    """

    file: str
    row: int
    line: int
    faults: tuple[Fault, ...]

    def as_dict(self) -> dict[str, object]:
        """Return the JSON form: the first fault in front, all of them in `faults`."""
        faults = [
            {"field": f.field, "rule": str(f.rule), "repair": str(f.repair)}
            for f in self.faults
        ]
        place = {"file": self.file, "row": self.row, "line": self.line}
        return {**place, **faults[0], "faults": faults}


@dataclass(frozen=True, slots=True, kw_only=True)
class Preference:
    """One choice of a person between two answers to the same prompt."""

    prompt: str
    chosen: str
    rejected: str
    input: str = ""
    system: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a file: what it became, and where reading can go on after it.

    A bilingual row gives two records that share `pair`. A row that cannot be used gives
    no items and a `skipped`; a mended one gives items and a `repaired`. `resume_at` is
    the format's own position (bytes or rows): reading from it starts at the next row.
    `share` in [0, 1] says how much of the file has been read, for a progress bar.
    """

    items: tuple[Record | Template | Preference, ...]
    resume_at: int
    skipped: Skipped | None = None
    repaired: Skipped | None = None
    share: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """Every row accounted for: `read` = `added` + `duplicates` + ``len(skipped)``.

    `ids` are the records added; of a bilingual row both, so there may be more of them
    than rows. `templates` are the ids of templates added.
    """

    read: int = 0
    added: int = 0
    duplicates: int = 0
    repaired: tuple[Skipped, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    ids: tuple[int, ...] = ()
    templates: tuple[str, ...] = ()
    cancelled: bool = False

    def as_dict(self) -> dict[str, object]:
        """Return the JSON form."""
        return {
            "read": self.read,
            "added": self.added,
            "duplicates": self.duplicates,
            "templates": len(self.templates),
            "repaired": [entry.as_dict() for entry in self.repaired],
            "skipped": [entry.as_dict() for entry in self.skipped],
        }
