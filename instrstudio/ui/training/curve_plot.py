"""The curves of a run, drawn by pyqtgraph, which is imported when first needed."""

from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from instrstudio.ui.controls import CaptionLabel, SectionLabel, Segments, row
from instrstudio.ui.theme import signals, theme
from instrstudio.ui.training.run_log import RunLog, smoothed, thinned
from instrstudio.ui.training.ticks import loss_range, ticks

REDRAW_MS = 200
_ANTIALIASED = 2000
_SMALLEST = 160
TRAINING, DEVELOPMENT = "template_line", "generated_line"
_LOSS, _CHRF, _ROUGE = 0, 1, 2
_RAW = "raw"
_RAW_ALPHA = 70


class CurvePlot(QWidget):
    """Draws losses, chrF or ROUGE-L over the whole planned run."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("lossCurve")
        self.setProperty("pane", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._log = RunLog()
        self._plot: Any = None
        self._curves: dict[str, Any] = {}
        self._now: Any = None
        self._due = QTimer(self)
        self._due.setSingleShot(True)
        self._due.setInterval(REDRAW_MS)
        self._due.timeout.connect(self._draw)
        self._title = SectionLabel()
        self._kind = Segments()
        self._kind.setObjectName("curveKind")
        self._kind.chosen.connect(self._on_kind)
        self._keys = (LegendKey(TRAINING), LegendKey(DEVELOPMENT, dashed=True))
        self._said = (CaptionLabel(), CaptionLabel())
        for label in self._said:
            label.set_role("second")
        self._place = QStackedWidget()
        self._place.setMinimumHeight(theme().px(_SMALLEST))
        self._place.addWidget(QWidget())
        space = theme().space
        box = QVBoxLayout(self)
        box.setContentsMargins(space.pane, space.group, space.pane, space.unit)
        box.setSpacing(space.inner)
        box.addLayout(row(self._title, 1, self._kind))
        box.addLayout(
            row(self._keys[0], self._said[0], self._keys[1], self._said[1], 1)
        )
        box.addWidget(self._place, 1)
        signals().theme_changed.connect(self._dress)
        self.retranslate()

    def retranslate(self) -> None:
        """Set all texts again."""
        self._title.setText(self.tr("Loss per token"))
        self._kind.set_items([self.tr("Loss"), "chrF", "ROUGE-L"], self.tr("Curve"))
        self._say()

    def show_log(self, log: RunLog) -> None:
        """Draw the curves of `log`, now or within 200 ms of the last drawing."""
        self._log = log
        if not self._due.isActive():
            self._due.start()

    def draw_now(self) -> None:
        """Draw without waiting."""
        self._due.stop()
        self._draw()

    def points(self, which: str) -> int:
        """Return how many points of a curve are drawn."""
        curve = self._curves.get(which)
        drawn = curve.getData()[0] if curve is not None else None
        return 0 if drawn is None else len(drawn)

    @Slot(int)
    def _on_kind(self, _place: int) -> None:
        self.draw_now()

    def _build(self) -> None:
        """Import pyqtgraph and make the plot with its curves, once."""
        import pyqtgraph as pg

        self._plot = pg.PlotWidget()
        self._plot.setObjectName("curvePlot")
        self._plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        item = self._plot.getPlotItem()
        item.hideButtons()
        item.setMenuEnabled(False)
        item.setMouseEnabled(x=False, y=False)
        item.setContentsMargins(0, 0, theme().space.page, 0)
        for name in ("left", "bottom"):
            axis = item.getAxis(name)
            axis.enableAutoSIPrefix(False)
            axis.setStyle(tickLength=0, hideOverlappingLabels=False)
        for which in (_RAW, TRAINING, DEVELOPMENT):
            self._curves[which] = item.plot([], [])
        self._now = pg.InfiniteLine(angle=90, movable=False)
        item.addItem(self._now, ignoreBounds=True)
        self._place.addWidget(self._plot)
        self._place.setCurrentWidget(self._plot)
        self._dress()

    @Slot()
    def _dress(self) -> None:
        """Take over the theme's colours and fonts."""
        if self._plot is None:
            return
        import pyqtgraph as pg

        self._plot.setBackground(theme().color("surface"))
        item = self._plot.getPlotItem()
        for name in ("left", "bottom"):
            axis = item.getAxis(name)
            axis.setPen(pg.mkPen(theme().color("border")))
            axis.setTextPen(pg.mkPen(theme().color("text2")))
            axis.setTickFont(theme().font("micro"))
        item.getAxis("left").setGrid(255)
        training, development = self._curves[TRAINING], self._curves[DEVELOPMENT]
        faint = theme().color(TRAINING)
        faint.setAlpha(_RAW_ALPHA)
        self._curves[_RAW].setPen(pg.mkPen(faint, width=1))
        training.setPen(pg.mkPen(theme().color(TRAINING), width=1.8))
        pen = pg.mkPen(theme().color(DEVELOPMENT), width=1.8)
        pen.setStyle(Qt.PenStyle.DashLine)
        development.setPen(pen)
        development.setSymbol("o")
        development.setSymbolSize(theme().space.inner)
        development.setSymbolPen(pg.mkPen(theme().color(DEVELOPMENT), width=1.5))
        development.setSymbolBrush(pg.mkBrush(theme().color("surface")))
        line = pg.mkPen(theme().color("text3"))
        line.setStyle(Qt.PenStyle.DotLine)
        self._now.setPen(line)
        for key in self._keys:
            key.update()

    @Slot()
    def _draw(self) -> None:
        """Draw the curves as they are now."""
        if self._plot is None:
            if not self.isVisible():
                return
            self._build()
        log = self._log
        if self._kind.current() == _LOSS:
            self._draw_loss(log)
        else:
            self._draw_scores(log.validated, self._scores())
        item = self._plot.getPlotItem()
        last = log.last_planned_step()
        item.setXRange(0, last, padding=0.0)
        item.getAxis("bottom").setTicks([ticks(0, last)])
        self._now.setValue(log.step)
        self._now.setVisible(0 < log.step < last)
        self._say()

    def _draw_loss(self, log: RunLog) -> None:
        """Draw both losses."""
        steps, losses = thinned(log.steps, log.losses)
        fine = len(steps) <= _ANTIALIASED
        self._curves[_RAW].setData(steps, losses, antialias=fine)
        means = thinned(log.steps, smoothed(log.losses))
        self._curves[TRAINING].setData(*means, antialias=fine)
        self._curves[DEVELOPMENT].setData(log.validated, log.validation_losses)
        self._set_range(*loss_range(losses, log.validation_losses))

    def _scores(self) -> list[float | None]:
        """Return the metric that is chosen, at each validation."""
        rouge = self._kind.current() == _ROUGE
        return self._log.rouges if rouge else self._log.chrfs

    def _draw_scores(self, steps: list[int], scores: list[float | None]) -> None:
        """Draw a metric where it was measured."""
        measured = [
            (step, score)
            for step, score in zip(steps, scores, strict=True)
            if score is not None
        ]
        self._curves[_RAW].setData([], [])
        self._curves[TRAINING].setData([], [])
        values = [score for _step, score in measured]
        self._curves[DEVELOPMENT].setData([step for step, _score in measured], values)
        high = max([10.0, *values]) * 1.1
        self._set_range(0.0, min(high, 100.0))

    def _set_range(self, low: float, high: float) -> None:
        """Show [low, high] on the vertical axis."""
        item = self._plot.getPlotItem()
        item.setYRange(low, high, padding=0.0)
        item.getAxis("left").setTicks([ticks(low, high)])

    def _say(self) -> None:
        """Say in words what the curves show last."""
        log, kind = self._log, self._kind.current()
        loss = log.validation_losses[-1] if log.validation_losses else None
        last = {_LOSS: loss, _CHRF: log.chrf, _ROUGE: log.rouge_l}[kind]
        training = "" if log.loss is None else f" {log.loss:.2f}"
        development = "" if last is None else f" {last:.2f}"
        self._said[0].setText(self.tr("Training") + training)
        self._said[1].setText(self.tr("Development") + development)
        for widget in (self._keys[0], self._said[0]):
            widget.setVisible(kind == _LOSS)
        self._title.setText(
            {
                _LOSS: self.tr("Loss per token"),
                _CHRF: self.tr("chrF, development"),
                _ROUGE: self.tr("ROUGE-L, development"),
            }[kind]
        )
        self.setAccessibleName(self._title.text())
        if kind == _LOSS:
            text = self.tr(
                "Step {step}: training loss{training}, development{development}"
            )
        else:
            text = self.tr("Step {step}: {title}{development}")
        self.setAccessibleDescription(
            text.format(
                step=log.step,
                training=training,
                development=development,
                title=self._title.text(),
            )
        )

    def showEvent(self, event: object) -> None:
        """Draw when first shown."""
        super().showEvent(event)  # type: ignore[arg-type]  # Qt gives a QShowEvent
        self.show_log(self._log)


class LegendKey(QWidget):
    """A piece of a curve as it is drawn: solid, or dashed with an open dot."""

    def __init__(
        self, role: str, *, dashed: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._role, self._dashed = role, dashed
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        """Return a short line's size."""
        return QSize(theme().px(22), theme().px(12))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the piece of line."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(theme().color(self._role), 1.8)
        if self._dashed:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        middle = self.height() / 2
        painter.drawLine(0, round(middle), self.width(), round(middle))
        if self._dashed:
            pen.setStyle(Qt.PenStyle.SolidLine)
            painter.setPen(pen)
            painter.setBrush(theme().color("surface"))
            side = float(theme().space.inner)
            centre = self.rect().toRectF().center()
            dot = QRectF(0, 0, side, side)
            dot.moveCenter(centre)
            painter.drawEllipse(dot)
        painter.end()
