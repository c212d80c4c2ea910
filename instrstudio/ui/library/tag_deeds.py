"""Renames, merges and removes tags everywhere, from the side list."""

from PySide6.QtCore import QObject, QPoint, Qt, Slot
from PySide6.QtWidgets import QInputDialog, QMenu, QWidget

from instrstudio.domain.changes import Changes
from instrstudio.domain.job import Job, Progress
from instrstudio.services.workspace import Workspace
from instrstudio.ui import words
from instrstudio.ui.jobs import Factory
from instrstudio.ui.session import Notice, Session
from instrstudio.ui.side_list import SideList

_TAG = "tag:"


class TagDeeds(QObject):
    """Asks for a new name and gives it to a tag; one step that undo takes back."""

    def __init__(self, session: Session, shelves: SideList, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._shelves, self._window = session, shelves, parent
        self._tag = ""
        self._tags: tuple[tuple[str, int], ...] = ()
        shelves.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        shelves.customContextMenuRequested.connect(self._on_menu)

    def set_tags(self, tags: tuple[tuple[str, int], ...]) -> None:
        """Know the tags of the library with their counts."""
        self._tags = tags

    def current(self) -> str:
        """Return the tag that is chosen in the list, empty where none is."""
        key = self._shelves.current_key()
        return key.removeprefix(_TAG) if key.startswith(_TAG) else ""

    @Slot(QPoint)
    def _on_menu(self, place: QPoint) -> None:
        """Offer what can be done with the tag under the pointer, or the chosen one."""
        index = self._shelves.indexAt(place)
        items = self._shelves.items()
        key = items[index.row()].key if index.isValid() else self._shelves.current_key()
        if not key.startswith(_TAG):
            return
        menu = self.menu(key.removeprefix(_TAG))
        menu.popup(self._shelves.viewport().mapToGlobal(place))

    def menu(self, tag: str) -> QMenu:
        """Return the menu of one tag."""
        self._tag = tag
        menu = QMenu(self._shelves)
        menu.setObjectName("tagMenu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Rename or merge tag…")).triggered.connect(self._ask)
        menu.addAction(self.tr("Remove tag")).triggered.connect(self._on_remove)
        return menu

    @Slot()
    def ask_name(self) -> None:
        """Ask for another name of the chosen tag."""
        self._tag = self.current()
        if self._tag:
            self._ask()

    @Slot()
    def _ask(self) -> None:
        """Ask for a name; one that is there already merges the two."""
        count = words.number(dict(self._tags).get(self._tag, 0))
        dialog = QInputDialog(self._window)
        dialog.setObjectName("renameTagDialog")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(self.tr("Rename tag"))
        text = self.tr(
            "New name of “{tag}” ({count} records); with the name of another tag "
            "the two become one"
        )
        dialog.setLabelText(text.format(tag=self._tag, count=count))
        dialog.setComboBoxEditable(True)
        names = [self._tag, *(n for n, _c in self._tags if n != self._tag)]
        dialog.setComboBoxItems(names)
        dialog.textValueSelected.connect(self.rename)
        dialog.open()

    @Slot(str)
    def rename(self, name: str) -> None:
        """Give the tag asked about another name."""
        old, new = self._tag, name.strip()
        if not new or new == old:
            return

        def job(workspace: Workspace) -> Job[Progress, Changes]:
            from instrstudio.services import tags

            return tags.rename(workspace, old, new)

        merged = any(known == new for known, _count in self._tags)
        text = self.tr("Merged “{old}” into “{new}”") if merged else ""
        text = text or self.tr("Renamed “{old}” to “{new}”")
        self._run(job, text.format(old=old, new=new))

    @Slot()
    def _on_remove(self) -> None:
        """Take the tag asked about off all records."""
        tag = self._tag

        def job(workspace: Workspace) -> Job[Progress, Changes]:
            from instrstudio.services import tags

            return tags.remove(workspace, tag)

        self._run(job, self.tr("Removed the tag “{tag}”").format(tag=tag))

    def _run(self, job: Factory, said: str) -> None:
        """Change the tags and say so."""
        handle = self._session.start(job, title=said, lane="write")
        handle.succeeded.connect(self._on_done)
        handle.failed.connect(self._session.failed)

    @Slot(object)
    def _on_done(self, changes: Changes) -> None:
        handle = self.sender()
        self._session.tell(changes)
        said = str(getattr(handle, "title", ""))
        self._session.notice.emit(Notice(text=said, undo=bool(changes)))
