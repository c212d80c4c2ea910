"""The list of templates by task type, with a filter above it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from instrstudio.ui import words
from instrstudio.ui.controls import CaptionLabel, IconButton, PanelHead
from instrstudio.ui.side_list import SideItem, SideList
from instrstudio.ui.templates.pairs import EDITED, OWN, Pair, matching, state_of
from instrstudio.ui.theme import set_font, theme


class ListPane(QWidget):
    """Chooses a pair of templates.

    Signals:
        chosen: The key of the pair.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pairs: tuple[Pair, ...] = ()
        self._shipped: frozenset[str] = frozenset()
        self._drafts: frozenset[str] = frozenset()
        self.new = IconButton("plus")
        self.new.setObjectName("templateNew")
        self._head = PanelHead(actions=(self.new,))
        self._filter = QLineEdit()
        self._filter.setObjectName("templateFilter")
        self._filter.setClearButtonEnabled(True)
        set_font(self._filter, "body")
        self._filter.textChanged.connect(self._show)
        self._nothing = CaptionLabel()
        self.list = SideList()
        self.list.setObjectName("templateList")
        self.list.chosen.connect(self.chosen)
        space = theme().space
        self._nothing.setContentsMargins(space.page, space.unit, space.page, 0)
        holder = QVBoxLayout()
        holder.setContentsMargins(space.group, 0, space.group, space.tight)
        holder.addWidget(self._filter)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, space.unit)
        box.setSpacing(space.tight)
        box.addWidget(self._head)
        box.addLayout(holder)
        box.addWidget(self._nothing)
        box.addWidget(self.list, 1)
        self.setProperty("pane", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.retranslate()

    def retranslate(self) -> None:
        """Set all texts again."""
        self._head.set_text(self.tr("Templates"))
        self.new.set_name(self.tr("New template"))
        self._filter.setAccessibleName(self.tr("Filter templates"))
        self.list.setAccessibleName(self.tr("Templates by task type"))
        self._nothing.setText(self.tr("No template has these words."))
        self._show()

    def show_pairs(self, pairs: Sequence[Pair], shipped: frozenset[str]) -> None:
        """Show these; `shipped` are the ids that the program brings along."""
        self._pairs, self._shipped = tuple(pairs), shipped
        self._show()

    def show_drafts(self, keys: frozenset[str]) -> None:
        """Mark the pairs with unsaved changes."""
        if keys != self._drafts:
            self._drafts = keys
            self._show()

    def focus_filter(self) -> None:
        """Put the cursor into the filter."""
        self._filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._filter.selectAll()

    @Slot()
    def _show(self) -> None:
        """List what the filter lets through, by task type."""
        count = words.number(len(self._pairs))
        text = self.tr("Filter {count} templates").format(count=count)
        self._filter.setPlaceholderText(text)
        found = matching(self._pairs, self._filter.text())
        types = list(dict.fromkeys(pair.task_type for pair in found))
        items: list[SideItem] = []
        for task_type in types:
            of_type = [pair for pair in found if pair.task_type == task_type]
            name = words.task_type(task_type) if task_type else self.tr("Any task type")
            items.append(SideItem(text=name, count=words.number(len(of_type))))
            items += [self._item(pair) for pair in of_type]
        self.list.set_items(items)
        self._nothing.setVisible(bool(self._pairs) and not found)

    def _item(self, pair: Pair) -> SideItem:
        """Return the row of a pair."""
        states = {state_of(form, self._shipped) for form in pair.forms.values()}
        note = ""
        if pair.key in self._drafts:
            note = self.tr("unsaved")
        elif EDITED in states:
            note = self.tr("edited")
        elif OWN in states:
            note = self.tr("own")
        return SideItem(key=pair.key, text=pair.name(theme().language), count=note)
