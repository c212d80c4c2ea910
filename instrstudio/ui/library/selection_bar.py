"""The bar under the table while rows are marked: how many, and what to do with them."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from instrstudio.ui import words
from instrstudio.ui.controls import Button, GhostButton, StrongLabel, row
from instrstudio.ui.theme import theme

_HEIGHT = 48


class SelectionBar(QWidget):
    """Names the number of marked rows; buttons trigger the panel's own actions.

    Signals:
        everything_wanted: All rows are to be marked.
        nothing_wanted: No row is to be marked any more.
    """

    everything_wanted = Signal()
    nothing_wanted = Signal()

    def __init__(
        self, actions: Sequence[tuple[str, QAction]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._actions = tuple(action for _icon, action in actions)
        self._count = StrongLabel()
        self._all = GhostButton()
        self._all.setObjectName("selectAll")
        self._all.clicked.connect(self.everything_wanted)
        self._none = GhostButton()
        self._none.setObjectName("selectNone")
        self._none.clicked.connect(self.nothing_wanted)
        self._buttons: list[Button | GhostButton] = []
        for place, (icon, action) in enumerate(actions):
            kind = Button if place < 2 else GhostButton
            button = kind(icon=icon)
            button.setObjectName(f"selection_{action.objectName()}")
            menu = action.menu()
            if isinstance(menu, QMenu):
                button.setMenu(menu)
            else:
                button.clicked.connect(action.trigger)
            self._buttons.append(button)
        space = theme().space
        line = row(
            self._count, self._all, self._none, 1, *self._buttons, spacing=space.unit
        )
        line.setContentsMargins(space.pane, 0, space.pane, 0)
        self.setLayout(line)
        self.setMinimumHeight(theme().px(_HEIGHT))
        self._shown = (0, 0)

    def retranslate(self) -> None:
        """Set all texts again."""
        self.show_count(*self._shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the buttons as icons where it is narrow."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Give the buttons as much text as there is room for, the first ones first."""
        for button, action in zip(self._buttons, self._actions, strict=True):
            button.set_text(action.iconText())
        self._none.setVisible(True)
        self._none.setVisible(self.width() >= self._wanted())
        for button in reversed(self._buttons):
            if self.width() >= self._wanted():
                break
            button.setText("")

    def _wanted(self) -> int:
        """Return how wide all is that is not hidden."""
        parts = (self._count, self._all, self._none, *self._buttons)
        shown = [part for part in parts if not part.isHidden()]
        wanted = sum(part.sizeHint().width() for part in shown)
        return wanted + len(shown) * theme().space.unit + 2 * theme().space.pane

    @Slot(int, int)
    def show_count(self, marked: int, total: int) -> None:
        """Say how many of `total` rows are marked."""
        self._shown = (marked, total)
        text = QCoreApplication.translate("SelectionBar", "%n selected", "", marked)
        self._count.setText(text.replace(str(marked), words.number(marked), 1))
        self._all.set_text(
            self.tr("Select all {count}").format(count=words.number(total))
        )
        self._all.setVisible(marked < total)
        self._none.set_text(self.tr("Clear"))
        for button, action in zip(self._buttons, self._actions, strict=True):
            button.setToolTip(action.toolTip())
        self._fit()
        self.setVisible(marked > 0)
