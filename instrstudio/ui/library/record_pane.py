"""The record at the right: its form, what is saved of it, and its versions."""

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QMenu, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from instrstudio.domain.changes import Version
from instrstudio.domain.errors import InstrStudioError
from instrstudio.domain.record import Record
from instrstudio.services import rating
from instrstudio.services.versions import restored
from instrstudio.services.workspace import Workspace
from instrstudio.ui import words
from instrstudio.ui.controls import (
    CaptionLabel,
    EmptyState,
    IconButton,
    PanelHead,
    row,
)
from instrstudio.ui.errors import sentence
from instrstudio.ui.jobs import JobHandle
from instrstudio.ui.library.likeness_line import LikenessLine
from instrstudio.ui.library.record_form import RecordForm
from instrstudio.ui.library.stars import StarsEdit
from instrstudio.ui.library.versions import VersionsList
from instrstudio.ui.library.versions_dialog import VersionsDialog
from instrstudio.ui.session import Notice, Session
from instrstudio.ui.theme import theme

REST_MS = 600
LONGEST_MS = 2000


class RecordPane(QWidget):
    """Edits one record; saves it when typing has rested for 600 ms.

    Signals:
        stored: A new record was stored; carries its id.
        rated: Id of the record and the stars it is to have.
    """

    stored = Signal(int)
    rated = Signal(int, int)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._record: Record | None = None
        self._dirty = False
        self._saving: JobHandle | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self.flush)
        self.form = RecordForm()
        self.likeness = LikenessLine(session)
        self.stars = StarsEdit()
        self._rating = QWidget()
        self._rating_name = CaptionLabel()
        self._rating_name.setBuddy(self.stars)
        self._rating.setLayout(row(self._rating_name, self.stars, 1))
        self.form.put_under_instruction(self._rating)
        self.form.put_under_instruction(self.likeness)
        self.versions = VersionsList()
        self.menu = QMenu(self)
        self._copy = IconButton("copy")
        self._copy.setObjectName("recordCopy")
        self._copy.clicked.connect(self._on_copy)
        self._more = IconButton("more")
        self._more.setObjectName("recordMore")
        self._more.setMenu(self.menu)
        self._head = PanelHead(actions=(self._copy, self._more))
        self._empty = EmptyState("library")
        self._stack = QStackedWidget()
        self._build()
        self.form.edited.connect(self._on_edited)
        self.stars.given.connect(self._on_stars)
        self.versions.wanted.connect(self._on_version_wanted)
        self.versions.compare_wanted.connect(self.ask_versions)
        self.retranslate()
        self.show_record(None)

    def _build(self) -> None:
        """Put head, form and versions in a column that scrolls."""
        self.setProperty("pane", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        inner = QWidget()
        inner.setProperty("pane", "surface")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.form)
        column.addWidget(self.versions)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inner)
        holder = QWidget()
        space = theme().space
        head = self._head.layout()
        if head is not None:
            head.setContentsMargins(space.pane, 0, space.unit, 0)
        held = QVBoxLayout(holder)
        held.setContentsMargins(space.pane, space.pane, space.pane, space.pane)
        held.addWidget(self._empty)
        held.addStretch(1)
        self._stack.addWidget(scroll)
        self._stack.addWidget(holder)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._head)
        box.addWidget(self._stack, 1)

    def add_actions(self, actions: list[QAction]) -> None:
        """Put actions into the menu at the head."""
        self.menu.addActions(actions)

    def retranslate(self) -> None:
        """Set all texts again."""
        self._copy.set_name(self.tr("Copy instruction"))
        self._more.set_name(self.tr("More"))
        self._empty.set_text(
            self.tr("No record chosen"),
            self.tr("Choose a row to read and edit its record."),
        )
        self._rating_name.setText(self.tr("Rating"))
        self.stars.retranslate()
        self.form.retranslate()
        self.likeness.retranslate()
        self.versions.retranslate()
        self._show_head()
        self._show_state()

    @property
    def record(self) -> Record | None:
        """The record as it is stored, None where none is shown."""
        return self._record

    @property
    def is_dirty(self) -> bool:
        """Whether something is typed that is not stored."""
        return self._dirty

    def show_record(self, record: Record | None) -> None:
        """Show another record; what was typed in the one before is saved first."""
        self.flush()
        self.likeness.clear()
        self._record = record
        self._dirty = False
        self._stack.setCurrentIndex(1 if record is None else 0)
        if record is not None:
            self.form.set_record(record)
            self._show_versions()
        self._show_stars()
        self._show_head()
        self._show_state()

    def refresh(self, record: Record | None) -> None:
        """Show what is stored now, unless something newer is typed."""
        if record is None:
            self._dirty = False
            self.show_record(None)
            return
        self._show_stars()
        if not self._dirty:
            self._record = record
            self.form.set_record(record)
            self._show_head()
            self._show_versions()
            if self._saving is None:
                self._show_state()

    def start_new(self, record: Record) -> None:
        """Show a record that is not stored yet; its first words store it."""
        self.show_record(record)
        self.form.focus()

    @Slot()
    def flush(self) -> None:
        """Save now what is typed."""
        self._rest.stop()
        if not self._dirty or self._record is None:
            return
        record = self.form.record()
        if not record.instruction.strip():
            self._say(self.tr("Not saved: the instruction is empty"), "danger")
            return
        self._dirty = False
        if record == self._record:
            self._show_state()
            return
        self._say(self.tr("Saving…"), "cap")
        self._record = record
        if record.id is None:
            self._saving = self._session.do(
                lambda workspace: _stored(workspace, record)
            )
        else:
            self._saving = self._session.do(lambda ws: _edited(ws, record))
        self._saving.succeeded.connect(self._on_saved)
        self._saving.failed.connect(self._on_failed)

    @Slot()
    def _on_edited(self) -> None:
        """Wait for the typing to rest."""
        if self._record is None:
            return
        self._dirty = True
        self._say(self.tr("Editing…"), "cap")
        self._rest.start()

    @Slot(object)
    def _on_saved(self, result: object) -> None:
        """Say that it is stored, and under which number a new one is."""
        self._saving = None
        made = result[0] if isinstance(result, tuple) else None
        if isinstance(made, Record) and made.id is not None:
            if self._record is not None and self._record.id is None:
                self._record = made
                if not self._dirty:
                    self.form.set_record(made)
            self.stored.emit(made.id)
            self._show_stars()
            self._show_head()
        if not self._dirty:
            self._say(self.tr("Saved"), "success")
            self._look_for_like()

    def _look_for_like(self) -> None:
        """Ask whether another record says the same as what was just stored."""
        record = self._record
        if record is not None and record.id is not None and self._session.is_open:
            self.likeness.ask(record)

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        """Say why it is not stored; the text stays."""
        self._saving = None
        self._dirty = True
        self._say(sentence(error), "danger")

    @Slot(object)
    def _on_version_wanted(self, version: Version) -> None:
        """Go back to a version: that is an edit like any other."""
        if self._record is None or version.body is None:
            return
        self.flush()
        self.form.set_record(restored(self._record, version.body))
        self._dirty = True
        self.flush()

    @Slot()
    def ask_versions(self) -> None:
        """Show versions and lineage of the stored record."""
        self.flush()
        if self._record is None or self._record.id is None:
            return
        dialog = VersionsDialog(self._session, self._record, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.wanted.connect(self._on_version_wanted)
        dialog.open()

    @Slot()
    def _on_copy(self) -> None:
        """Put the instruction on the clipboard."""
        QGuiApplication.clipboard().setText(self.form.record().instruction)
        self._session.notice.emit(Notice(text=self.tr("Instruction copied")))

    def _show_head(self) -> None:
        """Name the record."""
        record = self._record
        shown = record is not None
        self._copy.setEnabled(shown)
        self._more.setEnabled(shown and record is not None and record.id is not None)
        if record is None:
            self._head.set_text(self.tr("Record"))
        elif record.id is None:
            self._head.set_text(self.tr("New record"))
        else:
            self._head.set_text(self.tr("Record {id}").format(id=record.id))

    def _show_stars(self) -> None:
        """Show the stars of the stored record: by its text, less than a millisecond."""
        record = self._record
        stored = record is not None and record.id is not None and self._session.is_open
        self._rating.setVisible(stored)
        if stored and record is not None:
            self.stars.set_stars(rating.stars_of(self._session.workspace, record))

    @Slot(int)
    def _on_stars(self, stars: int) -> None:
        """Have the record rated as it is stored."""
        self.flush()
        if self._record is not None and self._record.id is not None:
            self.rated.emit(self._record.id, stars)

    def _show_state(self) -> None:
        """Say when the record was saved and how many versions there are."""
        record = self._record
        if record is None or record.id is None:
            self._say(self.tr("Not stored yet"), "cap")
            return
        text = self.tr("Saved {time}").format(time=words.ago(record.updated))
        if self.versions.count() > 1:
            version = self.tr("version {count}").format(count=self.versions.count())
            text = f"{text} · {version}"
        self._say(text, "cap")

    def _say(self, text: str, role: str) -> None:
        """Show a line under the instruction."""
        self.form.state.setText(text)
        self.form.state.set_role(role)

    def _show_versions(self) -> None:
        """Read the versions of the record: by its key, less than a millisecond."""
        record = self._record
        if record is None or record.id is None or not self._session.is_open:
            self.versions.set_versions(())
            return
        try:
            history = self._session.workspace.store.history
            self.versions.set_versions(history.versions("record", record.id))
        except InstrStudioError:
            self.versions.set_versions(())


def _stored(workspace: Workspace, record: Record) -> object:
    """Store a new record."""
    from instrstudio.services import library

    return library.save_record(workspace, record)


def _edited(workspace: Workspace, record: Record) -> object:
    """Store an edited record."""
    from instrstudio.services import library

    return library.edit(workspace, record)
