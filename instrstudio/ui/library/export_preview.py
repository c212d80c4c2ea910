"""What an export would write: counts, what is left out and why, and the first rows."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QPlainTextEdit, QProgressBar, QVBoxLayout, QWidget

from instrstudio.domain.job import Progress
from instrstudio.services.survey import (
    DUPLICATE,
    LOW_RATING,
    OTHER_LICENCE,
    REFUSED,
    Survey,
)
from instrstudio.ui import words
from instrstudio.ui.controls import BodyLabel, CaptionLabel, SectionLabel, Strip
from instrstudio.ui.library.field_names import field_name
from instrstudio.ui.theme import set_font, theme

_MOST = 20_000
"""Characters of the first rows that are shown."""


class ExportPreview(QWidget):
    """The right side of the export dialog; it only shows what it is given."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.count = SectionLabel()
        self.count.setObjectName("exportCount")
        self.parts = BodyLabel()
        self.parts.setObjectName("exportParts")
        self.left_out = CaptionLabel()
        self.left_out.setObjectName("exportLeftOut")
        self.keeps = CaptionLabel()
        self.keeps.setObjectName("exportKeeps")
        for label in (self.count, self.parts, self.left_out, self.keeps):
            label.setWordWrap(True)
        self.loss = Strip(parent=self)
        self.loss.setObjectName("exportLoss")
        self._working = QProgressBar()
        self._working.setTextVisible(False)
        self._working.setAccessibleName(self.tr("Counting"))
        keeper = self._working.sizePolicy()
        keeper.setRetainSizeWhenHidden(True)
        self._working.setSizePolicy(keeper)
        self.rows = QPlainTextEdit()
        self.rows.setObjectName("exportRows")
        self.rows.setProperty("pane", "card")
        self.rows.setReadOnly(True)
        self.rows.setTabChangesFocus(True)
        self.rows.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.rows.setAccessibleName(self.tr("First rows"))
        set_font(self.rows, "code")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme().space.inner)
        for part in (self.count, self._working, self.parts, self.left_out):
            box.addWidget(part)
        box.addWidget(self.loss)
        box.addWidget(self.keeps)
        box.addSpacing(theme().space.tight)
        box.addWidget(SectionLabel(self.tr("First rows")))
        box.addWidget(self.rows, 1)
        self.loss.hide()

    def show_working(self, progress: Progress | None = None) -> None:
        """Say that records are counted, and how far that is."""
        total = progress.total if progress else None
        self._working.setRange(0, total or 0)
        self._working.setValue(progress.done if progress and total else 0)
        self._working.show()
        self.count.set_role("cap")

    def show_format(self, keeps: tuple[str, ...], drops: tuple[str, ...]) -> None:
        """Say what a format keeps and drops of any record."""
        texts = [self.tr("Keeps {fields}.").format(fields=_named(keeps))]
        if drops:
            text = self.tr("Has no place for {fields}.")
            texts.append(text.format(fields=_named(drops)))
        self.keeps.setText(" ".join(texts) if keeps else "")
        self.keeps.setVisible(bool(keeps))

    def show_survey(self, found: Survey) -> None:
        """Show the counts, and of how many records something is lost."""
        self._rest()
        text = self.tr("{kept} of {chosen} records will be written")
        self.count.setText(
            text.format(
                kept=words.number(found.kept), chosen=words.number(found.chosen)
            )
        )
        split = [
            f"{part_name(part)} {words.number(count)}"
            for part, count in found.parts.items()
        ]
        self.parts.setText(" · ".join(split))
        self.parts.setVisible(len(split) > 1)
        self.left_out.setText("\n".join(_reasons(found)))
        self.left_out.setVisible(bool(found.left_out))
        self._show_loss(found.lost)

    def _show_loss(self, lost: Mapping[str, int]) -> None:
        """Name what these records have and the format leaves behind."""
        counted = [
            f"{field_name(name)} ({words.number(count)})"
            for name, count in lost.items()
        ]
        text = self.tr("Leaves out, with the number of records: {fields}")
        self.loss.set_text(text.format(fields=words.list_of(counted)), "warning")
        self.loss.setVisible(bool(counted))

    def show_templates(self) -> None:
        """Say that this format is for templates."""
        self._rest()
        self.count.setText(self.tr("Writes the project's templates, not its records"))
        for part in (self.parts, self.left_out, self.loss):
            part.setVisible(False)
        self.show_rows("")

    def show_rows(self, text: str) -> None:
        """Show the first rows as they would stand in the file."""
        self._rest()
        shown = text if len(text) <= _MOST else f"{text[:_MOST]}…"
        self.rows.setPlainText(shown)

    def show_error(self, text: str) -> None:
        """Say why nothing can be written."""
        self._rest()
        self.loss.set_text(text, "error")
        self.loss.show()

    def _rest(self) -> None:
        """Show that nothing is counted any more."""
        self._working.hide()
        self.count.set_role("strong")


def part_name(part: str) -> str:
    """Return what a part of a split is called."""
    tr = QCoreApplication.translate
    names = {
        "train": tr("ExportPreview", "Training"),
        "validation": tr("ExportPreview", "Validation"),
        "test": tr("ExportPreview", "Test"),
    }
    return names[part]


def _reasons(found: Survey) -> list[str]:
    """Return a line for each reason why records stay out."""
    tr = QCoreApplication.translate
    texts = {
        LOW_RATING: tr("ExportPreview", "{count} left out: rated lower, or not at all"),
        OTHER_LICENCE: tr("ExportPreview", "{count} left out: another licence"),
        DUPLICATE: tr("ExportPreview", "{count} left out: said by another record"),
        REFUSED: tr("ExportPreview", "{count} left out: the format cannot hold them"),
    }
    lines = []
    for reason, count in found.left_out.items():
        lines.append(texts[reason].format(count=words.number(count)))
        if reason == REFUSED:
            lines += [
                f"   {words.number(number)} × {words.said(rule)}"
                for rule, number in found.refused.items()
            ]
    return lines


def _named(fields: tuple[str, ...]) -> str:
    """Return the names of fields as a list."""
    return words.list_of([field_name(name) for name in fields])
