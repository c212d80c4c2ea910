"""Finds records that say nearly the same, and makes one of two or of a whole group."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QSpinBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from instrstudio.domain.job import Job, Progress
from instrstudio.services.duplicates import Group
from instrstudio.services.workspace import Workspace
from instrstudio.ui import words
from instrstudio.ui.controls import (
    BodyLabel,
    Button,
    CaptionLabel,
    EmptyState,
    GhostButton,
    Segments,
    TitleLabel,
    row,
)
from instrstudio.ui.errors import sentence
from instrstudio.ui.jobs import JobHandle
from instrstudio.ui.library.group_pane import GroupPane
from instrstudio.ui.library.merge_pane import MergePane
from instrstudio.ui.session import Session
from instrstudio.ui.side_list import SideItem, SideList
from instrstudio.ui.theme import set_font, theme

LISTED = 1000
"""So many groups are listed, the largest first; merging makes room for more."""
AT_ONCE = 500
"""So many records of a group are merged at once; then the next."""
PAIRS, WHOLE = 0, 1
"""A group is worked through pair by pair, or as a whole."""
_WIDTH, _HEIGHT, _LEFT = 960, 640, 280
_USUAL, _LOWEST = 80, 50

Chosen = Callable[[Workspace], Job[Progress, Sequence[int] | None]]


class DuplicatesDialog(QDialog):
    """Groups at the left, the first two records of one, or all, at the right.

    Signals:
        found: The groups, as they were found.
        shown: A pair is shown, or there is none any more.
    """

    found = Signal(object)
    shown = Signal()

    def __init__(
        self,
        session: Session,
        chosen: Chosen,
        marked: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("duplicatesDialog")
        self.setWindowTitle(self.tr("Duplicates"))
        self._session, self._chosen = session, chosen
        self._job: JobHandle | None = None
        self._groups: dict[str, tuple[int, ...]] = {}
        self._likeness: dict[str, float] = {}
        self._before: list[dict[str, tuple[int, ...]]] = []
        self._threshold = QSpinBox()
        self._only = QCheckBox(
            self.tr("Only the {count} selected").format(count=words.number(marked))
        )
        self._only.setVisible(marked > 0)
        self._find = Button(self.tr("Find duplicates"), "search")
        self._stop = GhostButton(self.tr("Stop"))
        self._progress = QProgressBar()
        self._summary = BodyLabel()
        self.list = SideList()
        self.pane = MergePane(session)
        self.group = GroupPane(session)
        self.way = Segments((self.tr("Pair by pair"), self.tr("Whole group")))
        self.way.setObjectName("duplicatesWay")
        self._skip = GhostButton(self.tr("Keep both"))
        self._undo = GhostButton(self.tr("Undo"), "undo")
        self._close = GhostButton(self.tr("Close"))
        self._stack = QStackedWidget()
        self._set_up()
        self._build()
        self._connect()

    def _set_up(self) -> None:
        """Name everything."""
        self._threshold.setRange(_LOWEST, 100)
        self._threshold.setValue(_USUAL)
        self._threshold.setSuffix(" %")
        self._threshold.setAccessibleName(self.tr("How alike"))
        self.list.setAccessibleName(self.tr("Groups"))
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(self.tr("Comparing"))
        keeper = self._progress.sizePolicy()
        keeper.setRetainSizeWhenHidden(True)
        self._progress.setSizePolicy(keeper)
        self._progress.hide()
        self._stop.hide()
        self._undo.setEnabled(False)
        for widget, name in (
            (self._threshold, "duplicatesThreshold"),
            (self._only, "duplicatesOnly"),
            (self._find, "duplicatesFind"),
            (self._stop, "duplicatesStop"),
            (self._summary, "duplicatesSummary"),
            (self.list, "duplicatesGroups"),
            (self._skip, "duplicatesSkip"),
            (self._undo, "duplicatesUndo"),
            (self._close, "duplicatesClose"),
        ):
            widget.setObjectName(name)
        for field in (self._threshold, self._only):
            set_font(field, "body")
        text = self._threshold.findChild(QLineEdit)
        if isinstance(text, QLineEdit):  # a sheet's padding does not reach it
            text.setTextMargins(theme().space.inner, 0, 0, 0)

    def _build(self) -> None:
        """Put the question above, groups at the left, a pair at the right."""
        space = theme().space
        self.resize(theme().px(_WIDTH), theme().px(_HEIGHT))
        label = CaptionLabel(self.tr("How alike"))
        label.setBuddy(self._threshold)
        top = row(label, self._threshold, self._find, self._stop, self._only, 1)
        empty = EmptyState("copy")
        empty.set_text(
            self.tr("No pair is shown"),
            self.tr(
                "Find duplicates first. Of each two, one is kept and the other goes "
                "to the archive, so that nothing that refers to it is lost."
            ),
        )
        holder = QWidget()
        held = QVBoxLayout(holder)
        held.addWidget(empty)
        held.addStretch(1)
        self._stack.addWidget(holder)
        self._stack.addWidget(self.pane)
        self._stack.addWidget(self.group)
        self.pane.actions_row.insertWidget(2, self._skip)
        self.list.setFixedWidth(theme().px(_LEFT))
        middle = QHBoxLayout()
        middle.setSpacing(space.pane)
        middle.addWidget(self.list)
        right = QVBoxLayout()
        right.setSpacing(space.unit)
        right.addWidget(self.way)
        right.addWidget(self._stack, 1)
        self.way.hide()
        middle.addLayout(right, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(space.page, space.page, space.page, space.page)
        box.setSpacing(space.unit)
        box.addWidget(TitleLabel(self.tr("Duplicates")))
        box.addLayout(top)
        box.addWidget(self._progress)
        box.addWidget(self._summary)
        box.addLayout(middle, 1)
        box.addLayout(row(self._undo, 1, self._close))

    def _connect(self) -> None:
        """Join the parts."""
        self._find.clicked.connect(self.look)
        self._stop.clicked.connect(self.stop)
        self._skip.clicked.connect(self.skip)
        self._undo.clicked.connect(self.undo)
        self._close.clicked.connect(self.reject)
        self.list.chosen.connect(self._show_group)
        self.pane.merged.connect(self._on_merged)
        self.group.merged.connect(self._on_group_merged)
        self.way.chosen.connect(self._on_way)

    @Slot()
    def look(self) -> None:
        """Look through the library, or the selection, in the background."""
        self.stop()
        threshold = self._threshold.value() / 100
        chosen = self._chosen if self._only.isChecked() else None

        def job(workspace: Workspace) -> Job[Progress, tuple[Group, ...]]:
            from instrstudio.services import duplicates

            ids = (yield from chosen(workspace)) if chosen else None
            return (yield from duplicates.find(workspace, threshold, ids))

        self._job = self._session.start(
            job, title=self.tr("Find duplicates"), key="duplicates"
        )
        self._job.progressed.connect(self._on_progress)
        self._job.succeeded.connect(self._on_found)
        self._job.failed.connect(self._on_failed)
        self._job.finished.connect(self._rest)
        self._progress.setRange(0, 0)
        self._progress.show()
        self._stop.show()
        self._find.setEnabled(False)

    @Slot()
    def stop(self) -> None:
        """Look no further."""
        if self._job is not None and not self._job.is_over:
            self._job.drop()
        self._rest()

    @Slot()
    def _rest(self) -> None:
        self._progress.hide()
        self._stop.hide()
        self._find.setEnabled(True)

    @Slot()
    def _on_progress(self) -> None:
        progress = self._job.progress if self._job is not None else None
        if progress is None:
            return
        self._progress.setRange(0, progress.total or 0)
        self._progress.setValue(progress.done if progress.total else 0)
        self._say(words.said(progress.message), "cap")

    @Slot(object)
    def _on_found(self, groups: tuple[Group, ...]) -> None:
        """List the groups."""
        self._groups = {str(n): group.ids for n, group in enumerate(groups)}
        self._likeness = {str(n): group.likeness for n, group in enumerate(groups)}
        self._before = []
        self._show_groups("")
        self.found.emit(groups)

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        self._say(sentence(error), "danger")

    def _show_groups(self, key: str) -> None:
        """List what is left to do and show the group with `key`, or the first."""
        some = list(self._groups.items())[:LISTED]
        records = self._session.workspace.store.records
        firsts = records.page([ids[0] for _key, ids in some])
        titles = {record.id: record.shown_title for record in firsts}
        self.list.set_items(
            [
                SideItem(
                    key=one,
                    text=titles.get(ids[0], ""),
                    caption=self.tr("{count} records").format(count=len(ids)),
                    count=f"{int(100 * self._likeness[one])} %",
                )
                for one, ids in some
            ]
        )
        count = sum(len(ids) for ids in self._groups.values())
        text = self.tr("Groups that are alike: {groups} · records in them: {count}")
        if not self._groups:
            text = self.tr("No two records are that alike.")
        self._say(
            text.format(
                groups=words.number(len(self._groups)), count=words.number(count)
            ),
            "second",
        )
        self._undo.setEnabled(bool(self._before))
        first = some[0][0] if some else ""
        self._show_group(key if key in self._groups else first)

    @Slot(str)
    def _show_group(self, key: str) -> None:
        """Show the first two records of a group, or the whole group."""
        ids = self._groups.get(key, ())
        self.way.setVisible(len(ids) > 2)
        whole = len(ids) > 2 and self.way.current() == WHOLE
        some = ids[: AT_ONCE if whole else 2]
        records = self._session.workspace.store.records.page(some)
        if len(records) < 2:
            self._stack.setCurrentIndex(0)
        elif whole:
            self.group.show_group(records)
            self._stack.setCurrentIndex(2)
        else:
            self.pane.show_pair(*records)
            self._stack.setCurrentIndex(1)
        if len(records) > 1:
            self.list.choose(key)
        self.shown.emit()

    @Slot(int)
    def _on_way(self, _way: int) -> None:
        self._show_group(self.list.current_key())

    @Slot(int, int)
    def _on_merged(self, _kept: int, other: int) -> None:
        """Go on with what is left of the group."""
        self._before.append(dict(self._groups))
        self._leave(other)

    @Slot(int, object)
    def _on_group_merged(self, _kept: int, others: tuple[int, ...]) -> None:
        """Go on with the next group, or with what is left of a very large one."""
        self._before.append(dict(self._groups))
        self._leave(*others)

    @Slot()
    def skip(self) -> None:
        """Leave the two as they are and go on."""
        self._leave(self.pane.ids[1])

    def _leave(self, *record_ids: int) -> None:
        """Take records out of the group that is shown."""
        key, gone = self.list.current_key(), frozenset(record_ids)
        left = tuple(i for i in self._groups.get(key, ()) if i not in gone)
        if len(left) > 1:
            self._groups[key] = left
        else:
            self._groups.pop(key, None)
        self._show_groups(key)

    @Slot()
    def undo(self) -> None:
        """Take the last merge of this dialog back."""
        if self._before:
            self._undo.setEnabled(False)
            self._session.undo().succeeded.connect(self._on_undone)

    @Slot(object)
    def _on_undone(self, _changes: object) -> None:
        self._groups = self._before.pop()
        self._show_groups("")

    def _say(self, text: str, role: str) -> None:
        """Show a line above the groups."""
        self._summary.setText(text)
        self._summary.set_role(role)

    def done(self, result: int) -> None:
        """Stop what nobody waits for any more."""
        self.stop()
        super().done(result)
