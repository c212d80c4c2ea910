"""The sets at the left, and how far the open one is."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QMenu, QProgressBar, QVBoxLayout, QWidget

from instrstudio.domain.annotation import AnnotationProgress, AnnotationSet
from instrstudio.ui import words
from instrstudio.ui.controls import (
    Button,
    CaptionLabel,
    GhostButton,
    IconButton,
    Rule,
    SectionLabel,
    row,
)
from instrstudio.ui.side_list import SideItem, SideList
from instrstudio.ui.theme import theme

Sets = tuple[tuple[AnnotationSet, AnnotationProgress], ...]


class SetsPane(QWidget):
    """Chooses a set and shows its progress.

    Signals:
        chosen: The name of a set.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("annotateSetsPane")
        self._sets: Sets = ()
        self._name, self._who = "", ""
        self._title = SectionLabel()
        self.new, self.more = IconButton("plus"), IconButton("more")
        self.new.setObjectName("annotateNew")
        self.more.setObjectName("annotateMore")
        self.menu = QMenu(self.more)
        self.more.setMenu(self.menu)
        self.list = SideList()
        self.list.setObjectName("annotateSets")
        self.list.chosen.connect(self.chosen)
        self.bar, self.counts = QProgressBar(), CaptionLabel()
        self.bar.setTextVisible(False)
        self.counts.setWordWrap(True)
        self.counts.setObjectName("annotateCounts")
        self.person = GhostButton(icon="edit")
        self.person.setObjectName("annotatePerson")
        self.finish = Button(icon="save")
        self.finish.setObjectName("annotateFinish")
        self._state = QWidget()
        self._build()
        self.retranslate()

    def _build(self) -> None:
        """Put list and progress below each other."""
        space = theme().space
        head = row(self._title, 1, self.new, self.more)
        head.setContentsMargins(space.page, space.unit, space.unit, space.unit)
        below = QVBoxLayout(self._state)
        below.setContentsMargins(space.page, space.group, space.pane, space.group)
        below.setSpacing(space.unit)
        for widget in (self.bar, self.counts, self.person, self.finish):
            below.addWidget(widget)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(head)
        box.addWidget(self.list, 1)
        box.addWidget(Rule())
        box.addWidget(self._state)
        self.setProperty("pane", "window")

    def retranslate(self) -> None:
        """Set all texts again."""
        self._title.setText(self.tr("Sets"))
        self.list.setAccessibleName(self.tr("Annotation sets"))
        self.new.set_name(self.tr("New set from a file"))
        self.more.set_name(self.tr("More on this set"))
        self.bar.setAccessibleName(self.tr("Settled rows"))
        self.finish.set_text(self.tr("Put into library"))
        self.finish.setToolTip(self.tr("Every settled row becomes a record"))
        self.person.setToolTip(self.tr("Annotate as somebody else"))
        self.show_sets(self._sets, self._name, self._who)

    def show_sets(self, sets: Sets, name: str, who: str) -> None:
        """Show the sets, the open one and who annotates."""
        self._sets, self._name, self._who = sets, name, who
        self.list.set_items(
            [
                SideItem(
                    key=found.name,
                    text=found.name,
                    caption=self._caption(stands),
                    icon="ok" if stands.settled == stands.total else "list",
                )
                for found, stands in sets
            ]
        )
        self.list.choose(name)
        self.person.set_text(self.tr("Annotator: {name}").format(name=who))
        stands = next((p for found, p in sets if found.name == name), None)
        self._state.setVisible(stands is not None)
        self.more.setEnabled(stands is not None)
        if stands is not None:
            self._show_progress(stands)

    def _caption(self, stands: AnnotationProgress) -> str:
        text = self.tr("{done} of {total} settled")
        return text.format(
            done=words.number(stands.settled), total=words.number(stands.total)
        )

    def _show_progress(self, stands: AnnotationProgress) -> None:
        """Show the numbers of the open set."""
        self.bar.setRange(0, max(1, stands.total))
        self.bar.setValue(stands.settled)
        lines = [
            self.tr("Yours: {mine}, open to you: {open}").format(
                mine=words.number(stands.mine), open=words.number(stands.open_to_me)
            )
        ]
        if stands.disputed:
            lines.append(
                QCoreApplication.translate(
                    "SetsPane", "%n disagreements", "", stands.disputed
                )
            )
        if stands.skipped:
            lines.append(
                QCoreApplication.translate(
                    "SetsPane", "%n rows skipped", "", stands.skipped
                )
            )
        self.counts.setText("\n".join(lines))
        self.finish.setEnabled(stands.settled > 0)
