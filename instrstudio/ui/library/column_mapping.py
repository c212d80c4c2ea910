"""Says which column of a table is which field of a record."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QGridLayout, QScrollArea, QWidget

from instrstudio.ui.controls import BodyLabel, CaptionLabel
from instrstudio.ui.library.field_names import field_name
from instrstudio.ui.theme import set_font, theme

_MOST = 200
"""More columns than these have no menu; they are kept as unknown fields."""


class ColumnMapping(QScrollArea):
    """A row a column: its name, and a menu of our fields.

    Signals:
        edited: A column is taken for something else now.
    """

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._menus: dict[str, QComboBox] = {}
        self._fields: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns, as the file has them."""
        return tuple(self._menus)

    def show_columns(
        self, header: Sequence[str], mapping: Mapping[str, str], fields: Sequence[str]
    ) -> None:
        """Show what each column is taken for."""
        same = (tuple(header[:_MOST]), tuple(fields)) == (self.columns, self._fields)
        if not same:
            self._build(header[:_MOST], fields)
        for name, menu in self._menus.items():
            menu.setCurrentIndex(max(0, menu.findData(mapping.get(name, ""))))

    def _build(self, header: Sequence[str], fields: Sequence[str]) -> None:
        """Make the menus anew."""
        self._fields, self._menus = tuple(fields), {}
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, theme().space.tight, theme().space.group, 0)
        grid.setHorizontalSpacing(theme().space.pane)
        grid.setVerticalSpacing(theme().space.inner)
        grid.addWidget(CaptionLabel(self.tr("Column of the file")), 0, 0)
        grid.addWidget(CaptionLabel(self.tr("Is")), 0, 1)
        for place, name in enumerate(header, start=1):
            menu = self._menu(place, name, fields)
            label = BodyLabel(name)
            label.setToolTip(name)
            label.setBuddy(menu)
            grid.addWidget(label, place, 0)
            grid.addWidget(menu, place, 1)
            self._menus[name] = menu
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(len(self._menus) + 1, 1)
        self.setWidget(inner)

    def _menu(self, place: int, name: str, fields: Sequence[str]) -> QComboBox:
        """Make the menu of one column."""
        menu = QComboBox()
        menu.setObjectName(f"importColumn{place}")
        menu.setAccessibleName(name)
        set_font(menu, "body")
        menu.addItem(self.tr("unknown field, kept beside"), "")
        for field in fields:
            menu.addItem(field_name(field), field)
        menu.activated.connect(self._on_activated)
        return menu

    @Slot()
    def _on_activated(self) -> None:
        """Let no two columns be the same field: the one chosen last has it."""
        chosen = self.sender()
        key = chosen.currentData() if isinstance(chosen, QComboBox) else ""
        for menu in self._menus.values():
            if menu is not chosen and key and menu.currentData() == key:
                menu.setCurrentIndex(0)
        self.edited.emit()

    def mapping(self) -> dict[str, str]:
        """Return which column is which field; what is unknown is left out."""
        found = {name: str(menu.currentData()) for name, menu in self._menus.items()}
        return {name: field for name, field in found.items() if field}
