"""Notices: dark lines at the foot of the window that pass by themselves."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QTimer, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QEnterEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from instrstudio.ui.buttons import IconButton
from instrstudio.ui.labels import StrongLabel
from instrstudio.ui.session import Notice
from instrstudio.ui.theme import set_font, set_icon
from instrstudio.ui.words import said

SECONDS = 8
_ICONS = {"success": "ok", "info": "info", "warning": "warning", "error": "error"}
_MOST = 560


class NoticeBar(QFrame):
    """One notice at a time, over the content; the clock rests under the mouse."""

    undo_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._parent = parent
        self.setObjectName("notice")
        self.setProperty("role", "notice")
        self._icon, self._text = QLabel(), StrongLabel()
        self._text.setProperty("role", "on_ink")
        self._text.setWordWrap(True)
        self._button = QPushButton()
        self._button.setObjectName("noticeAction")
        self._button.setProperty("kind", "onink")
        set_font(self._button, "strong")
        self._close = IconButton("close", role="on_ink")
        self._close.setObjectName("noticeClose")
        box = QHBoxLayout(self)
        box.setContentsMargins(14, 8, 8, 8)
        box.setSpacing(8)
        box.addWidget(self._icon)
        box.addWidget(self._text, 1)
        box.addWidget(self._button)
        box.addWidget(self._close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SECONDS * 1000)
        self._timer.timeout.connect(self.hide)
        self._on_action: Callable[[], object] | None = None
        self._close.clicked.connect(self.hide)
        self._button.clicked.connect(self._on_clicked)
        self.hide()

    @Slot(object)
    def show_notice(self, notice: Notice) -> None:
        """Show a notice in place of the one before."""
        text = said(notice.text)
        set_icon(self._icon, _ICONS[notice.kind], 16, "on_ink")
        self._text.setText(text)
        action = self.tr("Undo") if notice.undo else notice.action
        self._button.setText(action)
        self._button.setAccessibleName(action)
        self._button.setVisible(bool(action))
        self._on_action = self.undo_requested.emit if notice.undo else notice.on_action
        self._close.set_name(self.tr("Close"))
        self.setAccessibleName(text)
        self.place()
        self.show()
        self.raise_()
        self._timer.start()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def text(self) -> str:
        """Return what the notice says."""
        return self._text.text()

    @Slot()
    def _on_clicked(self) -> None:
        self.hide()
        if self._on_action is not None:
            self._on_action()

    def place(self) -> None:
        """Lie in the middle of the lower edge."""
        self._text.setMinimumWidth(0)
        wanted = self._text.fontMetrics().horizontalAdvance(self._text.text()) + 4
        self._text.setMinimumWidth(min(wanted, _MOST - 160))
        room = self._parent.width() - 40
        width = min(max(self.sizeHint().width(), 320), _MOST, room)
        height = max(self.heightForWidth(width), self.sizeHint().height())
        left = (self._parent.width() - width) // 2
        self.setGeometry(left, self._parent.height() - height - 20, width, height)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Let the clock rest."""
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Let the clock run again."""
        if self.isVisible():
            self._timer.start()
        super().leaveEvent(event)
