"""The menus of the window, made of its actions."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from instrstudio.domain.settings import Settings
from instrstudio.ui.actions import ASKED_IN_LIBRARY, Actions
from instrstudio.ui.areas import AREAS
from instrstudio.ui.tokens import TEXT_SIZES
from instrstudio.ui.top_bar import TopBar

PROJECT_ACTIONS = ("backups", "pack", "unpack")
LANGUAGE_ACTIONS = {"english": "en", "chinese": "zh", "language_auto": "auto"}
THEME_ACTIONS = {"light": "light", "dark": "dark", "theme_auto": "auto"}


class Menus(QObject):
    """File, Edit, View, the area's own menu, and Help.

    `project_chosen` carries the folder of a recent project, `setting_chosen` the name
    of a setting and its value.
    """

    project_chosen = Signal(object)
    setting_chosen = Signal(str, object)

    def __init__(self, actions: Actions, bar: TopBar, parent: QObject) -> None:
        super().__init__(parent)
        self._actions, self._bar = actions, bar
        menus = bar.menu_bar
        self._file, self._edit = menus.addMenu(""), menus.addMenu("")
        self._view, self.area = menus.addMenu(""), menus.addMenu("")
        self._help = menus.addMenu("")
        self._recent, self._language = QMenu(self._file), QMenu(self._view)
        self._theme, self._size = QMenu(self._view), QMenu(self._view)
        self._sizes: dict[int, QAction] = {}
        self._groups: list[QActionGroup] = []
        self._fill()
        self.retranslate()

    def _fill(self) -> None:
        self._add(self._file, "new", "open")
        self._file.addMenu(self._recent)
        self._add(self._file, "", *ASKED_IN_LIBRARY, "", *PROJECT_ACTIONS, "", "quit")
        self._add(self._edit, "undo", "redo", "", "search", "rebuild_index")
        self._add(self._view, *(area.name for area in AREAS), "", "inspector", "jobs")
        self._view.addSeparator()
        for menu, table in (
            (self._language, LANGUAGE_ACTIONS),
            (self._theme, THEME_ACTIONS),
        ):
            self._add(menu, *table)
            self._group([self._actions[name] for name in table])
            self._view.addMenu(menu)
        self._add_sizes()
        self._group([self._actions[area.name] for area in AREAS])
        self._add(self._view, "", "next_pane", "previous_pane", "reset_layout")
        self._add(self._help, "keys", "debug_info", "", "about")
        settings = self._bar.settings_menu
        for menu in (self._language, self._theme, self._size):
            settings.addMenu(menu)
        for name in LANGUAGE_ACTIONS:
            self._actions[name].triggered.connect(self._on_language)
        for name in THEME_ACTIONS:
            self._actions[name].triggered.connect(self._on_theme)

    def _add_sizes(self) -> None:
        for size in TEXT_SIZES:
            action = QAction(f"{size}%", self)
            action.setCheckable(True)
            action.setData(size)
            action.triggered.connect(self._on_size)
            self._sizes[size] = action
            self._size.addAction(action)
        self._group(list(self._sizes.values()))
        self._view.addMenu(self._size)

    def _add(self, menu: QMenu, *names: str) -> None:
        for name in names:
            if name:
                menu.addAction(self._actions[name])
            else:
                menu.addSeparator()

    def _group(self, actions: Sequence[QAction]) -> None:
        group = QActionGroup(self)
        for action in actions:
            group.addAction(action)
        self._groups.append(group)

    def retranslate(self) -> None:
        """Set every title again."""
        titles = {
            self._file: self.tr("File"),
            self._edit: self.tr("Edit"),
            self._view: self.tr("View"),
            self._help: self.tr("Help"),
            self._recent: self.tr("Recent projects"),
            self._language: self.tr("Language"),
            self._theme: self.tr("Theme"),
            self._size: self.tr("Text size"),
        }
        for menu, title in titles.items():
            menu.setTitle(title)
        self._widen()

    def show_settings(self, settings: Settings) -> None:
        """Check what is chosen."""
        for name, value in LANGUAGE_ACTIONS.items():
            self._actions[name].setChecked(settings.language == value)
        for name, value in THEME_ACTIONS.items():
            self._actions[name].setChecked(settings.theme == value)
        self._sizes[int(settings.text_size)].setChecked(True)

    def show_area(self, title: str, actions: Sequence[QAction]) -> None:
        """Fill the menu of the area that is shown."""
        self.area.clear()
        self.area.setTitle(title)
        self.area.addActions(list(actions))
        self.area.menuAction().setVisible(bool(actions))
        self._widen()

    def _widen(self) -> None:
        """Give the menu bar room for its titles: a layout alone would shorten it."""
        bar = self._bar.menu_bar
        bar.setMinimumWidth(0)
        # too low by a pixel, and every title goes behind the arrow at the end
        bar.setFixedHeight(
            max(bar.sizeHint().height(), bar.fontMetrics().height() + 10)
        )
        bar.setMinimumWidth(bar.sizeHint().width())

    def show_projects(self, recent: Sequence[Path]) -> None:
        """Fill the list of recent projects, here and under the project's name."""
        for menu in (self._recent, self._bar.project_menu):
            menu.clear()
            for folder in recent:
                action = menu.addAction(folder.name)
                action.setToolTip(str(folder))
                action.setData(folder)
                action.triggered.connect(self._on_project)
        self._recent.setEnabled(bool(recent))
        self._bar.project_menu.addSeparator()
        self._add(self._bar.project_menu, "new", "open", "", *PROJECT_ACTIONS)
        self._bar.project_menu.setToolTipsVisible(True)

    @Slot()
    def _on_project(self) -> None:
        self.project_chosen.emit(self._sent())

    @Slot()
    def _on_size(self) -> None:
        self.setting_chosen.emit("text_size", self._sent())

    @Slot()
    def _on_language(self) -> None:
        name = self.sender().objectName()
        self.setting_chosen.emit("language", LANGUAGE_ACTIONS[name])

    @Slot()
    def _on_theme(self) -> None:
        name = self.sender().objectName()
        self.setting_chosen.emit("theme", THEME_ACTIONS[name])

    def _sent(self) -> object:
        """Return what the action that was triggered carries."""
        sender = self.sender()
        return sender.data() if isinstance(sender, QAction) else None
