"""The side list of the library: all records, task types, further filters, tags."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from instrstudio.ui import words
from instrstudio.ui.controls import IconButton, PanelHead
from instrstudio.ui.library import facet_names, facets
from instrstudio.ui.library.shelves import Shelves
from instrstudio.ui.library.view import RELEVANCE, View, saved_view
from instrstudio.ui.side_list import SideItem, SideList
from instrstudio.ui.theme import theme

_TAGS_SHOWN = 40


class Sidebar(QWidget):
    """Chooses a shelf of the library.

    Signals:
        chosen: The `View` of the shelf.
        facets_opened: The names of the facets that are not folded away.
    """

    chosen = Signal(object)
    facets_opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shelves = Shelves()
        self._view = View()
        self._open: frozenset[str] = frozenset()
        self.new = IconButton("plus")
        self.new.setObjectName("libraryNew")
        self.importing = IconButton("import")
        self.importing.setObjectName("libraryImport")
        self.head = PanelHead(actions=(self.new, self.importing))
        self.list = SideList()
        self.list.setObjectName("libraryShelves")
        self.list.chosen.connect(self._on_chosen)
        self.list.pressed_key.connect(self._on_pressed)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, theme().space.unit)
        box.setSpacing(0)
        box.addWidget(self.head)
        box.addWidget(self.list, 1)
        self.setProperty("pane", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.retranslate()

    def retranslate(self) -> None:
        """Set all texts again."""
        self.head.set_text(self.tr("Library"))
        self.new.set_name(self.tr("New record"))
        self.importing.set_name(self.tr("Import…"))
        self.list.setAccessibleName(self.tr("Shelves of the library"))
        self.show_shelves(self._shelves)

    def show_shelves(self, shelves: Shelves) -> None:
        """Show other counts."""
        self._shelves = shelves
        self._show_items()
        self.show_view(self._view)

    def _show_items(self) -> None:
        """List the shelves, the facets and the tags."""
        shelves = self._shelves
        items = [
            SideItem(
                key="all",
                text=self.tr("All records"),
                count=words.number(shelves.everything),
                icon="library",
            ),
            SideItem(
                key="archive",
                text=self.tr("Archive"),
                count=words.number(shelves.archived),
                icon="archive",
            ),
        ]
        if shelves.saved:
            items.append(SideItem(text=self.tr("Saved searches")))
            items += [
                SideItem(key=f"saved:{one.name}", text=one.name, icon="search")
                for one in shelves.saved
            ]
        if shelves.task_types:
            items.append(SideItem(text=self.tr("Task types")))
            items += [
                SideItem(
                    key=f"type:{name}",
                    text=words.task_type(name) if name else self.tr("Not known"),
                    count=words.number(count),
                )
                for name, count in shelves.task_types
                if name
            ]
        items += self._facet_items()
        if shelves.tags:
            items.append(SideItem(text=self.tr("Tags")))
            items += [
                SideItem(
                    key=f"tag:{tag}", text=tag, count=words.number(count), icon="tag"
                )
                for tag, count in shelves.tags[:_TAGS_SHOWN]
            ]
        self.list.set_items(items)

    def _facet_items(self) -> list[SideItem]:
        """Return a heading a facet and, where it is unfolded, its values."""
        items = []
        for name in facets.NAMES if self._shelves.everything else ():
            is_open = name in self._open
            said = self.tr("unfolded") if is_open else self.tr("folded")
            title = facet_names.title(name)
            items.append(
                SideItem(key=f"fold:{name}", text=title, is_open=is_open, said=said)
            )
            if is_open:
                items += [self._facet_item(name, *one) for one in self._values(name)]
        return items

    def _values(self, name: str) -> list[tuple[str, int | None]]:
        """Return the values of a facet: those that count, and those that are on."""
        counted = self._shelves.facets.get(name, ())
        known = {value.casefold() for value, _count in counted}
        on = facets.values_on(self._view, name)
        more = [(value, None) for value in on if value.casefold() not in known]
        return [*more, *counted]

    def _facet_item(self, name: str, value: str, count: int | None) -> SideItem:
        """Return the row of one filter."""
        return SideItem(
            key=f"facet:{name}:{value}",
            text=facet_names.value(name, value),
            count="" if count is None else words.number(count),
            is_on=facets.is_on(self._view, name, value),
        )

    def show_view(self, view: View) -> None:
        """Show which shelf a view is, and which filters are on."""
        changed = view != self._view
        self._view = view
        if changed and self._open:
            self._show_items()
        shown = self.saved_shown()
        self.list.choose(f"saved:{shown}" if shown else _key(view))

    def saved_shown(self) -> str:
        """Return the name of the saved search that is shown, empty if it is none."""
        view = replace(self._view, order=RELEVANCE, descending=True)
        names = (s.name for s in self._shelves.saved if saved_view(s) == view)
        return next(names, "")

    @Slot(str)
    def _on_pressed(self, key: str) -> None:
        """Fold or unfold a facet, or turn a filter on or off."""
        kind, _colon, rest = key.partition(":")
        if kind == "fold":
            self._open ^= {rest}
            self._show_items()
            self.facets_opened.emit(self._open)
        else:
            name, _colon, value = rest.partition(":")
            self.chosen.emit(facets.turned(self._view, name, value))

    @Slot(str)
    def _on_chosen(self, key: str) -> None:
        """Show a shelf, keeping the words that are looked for and the order."""
        kind, _colon, name = key.partition(":")
        if kind == "saved":
            saved = (s for s in self._shelves.saved if s.name == name)
            self.chosen.emit(saved_view(next(saved)))
            return
        plain = replace(
            self._view, task_type="", tag="", language="", archived=kind == "archive"
        )
        if kind in ("all", "archive"):
            plain = replace(plain, example=View().example)
        if kind == "type":
            plain = replace(plain, task_type=name)
        elif kind == "tag":
            plain = replace(plain, tag=name)
        elif kind in ("all", "archive"):
            plain = replace(plain, text="")
        self.chosen.emit(plain)


def _key(view: View) -> str:
    """Return the key of the shelf that a view shows, empty for a mixture."""
    if view.archived:
        return "archive"
    if view.is_by_example:
        return ""
    if view.task_type and not view.tag:
        return f"type:{view.task_type}"
    if view.tag and not view.task_type:
        return f"tag:{view.tag}"
    return "" if view.tag or view.language else "all"
