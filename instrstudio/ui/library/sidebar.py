"""The side list of the library: all records, task types, tags, the archive."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from instrstudio.ui import words
from instrstudio.ui.controls import IconButton, PanelHead
from instrstudio.ui.library.view import RELEVANCE, Shelves, View, saved_view
from instrstudio.ui.side_list import SideItem, SideList
from instrstudio.ui.theme import theme

_TAGS_SHOWN = 40


class Sidebar(QWidget):
    """Chooses a shelf of the library.

    Signals:
        chosen: The `View` of the shelf.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shelves = Shelves()
        self._view = View()
        self.new = IconButton("plus")
        self.new.setObjectName("libraryNew")
        self.importing = IconButton("import")
        self.importing.setObjectName("libraryImport")
        self.head = PanelHead(actions=(self.new, self.importing))
        self.list = SideList()
        self.list.setObjectName("libraryShelves")
        self.list.chosen.connect(self._on_chosen)
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
        if shelves.tags:
            items.append(SideItem(text=self.tr("Tags")))
            items += [
                SideItem(
                    key=f"tag:{tag}", text=tag, count=words.number(count), icon="tag"
                )
                for tag, count in shelves.tags[:_TAGS_SHOWN]
            ]
        self.list.set_items(items)
        self.show_view(self._view)

    def show_view(self, view: View) -> None:
        """Show which shelf a view is."""
        self._view = view
        shown = self.saved_shown()
        self.list.choose(f"saved:{shown}" if shown else _key(view))

    def saved_shown(self) -> str:
        """Return the name of the saved search that is shown, empty if it is none."""
        view = replace(self._view, order=RELEVANCE, descending=True)
        names = (s.name for s in self._shelves.saved if saved_view(s) == view)
        return next(names, "")

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
    if view.task_type and not view.tag:
        return f"type:{view.task_type}"
    if view.tag and not view.task_type:
        return f"tag:{view.tag}"
    return "" if view.tag or view.language else "all"
