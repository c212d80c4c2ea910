"""Which methods propose candidates, and from what each draws."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from instrstudio.ui import words
from instrstudio.ui.controls import CaptionLabel, SectionLabel
from instrstudio.ui.theme import set_font, set_icon, theme

KNOWN = ("template", "retrieval", "generation")
ICONS = {
    "template": ("templates", "template_line"),
    "retrieval": ("library", "record_line"),
    "generation": ("training", "generated_line"),
}
OTHER_ICON = ("construct", "text2")


class MethodRow(QWidget):
    """One method: a check box, its icon, what it draws from, how many it may give."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self.box = QCheckBox()
        self.box.setObjectName(f"method_{name}")
        self.box.setChecked(True)
        set_font(self.box, "body")
        set_icon(self.box, *_icon(name))
        self._about, self._limit = CaptionLabel(), CaptionLabel()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self.box)
        line.addWidget(self._about)
        line.addStretch(1)
        line.addWidget(self._limit)
        self.box.setMinimumHeight(theme().px(24))

    def set_text(self, about: str, limit: str) -> None:
        """Say what the method draws from and how many it may give."""
        self.box.setText(words.method(self.name))
        self.box.setAccessibleName(words.method(self.name))
        self.box.setAccessibleDescription(f"{about} {limit}".strip())
        self._about.setText(about)
        self._limit.setText(limit)


class MethodChoice(QWidget):
    """All methods in their fixed order; `edited` comes when the choice is other."""

    edited = Signal()

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._limit = limit
        self._about: Mapping[str, str] = {}
        self._title = SectionLabel()
        self._rows: dict[str, MethodRow] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme().space.tight)
        self._column.addWidget(self._title)
        self.set_methods(KNOWN)

    def set_methods(self, names: Sequence[str]) -> None:
        """Show a row for each method."""
        for name in names:
            if name not in self._rows:
                row = MethodRow(name)
                row.box.toggled.connect(self._on_toggled)
                self._rows[name] = row
                self._column.addWidget(row)
        self.retranslate()

    def set_about(self, about: Mapping[str, str]) -> None:
        """Say what each method draws from."""
        self._about = about
        self.retranslate()

    def chosen(self) -> tuple[str, ...]:
        """Return the names of the chosen methods; empty when all are."""
        chosen = [name for name, row in self._rows.items() if row.box.isChecked()]
        return () if len(chosen) == len(self._rows) else tuple(chosen)

    @property
    def is_any(self) -> bool:
        """Whether at least one method is chosen."""
        return any(row.box.isChecked() for row in self._rows.values())

    def choose(self, names: Sequence[str]) -> None:
        """Choose methods; none means all."""
        for name, row in self._rows.items():
            row.box.setChecked(not names or name in names)

    def retranslate(self) -> None:
        """Set every text again."""
        self._title.setText(self.tr("Methods"))
        limit = self.tr("up to {count}").format(count=self._limit)
        for name, row in self._rows.items():
            row.set_text(self._about.get(name, ""), limit)

    @Slot()
    def _on_toggled(self) -> None:
        self.edited.emit()


def _icon(name: str) -> tuple[str, int, str]:
    """Return icon, size and colour role of a method."""
    icon, role = ICONS.get(name, OTHER_ICON)
    return icon, 16, role
