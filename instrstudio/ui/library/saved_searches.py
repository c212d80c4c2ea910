"""Saving the search that is shown, and forgetting one."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QInputDialog, QWidget

from instrstudio.domain.changes import Changes
from instrstudio.services import saved_searches
from instrstudio.services.workspace import Workspace
from instrstudio.ui.library.finder import Finder
from instrstudio.ui.library.sidebar import Sidebar
from instrstudio.ui.library.view import View
from instrstudio.ui.session import Session


class SavedSearches(QObject):
    """Keeps searches by name; the side list shows them."""

    def __init__(
        self, session: Session, finder: Finder, sidebar: Sidebar, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._finder = finder
        self._sidebar = sidebar
        self._window = parent
        self._view = View()

    @Slot()
    def ask_name(self) -> None:
        """Ask under which name the search that is shown is to be kept."""
        self._view = self._finder.view
        if self._view.is_everything or self._view.is_by_example:
            return  # a search is kept as one line of text
        dialog = QInputDialog(self._window)
        dialog.setObjectName("saveSearchDialog")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(self.tr("Save search"))
        dialog.setLabelText(self.tr("Name of the search"))
        dialog.setTextValue(self._sidebar.saved_shown() or self._view.text.strip())
        dialog.textValueSelected.connect(self._on_name)
        dialog.open()

    @Slot()
    def forget(self) -> None:
        """Forget the saved search that is shown."""
        name = self._sidebar.saved_shown()
        if name:
            self._do(lambda workspace: saved_searches.remove(workspace, name))

    @Slot(str)
    def _on_name(self, name: str) -> None:
        query = self._view.query(limit=0)
        self._do(lambda workspace: saved_searches.save(workspace, name, query))

    def _do(self, deed: Callable[[Workspace], object]) -> None:
        """Change the list of searches and show it."""

        def done(workspace: Workspace) -> tuple[object, Changes]:
            return deed(workspace), Changes()

        self._session.do(done).succeeded.connect(self._on_done)

    @Slot(object)
    def _on_done(self, _result: object) -> None:
        self._finder.count_shelves()
