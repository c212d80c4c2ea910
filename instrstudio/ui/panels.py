"""The panels of the areas: built when first shown, asked by name."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from instrstudio.ui.areas import AREAS, Area, Panel, build
from instrstudio.ui.session import Session
from instrstudio.ui.states import EmptyState
from instrstudio.ui.window_state import WindowState


class Panels(QObject):
    """Keeps one panel an area and shows one at a time."""

    inspector_toggled = Signal()

    def __init__(
        self, session: Session, stack: QStackedWidget, state: WindowState
    ) -> None:
        super().__init__(stack)
        self._session, self._stack, self._state = session, stack, state
        self._built: dict[str, QWidget] = {}
        self._first_sizes: dict[str, list[int]] = {}
        self.current = ""

    def show(self, name: str) -> QWidget:
        """Show an area and return its panel."""
        if name not in self._built:
            self._build(next(area for area in AREAS if area.name == name))
        panel = self._built[name]
        self._stack.setCurrentWidget(panel)
        self.current = name
        if isinstance(panel, Panel):
            panel.activated()
        return panel

    def _build(self, area: Area) -> None:
        panel = build(area, self._session) or self._missing(area)
        self._built[area.name] = panel
        toggled = getattr(panel, "inspector_toggled", None)
        if toggled is not None:
            toggled.connect(self.inspector_toggled)
        self._stack.addWidget(panel)
        for splitter in panel.findChildren(QSplitter):
            if splitter.objectName():
                self._first_sizes[splitter.objectName()] = splitter.sizes()
                self._state.restore_splitter(splitter)

    def _missing(self, area: Area) -> QWidget:
        """Stand in for an area that this edition does not have."""
        page = QWidget()
        page.setObjectName(f"{area.name}Missing")
        box = QVBoxLayout(page)
        box.addStretch(1)
        empty = EmptyState(area.icon, area.title, self.tr("Not in this edition"))
        box.addWidget(empty, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch(1)
        return page

    def actions_of(self, name: str) -> list[QAction]:
        """Return what the panel of an area offers in the menus."""
        panel = self._built.get(name)
        # a plain QWidget has `actions` too: only a real panel is asked
        if panel is None or not isinstance(panel, Panel):
            return []
        return panel.actions()

    def call(self, name: str, method: str, *values: object) -> None:
        """Ask a panel for something, if it is built and can do it."""
        found = getattr(self._built.get(name), method, None)
        if found is not None:
            found(*values)

    def panes(self) -> list[QWidget]:
        """Return the panes of the panel that is shown, from left to right."""
        panel = self._built.get(self.current)
        if panel is None:
            return []
        splitter = panel.findChild(QSplitter)
        if not isinstance(splitter, QSplitter):
            return [panel]
        parts = (splitter.widget(place) for place in range(splitter.count()))
        return [part for part in parts if part is not None]

    def reset_layout(self) -> None:
        """Give every splitter the sizes it had at first."""
        for panel in self._built.values():
            for splitter in panel.findChildren(QSplitter):
                sizes = self._first_sizes.get(splitter.objectName())
                if sizes and any(sizes):
                    splitter.setSizes(sizes)
