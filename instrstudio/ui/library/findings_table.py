"""Problems of a file: a line each, and below them the whole sentence of one."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from instrstudio.domain.checkup import LEFT_OUT, MENDED, Finding
from instrstudio.domain.transfer import Skipped
from instrstudio.domain.wording import Sentence
from instrstudio.ui import words
from instrstudio.ui.controls import CaptionLabel
from instrstudio.ui.library.plain_table import LISTED, PlainTable
from instrstudio.ui.library.rule_names import effect_name, rule_name, said_of
from instrstudio.ui.theme import theme


class FindingsTable(QWidget):
    """Place, field, problem and what becomes of the row."""

    def __init__(self, name: str, spoken: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = PlainTable(name, (2,))
        self.table.setAccessibleName(spoken)
        self.table.set_columns(
            [
                self.tr("Place"),
                self.tr("Field"),
                self.tr("Problem"),
                self.tr("What becomes of it"),
            ]
        )
        self._told = CaptionLabel()
        self._told.setObjectName(f"{name}Told")
        self._told.setWordWrap(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme().space.tight)
        box.addWidget(self.table, 1)
        box.addWidget(self._told)
        self.table.currentCellChanged.connect(self._on_current)

    @property
    def is_full(self) -> bool:
        """Whether no more is listed."""
        return self.table.rowCount() >= LISTED

    def clear(self) -> None:
        """Show nothing."""
        self.table.show_rows(())
        self._told.setText("")

    def add_findings(self, found: Sequence[Finding]) -> None:
        """List what the doctor found."""
        some = found[:LISTED]
        self.table.add_rows(
            [
                (
                    self._place("", one.row, one.line),
                    one.field,
                    rule_name(one.rule),
                    effect_name(one.effect),
                )
                for one in some
            ],
            [_sentence(one.what, one.repair) for one in some],
        )

    def show_report(
        self, skipped: Sequence[Skipped], repaired: Sequence[Skipped]
    ) -> None:
        """List rows that an import leaves out, then those it mends."""
        self.clear()
        for entries, effect in ((skipped, LEFT_OUT), (repaired, MENDED)):
            some = entries[:LISTED]
            faults = [entry.faults[0] for entry in some]
            self.table.add_rows(
                [
                    (
                        self._place(entry.file, entry.row, entry.line),
                        fault.field,
                        said_of(fault),
                        effect_name(effect),
                    )
                    for entry, fault in zip(some, faults, strict=True)
                ],
                [_sentence(fault.rule, fault.repair) for fault in faults],
            )

    def _place(self, file: str, number: int, line: int) -> str:
        """Return where something is: file, row and line, as far as there are such."""
        where = self.tr("whole file")
        if number:
            where = self.tr("row {number}").format(number=words.number(number))
        if line:
            text = self.tr("line {number}").format(number=words.number(line))
            where = words.list_of([where, text])
        return words.list_of([Path(file).name, where]) if file else where

    @Slot(int, int, int, int)
    def _on_current(self, place: int, *_others: int) -> None:
        """Say of the current row what is wrong, in full."""
        cell = self.table.item(place, 0)
        self._told.setText(cell.toolTip() if cell is not None else "")


def _sentence(what: Sentence, repair: Sentence) -> str:
    """Return what is wrong and what mends it."""
    parts = [words.said(what), words.said(repair)]
    return " – ".join(part for part in parts if part)
