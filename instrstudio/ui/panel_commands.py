"""The actions of one panel, by name: keys, names in the window's language."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

Keys = Mapping[str, tuple[str, ...]]


class PanelCommands(QObject):
    """The actions by name; letters act only while no text field has the focus.

    A panel's own class says its keys and, in `texts`, its names.
    """

    def __init__(self, owner: QWidget, area: str, keys: Keys) -> None:
        super().__init__(owner)
        self._actions: dict[str, QAction] = {}
        for name, shortcuts in keys.items():
            action = QAction(owner)
            action.setObjectName(f"{area}_{name}")
            action.setShortcuts([QKeySequence(key) for key in shortcuts])
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            owner.addAction(action)
            self._actions[name] = action
        self.retranslate()

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def all(self) -> list[QAction]:
        """Return every action, in the order of the menu."""
        return list(self._actions.values())

    def texts(self) -> Mapping[str, str]:
        """Return the name of each action."""
        return {}

    def name(self, action: str, text: str) -> None:
        """Give one action its name, in menus and on buttons."""
        self._actions[action].setText(text)
        self._actions[action].setIconText(text)

    def retranslate(self) -> None:
        """Set every name again."""
        for action, text in self.texts().items():
            self.name(action, text)
