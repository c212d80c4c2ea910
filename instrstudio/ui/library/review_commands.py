"""The keys of the review of what a crawl found."""

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from instrstudio.ui.panel_commands import Keys, PanelCommands

_KEYS: Keys = {
    "accept": ("A", "Ctrl+Return", "Ctrl+Enter"),
    "reject": ("R",),
    "edit": ("E",),
    "undo": ("U", "Ctrl+Z"),
    "next": ("J",),
    "previous": ("K",),
}


class ReviewCommands(PanelCommands):
    """What can be done with the proposal at hand."""

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner, "review", _KEYS)

    def texts(self) -> Mapping[str, str]:
        """Return the name of each action."""
        return {
            "accept": self.tr("Accept"),
            "reject": self.tr("Reject"),
            "edit": self.tr("Edit"),
            "undo": self.tr("Undo"),
            "next": self.tr("Next proposal"),
            "previous": self.tr("Previous proposal"),
        }
