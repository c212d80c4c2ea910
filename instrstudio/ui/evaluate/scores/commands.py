"""The keys of the page Scores, and what they are called in the menus."""

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from instrstudio.ui.panel_commands import Keys, PanelCommands

_KEYS: Keys = {
    "new": ("N",),
    "table": ("T",),
    "rows": ("R",),
    "compare": ("C",),
    "following": ("J",),
    "previous": ("K",),
    "samples": ("O",),
    "rename": ("F2",),
    "parts": (),
    "export": (),
    "export_all": (),
    "remove": (),
}
OF_RUN = ("rename", "parts", "export", "export_all", "remove")
"""What stands in the menu of the list."""


class ScoresCommands(PanelCommands):
    """What can be done with runs."""

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner, "scores", _KEYS)
        self["parts"].setCheckable(True)

    def texts(self) -> Mapping[str, str]:
        """Return the name of each action."""
        return {
            "new": self.tr("New evaluation…"),
            "table": self.tr("Show the table"),
            "rows": self.tr("Show the rows"),
            "compare": self.tr("Compare with another run"),
            "following": self.tr("Next row"),
            "previous": self.tr("Previous row"),
            "samples": self.tr("Show or hide samples"),
            "rename": self.tr("Rename run…"),
            "parts": self.tr("Show parts of metrics"),
            "export": self.tr("Export scores of this run…"),
            "export_all": self.tr("Export scores of all runs…"),
            "remove": self.tr("Remove run…"),
        }
