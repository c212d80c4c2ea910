"""What the page asks: files, names, numbers, and whether a set may go."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QInputDialog, QMessageBox, QWidget

from instrstudio.domain.annotation import AnnotationSet
from instrstudio.ui.errors import sentence
from instrstudio.ui.evaluate.annotate.desk import Desk
from instrstudio.ui.evaluate.annotate.new_set_dialog import NewSetDialog

_MOST = 9


class Questions(QObject):
    """Opens the dialogs of the page; none of them blocks.

    Signals:
        leaving: The row at hand is about to be left.
    """

    leaving = Signal()

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window

    @Slot()
    def ask_new(self) -> None:
        """Ask for a file and make a set of it."""
        dialog = NewSetDialog(self._window)

        def make(wish: AnnotationSet, path: Path) -> None:
            job = self._desk.make(wish, path)
            job.succeeded.connect(dialog.accept)
            job.failed.connect(lambda error: dialog.warn(sentence(error)))

        dialog.confirmed.connect(make)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    @Slot()
    def ask_person(self) -> None:
        """Ask who annotates."""
        dialog = QInputDialog(self._window)
        dialog.setObjectName("annotateWho")
        dialog.setWindowTitle(self.tr("Annotate as"))
        dialog.setLabelText(self.tr("Name of the annotator"))
        dialog.setTextValue(self._desk.who)
        dialog.textValueSelected.connect(self._on_person)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    @Slot(str)
    def _on_person(self, name: str) -> None:
        if name.strip() and name.strip() != self._desk.who:
            self.leaving.emit()
            self._desk.annotate_as(name.strip())

    @Slot()
    def ask_annotators(self) -> None:
        """Ask how many should judge each row of the set."""
        found = self._desk.opened
        if found is None:
            return
        dialog = QInputDialog(self._window)
        dialog.setInputMode(QInputDialog.InputMode.IntInput)
        dialog.setWindowTitle(self.tr("Annotators for each row"))
        dialog.setLabelText(self.tr("How many people judge each row"))
        dialog.setIntRange(1, _MOST)
        dialog.setIntValue(found.annotators)
        dialog.intValueSelected.connect(
            lambda count: self._desk.change(replace(found, annotators=count))
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    @Slot()
    def ask_remove(self) -> None:
        """Ask before a set goes: this cannot be taken back."""
        found = self._desk.opened
        if found is None:
            return
        box = QMessageBox(self._window)
        box.setObjectName("annotateRemove")
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(self.tr("Remove set"))
        text = self.tr("Remove “{name}” with all its verdicts?")
        box.setText(text.format(name=found.name))
        box.setInformativeText(self.tr("Records in the library stay."))
        remove = box.addButton(
            self.tr("Remove"), QMessageBox.ButtonRole.DestructiveRole
        )
        cancel = box.addButton(self.tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(cancel)
        remove.clicked.connect(lambda: self._desk.remove(found.name))
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    @Slot()
    def ask_export(self) -> None:
        """Ask where the settled rows go."""
        self._ask_target(verdicts=False)

    @Slot()
    def ask_verdicts(self) -> None:
        """Ask where all verdicts go."""
        self._ask_target(verdicts=True)

    def _ask_target(self, *, verdicts: bool) -> None:
        dialog = QFileDialog(self._window, self.tr("Export annotation"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("jsonl")
        dialog.fileSelected.connect(
            lambda name: self._desk.export(Path(name), verdicts=verdicts)
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
