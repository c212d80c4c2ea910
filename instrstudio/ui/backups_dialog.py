"""The copies of the project: listed, made, and put back."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QLocale, Signal, Slot
from PySide6.QtWidgets import QDialog, QProgressBar, QVBoxLayout, QWidget

from instrstudio.domain.changes import Changes
from instrstudio.domain.job import Job, Progress
from instrstudio.services.workspace import Workspace
from instrstudio.ui.controls import (
    BodyLabel,
    Button,
    CaptionLabel,
    GhostButton,
    TitleLabel,
    row,
)
from instrstudio.ui.errors import sentence
from instrstudio.ui.jobs import Factory, JobHandle
from instrstudio.ui.session import Notice, Session
from instrstudio.ui.side_list import SideItem, SideList
from instrstudio.ui.theme import theme

_WIDTH, _HEIGHT = 520, 460


class BackupsDialog(QDialog):
    """Lists the copies, newest first; a copy is put back behind one of what is now."""

    changed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("backupsDialog")
        self.setWindowTitle(self.tr("Backups"))
        self._session = session
        self._job: JobHandle | None = None
        self.list = SideList()
        self.list.setObjectName("backupsList")
        self.list.setProperty("pane", "card")
        self.list.setAccessibleName(self.tr("Backups"))
        self.said = BodyLabel()
        self.said.setObjectName("backupsSaid")
        self.said.setWordWrap(True)
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(self.tr("Copying"))
        keeper = self._progress.sizePolicy()
        keeper.setRetainSizeWhenHidden(True)
        self._progress.setSizePolicy(keeper)
        self._progress.hide()
        self._make = Button(self.tr("Back up now"), "save")
        self._make.setObjectName("backupsMake")
        self._restore = Button(self.tr("Restore"), "history")
        self._restore.setObjectName("backupsRestore")
        self._stop = GhostButton(self.tr("Stop"))
        self._stop.setObjectName("backupsStop")
        self._close = GhostButton(self.tr("Close"))
        self._close.setObjectName("backupsClose")
        self._build()
        self._make.clicked.connect(self.make)
        self._restore.clicked.connect(self.restore)
        self._stop.clicked.connect(self.stop)
        self._close.clicked.connect(self.reject)
        self.list.chosen.connect(self._follow)
        self.fill()

    def _build(self) -> None:
        """Put the list between what is said and the buttons."""
        space = theme().space
        self.resize(theme().px(_WIDTH), theme().px(_HEIGHT))
        hint = CaptionLabel(
            self.tr(
                "One is made a day, and before imports, big changes and new "
                "versions; of the daily ones ten are kept, of your own all. "
                "Restoring keeps a copy of what is there now."
            )
        )
        hint.setWordWrap(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(space.page, space.page, space.page, space.page)
        box.setSpacing(space.unit)
        box.addWidget(TitleLabel(self.tr("Backups")))
        box.addWidget(hint)
        box.addWidget(self.list, 1)
        box.addWidget(self.said)
        box.addWidget(self._progress)
        line = row(self._make, self._restore, self._stop, 1, self._close)
        box.addLayout(line)
        self._stop.hide()

    def fill(self) -> None:
        """List the copies: a folder of a few dozen files."""
        from instrstudio.services import backups

        found = backups.all_of(self._session.workspace)
        self.list.set_items(
            [
                SideItem(
                    key=copy.path.name,
                    text=_moment(copy.at),
                    caption=reason_name(copy.reason),
                    count=QLocale().formattedDataSize(copy.size),
                )
                for copy in found
            ]
        )
        if not found:
            self._say(self.tr("There is no backup yet."), "second")
        self._follow()

    @Slot()
    def _follow(self) -> None:
        """Offer what can be done now."""
        idle = self._job is None or self._job.is_over
        self._make.setEnabled(idle)
        self._restore.setEnabled(idle and bool(self.list.current_key()))
        self._stop.setVisible(not idle)
        self._progress.setVisible(not idle)

    @Slot()
    def make(self) -> None:
        """Make a copy now."""
        job = self._start(_making, self.tr("Back up"))
        job.succeeded.connect(self._on_made)

    @Slot()
    def restore(self) -> None:
        """Make the project what the chosen copy holds."""
        name = self.list.current_key()
        if name:
            job = self._start(_restoring(name), self.tr("Restore"))
            job.succeeded.connect(self._on_restored)

    def _start(self, factory: Factory, title: str) -> JobHandle:
        """Run a job after all changes that are waiting."""
        self._job = self._session.start(factory, title=title, lane="write")
        self._job.progressed.connect(self._on_progress)
        self._job.failed.connect(self._on_failed)
        self._job.finished.connect(self._follow)
        self._progress.setRange(0, 0)
        self._say("", "second")
        self._follow()
        return self._job

    @Slot()
    def stop(self) -> None:
        """Stop copying; nothing is changed then."""
        if self._job is not None and not self._job.is_over:
            self._job.cancel()

    @Slot()
    def _on_progress(self) -> None:
        progress = self._job.progress if self._job is not None else None
        if progress is not None and progress.total:
            self._progress.setRange(0, progress.total)
            self._progress.setValue(progress.done)

    @Slot(object)
    def _on_made(self, name: str) -> None:
        self.fill()
        self.list.choose(name)
        self._follow()
        self._say(self.tr("Backed up."), "success")
        self.changed.emit()

    @Slot(object)
    def _on_restored(self, result: tuple[str, Changes]) -> None:
        """Tell everybody; the copy of what was there is in the list."""
        _kept, changes = result
        self._session.tell(changes)
        self.fill()
        text = self.tr("Restored. What was there is kept as the newest backup.")
        self._say(text, "success")
        self._session.notice.emit(Notice(text=text))
        self.changed.emit()

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        self._say(sentence(error), "danger")

    def _say(self, text: str, role: str) -> None:
        """Show a line under the list."""
        self.said.setText(text)
        self.said.set_role(role)


def _making(workspace: Workspace) -> Job[Progress, str]:
    """Make a copy and return its name."""
    from instrstudio.services import backups

    made = yield from backups.make(workspace)
    return made.path.name


def _restoring(name: str) -> Factory:
    """Return the job that puts the copy called `name` back."""

    def job(workspace: Workspace) -> Job[Progress, tuple[str, Changes]]:
        from instrstudio.services import backups

        source = backups.find(workspace, name)
        kept, changes = yield from backups.restore(workspace, source)
        return kept.path.name, changes

    return job


def reason_name(reason: str) -> str:
    """Return why a copy was made."""
    tr = QCoreApplication.translate
    names = {
        "daily": tr("Backups", "Daily"),
        "bulk": tr("Backups", "Before a big change"),
        "import": tr("Backups", "Before an import"),
        "restore": tr("Backups", "Before a restore"),
        "own": tr("Backups", "Made by you"),
    }
    other = tr("Backups", "Before a new version of the program")
    return names.get(reason, other)


def _moment(at: datetime) -> str:
    """Return a time on the clock of the user."""
    return f"{at.astimezone():%Y-%m-%d %H:%M}"
