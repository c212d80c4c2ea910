"""A format that is only written."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from instrstudio.domain.errors import TransferError
from instrstudio.domain.transfer import Fault, Row
from instrstudio.domain.wording import message
from instrstudio.formats.frame.losses import Item
from instrstudio.formats.frame.row_format import RowFormat
from instrstudio.formats.reading.tidy import Mender


class WriteOnly(RowFormat):
    """Takes no file for its own, and refuses to read one."""

    reads = False

    def likeness(self, row: Mapping[str, object]) -> float:
        """Return 0: nothing is read."""
        return 0.0

    def recognises(self, path: Path) -> float:
        """Return 0: nothing is read."""
        return 0.0

    def read(self, path: Path, resume_at: int = 0) -> Iterator[Row]:
        """Refuse to read.

        Raises:
            TransferError: Always.
        """
        raise TransferError(message("“{format}” is only written.", format=self.name))

    def items_of(
        self, row: Mapping[str, object], mender: Mender
    ) -> tuple[Item, ...] | Fault:
        """Return why nothing is read."""
        return Fault(
            field="",
            rule=message("This format is only written"),
            repair=message("Import another file"),
        )
