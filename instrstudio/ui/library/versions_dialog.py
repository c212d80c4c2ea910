"""The versions of a record: what differs, the way back, and forks with lineage."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from instrstudio.domain.changes import Changes, Version
from instrstudio.domain.record import Record
from instrstudio.services.versions import FieldDifference, Lineage, Relative
from instrstudio.services.workspace import Workspace
from instrstudio.ui import words
from instrstudio.ui.controls import (
    Button,
    CaptionLabel,
    GhostButton,
    SectionLabel,
    Segments,
    TitleLabel,
    row,
)
from instrstudio.ui.diff_text import DiffText
from instrstudio.ui.library.field_names import field_name
from instrstudio.ui.session import Notice, Session
from instrstudio.ui.side_list import SideItem, SideList
from instrstudio.ui.theme import theme

_WIDTH, _HEIGHT, _LEFT = 860, 600, 280
EARLIER, NEWEST = range(2)
"""What a version is compared with."""


class VersionsDialog(QDialog):
    """Versions and relatives at the left, what differs at the right.

    Signals:
        wanted: The `Version` to go back to.
    """

    wanted = Signal(object)

    def __init__(
        self, session: Session, record: Record, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("versionsDialog")
        self.setWindowTitle(self.tr("Versions"))
        self.resize(theme().px(_WIDTH), theme().px(_HEIGHT))
        self._session, self._id = session, record.id or 0
        self._versions: tuple[Version, ...] = ()
        self.list, self.relatives = SideList(), SideList()
        self.list.setObjectName("versionsList")
        self.list.setAccessibleName(self.tr("Versions"))
        self.relatives.setObjectName("versionsRelatives")
        self.relatives.setAccessibleName(self.tr("Lineage"))
        self._against = Segments()
        self._against.set_items(
            [self.tr("With the one before"), self.tr("With the newest")],
            self.tr("Compare"),
        )
        self._said = CaptionLabel()
        self._said.setObjectName("versionsSaid")
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._back = Button(self.tr("Go back to this"), "history")
        self._back.setObjectName("versionsBack")
        self._fork = Button(self.tr("Fork this version"), "copy")
        self._fork.setObjectName("versionsFork")
        self._close = GhostButton(self.tr("Close"))
        self._close.setObjectName("versionsClose")
        self._build(record)
        self._connect()
        self._fill()

    def _build(self, record: Record) -> None:
        """Put the lists at the left, the difference at the right."""
        space = theme().space
        left = QVBoxLayout()
        left.addWidget(self.list, 2)
        left.addWidget(self.relatives, 1)
        for one in (self.list, self.relatives):
            one.setFixedWidth(theme().px(_LEFT))
        right = QVBoxLayout()
        right.setSpacing(space.unit)
        right.addLayout(row(self._against, 1))
        right.addWidget(self._said)
        right.addWidget(self._scroll, 1)
        middle = QHBoxLayout()
        middle.setSpacing(space.pane)
        middle.addLayout(left)
        middle.addLayout(right, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(space.page, space.page, space.page, space.page)
        box.setSpacing(space.unit)
        title = self.tr("Versions of record {id}").format(id=record.id)
        box.addWidget(TitleLabel(title))
        box.addLayout(middle, 1)
        box.addLayout(row(self._back, self._fork, 1, self._close))

    def _connect(self) -> None:
        """Join the parts."""
        self.list.chosen.connect(self._show)
        self._against.chosen.connect(self._show)
        self.relatives.chosen.connect(self._on_relative)
        self._back.clicked.connect(self._on_back)
        self._fork.clicked.connect(self.fork)
        self._close.clicked.connect(self.reject)

    def _fill(self) -> None:
        """Read versions and lineage: by keys, a few milliseconds."""
        from instrstudio.services import versions

        workspace = self._session.workspace
        states = versions.all_of(workspace, self._id)
        self._versions = tuple(v for v in states if v.body is not None)
        items = [
            SideItem(
                key=str(place),
                text=f"{place + 1}   {words.said(version.label)}",
                count=words.ago(version.at),
            )
            for place, version in enumerate(self._versions)
        ]
        self.list.set_items(items[::-1])
        self.list.choose(str(len(items) - 1))
        self._show_lineage(versions.lineage(workspace, self._id))
        self._show()

    def _show_lineage(self, found: Lineage) -> None:
        """List where the record is from and what was made of it."""
        items: list[SideItem] = []
        for text, some in (
            (self.tr("Comes from"), found.ancestors),
            (self.tr("Became"), found.descendants),
        ):
            if some:
                items.append(SideItem(text=text))
                items += [self._relative(one) for one in some]
        self.relatives.set_items(items)
        self.relatives.setVisible(bool(items))

    def _relative(self, one: Relative) -> SideItem:
        """Return the row of a relative."""
        state = self.tr("archived") if one.archived else ""
        state = self.tr("deleted") if one.gone else state
        key = "" if one.gone else str(one.id)
        return SideItem(key=key, text=f"#{one.id}  {one.title}", count=state)

    def chosen(self) -> int:
        """Return the place of the chosen version, the oldest at 0."""
        return int(self.list.current_key() or 0)

    @Slot()
    def _show(self) -> None:
        """Show in which fields the chosen version differs."""
        from instrstudio.services import versions

        place, newest = self.chosen(), len(self._versions) - 1
        self._back.setEnabled(0 <= place < newest)
        self._fork.setEnabled(newest >= 0)
        other = newest if self._against.current() == NEWEST else place - 1
        if not 0 <= other <= newest or other == place:
            self._show_fields(())
            self._said.setText(self.tr("There is nothing to compare it with."))
            return
        before, after = sorted((place, other))
        found = versions.compare(self._versions[before], self._versions[after])
        text = self.tr("From version {before} to version {after}")
        self._said.setText(text.format(before=before + 1, after=after + 1))
        self._show_fields(found)

    def _show_fields(self, found: Sequence[FieldDifference]) -> None:
        """Show a text a field, with what was added and removed."""
        inner = QWidget()
        box = QVBoxLayout(inner)
        box.setContentsMargins(0, 0, theme().space.unit, 0)
        box.setSpacing(theme().space.tight)
        for one in found:
            name = field_name(one.field)
            text = DiffText(name)
            text.setObjectName(f"version_{one.field}")
            text.show_pieces(one.pieces)
            box.addWidget(SectionLabel(name))
            box.addWidget(text)
        box.addStretch(1)
        self._scroll.setWidget(inner)

    @Slot()
    def _on_back(self) -> None:
        self.wanted.emit(self._versions[self.chosen()])
        self.accept()

    @Slot()
    def fork(self) -> None:
        """Make a record of its own of the chosen version."""
        record_id, operation = self._id, self._versions[self.chosen()].operation

        def deed(workspace: Workspace) -> tuple[Record, Changes]:
            from instrstudio.services import versions

            return versions.fork(workspace, record_id, operation)

        self._fork.setEnabled(False)
        job = self._session.do(deed, title=self.tr("Fork"))
        job.succeeded.connect(self._on_forked)
        job.failed.connect(self.reject)

    @Slot(object)
    def _on_forked(self, result: tuple[Record, Changes]) -> None:
        made, _changes = result
        self.accept()
        text = self.tr("Forked as record {id}").format(id=made.id)
        self._session.notice.emit(Notice(text=text, undo=True))
        if made.id is not None:
            self._session.record_requested.emit(made.id)

    @Slot(str)
    def _on_relative(self, key: str) -> None:
        """Show a relative in place of this record."""
        self.accept()
        self._session.record_requested.emit(int(key))
