"""Chooses files to import and shows beforehand what will become of their rows."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from instrstudio.domain.errors import TransferError
from instrstudio.domain.job import Job, Progress
from instrstudio.domain.transfer import ImportReport
from instrstudio.domain.transfer_plan import ImportPlan
from instrstudio.services.import_preview import ImportPreview
from instrstudio.services.workspace import Workspace
from instrstudio.ui import words
from instrstudio.ui.controls import (
    BodyLabel,
    Button,
    GhostButton,
    PrimaryButton,
    Segments,
    Strip,
    TitleLabel,
    row,
)
from instrstudio.ui.errors import sentence
from instrstudio.ui.jobs import JobHandle
from instrstudio.ui.library.column_mapping import ColumnMapping
from instrstudio.ui.library.file_check import FileCheck
from instrstudio.ui.library.findings_table import FindingsTable
from instrstudio.ui.library.first_rows import FirstRows
from instrstudio.ui.library.import_options import ImportOptions, file_filter
from instrstudio.ui.library.preset_bar import PresetBar
from instrstudio.ui.session import Session
from instrstudio.ui.theme import set_font, theme

REST_MS = 250
"""So long nothing is edited before the files are read again."""
_WIDTH, _HEIGHT, _LEFT = 940, 600, 260
_ROWS = 8
ROWS, COLUMNS, REPORT, CHECK = range(4)
"""The pages at the right."""


class ImportDialog(QDialog):
    """Reads the files as a trial, shows rows, columns and problems, then asks.

    Signals:
        confirmed: Paths and `ImportPlan`.
        tried: The `ImportReport` of the trial.
    """

    confirmed = Signal(object, object)
    tried = Signal(object)

    def __init__(
        self, session: Session, paths: Sequence[Path], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._paths: tuple[Path, ...] = ()
        self._jobs: list[JobHandle] = []
        self._files = BodyLabel()
        self._files.setObjectName("importFiles")
        self._files.setWordWrap(True)
        self._add = Button(self.tr("Add files…"), "plus")
        self._add.setObjectName("importAdd")
        self.options = ImportOptions()
        self.presets = PresetBar(session, "import", self.plan)
        self._summary = BodyLabel()
        self._summary.setObjectName("importSummary")
        self._summary.setWordWrap(True)
        self._which = QComboBox()
        self.pages = Segments()
        self._stack = QStackedWidget()
        self.first_rows = FirstRows()
        self.columns = ColumnMapping()
        self.report = FindingsTable("importRows", self.tr("Rows left out or mended"))
        self.check = FileCheck(session)
        self._copied = Strip(parent=self)
        self._copied.hide()
        self._copy: Path | None = None
        self._import = PrimaryButton(self.tr("Import"))
        self._import.setObjectName("importStart")
        self._cancel = GhostButton(self.tr("Cancel"))
        self._cancel.setObjectName("importCancel")
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._set_up()
        self._build()
        self._connect()
        self.set_paths(paths)

    def _set_up(self) -> None:
        """Name everything."""
        self.setWindowTitle(self.tr("Import"))
        self.setObjectName("importDialog")
        self.setAcceptDrops(True)
        self.resize(theme().px(_WIDTH), theme().px(_HEIGHT))
        self._which.setObjectName("importWhich")
        self._which.setAccessibleName(self.tr("File that is shown"))
        set_font(self._which, "body")
        self._name_pages()

    def _name_pages(self, left_out: int = 0) -> None:
        """Name the pages, the report with how many rows it is about."""
        report = self.tr("Left out or mended")
        if left_out:
            report = f"{report} {words.number(left_out)}"
        names = [self.tr("First rows"), self.tr("Columns"), report, self.tr("Check")]
        self.pages.set_items(names, self.tr("Page"))

    def _build(self) -> None:
        """Put files above, options at the left, what they lead to at the right."""
        space = theme().space
        for page in (self.first_rows, self.columns, self.report, self.check):
            self._stack.addWidget(page)
        files = row(self._files, self._add)
        files.setStretch(0, 1)
        options = QWidget()
        options.setFixedWidth(theme().px(_LEFT))
        left = QVBoxLayout(options)
        left.setContentsMargins(0, 0, 0, 0)
        left.addWidget(self.presets)
        left.addSpacing(space.unit)
        left.addWidget(self.options)
        left.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(space.unit)
        right.addWidget(self._summary)
        right.addLayout(row(self.pages, 1, self._which))
        right.addWidget(self._copied)
        right.addWidget(self._stack, 1)
        middle = row(options, spacing=space.page)
        middle.addLayout(right, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(space.page, space.page, space.page, space.page)
        box.setSpacing(space.group)
        box.addWidget(TitleLabel(self.tr("Import")))
        box.addLayout(files)
        box.addLayout(middle, 1)
        box.addLayout(row(1, self._cancel, self._import))

    def _connect(self) -> None:
        """Join the parts."""
        self._add.clicked.connect(self._on_add)
        self.options.edited.connect(self._on_edited)
        self.columns.edited.connect(self._on_columns)
        self.presets.chosen.connect(self._on_preset)
        self.pages.chosen.connect(self._stack.setCurrentIndex)
        self._which.activated.connect(self._show_file)
        self.check.repaired.connect(self._on_repaired)
        self._copied.acted.connect(self._use_copy)
        self._rest.timeout.connect(self._try)
        self._import.clicked.connect(self._on_import)
        self._cancel.clicked.connect(self.reject)

    def plan(self) -> ImportPlan:
        """Return the options as they are set."""
        return self.options.plan()

    def show_page(self, page: int) -> None:
        """Show a page: `ROWS`, `COLUMNS`, `REPORT` or `CHECK`."""
        self.pages.choose(page)
        self._stack.setCurrentIndex(page)

    def set_paths(self, paths: Sequence[Path]) -> None:
        """Take other files and read them as a trial."""
        self._paths = tuple(dict.fromkeys(paths))
        names = [path.name for path in self._paths]
        self._files.setText(
            words.list_of(names) or self.tr("Choose files, or drop them here.")
        )
        self._which.clear()
        self._which.addItems(names)
        self._which.setVisible(len(names) > 1)
        self.options.set_columns({})
        self._try()

    def _shown(self) -> Path | None:
        """Return the file whose rows are shown."""
        place = self._which.currentIndex()
        return self._paths[place] if 0 <= place < len(self._paths) else None

    @Slot()
    def _on_edited(self) -> None:
        """Read again when editing rests."""
        self._import.setEnabled(False)
        self._rest.start()

    @Slot()
    def _on_columns(self) -> None:
        """Read the columns as they are chosen now."""
        self.options.set_columns(self.columns.mapping())
        self._on_edited()

    @Slot(object)
    def _on_preset(self, plan: ImportPlan) -> None:
        self.options.set_plan(plan)
        self._try()

    @Slot()
    def _try(self) -> None:
        """Read the files without writing anything."""
        self._import.setEnabled(False)
        self._drop()
        self.report.clear()
        self._show_file()
        if not self._paths:
            self._say("", "cap")
            return
        self._say(self.tr("Reading…"), "cap")
        paths, plan = self._paths, self.plan()

        def trial(workspace: Workspace) -> Job[Progress, ImportReport]:
            from instrstudio.services import aside

            return aside.import_files(workspace, paths, dry_run=True, plan=plan)

        job = self._session.start(
            trial, title=self.tr("Check files"), key="import-trial", quiet=True
        )
        self._jobs.append(job)
        job.progressed.connect(self._on_progress)
        job.succeeded.connect(self._on_tried)
        job.failed.connect(self._on_failed)

    @Slot()
    def _show_file(self) -> None:
        """Read the first rows and the columns of the file that is shown."""
        path, plan = self._shown(), self.plan()
        self.check.set_file(path, plan.format)
        self._copied.hide()
        if path is None:
            self.first_rows.show_rows(())
            self._show_columns((), {})
            return
        job = self._session.start(
            lambda _workspace: _looked_at(path, plan),
            title=self.tr("Read rows"),
            key="import-preview",
            quiet=True,
        )
        self._jobs.append(job)
        job.succeeded.connect(self._on_previewed)
        job.failed.connect(self._on_no_preview)

    @Slot(object)
    def _on_previewed(self, found: ImportPreview) -> None:
        """Show rows as they will be read."""
        self.first_rows.show_file_rows(found.rows)
        columns = found.columns
        self._show_columns(found.header if columns is not None else (), columns or {})
        if columns is not None and "instruction" not in columns.values():
            self.show_page(COLUMNS)
            self._ask_for_column()

    @Slot(object)
    def _on_no_preview(self, _error: BaseException) -> None:
        """Show nothing: the trial says why."""
        self.first_rows.show_rows(())
        self._show_columns((), {})

    def _show_columns(self, header: Sequence[str], mapping: Mapping[str, str]) -> None:
        """Show what each column is; without columns there is no such page."""
        from instrstudio.services import import_preview

        fields = import_preview.fields() if header else ()
        self.columns.show_columns(header, mapping, fields)
        tab = self.pages.findChild(QWidget, f"segment{COLUMNS}")
        if isinstance(tab, QWidget):
            tab.setVisible(bool(header))
        if not header and self._stack.currentIndex() == COLUMNS:
            self.show_page(ROWS)

    @Slot()
    def _on_progress(self) -> None:
        """Say how many rows were read."""
        job = self.sender()
        progress = job.progress if isinstance(job, JobHandle) else None
        if progress is not None and progress.message:
            self._say(words.said(progress.message), "cap")

    @Slot(object)
    def _on_tried(self, report: ImportReport) -> None:
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
        self.report.show_report(report.skipped, report.repaired)
        self._name_pages(len(report.skipped) + len(report.repaired))
        self._import.set_text(
            self.tr("Import {count}").format(count=words.number(report.added))
        )
        self._import.setEnabled(report.added > 0)
        self.tried.emit(report)

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        """Say why the files cannot be read; a table may only lack a column."""
        lacking = self.columns.columns and not self._has_instructions()
        if lacking and isinstance(error, TransferError):
            self._ask_for_column()
        else:
            self._say(sentence(error), "danger")

    def _has_instructions(self) -> bool:
        """Say whether a column holds instructions."""
        return "instruction" in self.columns.mapping().values()

    def _ask_for_column(self) -> None:
        """Say what is missing to read a table."""
        self._say(self.tr("Say which column holds the instructions."), "warning")

    def _say(self, text: str, role: str) -> None:
        """Show a line above the pages."""
        self._summary.setText(text)
        self._summary.set_role(role)

    @Slot(object)
    def _on_repaired(self, path: Path) -> None:
        """Offer the sound copy in place of the file."""
        self._copy = path
        text = self.tr("The repaired copy is {name}").format(name=path.name)
        self._copied.set_text(text, "success", self.tr("Import the copy instead"))
        self._copied.show()

    @Slot()
    def _use_copy(self) -> None:
        """Put the sound copy in the place of the file that is shown."""
        shown, copy = self._shown(), self._copy
        if copy is not None:
            self.set_paths([copy if path == shown else path for path in self._paths])
            self.show_page(ROWS)

    @Slot()
    def _on_add(self) -> None:
        """Let more files be chosen."""
        dialog = QFileDialog(self, self.tr("Add files"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters([file_filter(self.tr("Data")), self.tr("All files (*)")])
        dialog.filesSelected.connect(self._on_files)
        dialog.open()

    @Slot(list)
    def _on_files(self, names: list[str]) -> None:
        self.set_paths([*self._paths, *map(Path, names)])

    @Slot()
    def _on_import(self) -> None:
        """Hand the files over."""
        self.confirmed.emit(self._paths, self.plan())
        self.accept()

    def done(self, result: int) -> None:
        """Stop what nobody waits for any more."""
        self._rest.stop()
        self.check.stop()
        self._drop()
        super().done(result)

    def _drop(self) -> None:
        """Stop the trials."""
        for job in self._jobs:
            if not job.is_over:
                job.drop()
        self._jobs = []


def _looked_at(path: Path, plan: ImportPlan) -> Job[Progress, ImportPreview]:
    """Read the first rows of a file."""
    from instrstudio.services import import_preview

    yield Progress(done=0)
    return import_preview.preview(path, plan, _ROWS)
