"""Says under a record that another one says nearly the same."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from instrstudio.domain.job import Job, Progress
from instrstudio.domain.query import RecordMatch
from instrstudio.domain.record import Record
from instrstudio.services.workspace import Workspace
from instrstudio.ui.controls import CaptionLabel, GhostButton, row
from instrstudio.ui.jobs import JobHandle
from instrstudio.ui.session import Session
from instrstudio.ui.theme import set_icon, theme


class LikenessLine(QWidget):
    """Asks in the background which record is most like one; hidden where none is.

    Signals:
        answered: The `RecordMatch`, or None.
        opened: Id of the record that is to be shown.
        compare_wanted: Ids of the record that was there and of the new one.
    """

    answered = Signal(object)
    opened = Signal(int)
    compare_wanted = Signal(int, int)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._job: JobHandle | None = None
        self._asked: int | None = None
        self._match: RecordMatch | None = None
        icon = QLabel()
        set_icon(icon, "warning", 14, "warning")
        self._text = CaptionLabel()
        self._text.setObjectName("recordLike")
        self._text.set_role("warning")
        self._text.setWordWrap(True)
        self._open = GhostButton()
        self._open.setObjectName("recordLikeOpen")
        self._compare = GhostButton()
        self._compare.setObjectName("recordLikeCompare")
        head = row(icon, self._text, spacing=theme().space.inner)
        head.setStretch(1, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(head)
        box.addLayout(row(self._compare, self._open, 1, spacing=theme().space.tight))
        self._open.clicked.connect(self._on_open)
        self._compare.clicked.connect(self._on_compare)
        self.retranslate()
        self.hide()

    def retranslate(self) -> None:
        """Set all texts again."""
        self._open.set_text(self.tr("Open"))
        self._compare.set_text(self.tr("Compare…"))
        self._show()

    def text(self) -> str:
        """Return what is said, empty where nothing is."""
        return self._text.text() if self._match is not None else ""

    def clear(self) -> None:
        """Say nothing, and listen to no answer."""
        if self._job is not None and not self._job.is_over:
            self._job.drop()
        self._match = None
        self._show()

    def ask(self, record: Record) -> None:
        """Ask which record is most like a stored one; a newer question wins."""

        def job(workspace: Workspace) -> Job[Progress, RecordMatch | None]:
            from instrstudio.services import duplicates

            yield Progress(done=0)
            return duplicates.like(workspace, record)

        self._asked = record.id
        self._job = self._session.start(
            job, title=self.tr("Look for the like"), key="library-like", quiet=True
        )
        self._job.succeeded.connect(self._on_answer)

    @Slot(object)
    def _on_answer(self, match: RecordMatch | None) -> None:
        self._match = match
        self._show()
        self.answered.emit(match)

    def _show(self) -> None:
        """Say how like which record it is."""
        match = self._match
        self.setVisible(match is not None)
        if match is not None:
            text = self.tr("{percent} % like #{id}: {title}").format(
                percent=int(100 * match.similarity),
                id=match.record.id,
                title=match.record.shown_title,
            )
            self._text.setText(text)
            self.setAccessibleName(text)

    @Slot()
    def _on_open(self) -> None:
        if self._match is not None and self._match.record.id is not None:
            self.opened.emit(self._match.record.id)

    @Slot()
    def _on_compare(self) -> None:
        match = self._match
        if match is not None and match.record.id is not None and self._asked:
            self.compare_wanted.emit(match.record.id, self._asked)
