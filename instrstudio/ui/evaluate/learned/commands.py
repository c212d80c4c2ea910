"""What the page offers in the menus and the command palette."""

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from instrstudio.ui.panel_commands import Keys, PanelCommands

_KEYS: Keys = {
    "new_rule": ("N",),
    "import_rules": (),
    "export_rules": (),
    "learn": (),
    "export_pairs": (),
    "person": ("P",),
    "forget": (),
}


class LearnedCommands(PanelCommands):
    """What can be done with what was learned."""

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner, "learned", _KEYS)

    def texts(self) -> Mapping[str, str]:
        """Return the name of each action."""
        return {
            "new_rule": self.tr("Add a rule of your own"),
            "import_rules": self.tr("Import rules…"),
            "export_rules": self.tr("Export rules…"),
            "learn": self.tr("Learn preferences…"),
            "export_pairs": self.tr("Export preferences…"),
            "person": self.tr("Somebody else…"),
            "forget": self.tr("Forget everything…"),
        }
