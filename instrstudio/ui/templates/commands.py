"""The actions of the templates: names and keys."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

_KEYS = {
    "save": ("Ctrl+S",),
    "new": (),
    "copy": (),
    "rename": (),
    "revert": (),
    "delete": (),
    "next_problem": ("F8",),
    "complete": (),
    "next_task": ("]",),
    "previous_task": ("[",),
    "filter": ("Ctrl+F", "/"),
}


class Commands(QObject):
    """The actions by name; letters act only while no text field has the focus."""

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        self._actions: dict[str, QAction] = {}
        for name, keys in _KEYS.items():
            action = QAction(owner)
            action.setObjectName(f"templates_{name}")
            action.setShortcuts([QKeySequence(key) for key in keys])
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            owner.addAction(action)
            self._actions[name] = action
        self.retranslate()

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def all(self) -> list[QAction]:
        """Return every action, in the order of the menu."""
        return list(self._actions.values())

    def retranslate(self) -> None:
        """Set every name again."""
        texts = {
            "save": self.tr("Save template"),
            "new": self.tr("New template…"),
            "copy": self.tr("Copy as own template"),
            "rename": self.tr("Rename…"),
            "revert": self.tr("Back to the shipped template"),
            "delete": self.tr("Delete template"),
            "next_problem": self.tr("Next problem"),
            "complete": self.tr("Complete slot"),
            "next_task": self.tr("Next task"),
            "previous_task": self.tr("Previous task"),
            "filter": self.tr("Filter templates"),
        }
        for name, text in texts.items():
            self._actions[name].setText(text)
