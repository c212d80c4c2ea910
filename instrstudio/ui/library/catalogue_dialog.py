"""The catalogue of public data sets: found, judged by licence, and imported."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from instrstudio.domain.catalogue import Entry
from instrstudio.domain.language import CHINESE, ENGLISH
from instrstudio.ui import words
from instrstudio.ui.controls import (
    CaptionLabel,
    EmptyState,
    GhostButton,
    Rule,
    TitleLabel,
    row,
)
from instrstudio.ui.library.dataset_file import DatasetFile
from instrstudio.ui.library.dataset_view import (
    MARKS,
    DatasetView,
    licence,
    may_ship,
    named,
)
from instrstudio.ui.session import Session
from instrstudio.ui.side_list import SideItem, SideList
from instrstudio.ui.theme import set_font, theme

_WIDTH, _HEIGHT, _LEFT = 980, 630, 330
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CatalogueDialog(QDialog):
    """Data sets at the left; at the right what is known of one, and its file.

    Signals:
        confirmed: The `CataloguePlan` that is to be imported.
    """

    confirmed = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("catalogueDialog")
        self.setWindowTitle(self.tr("Public data sets"))
        self.setAcceptDrops(True)
        self.resize(theme().px(_WIDTH), theme().px(_HEIGHT))
        self._found: dict[str, Entry] = {}
        self.search = QLineEdit()
        self.search.setObjectName("catalogueSearch")
        self.search.setClearButtonEnabled(True)
        self._language, self._shippable = QComboBox(), QCheckBox()
        self._count = CaptionLabel()
        self._count.setObjectName("catalogueCount")
        self.list = SideList()
        self.list.setObjectName("catalogueList")
        self.view, self.file = DatasetView(), DatasetFile(session)
        self._none = EmptyState("search")
        self._close = GhostButton(self.tr("Close"))
        self._close.setObjectName("catalogueClose")
        self._name_parts()
        self._build()
        self._connect()
        self.look_up()
        self.search.setFocus()

    def _name_parts(self) -> None:
        """Say what the filters are."""
        hint = self.tr("Search by name, description or licence")
        self.search.setPlaceholderText(hint)
        self.search.setAccessibleName(hint)
        self._language.setObjectName("catalogueLanguage")
        self._language.setAccessibleName(self.tr("Language of the instructions"))
        self._language.addItem(self.tr("Any language"), "")
        for key in (ENGLISH, CHINESE):
            self._language.addItem(words.language(key), key)
        self._shippable.setObjectName("catalogueShippable")
        self._shippable.setText(self.tr("Only for models that are shipped"))
        self.list.setAccessibleName(self.tr("Data sets"))
        self._none.set_text(
            self.tr("No data set has all of that"),
            self.tr("Use fewer words, or another language."),
        )
        for widget in (self.search, self._language, self._shippable):
            set_font(widget, "body")

    def _build(self) -> None:
        """Put filters above, the list at the left, one data set at the right."""
        space = theme().space
        top = row(self.search, self._language, self._shippable, self._count)
        top.setStretch(0, 1)
        self.list.setFixedWidth(theme().px(_LEFT))
        right = QVBoxLayout()
        right.setSpacing(space.group)
        right.addWidget(self.view, 1)
        right.addWidget(self._none)
        right.addWidget(Rule())
        right.addWidget(self.file)
        middle = QHBoxLayout()
        middle.setSpacing(space.page)
        middle.addWidget(self.list)
        middle.addLayout(right, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(space.page, space.page, space.page, space.page)
        box.setSpacing(space.group)
        box.addWidget(TitleLabel(self.tr("Public data sets")))
        box.addLayout(top)
        box.addLayout(middle, 1)
        box.addLayout(row(1, self._close))

    def _connect(self) -> None:
        """Join the parts."""
        self.search.textChanged.connect(self.look_up)
        self._language.activated.connect(self.look_up)
        self._shippable.toggled.connect(self.look_up)
        self.list.chosen.connect(self.show_entry)
        self.file.confirmed.connect(self._on_confirmed)
        self._close.clicked.connect(self.reject)

    @Slot()
    def look_up(self) -> None:
        """List what fits the filters; the choice stays if it is among them."""
        from instrstudio.services import catalogue

        found = catalogue.search(
            self.search.text(),
            str(self._language.currentData() or ""),
            self._shippable.isChecked(),
        )
        before = self.list.current_key()
        self._found = {entry.id: entry for entry in found}
        self.list.set_items([_item(entry) for entry in found])
        self._count.setText(
            self.tr("{count} of {total}").format(
                count=len(found), total=len(catalogue.entries())
            )
        )
        if not before or before not in self._found:
            self.show_entry(next(iter(self._found), ""))

    @Slot(str)
    def show_entry(self, key: str) -> None:
        """Show the data set with this id."""
        entry = self._found.get(key)
        self.list.choose(key)
        self.view.show_entry(entry)
        self.view.setVisible(entry is not None)
        self._none.setVisible(entry is None)
        self.file.show_entry(entry)

    @Slot(object)
    def _on_confirmed(self, plan: object) -> None:
        self.confirmed.emit(plan)
        self.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from the search to the list with Enter: no button is meant."""
        if event.key() in _ENTER and self.search.hasFocus():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a file."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Look at the file that was dropped, as one of the data set that is shown."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls()]
        path = next((one for one in paths if one.is_file()), None)
        if path is not None:
            event.acceptProposedAction()
            self.file.read(path)

    def done(self, result: int) -> None:
        """Stop what nobody waits for any more."""
        self.file.stop()
        super().done(result)


def _item(entry: Entry) -> SideItem:
    """Return the row of a data set."""
    icon, role = MARKS[entry.shippable]
    return SideItem(
        key=entry.id,
        text=entry.name,
        caption=f"{licence(entry)} · {named(entry)}",
        count=words.number(entry.rows) if entry.rows else "",
        icon=icon,
        icon_role=role,
        said=may_ship(entry.shippable),
    )
