"""From a downloaded file of a public data set to an import, with its first rows."""

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from instrstudio.domain.catalogue import Entry
from instrstudio.domain.errors import InvalidInput
from instrstudio.domain.job import Job, Progress
from instrstudio.services.catalogue import CataloguePlan
from instrstudio.services.import_preview import ImportPreview
from instrstudio.ui import words
from instrstudio.ui.controls import (
    Button,
    CaptionLabel,
    PrimaryButton,
    Strip,
    row,
)
from instrstudio.ui.errors import sentence
from instrstudio.ui.jobs import JobHandle
from instrstudio.ui.library.first_rows import FirstRows
from instrstudio.ui.session import Session
from instrstudio.ui.theme import theme

_ROWS = 8

Looked = tuple[CataloguePlan, ImportPreview]


class DatasetFile(QWidget):
    """Takes a file, checks that it is of the data set, shows rows, and imports it.

    Signals:
        looked_at: The `CataloguePlan` of the file whose rows are shown.
        confirmed: The `CataloguePlan` that is to be imported.
    """

    looked_at = Signal(object)
    confirmed = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("datasetFile")
        self._session = session
        self._entry: Entry | None = None
        self._path: Path | None = None
        self._plan: CataloguePlan | None = None
        self._job: JobHandle | None = None
        self._choose = Button(self.tr("Choose the downloaded file…"), "folder")
        self._choose.setObjectName("datasetChoose")
        self.said = CaptionLabel()
        self.said.setObjectName("datasetSaid")
        self.said.setWordWrap(True)
        self.wrong = Strip(parent=self)
        self.rows = FirstRows()
        self.rows.setObjectName("datasetRows")
        self._import = PrimaryButton(self.tr("Import"), "import")
        self._import.setObjectName("datasetImport")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme().space.unit)
        head = row(self._choose, self.said, self._import)
        head.setStretch(1, 1)
        box.addLayout(head)
        box.addWidget(self.wrong)
        box.addWidget(self.rows, 1)
        self._choose.clicked.connect(self.ask_file)
        self._import.clicked.connect(self._on_import)
        self.wrong.acted.connect(self._read_anyway)
        self.show_entry(None)

    def show_entry(self, entry: Entry | None) -> None:
        """Take files of another data set from now on."""
        self.stop()
        self._entry, self._path = entry, None
        self._forget()
        is_importable = entry is not None and entry.is_importable
        self._choose.setEnabled(is_importable)
        if entry is not None and not is_importable:
            self.wrong.set_text(
                self.tr("The files have to be converted first: see how to get it."),
                "info",
            )
            self.wrong.show()
        elif entry is not None and entry.files:
            named = words.list_of(list(entry.files))
            self.said.setText(self.tr("Files are called {names}").format(names=named))

    def _forget(self) -> None:
        """Show no rows."""
        self._plan = None
        self.wrong.hide()
        self.rows.hide()
        self._import.hide()
        self._say("")

    @Slot()
    def ask_file(self) -> None:
        """Let the file be chosen."""
        dialog = QFileDialog(self, self.tr("Downloaded file"))
        dialog.setObjectName("datasetFileDialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._on_file)
        dialog.open()

    @Slot(str)
    def _on_file(self, name: str) -> None:
        self.read(Path(name))

    def read(self, path: Path, *, anyway: bool = False) -> None:
        """Look at the beginning of a file; `anyway` also at one of another shape."""
        entry = self._entry
        if entry is None or not entry.is_importable:
            return
        self.stop()
        self._path = path
        self._forget()
        self._say(self.tr("Reading {name}…").format(name=path.name))
        self._job = self._session.start(
            lambda _workspace: _looked_at(entry, path, anyway),
            title=self.tr("Read rows"),
            key="dataset-preview",
            quiet=True,
        )
        self._job.succeeded.connect(self._on_looked)
        self._job.failed.connect(self._on_failed)

    def stop(self) -> None:
        """Look no further."""
        if self._job is not None and not self._job.is_over:
            self._job.drop()
        self._job = None

    @Slot(object)
    def _on_looked(self, found: Looked) -> None:
        """Show rows, and what is odd about the file."""
        self._plan, shown = found
        self.rows.show_file_rows(shown.rows)
        self.rows.show()
        self._import.show()
        self._import.setEnabled(any(one.items for one in shown.rows))
        name = self._plan.path.name
        if self._plan.missing:
            lacking = words.list_of(list(self._plan.missing))
            text = self.tr("{name} · no row at its beginning has {fields}")
            self._say(text.format(name=name, fields=lacking), "warning")
        elif not self._plan.is_named:
            text = self.tr("{name} · not called as files of this set are: see its rows")
            self._say(text.format(name=name), "warning")
        else:
            self._say(name)
        self.looked_at.emit(self._plan)

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        """Say why the file is not read; one of another shape can be, all the same."""
        self._say("")
        remedy = self.tr("Read it anyway") if isinstance(error, InvalidInput) else ""
        self.wrong.set_text(sentence(error), "error", remedy)
        self.wrong.show()

    @Slot()
    def _read_anyway(self) -> None:
        if self._path is not None:
            self.read(self._path, anyway=True)

    @Slot()
    def _on_import(self) -> None:
        if self._plan is not None:
            self.confirmed.emit(self._plan)

    def _say(self, text: str, role: str = "cap") -> None:
        """Show a line beside the button."""
        self.said.setText(text)
        self.said.set_role(role)


def _looked_at(entry: Entry, path: Path, anyway: bool) -> Job[Progress, Looked]:
    """Plan an import and read the first rows."""
    from instrstudio.services import catalogue

    yield Progress(done=0)
    found = catalogue.plan(entry, path, anyway=anyway)
    return found, catalogue.preview(found, _ROWS)
