"""The actions of the library: names, keys, and in which menus they stand."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

_KEYS = {
    "new": ("N",),
    "import": (),
    "export": (),
    "tag": ("T",),
    "archive": ("A",),
    "delete": ("Del",),
    "mark": ("X",),
    "mark_all": ("Ctrl+A",),
    "search": ("/", "Ctrl+F"),
    "go_to_row": ("Ctrl+G",),
}


class Commands(QObject):
    """The actions by name; letters act only while no text field has the focus."""

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        self._actions: dict[str, QAction] = {}
        for name, keys in _KEYS.items():
            action = QAction(owner)
            action.setObjectName(f"library_{name}")
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
            "new": self.tr("New record"),
            "import": self.tr("Import…"),
            "export": self.tr("Export…"),
            "tag": self.tr("Tag…"),
            "archive": self.tr("Archive"),
            "delete": self.tr("Delete"),
            "mark": self.tr("Select row"),
            "mark_all": self.tr("Select all rows"),
            "search": self.tr("Search instructions"),
            "go_to_row": self.tr("Go to row…"),
        }
        for name, text in texts.items():
            action = self._actions[name]
            action.setText(text)
            action.setIconText(text)

    def show_archived(self, archived: bool) -> None:
        """Name the action by what it does here."""
        text = self.tr("Take back from archive") if archived else self.tr("Archive")
        self._actions["archive"].setText(text)
        self._actions["archive"].setIconText(text)
