"""A caption that is cut with an ellipsis where there is no room for it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from instrstudio.ui.controls import CaptionLabel


class ElidedLabel(CaptionLabel):
    """A caption that is cut, in its middle as a rule, when there is no room."""

    def __init__(self, mode: Qt.TextElideMode = Qt.TextElideMode.ElideMiddle) -> None:
        super().__init__()
        self._full, self._mode = "", mode
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setMinimumWidth(20)

    def set_full(self, text: str) -> None:
        """Set the whole text; it is also the tip."""
        self._full = text
        self.setToolTip(text)
        self._elide()

    @property
    def full(self) -> str:
        """The whole text."""
        return self._full

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut anew."""
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        metrics = QFontMetrics(self.font())
        self.setText(metrics.elidedText(self._full, self._mode, self.width()))
