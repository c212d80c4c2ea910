"""The middle of the library: search box, count, order, table, and the bar of marks."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from instrstudio.domain.errors import QuerySyntaxError
from instrstudio.ui import words
from instrstudio.ui.controls import (
    Button,
    CaptionLabel,
    EmptyState,
    GhostButton,
    Rule,
    Strip,
    row,
)
from instrstudio.ui.errors import sentence
from instrstudio.ui.library.example_bar import ExampleBar
from instrstudio.ui.library.finder import Finder
from instrstudio.ui.library.record_table import RecordTable
from instrstudio.ui.library.row_delegate import Highlights
from instrstudio.ui.library.search_field import SearchField
from instrstudio.ui.library.selection_bar import SelectionBar
from instrstudio.ui.library.view import ORDERS, RELEVANCE, Found, Rows, View
from instrstudio.ui.session import Session
from instrstudio.ui.theme import theme

PALE_MS, BAR_MS = 150, 600


class ResultsPane(QWidget):
    """Shows the rows of a `View` and lets it be typed, filtered and ordered.

    Signals:
        view_changed: The view is another one now.
    """

    view_changed = Signal(object)

    def __init__(
        self,
        session: Session,
        highlights: Highlights,
        selection_actions: Sequence[tuple[str, QAction]],
        empty_buttons: Sequence[Button | GhostButton],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.finder = Finder(session, self)
        self.search = SearchField()
        self.example = ExampleBar(session)
        self._by_example = Button(icon="compare")
        self._by_example.setObjectName("libraryByExample")
        self.table = RecordTable(highlights)
        self.bar = SelectionBar(selection_actions)
        self._found: Found | None = None
        self._count = CaptionLabel()
        self._count.setObjectName("libraryCount")
        self._time = CaptionLabel()
        self._order = GhostButton(icon="sort")
        self._order.setObjectName("libraryOrder")
        self._orders: dict[str, QAction] = {}
        self._working = QProgressBar()
        self._strip = Strip()
        self._strip.hide()
        self._no_records = EmptyState("library", buttons=empty_buttons)
        self._clear = Button()
        self._clear.setObjectName("clearFilters")
        self._no_match = EmptyState("search", buttons=(self._clear,))
        self._stack = QStackedWidget()
        self._pale, self._slow = QTimer(self), QTimer(self)
        self._make_orders()
        self._build()
        self._connect()
        self.retranslate()

    def _make_orders(self) -> None:
        """Fill the menu of orders."""
        menu = QMenu(self)
        group = QActionGroup(menu)
        for order in ORDERS:
            action = menu.addAction(order)
            action.setCheckable(True)
            action.setData(order)
            group.addAction(action)
            self._orders[order] = action
        group.triggered.connect(self._on_order)
        self._order.setMenu(menu)

    def _build(self) -> None:
        """Put the parts in a column."""
        space = theme().space
        self._working.setTextVisible(False)
        self._working.setRange(0, 0)
        top = QVBoxLayout()
        top.setContentsMargins(space.pane, space.group, space.pane, 0)
        top.setSpacing(0)
        self._search_row = row(self.search, self._by_example, spacing=space.unit)
        top.addLayout(self._search_row)
        top.addWidget(self.example)
        keeper = self._working.sizePolicy()
        keeper.setRetainSizeWhenHidden(True)
        self._working.setSizePolicy(keeper)
        self._working.setFixedHeight(space.tight)
        self._working.hide()
        top.addWidget(self._working)
        line = row(self._count, self._time, 1, self._order, spacing=space.unit)
        line.setContentsMargins(0, space.tight, 0, space.tight)
        top.addLayout(line)
        top.addWidget(self._strip)
        self._stack.addWidget(self.table)
        for empty in (self._no_records, self._no_match):
            self._stack.addWidget(_framed(empty))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(top)
        box.addWidget(Rule())
        box.addWidget(self._stack, 1)
        box.addWidget(Rule())
        box.addWidget(self.bar)
        self.setProperty("pane", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.bar.hide()

    def _connect(self) -> None:
        """Join the parts."""
        self.search.view_changed.connect(self.show_view)
        self.search.left.connect(self.focus_table)
        self._by_example.clicked.connect(self.example.toggle)
        self.example.wanted.connect(self._on_example)
        self.example.closed.connect(self._on_example_closed)
        self.finder.found.connect(self._on_found)
        self.finder.failed.connect(self._on_failed)
        self.finder.rows_read.connect(self._on_rows_read)
        self.table.rows_needed.connect(self._on_rows_needed)
        self.table.end_reached.connect(self._on_end_reached)
        self.table.records.marks_changed.connect(self._on_marks)
        self.bar.everything_wanted.connect(self.table.records.mark_everything)
        self.bar.nothing_wanted.connect(self.table.records.clear_marks)
        self._clear.clicked.connect(self.clear)
        for timer, wait, slot in (
            (self._pale, PALE_MS, self._on_pale),
            (self._slow, BAR_MS, self._on_slow),
        ):
            timer.setSingleShot(True)
            timer.setInterval(wait)
            timer.timeout.connect(slot)

    def put_in_front(self, button: QWidget) -> None:
        """Put a button in front of the search box."""
        self._search_row.insertWidget(0, button)

    def retranslate(self) -> None:
        """Set all texts again."""
        texts = {
            RELEVANCE: self.tr("Relevance"),
            "updated": self.tr("Modified"),
            "created": self.tr("Created"),
            "title": self.tr("Title"),
        }
        for order, action in self._orders.items():
            action.setText(texts[order])
        self.table.setAccessibleName(self.tr("Records"))
        self._working.setAccessibleName(self.tr("Searching"))
        self.search.retranslate()
        self.example.retranslate()
        self._by_example.set_text(self.tr("By example"))
        key = QKeySequence("Ctrl+B").toString(QKeySequence.SequenceFormat.NativeText)
        tip = self.tr(
            "Find the instructions that others used for such a sample ({key})"
        )
        self._by_example.setToolTip(tip.format(key=key))
        self.bar.retranslate()
        self._no_records.set_text(
            self.tr("No records yet"),
            self.tr(
                "Write one, import a file or drop it here, or save what you construct."
            ),
        )
        self._clear.set_text(self.tr("Clear search and filters"))
        header = self.table.horizontalHeader()
        header.viewport().update()
        self._show_count()

    @property
    def view(self) -> View:
        """What is shown."""
        return self.search.view

    @property
    def found(self) -> Found | None:
        """The newest answer."""
        return self._found

    @Slot(object)
    def show_view(self, view: View) -> None:
        """Find and show the rows of `view`; relevance is the order of a search."""
        if view.text.strip():  # words and a sample are two questions
            view = replace(view, example=View().example)
        before = self._found is not None and self._found.view.is_ranked
        if view.is_ranked and view.archived:  # the index has nothing that is put away
            view = replace(view, archived=False)
        if view.is_ranked and not before:
            view = replace(view, order=RELEVANCE)
        elif not view.is_ranked and view.order == RELEVANCE:
            view = replace(view, order="updated")
        self.search.set_view(view)
        self._orders[view.order].setChecked(True)
        self._pale.start()
        self._slow.start()
        self.finder.find(view)
        self.view_changed.emit(view)

    @Slot()
    def clear(self) -> None:
        """Show everything again."""
        self.show_view(View())

    @Slot()
    def focus_table(self) -> None:
        """Go to the rows."""
        if self.table.currentIndex().row() < 0:
            self.table.go_to(0)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str, str)
    def _on_example(self, source: str, target: str) -> None:
        """Find what has samples like that; the other filters stay."""
        view = replace(self.view, text="", example=(source, target), order=RELEVANCE)
        self.show_view(view)

    @Slot()
    def _on_example_closed(self) -> None:
        """Go back to the words and to where the sample was asked for."""
        if self.view.is_by_example:
            self.show_view(replace(self.view, example=View().example))
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(QAction)
    def _on_order(self, action: QAction) -> None:
        """Order otherwise; titles go from A to Z."""
        order = str(action.data())
        self.show_view(replace(self.view, order=order, descending=order != "title"))

    @Slot(object)
    def _on_found(self, found: Found) -> None:
        """Replace the rows in place; the current record stays current if it can."""
        self._pale.stop()
        self._slow.stop()
        self._working.hide()
        self._strip.hide()
        self.search.mark_error(None)
        same = self._found is not None and self._found.view == found.view
        self._found = found
        current = self.table.current_id()
        bar = self.table.verticalScrollBar()
        at = bar.value() if same else 0
        records = self.table.records
        if not same:
            records.marks.clear()
        self.table.rows.query_text = found.sought or found.view.text
        self.table.rows.similar_from = found.similar_from
        records.set_ids(found.ids, found.first, found.stars)
        records.counted = len(found.counted)
        wanted, self.table.kept_id = self.table.kept_id, None
        place = records.row_of(current if wanted is None else wanted)
        # an edit of a record that stays current must not be interrupted
        quiet = place >= 0 and wanted is None
        blocked = self.table.blockSignals(quiet)
        self.table.go_to(max(0, place))
        self.table.blockSignals(blocked)
        bar.setValue(at)
        self._on_marks()
        self._show_count()
        self._stack.setCurrentIndex(_page(found))
        if not found.ids:
            self.table.current_changed.emit(None)

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        """Say what is wrong with the question; the rows stay."""
        self._pale.stop()
        self._slow.stop()
        self._working.hide()
        position = error.position if isinstance(error, QuerySyntaxError) else None
        self.search.mark_error(position)
        self._strip.set_text(sentence(error), "warning")
        self._strip.show()

    @Slot(object)
    def _on_rows_needed(self, pages: tuple[int, ...]) -> None:
        records = self.table.records
        self.finder.read_rows({page: records.ids_of_page(page) for page in pages})

    @Slot(object)
    def _on_rows_read(self, pages: dict[int, Rows]) -> None:
        for number, (ids, rows, stars) in pages.items():
            self.table.records.put_page(number, ids, rows, stars)

    @Slot()
    def _on_end_reached(self) -> None:
        """Ask for more hits where the index has more."""
        if self._found is not None and len(self._found.ids) < self._found.total:
            self.finder.find_more(self._found.total)

    @Slot()
    def _on_marks(self) -> None:
        total = self._found.total if self._found else 0
        self.bar.show_count(self.table.records.marks.count(total), total)

    @Slot()
    def _on_pale(self) -> None:
        self._count.set_role("cap")

    @Slot()
    def _on_slow(self) -> None:
        self._working.show()

    def _show_count(self) -> None:
        """Say how many match, of how many, and how long it took."""
        order = self._orders[self.view.order]
        order.setChecked(True)
        self._order.set_text(order.text())
        if self._found is None:
            return
        found = self._found
        total, everything = words.number(found.total), words.number(found.everything)
        if found.view.is_everything:
            text = self.tr("{count} records").format(count=everything)
        elif found.view.is_by_example:
            text = self.tr("{count} records with samples like this one")
            text = text.format(count=total)
        else:
            text = self.tr("{count} of {all} records")
            text = text.format(count=total, all=everything)
        if found.similar_from == 0:
            text = self.tr("{count} similar records: none has all the words")
            text = text.format(count=total)
        elif found.similar_from is not None:
            similar = words.number(len(found.ids) - found.similar_from)
            text += " · " + self.tr("{count} similar").format(count=similar)
        self._count.set_role("second")
        self._count.setText(text)
        self._time.setText(f"{max(1, round(found.took_ms))} ms")
        if found.behind:
            behind = self.tr("The newest {count} changes are not searchable yet.")
            self._strip.set_text(
                behind.format(count=words.number(found.behind)), "info"
            )
            self._strip.show()
        self._show_no_match(found.view)

    def _show_no_match(self, view: View) -> None:
        """Name what nothing was found for."""
        if view.is_by_example:
            text = self.tr("No record has samples like this one.")
        elif view.text.strip():
            text = self.tr("Nothing has “{words}” with these filters.")
            if not (view.task_type or view.tag or view.language):
                text = self.tr("Nothing has “{words}”.")
            text = text.format(words=view.text.strip())
        elif view.archived:
            text = self.tr("What you archive is kept here.")
        else:
            text = self.tr("No record has these filters.")
        self._no_match.set_text(self.tr("No record matches"), text)


def _page(found: Found) -> int:
    """Return what to show: rows, an empty library, or no match."""
    if found.ids:
        return 0
    empty = found.everything == 0 and not found.view.archived
    return 1 if empty and found.view.is_everything else 2


def _framed(empty: EmptyState) -> QWidget:
    """Return `empty` in the upper part of a page."""
    page = QWidget()
    box = QVBoxLayout(page)
    sheet = theme().space.sheet
    box.setContentsMargins(sheet, sheet, sheet, sheet)
    box.addWidget(empty)
    box.addStretch(1)
    return page
