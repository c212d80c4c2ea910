"""The bar at the foot: what is saved, what runs, language and device."""

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QStatusBar, QWidget

from instrstudio.ui import words
from instrstudio.ui.buttons import IconButton
from instrstudio.ui.job_log import JobLog, percent, seconds_left, share
from instrstudio.ui.jobs import JobHandle
from instrstudio.ui.labels import CaptionLabel, row
from instrstudio.ui.project_facts import ProjectFacts
from instrstudio.ui.session import Session
from instrstudio.ui.theme import set_font, set_icon, signals, theme

_BAR_WIDTH = 96
_UNDO_WIDTH = 300


class StatusBar(QStatusBar):
    """Left: state of the project. Right: the leading job, language and device."""

    jobs_requested = Signal()

    def __init__(self, session: Session, facts: ProjectFacts, log: JobLog) -> None:
        super().__init__()
        self._session, self._facts, self._log = session, facts, log
        self._job: JobHandle | None = None
        self.setObjectName("statusBar")
        self.setSizeGripEnabled(False)
        self._icon, self._saved = QLabel(), CaptionLabel()
        self._count, self._undo = CaptionLabel(), CaptionLabel()
        self._device = CaptionLabel()
        self._jobs = QPushButton()
        self._jobs.setObjectName("jobsButton")
        self._jobs.setProperty("kind", "status")
        set_font(self._jobs, "caption")
        set_icon(self._jobs, "jobs", 14, "text3")
        self._bar = QProgressBar()
        self._bar.setObjectName("leadingJob")
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(_BAR_WIDTH)
        self._left = CaptionLabel()
        self._cancel = IconButton("close", size=12)
        self._cancel.setObjectName("cancelLeadingJob")
        self._cancel.clicked.connect(self._on_cancel)
        self._jobs.clicked.connect(self.jobs_requested)
        self._dots = [CaptionLabel("·"), CaptionLabel("·")]
        self._lay_out()
        facts.refreshed.connect(self.refresh)
        signals().theme_changed.connect(self._fit)
        log.changed.connect(self.refresh_job)
        session.lanes.job_added.connect(self.refresh)
        session.lanes.job_ended.connect(self.refresh)
        self.retranslate()

    def _lay_out(self) -> None:
        left, right = QWidget(), QWidget()
        self.setFixedHeight(theme().px(30))
        left.setLayout(
            row(
                *(self._icon, self._saved, self._dots[0], self._count),
                *(self._dots[1], self._undo),
            )
        )
        right.setLayout(
            row(self._jobs, self._bar, self._left, self._cancel, self._device)
        )
        left.setContentsMargins(14, 0, 0, 0)
        right.setContentsMargins(0, 0, 14, 0)
        self.addWidget(left)
        self.addPermanentWidget(right)

    def retranslate(self) -> None:
        """Set every text again."""
        self.setAccessibleName(self.tr("Status"))
        self.refresh()
        self.refresh_job()

    @Slot()
    def refresh(self) -> None:
        """Show the state of the project."""
        writing = any(j.lane == "write" for j in self._session.lanes.jobs)
        is_open = self._session.is_open
        icon, role = ("ok", "success") if is_open and not writing else ("edit", "text3")
        set_icon(self._icon, icon, 14, role)
        saved = self.tr("Saving…") if writing else self.tr("Saved")
        self._saved.setText(saved if is_open else self.tr("Opening the project…"))
        facts = self._facts.facts
        count = QCoreApplication.translate("StatusBar", "%n records", "", facts.records)
        count = count.replace(str(facts.records), words.number(facts.records))
        self._count.setText(count)
        undo = words.said(facts.undo) if facts.undo else ""
        said = self.tr("Undo: {label}").format(label=undo) if undo else ""
        metrics = self._undo.fontMetrics()
        self._undo.setText(
            metrics.elidedText(said, Qt.TextElideMode.ElideRight, _UNDO_WIDTH)
        )
        self._undo.setToolTip(said)
        self._count.setVisible(is_open)
        self._dots[0].setVisible(is_open)
        for label in (self._dots[1], self._undo):
            label.setVisible(is_open and bool(undo))
        self._show_device()

    def _show_device(self) -> None:
        settings = self._session.settings
        names = {"cuda": "GPU", "cpu": "CPU"}
        device = names.get(settings.device, self.tr("automatic device"))
        shown = self.tr("English · {device}").format(device=device)
        self._device.setText(shown)

    @Slot()
    def refresh_job(self) -> None:
        """Show the leading job."""
        self._job = job = self._log.leading()
        for part in (self._bar, self._left, self._cancel):
            part.setVisible(job is not None)
        if job is None:
            self._jobs.setText(self.tr("No running jobs"))
            self._jobs.setAccessibleName(self.tr("No running jobs"))
            return
        title = words.said(job.title)
        self._jobs.setText(f" {title}")
        done = share(job)
        self._bar.setRange(0, 0 if done is None else 1000)
        if done is not None:
            self._bar.setValue(int(done * 1000))
        left = seconds_left(job)
        time = "" if left is None else words.translate("{time} left")
        shown = [percent(job), time.format(time=words.seconds(left or 0))]
        self._left.setText("  ".join(part for part in shown if part))
        self._left.setVisible(bool(self._left.text()))
        self._bar.setAccessibleName(title)
        self._jobs.setAccessibleName(f"{title} {percent(job)}".strip())
        self._cancel.set_name(self.tr("Stop {job}").format(job=title))

    @Slot()
    def _fit(self) -> None:
        self.setFixedHeight(theme().px(30))

    @Slot()
    def _on_cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
