"""Edits many records at once: the same facts for all, or one text for another."""

from collections.abc import Mapping

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from instrstudio.domain.language import LANGUAGES
from instrstudio.domain.task import TASK_TYPES
from instrstudio.ui import words
from instrstudio.ui.controls import (
    CaptionLabel,
    GhostButton,
    PrimaryButton,
    SectionLabel,
    TitleLabel,
    row,
)
from instrstudio.ui.library import facts
from instrstudio.ui.library.bulk import records
from instrstudio.ui.library.options_form import OptionsForm, key_of
from instrstudio.ui.theme import theme

_WIDTH = 420


class BulkEditDialog(QDialog):
    """Asks what is to be set, saying first for how many.

    Signals:
        assigned: Fields with the values that all records get.
        replaced: The text to find and the one to put in its place.
    """

    assigned = Signal(object)
    replaced = Signal(str, str)

    def __init__(self, count: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bulkEditDialog")
        self.setWindowTitle(self.tr("Edit records"))
        self.setMinimumWidth(theme().px(_WIDTH))
        self._facts, self._texts = OptionsForm(), OptionsForm()
        leave = ("", self.tr("Leave as it is"))
        self._task_type = self._facts.menu(
            "bulkTaskType", [leave, *((t, words.task_type(t)) for t in TASK_TYPES)]
        )
        self._language = self._facts.menu(
            "bulkLanguage",
            [leave, *((one, facts.language_name(one)) for one in LANGUAGES)],
        )
        self._licence = self._facts.line("bulkLicence", leave[1])
        self._source = self._facts.line("bulkSource", leave[1])
        self._find = self._texts.line("bulkFind")
        self._put = self._texts.line("bulkPut")
        self._apply = PrimaryButton(
            self.tr("Edit {count}").format(count=records(count))
        )
        self._apply.setObjectName("bulkApply")
        self._cancel = GhostButton(self.tr("Cancel"))
        self._cancel.setObjectName("bulkCancel")
        self._build()
        self._facts.edited.connect(self._follow)
        self._texts.edited.connect(self._follow)
        self._apply.clicked.connect(self._on_apply)
        self._cancel.clicked.connect(self.reject)
        self._apply.setDefault(True)
        self._follow()

    def _build(self) -> None:
        """Put facts above, texts below."""
        page = theme().space.page
        self._facts.add(self.tr("Task type"), self._task_type)
        self._facts.add(self.tr("Language"), self._language)
        self._facts.add(self.tr("Licence"), self._licence)
        self._facts.add(self.tr("Source"), self._source)
        self._texts.add(self.tr("Find"), self._find)
        self._texts.add(self.tr("Replace with"), self._put)
        hint = CaptionLabel(
            self.tr("Either of the two is one step, which Undo takes back.")
        )
        hint.setWordWrap(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(page, page, page, page)
        box.setSpacing(theme().space.unit)
        box.addWidget(TitleLabel(self.tr("Edit records")))
        box.addWidget(SectionLabel(self.tr("Set for all")))
        box.addWidget(self._facts)
        box.addWidget(SectionLabel(self.tr("Replace in the instructions")))
        box.addWidget(self._texts)
        box.addWidget(hint)
        box.addLayout(row(1, self._cancel, self._apply))

    def values(self) -> Mapping[str, str]:
        """Return the fields that are to be set."""
        found = {
            "task_type": key_of(self._task_type),
            "language": key_of(self._language),
            "licence": self._licence.text().strip(),
            "source_name": self._source.text().strip(),
        }
        return {name: value for name, value in found.items() if value}

    @Slot()
    def _follow(self) -> None:
        """Let facts or texts be edited, not both: each is a step of its own."""
        setting, replacing = bool(self.values()), bool(self._find.text())
        self._facts.setEnabled(not replacing)
        self._texts.setEnabled(not setting)
        self._apply.setEnabled(setting or replacing)

    @Slot()
    def _on_apply(self) -> None:
        values = self.values()
        self.accept()
        if values:
            self.assigned.emit(values)
        else:
            self.replaced.emit(self._find.text(), self._put.text())
