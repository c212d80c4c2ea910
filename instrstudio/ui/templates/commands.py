"""The actions of the templates: names and keys."""

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from instrstudio.ui.panel_commands import Keys, PanelCommands

_KEYS: Keys = {
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


class Commands(PanelCommands):
    """What can be done in the templates."""

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner, "templates", _KEYS)

    def texts(self) -> Mapping[str, str]:
        """Return the name of each action."""
        return {
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
