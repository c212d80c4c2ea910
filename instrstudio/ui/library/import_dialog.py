"""Chooses files to import and shows beforehand what will become of their rows."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from instrstudio.domain.job import Job, Progress
from instrstudio.domain.transfer import ImportReport, Skipped
from instrstudio.services.workspace import Workspace
from instrstudio.ui import words
from instrstudio.ui.controls import (
    BodyLabel,
    Button,
    CaptionLabel,
    GhostButton,
    PrimaryButton,
    TitleLabel,
    row,
)
from instrstudio.ui.errors import sentence
from instrstudio.ui.jobs import JobHandle
from instrstudio.ui.session import Session
from instrstudio.ui.theme import set_font, theme

_WIDTH, _HEIGHT = 680, 520
_LISTED = 500


class ImportDialog(QDialog):
    """Reads the files as a trial, lists what will be left out or mended, then asks.

    Signals:
        confirmed: Paths and format to import.
    """

    confirmed = Signal(object, str)

    def __init__(
        self, session: Session, paths: Sequence[Path], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._paths: tuple[Path, ...] = ()
        self._job: JobHandle | None = None
        self._title = TitleLabel(self.tr("Import"))
        self._files = BodyLabel()
        self._files.setObjectName("importFiles")
        self._files.setWordWrap(True)
        self._add = Button(self.tr("Add files…"), "plus")
        self._add.setObjectName("importAdd")
        self._format = QComboBox()
        self._format.setObjectName("importFormat")
        self._summary = BodyLabel()
        self._summary.setObjectName("importSummary")
        self._summary.setWordWrap(True)
        self._rows = QTableWidget(0, 4)
        self._rows.setObjectName("importRows")
        self._import = PrimaryButton(self.tr("Import"))
        self._import.setObjectName("importStart")
        self._cancel = GhostButton(self.tr("Cancel"))
        self._cancel.setObjectName("importCancel")
        self._set_up()
        self._build()
        self.set_paths(paths)

    def _set_up(self) -> None:
        """Fill the menu and name the columns."""
        self.setWindowTitle(self.tr("Import"))
        self.setObjectName("importDialog")
        self.setAcceptDrops(True)
        self.resize(theme().px(_WIDTH), theme().px(_HEIGHT))
        self._format.setAccessibleName(self.tr("Format"))
        self._format.addItem(self.tr("Find out the format"), "")
        for found in _readable():
            self._format.addItem(found, found)
        self._rows.setAccessibleName(self.tr("Rows left out or mended"))
        self._rows.setHorizontalHeaderLabels(
            [self.tr("Place"), self.tr("Field"), self.tr("Problem"), self.tr("Done")]
        )
        set_font(self._rows, "caption")
        set_font(self._rows.horizontalHeader(), "caption")
        self._rows.verticalHeader().hide()
        self._rows.setShowGrid(False)
        self._rows.setWordWrap(False)
        self._rows.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        header = self._rows.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        for wide in (2, 3):
            header.setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        self._add.clicked.connect(self._on_add)
        self._format.activated.connect(self._check)
        self._import.clicked.connect(self._on_import)
        self._cancel.clicked.connect(self.reject)

    def _build(self) -> None:
        """Put the parts in a column."""
        space = theme().space
        box = QVBoxLayout(self)
        box.setContentsMargins(space.page, space.page, space.page, space.page)
        box.setSpacing(space.group)
        box.addWidget(self._title)
        files = row(self._files, self._add)
        files.setStretch(0, 1)
        box.addLayout(files)
        label = CaptionLabel(self.tr("Format"))
        label.setBuddy(self._format)
        box.addLayout(row(label, self._format, 1))
        box.addWidget(self._summary)
        box.addWidget(self._rows, 1)
        box.addLayout(row(1, self._cancel, self._import))

    def set_paths(self, paths: Sequence[Path]) -> None:
        """Take other files and read them as a trial."""
        self._paths = tuple(dict.fromkeys(paths))
        names = words.list_of([path.name for path in self._paths])
        self._files.setText(names or self.tr("Choose files, or drop them here."))
        self._check()

    @Slot()
    def _check(self) -> None:
        """Read the files without writing anything."""
        self._import.setEnabled(False)
        self._rows.setRowCount(0)
        if self._job is not None:
            self._job.drop()
        if not self._paths:
            self._summary.setText("")
            return
        self._say(self.tr("Reading…"), "cap")
        paths, name = self._paths, str(self._format.currentData() or "")

        def trial(workspace: Workspace) -> Job[Progress, ImportReport]:
            from instrstudio.services import transfer

            return transfer.import_files(workspace, paths, name, dry_run=True)

        self._job = self._session.start(
            trial, title=self.tr("Check files"), key="import-trial", quiet=True
        )
        self._job.succeeded.connect(self._on_checked)
        self._job.failed.connect(self._on_failed)

    @Slot(object)
    def _on_checked(self, report: ImportReport) -> None:
        """Say what the trial found."""
        parts = [
            self.tr("{count} rows read").format(count=words.number(report.read)),
            self.tr("{count} new").format(count=words.number(report.added)),
        ]
        for count, text in (
            (report.duplicates, self.tr("{count} already here")),
            (len(report.repaired), self.tr("{count} mended")),
            (len(report.skipped), self.tr("{count} left out")),
        ):
            if count:
                parts.append(text.format(count=words.number(count)))
        self._say(" · ".join(parts), "warning" if report.skipped else "second")
        self._list([*report.skipped, *report.repaired])
        self._import.set_text(
            self.tr("Import {count}").format(count=words.number(report.added))
        )
        self._import.setEnabled(report.added > 0)

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        """Say why the files cannot be read."""
        self._say(sentence(error), "danger")

    def _list(self, entries: Sequence[Skipped]) -> None:
        """List rows that are left out or mended."""
        self._rows.setRowCount(min(len(entries), _LISTED))
        for place, entry in enumerate(entries[:_LISTED]):
            fault = entry.faults[0]
            where = entry.file
            if entry.line:
                line = self.tr("line {number}").format(number=words.number(entry.line))
                where = f"{Path(where).name}, {line}"
            texts = (
                where,
                fault.field,
                words.said(fault.rule),
                words.said(fault.repair),
            )
            for column, text in enumerate(texts):
                cell = QTableWidgetItem(text)
                cell.setToolTip(text)
                self._rows.setItem(place, column, cell)
        self._rows.resizeColumnToContents(0)
        self._rows.setVisible(bool(entries))

    def _say(self, text: str, role: str) -> None:
        """Show a line above the list."""
        self._summary.setText(text)
        self._summary.set_role(role)

    @Slot()
    def _on_add(self) -> None:
        """Let more files be chosen."""
        dialog = QFileDialog(self, self.tr("Add files"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters([_filter(self.tr("Data")), self.tr("All files (*)")])
        dialog.filesSelected.connect(self._on_files)
        dialog.open()

    @Slot(list)
    def _on_files(self, names: list[str]) -> None:
        self.set_paths([*self._paths, *map(Path, names)])

    @Slot()
    def _on_import(self) -> None:
        """Hand the files over."""
        self.confirmed.emit(self._paths, str(self._format.currentData() or ""))
        self.accept()

    def done(self, result: int) -> None:
        """Stop a trial that nobody waits for."""
        if self._job is not None and not self._job.is_over:
            self._job.drop()
        super().done(result)


def _readable() -> list[str]:
    """Return the names of the formats that can be read."""
    from instrstudio.services import plugins

    return [found.name for found in plugins.formats() if found.reads]


def _filter(name: str) -> str:
    """Return a filter of all files that can be read."""
    from instrstudio.services import plugins

    suffixes = sorted(
        {f"*{suffix}" for f in plugins.formats() if f.reads for suffix in f.suffixes}
    )
    return f"{name} ({' '.join(suffixes)})"
