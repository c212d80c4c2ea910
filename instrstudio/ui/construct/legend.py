"""The legend of origins: a row of toggles over the candidates."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolButton, QWidget

from instrstudio.domain.span import Origin
from instrstudio.ui import words
from instrstudio.ui.flow_layout import FlowLayout
from instrstudio.ui.span_paint import paint_origin
from instrstudio.ui.theme import set_font, signals, theme

ORDER = (
    Origin.TEMPLATE,
    Origin.TASK,
    Origin.RECORD,
    Origin.GENERATED,
    Origin.SLOT,
    Origin.EDITED,
)


class LegendButton(QToolButton):
    """One origin, painted as its words are painted."""

    def __init__(self, origin: Origin) -> None:
        super().__init__()
        self.origin = origin
        self.setObjectName(f"legend_{origin}")
        self.setProperty("kind", "legend")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        set_font(self, "caption")
        self.is_muted = False
        self.retranslate()

    def retranslate(self) -> None:
        """Set the word again."""
        name = words.origin(self.origin)
        self.setText(f"[{name}]" if self.origin is Origin.SLOT else name)
        self.setAccessibleName(self.tr("Show only: {origin}").format(origin=name))
        self.setToolTip(self.accessibleName())
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the word with some room."""
        metrics = QFontMetricsF(self.font())
        width = metrics.horizontalAdvance(self.text()) + 14
        return QSize(round(width), theme().px(24))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground and ring, then the word with tint and line."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            painter.setPen(theme().color("focus"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)
        metrics = QFontMetricsF(self.font())
        em = self.font().pixelSize()
        baseline = (self.height() + metrics.ascent() - metrics.descent()) / 2
        width = metrics.horizontalAdvance(self.text())
        left = (self.width() - width) / 2
        box = QRectF(left - 2, baseline - em * 1.1, width + 4, em * 1.5)
        if not self.is_muted and self.origin is not Origin.EDITED:
            paint_origin(painter, self.origin, box, baseline + em * 0.3)
        shown = "slot_line" if self.origin is Origin.SLOT else "text"
        painter.setPen(theme().color("text3" if self.is_muted else shown))
        painter.setFont(self.font())
        painter.drawText(round(left), round(baseline), self.text())
        painter.end()


class Legend(QWidget):
    """All origins; `shown` carries the one that is not muted, or None for all."""

    shown = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._buttons = [LegendButton(origin) for origin in ORDER]
        flow = FlowLayout(self, spacing=4)
        for button in self._buttons:
            flow.addWidget(button)
            button.clicked.connect(self._on_clicked)
        signals().theme_changed.connect(self.update)
        self.retranslate()

    def retranslate(self) -> None:
        """Set every word again."""
        self.setAccessibleName(self.tr("Where the words come from"))
        for button in self._buttons:
            button.retranslate()

    def origins(self) -> frozenset[Origin] | None:
        """Return the origins that are coloured; None: all."""
        chosen = [button.origin for button in self._buttons if button.isChecked()]
        return frozenset(chosen) or None

    @Slot()
    def _on_clicked(self) -> None:
        pressed = self.sender()
        for button in self._buttons:
            if button is not pressed:
                button.setChecked(False)
        chosen = self.origins()
        for button in self._buttons:
            button.is_muted = chosen is not None and button.origin not in chosen
            button.update()
        self.shown.emit(chosen)
