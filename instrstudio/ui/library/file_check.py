"""The file doctor in the window: what is wrong by rule and by row, and a sound copy."""

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFileDialog, QProgressBar, QVBoxLayout, QWidget

from instrstudio.domain.checkup import Checkup, Finding
from instrstudio.ui import words
from instrstudio.ui.controls import BodyLabel, Button, GhostButton, row
from instrstudio.ui.errors import sentence
from instrstudio.ui.jobs import JobHandle
from instrstudio.ui.library.findings_table import FindingsTable
from instrstudio.ui.library.plain_table import PlainTable
from instrstudio.ui.library.rule_names import rule_name
from instrstudio.ui.session import Session
from instrstudio.ui.theme import theme

_RULES_HEIGHT = 130


class FileCheck(QWidget):
    """Looks one file through when asked to; nothing is changed in it.

    Signals:
        checked: The `Checkup`.
        repaired: The path of the sound copy.
    """

    checked = Signal(object)
    repaired = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._path: Path | None = None
        self._format = ""
        self._job: JobHandle | None = None
        self.summary = BodyLabel()
        self.summary.setObjectName("checkSummary")
        self.summary.setWordWrap(True)
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(self.tr("Check"))
        self._progress.hide()
        self._check = Button(self.tr("Check this file"), "check")
        self._check.setObjectName("checkStart")
        self._stop = GhostButton(self.tr("Stop"))
        self._stop.setObjectName("checkStop")
        self._stop.hide()
        self._copy = Button(self.tr("Write a repaired copy…"), "save")
        self._copy.setObjectName("checkRepair")
        self._copy.setEnabled(False)
        self.rules = PlainTable("checkRules", (0,))
        self.rules.setAccessibleName(self.tr("Problems by rule"))
        self.rules.set_columns([self.tr("Rule"), self.tr("Rows")])
        self.rules.setFixedHeight(theme().px(_RULES_HEIGHT))
        self.findings = FindingsTable("checkFindings", self.tr("Problems"))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme().space.inner)
        box.addLayout(row(self._check, self._copy, self._stop, 1))
        box.addWidget(self._progress)
        for part in (self.summary, self.rules):
            box.addWidget(part)
        box.addWidget(self.findings, 1)
        self._check.clicked.connect(self.check)
        self._stop.clicked.connect(self.stop)
        self._copy.clicked.connect(self._on_copy)

    def set_file(self, path: Path | None, format: str) -> None:
        """Take another file; what was found in the one before goes."""
        if (path, format) == (self._path, self._format):
            return
        self.stop()
        self._path, self._format = path, format
        self._check.setEnabled(path is not None)
        self._copy.setEnabled(False)
        self.rules.show_rows(())
        self.findings.clear()
        self.summary.setText(
            self.tr(
                "Looks at every row: what is wrong, what mending does, and what "
                "LLaMA-Factory would skip without a word. The file never changes."
            )
        )
        self.summary.set_role("second")

    @Slot()
    def check(self) -> None:
        """Look the file through."""
        self._run(None)

    def _run(self, repair: Path | None) -> None:
        """Look the file through, writing a sound copy to `repair` if given."""
        path, format_name = self._path, self._format
        if path is None:
            return
        self.stop()
        self.rules.show_rows(())
        self.findings.clear()
        from instrstudio.services import doctor

        self._job = self._session.start(
            lambda _workspace: doctor.check(path, format_name, repair),
            title=self.tr("Check {name}").format(name=path.name),
            key="file-check",
            quiet=repair is None,
        )
        self._job.events.connect(self._on_events)
        self._job.progressed.connect(self._on_progress)
        self._job.succeeded.connect(self._on_checked)
        self._job.failed.connect(self._on_failed)
        self._job.finished.connect(self._rest)
        self._progress.setRange(0, 0)
        self._progress.show()
        self._stop.show()
        self._check.setEnabled(False)
        self._copy.setEnabled(False)

    @Slot()
    def stop(self) -> None:
        """Look no further; what was found stays on screen."""
        if self._job is not None and not self._job.is_over:
            self._job.drop()
        self._rest()

    @Slot()
    def _rest(self) -> None:
        self._progress.hide()
        self._stop.hide()
        self._check.setEnabled(self._path is not None)

    @Slot(list)
    def _on_events(self, events: list[object]) -> None:
        """List what was found, as far as it is listed at all."""
        if not self.findings.is_full:
            self.findings.add_findings([e for e in events if isinstance(e, Finding)])

    @Slot()
    def _on_progress(self) -> None:
        progress = self._job.progress if self._job is not None else None
        if progress is not None and progress.total:
            self._progress.setRange(0, progress.total)
            self._progress.setValue(progress.done)

    @Slot(object)
    def _on_checked(self, found: Checkup) -> None:
        """Say the sum of it."""
        parts = [
            self.tr("{count} rows in the format {format}").format(
                count=words.number(found.rows), format=found.format
            )
        ]
        for count, text in (
            (found.sound, self.tr("{count} sound")),
            (found.mended, self.tr("{count} can be mended")),
            (found.left_out, self.tr("{count} cannot")),
            (found.silent, self.tr("{count} that LLaMA-Factory would skip silently")),
        ):
            if count:
                parts.append(text.format(count=words.number(count)))
        self.summary.setText(" · ".join(parts))
        self.summary.set_role("success" if found.is_clean else "warning")
        self.rules.show_rows(
            [(rule_name(r), words.number(n)) for r, n in found.by_rule.items()]
        )
        self._copy.setEnabled(not found.is_clean)
        self.checked.emit(found)
        if found.repaired is not None:
            text = self.tr("Wrote {count} rows to {name}")
            self.summary.setText(
                text.format(count=words.number(found.written), name=found.repaired.name)
            )
            self.summary.set_role("success")
            self.repaired.emit(found.repaired)

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        self.summary.setText(sentence(error))
        self.summary.set_role("danger")

    @Slot()
    def _on_copy(self) -> None:
        """Ask where the copy goes."""
        if self._path is None:
            return
        dialog = QFileDialog(self, self.tr("Write a repaired copy"))
        dialog.setObjectName("checkPlace")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDirectory(str(self._path.parent))
        dialog.selectFile(f"{self._path.stem}-repaired{self._path.suffix}")
        dialog.fileSelected.connect(self.write_copy)
        dialog.open()

    @Slot(str)
    def write_copy(self, name: str) -> None:
        """Write a sound copy to the file called `name`."""
        self._run(Path(name))
