"""The actions of the library: names, keys, and in which menus they stand."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from instrstudio.services.rating import MOST
from instrstudio.ui.panel_commands import Keys, PanelCommands

_KEYS: Keys = {
    "new": ("N",),
    "import": (),
    "export": (),
    "catalogue": (),
    "crawl": (),
    "tag": ("T",),
    "rate": (),
    **{f"rate_{stars}": (str(stars),) for stars in range(MOST, -1, -1)},
    "edit": (),
    "archive": ("A",),
    "delete": ("Del",),
    "mark": ("X",),
    "mark_all": ("Ctrl+A",),
    "search": ("/", "Ctrl+F"),
    "by_example": ("Ctrl+B",),
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
        self.ratings = QMenu(owner)
        for stars in range(MOST, -1, -1):
            self[f"rate_{stars}"].setData(stars)
            self.ratings.addAction(self[f"rate_{stars}"])
        self["rate"].setMenu(self.ratings)

    def all(self) -> list[QAction]:
        """Return every action, in the order of the menu; ratings are in their own."""
        within = self.ratings.actions()
        return [action for action in super().all() if action not in within]

    def texts(self) -> Mapping[str, str]:
        """Return the name of each action."""
        return {
            "new": self.tr("New record"),
            "import": self.tr("Import…"),
            "export": self.tr("Export…"),
            "catalogue": self.tr("Public data sets…"),
            "crawl": self.tr("Crawl the web…"),
            "tag": self.tr("Tag…"),
            "rate": self.tr("Rate"),
            "rate_0": self.tr("No stars"),
            **{f"rate_{stars}": _stars(stars) for stars in range(1, MOST + 1)},
            "edit": self.tr("Edit…"),
            "archive": self.tr("Archive"),
            "delete": self.tr("Delete"),
            "mark": self.tr("Select row"),
            "mark_all": self.tr("Select all rows"),
            "search": self.tr("Search instructions"),
            "by_example": self.tr("Search by example"),
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


def _stars(count: int) -> str:
    """Return “1 star”, “4 stars”."""
    return QCoreApplication.translate("Commands", "%n stars", "", count)
