"""The bar at the top: mark, project, menus, search, and four buttons."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QMenuBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from instrstudio.ui.actions import Actions
from instrstudio.ui.buttons import IconButton
from instrstudio.ui.labels import Rule
from instrstudio.ui.search_box import Entries, SearchBox
from instrstudio.ui.theme import set_font, set_icon

HEIGHT = 44
_RAIL = 72


class TopBar(QFrame):
    """Shown across the window, over rail and panels."""

    language_pressed = Signal()
    theme_pressed = Signal()

    def __init__(self, actions: Actions, entries: Entries) -> None:
        super().__init__()
        self._actions = actions
        self.setObjectName("topBar")
        self.setProperty("pane", "window")
        self._mark = QLabel()
        self._mark.setFixedWidth(_RAIL)
        self._mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
        set_icon(self._mark, "construct", 20, "text")
        self.project = QPushButton()
        self.project.setObjectName("projectButton")
        self.project.setProperty("kind", "project")
        self.project.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        set_font(self.project, "section")
        set_icon(self.project, "chevron-down", 14, "text2")
        self.project_menu = QMenu(self.project)
        self.project.setMenu(self.project_menu)
        self.menu_bar = QMenuBar()
        set_font(self.menu_bar, "body")
        self.search = SearchBox(entries)
        self.undo, self.redo = IconButton("undo"), IconButton("redo")
        self.language, self.theme_button = IconButton("language"), IconButton("theme")
        self.settings = IconButton("settings")
        self.settings_menu = QMenu(self.settings)
        self.settings.setMenu(self.settings_menu)
        self._name_buttons()
        self.undo.clicked.connect(actions["undo"].trigger)
        self.redo.clicked.connect(actions["redo"].trigger)
        self.language.clicked.connect(self.language_pressed)
        self.theme_button.clicked.connect(self.theme_pressed)
        self._lay_out()
        self.retranslate()

    def _name_buttons(self) -> None:
        for name in ("undo", "redo", "language", "settings"):
            getattr(self, name).setObjectName(f"{name}Button")
        self.theme_button.setObjectName("themeButton")

    def _lay_out(self) -> None:
        bar = QWidget()
        bar.setFixedHeight(HEIGHT)
        box = QHBoxLayout(bar)
        box.setContentsMargins(0, 0, 14, 0)
        box.setSpacing(2)
        box.addWidget(self._mark)
        box.addWidget(self.project)
        box.addSpacing(6)
        rule = Rule(vertical=True)
        rule.setFixedHeight(16)
        box.addWidget(rule)
        box.addSpacing(6)
        box.addWidget(self.menu_bar)
        box.addStretch(1)
        box.addSpacing(10)
        box.addWidget(self.search, 8)
        box.addSpacing(10)
        box.addStretch(2)
        for button in (self.undo, self.redo):
            box.addWidget(button)
        second = Rule(vertical=True)
        second.setFixedHeight(16)
        box.addSpacing(6)
        box.addWidget(second)
        box.addSpacing(6)
        for button in (self.language, self.theme_button, self.settings):
            box.addWidget(button)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(bar)
        outer.addWidget(Rule())

    def set_project(self, name: str) -> None:
        """Show which project is open."""
        shown = self.project.fontMetrics().elidedText(
            name, Qt.TextElideMode.ElideMiddle, 180
        )
        self.project.setText(f"{shown} ")
        self.project.setToolTip(name)
        self.project.setAccessibleName(self.tr("Project {name}").format(name=name))

    def show_undo(self) -> None:
        """Name and enable the two buttons as their actions are."""
        for button, name in ((self.undo, "undo"), (self.redo, "redo")):
            action = self._actions[name]
            button.setEnabled(action.isEnabled())
            button.set_name(action.text())
            keys = action.shortcut().toString()
            button.setToolTip(f"{action.text()} ({keys})")

    def retranslate(self) -> None:
        """Set every text again."""
        self.setAccessibleName(self.tr("Top bar"))
        self.menu_bar.setAccessibleName(self.tr("Menus"))
        self.language.set_name(self.tr("Switch language: 中文"))
        self.theme_button.set_name(self.tr("Switch between light and dark"))
        self.settings.set_name(self.tr("Settings"))
        self.show_undo()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
