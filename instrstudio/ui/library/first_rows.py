"""The first rows of a file, as they will be read."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from instrstudio.domain.record import Record
from instrstudio.domain.transfer import Row
from instrstudio.ui import words
from instrstudio.ui.library.plain_table import PlainTable
from instrstudio.ui.library.rule_names import said_of


class FirstRows(PlainTable):
    """A line a row: what became of its fields, or why it is left out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("importFirstRows", (0, 1, 2), parent)
        self.setAccessibleName(self.tr("First rows"))
        self.set_columns(
            [
                self.tr("Instruction"),
                self.tr("Input"),
                self.tr("Output"),
                self.tr("Tags"),
            ]
        )

    def show_file_rows(self, rows: Sequence[Row]) -> None:
        """Show rows of a file."""
        self.show_rows([_cells(one) for one in rows])


def _cells(one: Row) -> tuple[str, ...]:
    """Return a row as it will be read: a record, a template, or why it is neither."""
    if one.skipped is not None:
        return f"✕ {said_of(one.skipped.faults[0])}", "", "", ""
    item = next(iter(one.items), None)
    if not isinstance(item, Record):
        text = getattr(item, "pattern", "") or getattr(item, "prompt", "")
        return str(text), "", "", ""
    first = item.examples[0] if item.examples else None
    sample = (first.input, first.output) if first else ("", "")
    return item.instruction, *sample, words.list_of(list(item.tags))
