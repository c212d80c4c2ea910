"""Where a model looked: a heat map of source tokens against written tokens."""

from typing import Any

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Slot
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QScrollBar,
    QStackedWidget,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from instrstudio.domain.candidate import Alignment
from instrstudio.ui.attention.cells import Cells, cells_of
from instrstudio.ui.attention.plot import Map
from instrstudio.ui.attention.ramp import Ramp, attention_ramp, copy_ramp
from instrstudio.ui.attention.token_words import shown
from instrstudio.ui.controls import CaptionLabel, Rule, row
from instrstudio.ui.elided_label import ElidedLabel
from instrstudio.ui.theme import signals, theme

_WHEEL_STEP = 120
_LINES = 3


class HeatMap(QWidget):
    """Shows one alignment; the pointer names what a cell says.

    Both axes stay in sight: a map that is larger than its place is scrolled under
    them, in whole cells.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("heatMap")
        self._alignment: Alignment | None = None
        self._cells: Cells | None = None
        self._map: Map | None = None
        self._nothing = CaptionLabel()
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setWordWrap(True)
        self._across = QScrollBar(Qt.Orientation.Horizontal)
        self._down = QScrollBar(Qt.Orientation.Vertical)
        for bar in (self._across, self._down):
            bar.hide()
            bar.valueChanged.connect(self._on_scrolled)
        self._place = QWidget()
        self._stack = QStackedWidget()
        self._said = ElidedLabel(Qt.TextElideMode.ElideRight)
        self._said.setObjectName("attentionSaid")
        self._said.set_role("second")
        self._most, self._copy_name = CaptionLabel(), CaptionLabel()
        self._ramp, self._copy_ramp = Ramp(attention_ramp), Ramp(copy_ramp)
        self._legend = QWidget()
        self._build()
        signals().theme_changed.connect(self._dress)
        self.retranslate()

    def _build(self) -> None:
        """Put map, bars and line in a column."""
        space = theme().space
        self._grid = QGridLayout(self._place)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        self._grid.addWidget(self._down, 0, 1)
        self._grid.addWidget(self._across, 1, 0)
        self._stack.addWidget(self._nothing)
        self._stack.addWidget(self._place)
        legend = row(self._copy_name, CaptionLabel("0"), self._copy_ramp)
        legend.addWidget(CaptionLabel("1"))
        legend.addSpacing(space.unit)
        self._legend.setLayout(legend)
        foot = row(self._said, self._legend, CaptionLabel("0"), self._ramp, self._most)
        foot.setStretch(0, 1)
        foot.setContentsMargins(space.pane, 0, space.pane, 0)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(space.inner)
        box.addWidget(self._stack, 1)
        box.addWidget(Rule())
        box.addLayout(foot)

    def retranslate(self) -> None:
        """Set all texts again."""
        self._copy_name.setText(self.tr("Copied"))
        self._ramp.setAccessibleName(self.tr("From no attention to all of it"))
        self._copy_ramp.setAccessibleName(self.tr("From never copied to surely copied"))
        self._copy_ramp.setToolTip(
            self.tr("How likely a word was copied from the task rather than written")
        )
        self.setAccessibleName(self.tr("Attention map"))
        self._show()

    def set_nothing(self, text: str) -> None:
        """Say why there may be no map."""
        self._nothing.setText(text)

    @property
    def alignment(self) -> Alignment | None:
        """What is shown."""
        return self._alignment

    @property
    def said(self) -> str:
        """What the line under the map says."""
        return self._said.full

    def show_alignment(self, alignment: Alignment | None) -> None:
        """Show another alignment, or nothing."""
        self._alignment, self._cells = alignment, None
        self._show()

    def showEvent(self, event: object) -> None:
        """Draw when first shown."""
        super().showEvent(event)  # type: ignore[arg-type]  # Qt gives a QShowEvent
        self._show()

    def _show(self) -> None:
        """Draw what is to be shown, once it can be seen."""
        alignment = self._alignment
        self._stack.setCurrentIndex(0 if alignment is None else 1)
        self._ramp.setEnabled(alignment is not None)
        self._legend.setVisible(alignment is not None and bool(alignment.copied))
        if alignment is None:
            self._said.set_full("")
            self._most.setText("1")
            return
        if not self.isVisible():
            return
        if self._map is None:
            self._make_map()
        self._cells = cells_of(alignment)
        self._draw(self._cells)

    def _make_map(self) -> None:
        """Make the plot, once."""
        self._map = Map()
        plot = self._map.plot
        plot.viewport().setMouseTracking(True)
        plot.viewport().installEventFilter(self)
        self._grid.addWidget(plot, 0, 0)
        self._dress()

    @Slot()
    def _dress(self) -> None:
        """Take over the theme's colours."""
        for ramp in (self._ramp, self._copy_ramp):
            ramp.update()
        if self._map is not None:
            self._map.dress()

    def _draw(self, cells: Cells) -> None:
        """Draw other cells from their beginning; name the strongest one."""
        import numpy as np

        if self._map is None:
            return
        self._map.draw(cells, copied=self.tr("copied"))
        for bar in (self._across, self._down):
            bar.setValue(0)
        self._fit()
        self._most.setText(f"{self._map.most:.2f}")
        strongest = np.unravel_index(int(cells.weights.argmax()), cells.weights.shape)
        self._name_cell(int(strongest[0]), int(strongest[1]))

    def _fit(self) -> None:
        """Show as many cells as there is room for; the bars reach the others."""
        if self._map is None or self._cells is None:
            return
        counts = (len(self._cells.across), len(self._cells.down))
        bars = (self._across, self._down)
        for bar, count, room in zip(bars, counts, self._map.room(), strict=True):
            bar.setRange(0, max(0, count - room))
            bar.setPageStep(room)
            bar.setVisible(count > room)
        self._on_scrolled()

    @Slot()
    def _on_scrolled(self) -> None:
        if self._map is not None:
            self._map.scroll(self._across.value(), self._down.value())

    def _name_cell(self, at_row: int, column: int) -> None:
        """Say what one cell says."""
        cells = self._cells
        if cells is None or self._map is None:
            return
        text = self.tr("“{written}” reads “{read}” {weight}").format(
            written=shown(cells.down[at_row]),
            read=shown(cells.across[column]),
            weight=f"{float(cells.weights[at_row, column]):.2f}",
        )
        if cells.copied:
            text = self.tr("{text} · copied {share}").format(
                text=text, share=f"{cells.copied[at_row]:.2f}"
            )
        self._say(text, at_row, column)

    def _name_copy(self, at_row: int, at: QPointF) -> None:
        """Say how likely one token was copied, beside the pointer too."""
        cells = self._cells
        if cells is None:
            return
        text = self.tr("“{written}” is copied with probability {share}").format(
            written=shown(cells.down[at_row]), share=f"{cells.copied[at_row]:.2f}"
        )
        self._say(text, at_row, -1)
        QToolTip.showText(at.toPoint(), text, self)

    def _say(self, text: str, at_row: int, column: int) -> None:
        """Put `text` under the map and give its labels weight."""
        self._said.set_full(text)
        self.setAccessibleDescription(text)
        if self._map is not None:
            self._map.hover(at_row, column)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Follow the pointer, the wheel and the size of the plot."""
        if event.type() == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            self._on_pointer(event.position(), event.globalPosition())
        elif event.type() == QEvent.Type.Wheel and isinstance(event, QWheelEvent):
            self._on_wheel(event)
            return True
        elif event.type() == QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    def _on_pointer(self, at: QPointF, on_screen: QPointF) -> None:
        """Name the cell under the pointer."""
        found: Any = None if self._map is None else self._map.at(at)
        if found is None:
            return
        at_row, column = found
        if column is None:
            self._name_copy(at_row, on_screen)
        else:
            self._name_cell(at_row, column)

    def _on_wheel(self, event: QWheelEvent) -> None:
        """Scroll by whole cells; with Shift, or where nothing else can be, sideways."""
        turned = event.angleDelta()
        lines = (turned.y() or turned.x()) * _LINES // _WHEEL_STEP
        sideways = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        sideways = sideways or not turned.y() or not self._down.isVisible()
        bar = self._across if sideways else self._down
        bar.setValue(bar.value() - lines)
