"""The area Evaluate: one page at a time, chosen in the head."""

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from instrstudio.ui.controls import PanelHead, Rule, Segments
from instrstudio.ui.evaluate.pages import PAGES, Shown, build
from instrstudio.ui.session import Session


class EvaluatePanel(QWidget):
    """Shows the pages of the area and builds each when it is first chosen."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("evaluatePanel")
        self.setProperty("pane", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self._built: dict[str, QWidget] = {}
        self.head = PanelHead()
        self.choice = Segments()
        self.choice.setObjectName("evaluatePages")
        self.choice.chosen.connect(self._on_chosen)
        self.head.add(self.choice)
        self._stack = QStackedWidget()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        for part in (self.head, Rule(), self._stack):
            box.addWidget(part)
        box.setStretchFactor(self._stack, 1)
        self.retranslate()

    def show_page(self, name: str) -> QWidget:
        """Show a page and return it."""
        place = [page.name for page in PAGES].index(name)
        if name not in self._built:
            self._built[name] = build(PAGES[place], self._session)
            self._stack.addWidget(self._built[name])
        page = self._built[name]
        self.choice.choose(place)
        self._stack.setCurrentWidget(page)
        if isinstance(page, Shown):
            page.activated()
        return page

    def activated(self) -> None:
        """Show the chosen page; the first one to begin with."""
        self._on_chosen(max(0, self.choice.current()))

    def actions(self) -> list[QAction]:
        """Return what the page that is shown offers in the menus."""
        page = self._built.get(PAGES[max(0, self.choice.current())].name)
        # a plain QWidget has `actions` too: only a real page is asked
        if page is None or not isinstance(page, Shown):
            return []
        return page.actions()

    def retranslate(self) -> None:
        """Set every text again."""
        self.setAccessibleName(self.tr("Evaluate"))
        self.head.set_text(self.tr("Evaluate"))
        self.choice.set_items([page.title for page in PAGES], self.tr("Page"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    @Slot(int)
    def _on_chosen(self, place: int) -> None:
        self.show_page(PAGES[place].name)
