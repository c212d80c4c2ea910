"""Which records an export is about: the selection, what is found, all, or a search."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QRadioButton, QVBoxLayout, QWidget

from instrstudio.domain.job import Job, Progress
from instrstudio.services.workspace import Workspace
from instrstudio.ui import words
from instrstudio.ui.library import view as viewing
from instrstudio.ui.library.marks import Marks
from instrstudio.ui.library.view import View
from instrstudio.ui.theme import set_font, theme

MARKED, FOUND, EVERYTHING, SEARCH = "marked", "found", "everything", "search"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What could be meant: what is marked, the view that is shown, and their counts.

    `ids` are the marked ones unless everything in the view is marked.
    """

    marked: int = 0
    ids: Sequence[int] = ()
    marks: Marks = field(default_factory=Marks)
    view: View = field(default_factory=View)
    found: int = 0
    everything: int = 0

    def first(self) -> str:
        """Return the scope that is meant most likely."""
        if self.marked:
            return MARKED
        return FOUND if 0 < self.found < self.everything else EVERYTHING

    def chosen(
        self, workspace: Workspace, scope: str
    ) -> Job[Progress, Sequence[int] | None]:
        """Return the ids of a scope; None where a plan chooses the records."""
        if scope == MARKED and not self.marks.everything:
            return self.ids
        if scope == MARKED:
            return (yield from viewing.all_of(workspace, self.view, self.marks))
        if scope == FOUND:
            return (yield from viewing.all_of(workspace, self.view))
        return None


class ScopeChoice(QWidget):
    """One button a scope; the last one has a field for a search.

    Signals:
        edited: Other records are meant now.
    """

    edited = Signal()

    def __init__(self, choice: Choice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        counted = (
            (MARKED, self.tr("The {count} selected records"), choice.marked),
            (FOUND, self.tr("The {count} records found"), choice.found),
            (EVERYTHING, self.tr("All {count} records"), choice.everything),
        )
        self._buttons: dict[str, QRadioButton] = {}
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme().space.inner)
        for name, text, count in counted:
            button = self._button(name, text.format(count=words.number(count)))
            button.setVisible(count > 0 or name == EVERYTHING)
            box.addWidget(button)
        box.addWidget(self._button(SEARCH, self.tr("What this search finds")))
        self._search = QLineEdit()
        self._search.setObjectName("exportSearch")
        self._search.setPlaceholderText("tag:news rating:>=4")
        self._search.setAccessibleName(self.tr("Search"))
        set_font(self._search, "body")
        box.addWidget(self._search)
        self._buttons[choice.first()].setChecked(True)
        self._search.textEdited.connect(self.edited)
        self._follow()

    def _button(self, name: str, text: str) -> QRadioButton:
        """Make the button of one scope."""
        button = QRadioButton(text)
        button.setObjectName(f"export_{name}")
        set_font(button, "body")
        button.clicked.connect(self._on_clicked)
        self._buttons[name] = button
        return button

    def scope(self) -> str:
        """Return what is chosen."""
        return next(n for n, button in self._buttons.items() if button.isChecked())

    def query(self) -> str:
        """Return the search, empty where something else is chosen."""
        return self._search.text().strip() if self.scope() == SEARCH else ""

    def set_query(self, query: str) -> None:
        """Choose a search without telling; an empty one leaves the choice."""
        if query:
            self._search.setText(query)
            self._buttons[SEARCH].setChecked(True)
            self._follow()

    @Slot()
    def _on_clicked(self) -> None:
        self._follow()
        if self.scope() == SEARCH:
            self._search.setFocus()
        self.edited.emit()

    def _follow(self) -> None:
        """Show the field where it counts."""
        self._search.setVisible(self.scope() == SEARCH)
