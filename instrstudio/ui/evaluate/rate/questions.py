"""What the page asks: a new queue, who rates, files, and whether a queue may go."""

from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QInputDialog, QMessageBox, QWidget

from instrstudio.domain.evaluation import Evaluation
from instrstudio.domain.wording import message
from instrstudio.services import evaluating_views
from instrstudio.services.rating_queues import QueuePlan
from instrstudio.ui.errors import sentence
from instrstudio.ui.evaluate.rate.desk import Desk
from instrstudio.ui.evaluate.rate.new_queue_dialog import NewQueueDialog
from instrstudio.ui.evaluate.rate.sources import Source
from instrstudio.ui.session import Session


class Questions(QObject):
    """Opens the dialogs of the page; none of them blocks.

    Signals:
        answered: A dialog was closed: the page has the focus again.
    """

    answered = Signal()

    def __init__(self, desk: Desk, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._session, self._window = desk, session, window

    @Slot()
    def ask_new(self) -> None:
        """Ask what a queue is made of and make it; evaluations are read first."""
        job = self._session.do(
            evaluating_views.runs,
            title=message("Evaluations"),
        )
        job.succeeded.connect(self._on_runs)

    @Slot(object)
    def _on_runs(self, runs: list[Evaluation]) -> None:
        dialog = NewQueueDialog(runs, self._window)

        def make(plan: QueuePlan, source: Source) -> None:
            job = self._desk.make(plan, source.read)
            job.succeeded.connect(dialog.accept)
            job.failed.connect(lambda error: dialog.warn(sentence(error)))

        dialog.confirmed.connect(make)
        self._open(dialog)

    @Slot()
    def ask_person(self) -> None:
        """Ask who rates."""
        dialog = QInputDialog(self._window)
        dialog.setObjectName("rateWho")
        dialog.setWindowTitle(self.tr("Rate as"))
        dialog.setLabelText(self.tr("Name of the rater"))
        dialog.setTextValue(self._desk.who)
        dialog.textValueSelected.connect(self._on_person)
        self._open(dialog)

    @Slot(str)
    def _on_person(self, name: str) -> None:
        if name.strip() and name.strip() != self._desk.who:
            self._desk.rate_as(name.strip())

    @Slot()
    def ask_remove(self) -> None:
        """Ask before a queue goes."""
        name = self._desk.name
        if not name:
            return
        box = QMessageBox(self._window)
        box.setObjectName("rateRemove")
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(self.tr("Remove queue"))
        box.setText(self.tr("Remove the queue “{name}”?").format(name=name))
        box.setInformativeText(
            self.tr("Verdicts stay with their texts: a new queue finds them again.")
        )
        remove = box.addButton(
            self.tr("Remove"), QMessageBox.ButtonRole.DestructiveRole
        )
        cancel = box.addButton(self.tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(cancel)
        remove.clicked.connect(lambda: self._desk.remove(name))
        self._open(box)

    @Slot()
    def ask_export(self) -> None:
        """Ask where the verdicts of the queue go."""
        self._ask_target(whole=False)

    @Slot()
    def ask_export_all(self) -> None:
        """Ask where the verdicts of the project go."""
        self._ask_target(whole=True)

    def _ask_target(self, *, whole: bool) -> None:
        dialog = QFileDialog(self._window, self.tr("Export verdicts"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(
            [self.tr("Table (*.csv)"), self.tr("JSON lines (*.jsonl)")]
        )
        dialog.setDefaultSuffix("csv")
        dialog.fileSelected.connect(
            lambda name: self._desk.export(Path(name), whole=whole)
        )
        self._open(dialog)

    @Slot()
    def ask_merge(self) -> None:
        """Ask for the folder of another copy of the project."""
        dialog = QFileDialog(self._window, self.tr("Another copy of this project"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda name: self._desk.merge(Path(name)))
        self._open(dialog)

    def _open(
        self, dialog: QFileDialog | QInputDialog | QMessageBox | NewQueueDialog
    ) -> None:
        """Open a dialog; the page hears when it is closed."""
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(self.answered)
        dialog.open()
