"""The keys of the page Annotate, and what they are called in the menus."""

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from instrstudio.ui.panel_commands import Keys, PanelCommands

PROPOSALS = 9

_KEYS: Keys = {
    "accept": ("Return", "Enter", "Ctrl+Return", "Ctrl+Enter"),
    "edit": ("E",),
    "reject": ("R",),
    "skip": ("S",),
    "undo": ("U",),
    "previous": ("[",),
    "following": ("]",),
    "samples": ("O",),
    **{f"take_{number}": (str(number),) for number in range(1, PROPOSALS + 1)},
}


class RowCommands(PanelCommands):
    """What can be done with the row at hand."""

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner, "annotate", _KEYS)

    def texts(self) -> Mapping[str, str]:
        """Return the name of each action."""
        take = self.tr("Put proposal {number} into the box")
        return {
            "accept": self.tr("Accept and next"),
            "edit": self.tr("Edit"),
            "reject": self.tr("Reject"),
            "skip": self.tr("Skip"),
            "undo": self.tr("Undo last verdict"),
            "previous": self.tr("Previous row"),
            "following": self.tr("Next row"),
            "samples": self.tr("Show or hide samples"),
            **{
                f"take_{number}": take.format(number=number)
                for number in range(1, PROPOSALS + 1)
            },
        }
