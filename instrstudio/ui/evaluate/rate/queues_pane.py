"""The queues at the left, and who rates."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from instrstudio.domain.rating_queue import QueueProgress, RatingQueue
from instrstudio.ui import words
from instrstudio.ui.controls import GhostButton, IconButton, Rule, SectionLabel, row
from instrstudio.ui.evaluate.rate.naming import kind_name
from instrstudio.ui.side_list import SideItem, SideList
from instrstudio.ui.theme import theme

Queues = tuple[tuple[RatingQueue, QueueProgress], ...]


class QueuesPane(QWidget):
    """Chooses a queue.

    Signals:
        chosen: The name of a queue.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rateQueuesPane")
        self._queues: Queues = ()
        self._name, self._who = "", ""
        self._title = SectionLabel()
        self.new, self.more = IconButton("plus", shortcut="Q"), IconButton("more")
        self.new.setObjectName("rateNew")
        self.more.setObjectName("rateMore")
        self.menu = QMenu(self.more)
        self.more.setMenu(self.menu)
        self.list = SideList()
        self.list.setObjectName("rateQueues")
        self.list.chosen.connect(self.chosen)
        self.person = GhostButton(icon="edit")
        self.person.setObjectName("ratePerson")
        self._build()
        self.retranslate()

    def _build(self) -> None:
        """Put list and person below each other."""
        space = theme().space
        head = row(self._title, 1, self.new, self.more)
        head.setContentsMargins(space.page, space.unit, space.unit, space.unit)
        foot = row(self.person, 1)
        foot.setContentsMargins(space.unit, space.unit, space.unit, space.unit)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(head)
        box.addWidget(self.list, 1)
        box.addWidget(Rule())
        box.addLayout(foot)
        self.setProperty("pane", "window")

    def retranslate(self) -> None:
        """Set all texts again."""
        self._title.setText(self.tr("Queues"))
        self.list.setAccessibleName(self.tr("Rating queues"))
        self.new.set_name(self.tr("New queue"))
        self.more.set_name(self.tr("More on this queue"))
        self.person.setToolTip(self.tr("Rate as somebody else (P)"))
        self.show_queues(self._queues, self._name, self._who)

    def show_queues(self, queues: Queues, name: str, who: str) -> None:
        """Show the queues, the open one and who rates."""
        self._queues, self._name, self._who = queues, name, who
        self.list.set_items(
            [
                SideItem(
                    key=queue.name,
                    text=queue.name,
                    caption=self._caption(queue, done),
                    icon="ok" if done.done == done.total else "list",
                )
                for queue, done in queues
            ]
        )
        self.list.choose(name)
        self.person.set_text(self.tr("Rater: {name}").format(name=who))

    def _caption(self, queue: RatingQueue, done: QueueProgress) -> str:
        text = self.tr("{kind}, {done} of {total}")
        return text.format(
            kind=kind_name(queue.kind),
            done=words.number(done.done),
            total=words.number(done.total),
        )
