"""What a panel shows when there is nothing to show, or something is wrong."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from instrstudio.ui.buttons import GhostButton, IconButton
from instrstudio.ui.labels import BodyLabel, CaptionLabel, SectionLabel, row
from instrstudio.ui.theme import set_icon, set_state, theme

_STRIP_ICONS = {
    "warning": "warning",
    "error": "error",
    "info": "info",
    "success": "ok",
}


class EmptyState(QFrame):
    """An icon, what is missing, what to do about it, and buttons that do it."""

    def __init__(
        self,
        icon: str,
        title: str = "",
        text: str = "",
        buttons: Sequence[QAbstractButton] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "empty")
        self._icon, self._title = QLabel(), SectionLabel()
        self._text = CaptionLabel()
        self._text.setWordWrap(True)
        set_icon(self._icon, icon, 28, "text3")
        box = QVBoxLayout(self)
        sheet = theme().space.sheet
        box.setContentsMargins(sheet, sheet, sheet, sheet)
        box.setSpacing(theme().space.unit)
        for label in (self._icon, self._title, self._text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            box.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)
        if buttons:
            box.addSpacing(theme().space.tight)
            box.addLayout(row(1, *buttons, 1))
        self.set_text(title, text)

    def set_text(self, title: str, text: str) -> None:
        """Set what is said."""
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        # a wrapped label asks for its shortest form: hold it to the sentence's width
        width = min(self._text.fontMetrics().horizontalAdvance(text) + 8, 380)
        self._text.setFixedWidth(width)
        self._text.setMinimumHeight(max(0, self._text.heightForWidth(width)))
        self.setAccessibleName(f"{title}. {text}")


class Strip(QFrame):
    """A line in a panel about something wrong: what, one remedy, and close.

    `kind` is ``warning``, ``error``, ``info`` or ``success``.
    """

    acted = Signal()
    closed = Signal()

    def __init__(
        self,
        text: str = "",
        kind: str = "warning",
        action: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "strip")
        self._icon, self._label = QLabel(), BodyLabel()
        self._label.setWordWrap(True)
        self._label.setSizePolicy(
            QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred
        )
        self._action = GhostButton()
        self._action.setObjectName("stripAction")
        self._close = IconButton("close")
        self._close.setObjectName("stripClose")
        box = QHBoxLayout(self)
        box.setContentsMargins(14, 6, 6, 6)
        box.setSpacing(theme().space.unit)
        for widget in (self._icon, self._label, self._action, self._close):
            box.addWidget(widget, 1 if widget is self._label else 0)
        self._action.clicked.connect(self.acted)
        self._close.clicked.connect(self.closed)
        self._close.clicked.connect(self.hide)
        self.set_text(text, kind, action)

    def set_text(self, text: str, kind: str = "warning", action: str = "") -> None:
        """Say something else; without `action` there is no remedy button."""
        set_state(self, "state", kind)
        set_icon(
            self._icon,
            _STRIP_ICONS[kind],
            16,
            {"info": "text2", "error": "danger"}.get(kind, kind),
        )
        self._label.setText(text)
        self._label.setToolTip(text)
        self._action.set_text(action)
        self._action.setVisible(bool(action))
        self._close.set_name(self.tr("Close"))
        self.setAccessibleName(text)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._close.set_name(self.tr("Close"))
        super().changeEvent(event)

    def text(self) -> str:
        """Return what the strip says."""
        return self._label.text()
