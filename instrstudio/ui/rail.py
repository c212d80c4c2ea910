"""The rail at the left: one button for each area."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QToolButton, QVBoxLayout, QWidget

from instrstudio.ui.areas import AREAS, Area
from instrstudio.ui.theme import set_font, set_icon, signals, theme

WIDTH = 72
_DOT = 7


class RailButton(QToolButton):
    """One area: icon over label, and a dot for news not yet seen."""

    def __init__(self, area: Area, place: int) -> None:
        super().__init__()
        self.area, self._place = area, place
        self._has_news = False
        self.setObjectName(f"rail_{area.name}")
        self.setProperty("kind", "rail")
        self.setCheckable(True)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.toggled.connect(self.restyle)
        self.retranslate()

    def set_news(self, has_news: bool) -> None:
        """Show or hide the dot."""
        self._has_news = has_news
        self.retranslate()
        self.update()

    @Slot()
    def restyle(self) -> None:
        """Colour the icon and weigh the label by whether the area is shown."""
        shown = self.isChecked()
        set_icon(self, self.area.icon, 20, "text" if shown else "text2")
        set_font(self, "micro")
        font = theme().font("micro")
        font.setWeight(font.Weight.DemiBold if shown else font.Weight.Medium)
        self.setFont(font)
        self.setFixedSize(QSize(theme().px(60), theme().px(54)))

    def retranslate(self) -> None:
        """Set label, name and tip again."""
        self.setText(self.area.title)
        news = ", " + self.tr("news") if self._has_news else ""
        self.setAccessibleName(self.area.title + news)
        self.setToolTip(f"{self.area.title} (Ctrl+{self._place + 1})")
        self.restyle()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the button and its dot."""
        super().paintEvent(event)
        if self._has_news:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme().color("focus"))
            painter.drawEllipse(self.width() - 20, 7, _DOT, _DOT)
            painter.end()


class Rail(QFrame):
    """All areas; arrow keys move between them."""

    area_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setProperty("pane", "window")
        box = QVBoxLayout(self)
        box.setContentsMargins(6, 8, 6, 8)
        box.setSpacing(theme().space.tight)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, RailButton] = {}
        for place, area in enumerate(AREAS):
            button = RailButton(area, place)
            self._buttons[area.name] = button
            self._group.addButton(button, place)
            box.addWidget(button)
        box.addStretch(1)
        self._group.idClicked.connect(self._on_clicked)
        signals().theme_changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self.retranslate()

    def choose(self, name: str) -> None:
        """Show which area is open; its news are seen now."""
        self._buttons[name].setChecked(True)
        self._buttons[name].set_news(False)

    def set_news(self, name: str) -> None:
        """Mark an area that is not shown."""
        if not self._buttons[name].isChecked():
            self._buttons[name].set_news(True)

    def retranslate(self) -> None:
        """Set every text again."""
        self.setAccessibleName(self.tr("Areas"))
        for button in self._buttons.values():
            button.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with the arrow keys."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        place = (self._group.checkedId() + step) % len(AREAS)
        self._group.button(place).setFocus()
        self._on_clicked(place)

    @Slot(int)
    def _on_clicked(self, place: int) -> None:
        self.area_chosen.emit(AREAS[place].name)

    @Slot()
    def _on_theme_changed(self) -> None:
        self.setFixedWidth(theme().px(WIDTH))
        for button in self._buttons.values():
            button.restyle()
