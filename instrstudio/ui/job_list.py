"""The list of jobs: what runs, how far it is, and a button to stop it."""

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QProgressBar,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from instrstudio.ui.buttons import GhostButton, IconButton
from instrstudio.ui.errors import sentence
from instrstudio.ui.job_log import JobLog, share, state_line
from instrstudio.ui.jobs import JobHandle, JobState
from instrstudio.ui.labels import CaptionLabel, Rule, SectionLabel, StrongLabel, row
from instrstudio.ui.theme import set_icon
from instrstudio.ui.words import said

_ICONS = {
    JobState.WAITING: ("pause", "text3"),
    JobState.RUNNING: ("play", "text"),
    JobState.STOPPING: ("stop", "text3"),
    JobState.DONE: ("ok", "success"),
    JobState.FAILED: ("error", "danger"),
    JobState.CANCELLED: ("stop", "text3"),
}


class JobRow(QWidget):
    """One job."""

    def __init__(self, job: JobHandle) -> None:
        super().__init__()
        self.job = job
        self._icon, self._title = QLabel(), StrongLabel()
        self._line = CaptionLabel()
        self._line.setWordWrap(True)
        self._cancel = IconButton("close", size=14)
        self._cancel.setObjectName("cancelJob")
        self._cancel.clicked.connect(self._on_cancel)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setObjectName("jobProgress")
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 8, 10, 10)
        box.setSpacing(6)
        box.addLayout(row(self._icon, self._title, 1, self._cancel))
        box.addWidget(self._bar)
        box.addWidget(self._line)
        self.refresh()

    def refresh(self) -> None:
        """Show where the job stands now."""
        job = self.job
        icon, role = _ICONS[job.state]
        set_icon(self._icon, icon, 16, role)
        title = said(job.title)
        self._title.setText(title)
        line = sentence(job.error) if job.error else state_line(job)
        self._line.setText(line)
        self._line.set_role("danger" if job.error else "cap")
        done = share(job)
        self._bar.setVisible(job.state is not JobState.WAITING and not job.error)
        if done is None and job.is_active:
            self._bar.setRange(0, 0)
        else:
            self._bar.setRange(0, 1000)
            self._bar.setValue(int((done or 0) * 1000))
        self._bar.setAccessibleName(title)
        self._cancel.setVisible(not job.is_over)
        self._cancel.setEnabled(job.state is not JobState.STOPPING)
        self._cancel.set_name(self.tr("Stop {job}").format(job=title))
        self.setAccessibleName(f"{title}, {line}")

    @Slot()
    def _on_cancel(self) -> None:
        self.job.cancel()


class JobList(QFrame):
    """All jobs of this session, newest first."""

    def __init__(self, log: JobLog, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._log = log
        self.setObjectName("jobList")
        self._title, self._none = SectionLabel(), CaptionLabel()
        self._clear = GhostButton()
        self._clear.setObjectName("clearFinished")
        self._clear.clicked.connect(log.clear_finished)
        self._rows: dict[int, JobRow] = {}
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._none)
        self._column.addStretch(1)
        self._none.setContentsMargins(14, 8, 14, 8)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(content)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 1, 1)
        box.setSpacing(0)
        head = row(self._title, 1, self._clear)
        head.setContentsMargins(14, 6, 6, 6)
        box.addLayout(head)
        box.addWidget(Rule())
        box.addWidget(scroll, 1)
        log.changed.connect(self.refresh)
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text again."""
        self._title.setText(self.tr("Jobs"))
        self._clear.set_text(self.tr("Clear finished"))
        self._none.setText(self.tr("No running jobs"))
        self.setAccessibleName(self.tr("Jobs"))
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Make the rows those of the log."""
        if not self.isVisible() and self._rows:
            return
        jobs = self._log.jobs
        known = {id(job) for job in jobs}
        for key in [k for k in self._rows if k not in known]:
            gone = self._rows.pop(key)
            self._column.removeWidget(gone)
            gone.deleteLater()
        for place, job in enumerate(jobs):
            if id(job) not in self._rows:
                self._rows[id(job)] = JobRow(job)
                self._column.insertWidget(place, self._rows[id(job)])
            self._rows[id(job)].refresh()
        self._none.setVisible(not jobs)
        self._clear.setEnabled(any(job.is_over for job in jobs))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Show what has happened meanwhile."""
        super().showEvent(event)
        self.refresh()
