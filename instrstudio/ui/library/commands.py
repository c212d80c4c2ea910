"""The actions of the library: names, keys, and in which menus they stand."""

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from instrstudio.ui.panel_commands import Keys, PanelCommands

_KEYS: Keys = {
    "new": ("N",),
    "import": (),
    "export": (),
    "tag": ("T",),
    "edit": (),
    "archive": ("A",),
    "delete": ("Del",),
    "mark": ("X",),
    "mark_all": ("Ctrl+A",),
    "search": ("/", "Ctrl+F"),
    "go_to_row": ("Ctrl+G",),
    "versions": ("V",),
    "duplicates": (),
    "rename_tag": (),
    "save_search": (),
    "forget_search": (),
}


class Commands(PanelCommands):
    """What can be done in the library."""

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner, "library", _KEYS)

    def texts(self) -> Mapping[str, str]:
        """Return the name of each action."""
        return {
            "new": self.tr("New record"),
            "import": self.tr("Import…"),
            "export": self.tr("Export…"),
            "tag": self.tr("Tag…"),
            "edit": self.tr("Edit…"),
            "archive": self.tr("Archive"),
            "delete": self.tr("Delete"),
            "mark": self.tr("Select row"),
            "mark_all": self.tr("Select all rows"),
            "search": self.tr("Search instructions"),
            "go_to_row": self.tr("Go to row…"),
            "versions": self.tr("Versions and forks…"),
            "duplicates": self.tr("Find duplicates…"),
            "rename_tag": self.tr("Rename or merge tag…"),
            "save_search": self.tr("Save search…"),
            "forget_search": self.tr("Forget saved search"),
        }

    def show_archived(self, archived: bool) -> None:
        """Name the action by what it does here."""
        text = self.tr("Take back from archive") if archived else self.tr("Archive")
        self.name("archive", text)
