"""The rows of a run: a list in the order of a metric, and the row at hand."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from instrstudio.domain.evaluation import Scale, Summary
from instrstudio.services.evaluating_views import RowPage, SeenRow
from instrstudio.ui import words
from instrstudio.ui.controls import CaptionLabel, Rule, Segments
from instrstudio.ui.evaluate.scores import score_names
from instrstudio.ui.evaluate.scores.cells import digits
from instrstudio.ui.evaluate.scores.reading import Order
from instrstudio.ui.evaluate.scores.row_detail import RowDetail
from instrstudio.ui.side_list import SideItem, SideList
from instrstudio.ui.theme import set_font, theme

_WIDTHS = (300, 560)
_SMALLEST = (210, 300)
_TITLE = 120
"""Characters of a text in the list."""


class RowsView(QWidget):
    """Lists rows and shows one of them.

    Signals:
        rows_wanted: An `Order` and the place from which rows are wanted.
        row_wanted: The place of the row that is wanted.
    """

    rows_wanted = Signal(object, int)
    row_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("scoresRowsView")
        self._summary = Summary()
        self._rows: list[SeenRow] = []
        self._total = 0
        self._is_asked = False
        self.method, self.by = QComboBox(), QComboBox()
        self.method.setObjectName("scoresRowsMethod")
        self.by.setObjectName("scoresRowsMetric")
        for box in (self.method, self.by):
            set_font(box, "body")
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.activated.connect(self._on_order)
        self.way = Segments()
        self.way.setObjectName("scoresRowsWay")
        self.way.chosen.connect(self._on_order)
        self._count = CaptionLabel()
        self._count.setObjectName("scoresRowsCount")
        self.list = SideList()
        self.list.setObjectName("scoresRows")
        self.list.chosen.connect(self._on_chosen)
        self.list.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.detail = RowDetail()
        self._build()
        self.retranslate()

    def _build(self) -> None:
        """Put order and list at the left, the row at the right."""
        space = theme().space
        left = QWidget()
        left.setProperty("pane", "window")
        left.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        form = QVBoxLayout()
        form.setContentsMargins(space.page, space.unit, space.pane, space.unit)
        form.setSpacing(space.inner)
        for widget in (self.method, self.by, self.way, self._count):
            form.addWidget(widget)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(form)
        column.addWidget(Rule())
        column.addWidget(self.list, 1)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setObjectName("scoresRowsSplitter")
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        for pane, smallest in zip((left, self.detail), _SMALLEST, strict=True):
            pane.setMinimumWidth(theme().px(smallest))
            self.splitter.addWidget(pane)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([theme().px(width) for width in _WIDTHS])
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.splitter)

    def retranslate(self) -> None:
        """Set all texts again."""
        self.method.setAccessibleName(self.tr("Method"))
        self.by.setAccessibleName(self.tr("Order of the rows"))
        self.way.set_items(
            [self.tr("Worst first"), self.tr("Best first")], self.tr("Order")
        )
        self.list.setAccessibleName(self.tr("Rows"))
        self._fill(self.order)
        self._show_rows()
        self.detail.retranslate()

    @property
    def order(self) -> Order:
        """The order that is chosen."""
        return Order(
            method=str(self.method.currentData() or ""),
            metric=str(self.by.currentData() or ""),
            worst_first=self.way.current() <= 0,
        )

    def show_summary(self, summary: Summary, order: Order) -> None:
        """Offer the methods and metrics of a run, and list its rows in an order."""
        self._summary = summary
        self._rows, self._total = [], 0
        self.detail.show_row((), (), "")
        self._fill(order)
        self._ask(0)

    def show_page(self, page: RowPage, *, is_first: bool) -> None:
        """List some rows; the first one is shown if none is."""
        self._is_asked = False
        self._total = page.total
        self._rows = [*([] if is_first else self._rows), *page.rows]
        self._show_rows()
        if is_first and self._rows:
            self.list.choose(str(self._rows[0].row.place))
            self.list.verticalScrollBar().setValue(0)
            self.row_wanted.emit(self._rows[0].row.place)

    def show_row(self, rows: Sequence[SeenRow]) -> None:
        """Show one row with what every method said."""
        self.detail.show_row(rows, self._summary.scales, self.order.metric)

    def go(self, step: int) -> None:
        """Go to a row further down or up the list."""
        keys = [item.key for item in self.list.items()]
        if self.list.current_key() in keys:
            place = keys.index(self.list.current_key()) + step
            if 0 <= place < len(keys):
                self.list.pick(keys[place])
            if place >= len(keys) - 1:
                self._ask_more()

    def _fill(self, order: Order) -> None:
        """Offer methods and metrics, those of `order` chosen."""
        table = next(iter(self._summary.tables.values()), {})
        self.method.clear()
        for method in table:
            self.method.addItem(score_names.method(method), method)
        self.by.clear()
        self.by.addItem(self.tr("Order of the file"), "")
        for scale in self._rowwise():
            self.by.addItem(score_names.metric(scale.name), scale.name)
        self.method.setCurrentIndex(max(0, self.method.findData(order.method)))
        self.by.setCurrentIndex(max(0, self.by.findData(order.metric)))
        self.way.choose(0 if order.worst_first else 1)
        self.way.setEnabled(bool(self.by.currentData()))

    def _rowwise(self) -> list[Scale]:
        """Return the metrics that single rows have."""
        return [scale for scale in self._summary.scales if scale.kind != "set"]

    def _show_rows(self) -> None:
        """List the rows that have come."""
        metric = self.order.metric
        scale = next((s for s in self._summary.scales if s.name == metric), None)
        self.list.set_items([self._item(seen, scale) for seen in self._rows])
        text = self.tr("{shown} of {total} rows")
        self._count.setText(
            text.format(
                shown=words.number(len(self._rows)), total=words.number(self._total)
            )
        )

    def _item(self, seen: SeenRow, scale: Scale | None) -> SideItem:
        """Return the entry of a row."""
        value = seen.row.scores.get(scale.name) if scale else None
        count = "" if value is None or scale is None else f"{value:.{digits(scale)}f}"
        text = " ".join(seen.row.text.split())[:_TITLE]
        number = self.tr("Row {number}").format(number=seen.row.place + 1)
        return SideItem(
            key=str(seen.row.place),
            text=text or self.tr("No answer"),
            caption=number,
            count=count,
            language=seen.row.task.language,
        )

    def _ask(self, offset: int) -> None:
        self._is_asked = True
        self.rows_wanted.emit(self.order, offset)

    def _ask_more(self) -> None:
        """Ask for the rows behind those that have come."""
        if not self._is_asked and 0 < len(self._rows) < self._total:
            self._ask(len(self._rows))

    @Slot(int)
    def _on_order(self, _place: int) -> None:
        self.way.setEnabled(bool(self.by.currentData()))
        self._ask(0)

    @Slot(str)
    def _on_chosen(self, key: str) -> None:
        self.row_wanted.emit(int(key))

    @Slot(int)
    def _on_scrolled(self, value: int) -> None:
        if value >= self.list.verticalScrollBar().maximum():
            self._ask_more()
