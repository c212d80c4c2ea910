"""The versions of a record, newest first, and the way back to one of them."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from instrstudio.domain.changes import Version
from instrstudio.ui import words
from instrstudio.ui.controls import GhostButton, Rule, SectionLabel, row
from instrstudio.ui.side_list import SideItem, SideList
from instrstudio.ui.theme import theme

_SHOWN = 6
_ROW = 32


class VersionsList(QWidget):
    """Lists versions; one that is not the present one can be gone back to.

    Signals:
        wanted: The `Version` to go back to.
        compare_wanted: Versions are to be compared.
    """

    wanted = Signal(object)
    compare_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._versions: tuple[Version, ...] = ()
        self._title = SectionLabel()
        self._back = GhostButton(icon="history")
        self._back.setObjectName("recordRollBack")
        self._back.clicked.connect(self._on_back)
        self._compare = GhostButton(icon="diff")
        self._compare.setObjectName("recordCompare")
        self._compare.clicked.connect(self.compare_wanted)
        self._list = SideList()
        self._list.setObjectName("recordVersions")
        self._list.setProperty("pane", "surface")
        self._list.chosen.connect(self._on_chosen)
        space = theme().space
        head = row(self._title, 1, self._back, self._compare, spacing=0)
        head.setContentsMargins(space.pane, 0, space.unit, 0)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, space.unit)
        box.setSpacing(space.tight)
        box.addWidget(Rule())
        box.addLayout(head)
        box.addWidget(self._list)
        self.retranslate()
        self.set_versions(())

    def retranslate(self) -> None:
        """Set all texts again."""
        self._title.setText(self.tr("Versions"))
        self._list.setAccessibleName(self.tr("Versions"))
        self._back.set_text(self.tr("Go back to this"))
        self._compare.set_text(self.tr("Compare"))
        self.set_versions(self._versions)

    def count(self) -> int:
        """Return how many versions there are."""
        return len(self._versions)

    def set_versions(self, versions: Sequence[Version]) -> None:
        """Show `versions`, given oldest first."""
        self._versions = tuple(v for v in versions if v.body is not None)
        items = [
            SideItem(
                key=str(number),
                text=f"{number}   {words.said(version.label)}",
                count=words.ago(version.at),
            )
            for number, version in enumerate(self._versions, start=1)
        ]
        self._list.set_items(items[::-1])
        shown = min(len(items), _SHOWN)
        self._list.setFixedHeight(shown * theme().px(_ROW) + theme().space.tight)
        self.setVisible(len(items) > 1)
        self._back.setEnabled(False)

    @Slot(str)
    def _on_chosen(self, key: str) -> None:
        """Offer the way back to all but the newest."""
        self._back.setEnabled(int(key) < len(self._versions))

    @Slot()
    def _on_back(self) -> None:
        """Ask for the chosen version."""
        key = self._list.current_key()
        if key:
            self.wanted.emit(self._versions[int(key) - 1])
