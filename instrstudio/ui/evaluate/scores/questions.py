"""What the page asks: names, targets, and whether a run may go."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QInputDialog, QMessageBox, QWidget

from instrstudio.domain.evaluation import Evaluation
from instrstudio.ui.evaluate.scores import score_names
from instrstudio.ui.evaluate.scores.desk import Desk


class ScoresQuestions(QObject):
    """Opens the dialogs of the page; none of them blocks."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window

    def ask_name(self, run: Evaluation) -> None:
        """Ask what a run is to be called."""
        dialog = QInputDialog(self._window)
        dialog.setObjectName("scoresRename")
        dialog.setWindowTitle(self.tr("Rename run"))
        dialog.setLabelText(self.tr("Name of the run"))
        dialog.setTextValue(score_names.run(run))

        def rename(name: str) -> None:
            if name.strip() and name.strip() != run.name:
                self._desk.rename(run.id, name.strip())

        dialog.textValueSelected.connect(rename)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def ask_remove(self, run: Evaluation) -> None:
        """Ask before a run goes: this cannot be taken back."""
        box = QMessageBox(self._window)
        box.setObjectName("scoresRemove")
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(self.tr("Remove run"))
        text = self.tr("Remove “{name}” with all its scores?")
        box.setText(text.format(name=score_names.run(run)))
        box.setInformativeText(self.tr("The library stays as it is."))
        remove = box.addButton(
            self.tr("Remove"), QMessageBox.ButtonRole.DestructiveRole
        )
        cancel = box.addButton(self.tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(cancel)
        remove.clicked.connect(lambda: self._desk.remove(run.id))
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    def ask_target(self, runs: Sequence[Evaluation]) -> None:
        """Ask where the scores of some runs go."""
        dialog = QFileDialog(self._window, self.tr("Export scores"))
        dialog.setObjectName("scoresExport")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(
            [self.tr("Table (*.csv)"), self.tr("JSON lines (*.jsonl)")]
        )
        dialog.setDefaultSuffix("csv")
        dialog.filterSelected.connect(
            lambda chosen: dialog.setDefaultSuffix(
                "jsonl" if "jsonl" in chosen else "csv"
            )
        )
        ids = [run.id for run in runs]
        dialog.fileSelected.connect(lambda name: self._desk.export(ids, Path(name)))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
