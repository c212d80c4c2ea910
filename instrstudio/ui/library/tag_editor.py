"""The tags of a record as chips, and a small field to add one."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, QStringListModel, Qt, Signal, Slot
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from instrstudio.ui.controls import Chip
from instrstudio.ui.flow_layout import FlowLayout
from instrstudio.ui.theme import set_font, theme

_FIELD = 116


class TagEditor(QWidget):
    """Chips that remove themselves when pressed, then a field: Enter adds.

    Signals:
        edited: The tags are others now.
    """

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tags: tuple[str, ...] = ()
        self._chips: list[Chip] = []
        self._known = QStringListModel(self)
        self._flow = FlowLayout(self)
        self._field = QLineEdit()
        self._field.setObjectName("recordNewTag")
        self._field.setFixedWidth(theme().px(_FIELD))
        set_font(self._field, "caption")
        completer = QCompleter(self._known, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._field.setCompleter(completer)
        self._field.editingFinished.connect(self._add)
        self._flow.addWidget(self._field)
        self.retranslate()

    def retranslate(self) -> None:
        """Set all texts again."""
        self._field.setPlaceholderText(self.tr("Add tag"))
        self._field.setAccessibleName(self.tr("Add tag"))
        self._show()

    def set_known(self, tags: Sequence[str]) -> None:
        """Offer `tags` while one is typed."""
        self._known.setStringList(list(tags))

    def tags(self) -> tuple[str, ...]:
        """Return the tags."""
        return self._tags

    def set_tags(self, tags: Sequence[str]) -> None:
        """Show `tags` without telling."""
        if tuple(tags) != self._tags:
            self._tags = tuple(tags)
            self._show()

    def sizeHint(self) -> QSize:
        """Return the size at the present width."""
        width = max(self.width(), theme().px(_FIELD))
        return QSize(width, self._flow.heightForWidth(width))

    def _show(self) -> None:
        """Make the chips anew."""
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = []
        for place, tag in enumerate(self._tags):
            chip = Chip(tag, removable=True)
            chip.setObjectName(f"tag{place}")
            chip.setAccessibleName(self.tr("Remove tag {name}").format(name=tag))
            chip.removed.connect(self._remove)
            self._flow.insert(place, chip)
            chip.show()
            self._chips.append(chip)
        self.updateGeometry()

    @Slot()
    def _add(self) -> None:
        """Add what is typed; commas separate several."""
        typed = self._field.text().replace("，", ",").replace("、", ",").split(",")
        new = tuple(dict.fromkeys(t.strip() for t in typed if t.strip()))
        self._field.clear()
        if set(new) - set(self._tags):
            self.set_tags(tuple(dict.fromkeys(self._tags + new)))
            self.edited.emit()

    @Slot(str)
    def _remove(self, tag: str) -> None:
        """Take a tag away."""
        self.set_tags(tuple(t for t in self._tags if t != tag))
        self.edited.emit()
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)
