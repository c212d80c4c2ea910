"""What the page asks: files, a name, which pairs, and whether to forget."""

from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QInputDialog, QMessageBox, QWidget

from instrstudio.domain.wording import message
from instrstudio.services.preferring import Wish
from instrstudio.ui.errors import sentence
from instrstudio.ui.evaluate.learned.desk import Desk
from instrstudio.ui.evaluate.learned.preferences_dialog import PreferencesDialog
from instrstudio.ui.session import Notice, Session


class Questions(QObject):
    """Opens the dialogs of the page; none of them blocks.

    Signals:
        person_named: The name of somebody else.
    """

    person_named = Signal(str)

    def __init__(self, desk: Desk, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._session, self._window = desk, session, window

    @Slot()
    def ask_person(self) -> None:
        """Ask for a name."""
        dialog = QInputDialog(self._window)
        dialog.setObjectName("learnedWho")
        dialog.setWindowTitle(self.tr("Somebody else"))
        dialog.setLabelText(self.tr("Name of the person whose choices count"))
        dialog.textValueSelected.connect(self._on_person)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    @Slot(str)
    def _on_person(self, name: str) -> None:
        if name.strip():
            self.person_named.emit(name.strip())

    @Slot()
    def ask_forget(self) -> None:
        """Ask before all is forgotten: this cannot be taken back."""
        box = QMessageBox(self._window)
        box.setObjectName("learnedForget")
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(self.tr("Forget everything"))
        text = self.tr("Forget everything that was learned of “{name}”?")
        box.setText(text.format(name=self._desk.portrait.profile))
        box.setInformativeText(
            self.tr(
                "Rules and order are gone, your own rules too. What was noted stays in "
                "the log and is not learned from any more. Models stay."
            )
        )
        forget = box.addButton(
            self.tr("Forget"), QMessageBox.ButtonRole.DestructiveRole
        )
        cancel = box.addButton(self.tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(cancel)
        forget.clicked.connect(self._desk.forget)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    @Slot()
    def ask_export(self) -> None:
        """Ask where the rules go."""
        dialog = QFileDialog(self._window, self.tr("Export rules"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("json")
        dialog.fileSelected.connect(self._on_target)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    @Slot(str)
    def _on_target(self, name: str) -> None:
        self._desk.export_rules(Path(name))

    @Slot()
    def ask_import(self) -> None:
        """Ask for a file of rules."""
        dialog = QFileDialog(self._window, self.tr("Import rules"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("Rules (*.json)"), self.tr("All files (*)")])
        dialog.fileSelected.connect(self._on_source)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    @Slot(str)
    def _on_source(self, name: str) -> None:
        self._desk.import_rules(Path(name))

    @Slot()
    def ask_pairs(self) -> None:
        """Ask which pairs to export."""
        self._ask_preferences(exports=True)

    @Slot()
    def ask_learning(self) -> None:
        """Ask which pairs to learn from."""
        self._ask_preferences(exports=False)

    def _ask_preferences(self, *, exports: bool) -> None:
        dialog = PreferencesDialog(exports=exports, parent=self._window)

        def count(wish: Wish) -> None:
            job = self._desk.count(wish)
            job.succeeded.connect(dialog.show_counts)
            job.failed.connect(lambda error: dialog.warn(sentence(error)))

        def export(target: Path, format_: str, wish: Wish) -> None:
            job = self._desk.export_pairs(target, format_, wish)
            job.succeeded.connect(lambda count: self._say_exported(count, target))
            job.succeeded.connect(dialog.accept)
            job.failed.connect(lambda error: dialog.warn(sentence(error)))

        dialog.changed.connect(count)
        dialog.export_wanted.connect(export)
        dialog.learn_wanted.connect(self._desk.learn)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        dialog.ask_count()

    def _say_exported(self, count: int, target: Path) -> None:
        text = message("{count} rows written to {file}.", count=count, file=target.name)
        self._session.notice.emit(Notice(text=text))
