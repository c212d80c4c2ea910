"""A row as it stands in a file, before anybody asks what its fields mean."""

from dataclasses import dataclass

from instrstudio.domain.transfer import Fault, Skipped


@dataclass(frozen=True, slots=True, kw_only=True)
class RawRow:
    """One row of a file.

    `number` and `line` count from 1. A row that could not be read has `damage` and no
    `value`; `notes` say what was mended while reading. `listed` is False for an object
    that stands by itself rather than in a list. `share` in [0, 1] is how much of the
    file has been read.
    """

    number: int
    line: int
    value: object = None
    notes: tuple[Fault, ...] = ()
    damage: Fault | None = None
    listed: bool = True
    share: float = 0.0

    def entry(self, file: str, *faults: Fault) -> Skipped:
        """Return a line of the report about this row."""
        return Skipped(file=file, row=self.number, line=self.line, faults=faults)
