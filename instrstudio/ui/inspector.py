"""The pane at the right that explains what is chosen: a dock, or an overlay.

In a wide window it is a dock; in a narrow one it lies over the content and goes away
again with Escape or its close button.
"""

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDockWidget,
    QFrame,
    QMainWindow,
    QVBoxLayout,
    QWidget,
)

from instrstudio.ui.buttons import IconButton
from instrstudio.ui.labels import PanelHead
from instrstudio.ui.theme import cast_shadow, theme

WIDTH, SMALLEST = 300, 260
NARROW = 1280


class DockTitle(PanelHead):
    """The title bar of a dock: its name and a button that closes it."""

    closed = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(f"{name}Title")
        self.setProperty("pane", "inspector")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.set_margin(theme().space.pane)
        self._close = IconButton("close")
        self._close.setObjectName(f"{name}Close")
        self._close.clicked.connect(self.closed)
        self.add(self._close)

    def set_title(self, title: str) -> None:
        """Set the name."""
        self.set_text(title)
        self._close.set_name(self.tr("Close {pane}").format(pane=title))


class _Overlay(QFrame):
    """The pane while it lies over the content."""

    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("inspectorOverlay")
        self.setProperty("pane", "inspector")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        cast_shadow(self)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(1, 0, 0, 0)
        self.box.setSpacing(0)
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go away with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)


class Inspector(QDockWidget):
    """Holds the explaining pane of the area that is shown."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._content: QWidget | None = None
        self._wanted = True
        self._offered = False
        self._is_narrow = False
        self.setObjectName("inspectorDock")
        self.setAllowedAreas(
            Qt.DockWidgetArea.RightDockWidgetArea | Qt.DockWidgetArea.LeftDockWidgetArea
        )
        self._title, self._over_title = DockTitle("inspector"), DockTitle("overlay")
        self.setTitleBarWidget(self._title)
        self._title.closed.connect(self.close_pane)
        self._over_title.closed.connect(self.close_pane)
        self._overlay: _Overlay | None = None
        self._holder = QWidget()
        self._holder.setProperty("pane", "inspector")
        self._holder.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._holder.setMinimumWidth(SMALLEST)
        self._box = QVBoxLayout(self._holder)
        self._box.setContentsMargins(1, 0, 0, 0)
        self.setWidget(self._holder)

    @property
    def is_shown(self) -> bool:
        """Whether the pane can be seen, as dock or overlay."""
        over = self._overlay is not None and self._overlay.isVisible()
        return over or self.isVisible()

    def set_title(self, title: str) -> None:
        """Set the name of the pane."""
        self.setWindowTitle(title)
        self._title.set_title(title)
        self._over_title.set_title(title)

    def set_content(self, content: QWidget | None) -> None:
        """Show the pane of another area; None if the area has none."""
        if self._content is not None and self._content is not content:
            self._content.hide()
        if self._overlay is not None and self._content is not content:
            self._overlay.hide()
        self._content = content
        self._offered = content is not None
        if content is not None:
            self._put(content)
        self._show_or_hide()

    @Slot()
    def toggle(self) -> None:
        """Open or close the pane."""
        if self._is_narrow and self._offered:
            if self._overlay is not None and self._overlay.isVisible():
                self._overlay.hide()
            else:
                self._open_overlay()
            return
        self._wanted = not self._wanted
        self._show_or_hide()

    @Slot()
    def close_pane(self) -> None:
        """Close the pane, whichever form it has."""
        if self._overlay is not None and self._overlay.isVisible():
            self._overlay.hide()
        else:
            self._wanted = False
            self._show_or_hide()

    def fit(self, width: int) -> None:
        """Be a dock or an overlay as the window's width allows."""
        narrow = width < NARROW
        if narrow != self._is_narrow:
            self._is_narrow = narrow
            if self._overlay is not None:
                self._overlay.hide()
            if self._content is not None:
                self._put(self._content)
            self._show_or_hide()
        elif narrow and self._overlay is not None and self._overlay.isVisible():
            self._place_overlay()

    def reset(self) -> None:
        """Be open again at the right."""
        self._wanted = True
        self.setFloating(False)
        self._window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self)
        self._show_or_hide()

    def _put(self, content: QWidget) -> None:
        if self._is_narrow:
            self._over().box.addWidget(content, 1)
        else:
            self._box.addWidget(content, 1)
        content.show()

    def _over(self) -> _Overlay:
        if self._overlay is None:
            self._overlay = _Overlay(self._window)
            self._overlay.closed.connect(self.close_pane)
            self._overlay.box.addWidget(self._over_title)
        return self._overlay

    def _open_overlay(self) -> None:
        overlay = self._over()
        self._place_overlay()
        overlay.show()
        overlay.raise_()
        overlay.setFocus()

    def _place_overlay(self) -> None:
        centre = self._window.centralWidget()
        if centre is None:
            return
        corner = centre.mapTo(self._window, centre.rect().topRight())
        width = theme().px(WIDTH + 20)
        self._over().setGeometry(
            corner.x() - width + 1, corner.y(), width, centre.height()
        )

    def _show_or_hide(self) -> None:
        self.setVisible(self._wanted and self._offered and not self._is_narrow)

    def sizeHint(self) -> QSize:
        """Return the width of the design."""
        return QSize(WIDTH, 400)

    def event(self, event: QEvent) -> bool:
        """Remember that the pane was closed by hand."""
        if event.type() == QEvent.Type.Close:
            self._wanted = False
        return super().event(event)
