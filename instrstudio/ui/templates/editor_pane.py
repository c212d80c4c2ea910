"""The middle of the templates: head with language tabs, editor, and problems."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QLabel, QMenu, QSizePolicy, QVBoxLayout, QWidget

from instrstudio.domain.language import LANGUAGES
from instrstudio.domain.template import Problem, Template
from instrstudio.ui import words
from instrstudio.ui.controls import (
    CaptionLabel,
    GhostButton,
    IconButton,
    PanelHead,
    PrimaryButton,
    Rule,
    Segments,
    Strip,
    row,
)
from instrstudio.ui.templates.code_editor import CodeEditor
from instrstudio.ui.templates.completion import Words
from instrstudio.ui.templates.highlighter import Highlighter
from instrstudio.ui.templates.pairs import EDITED, OWN, SHIPPED, Pair
from instrstudio.ui.templates.problems_list import ProblemsList
from instrstudio.ui.theme import set_font, set_state, theme

REST_MS = 300
_ROOMY, _BADGE = 560, 360
_NAMES = {"zh": "中文", "en": "English"}


class EditorPane(QWidget):
    """Shows one form of a pair and lets its pattern be edited.

    Signals:
        language_chosen: The other tab was chosen.
        edited: The pattern was changed by hand.
        rested: Typing has rested for 300 ms, or another form is shown.
    """

    language_chosen = Signal(str)
    edited = Signal()
    rested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pair: Pair | None = None
        self._template: Template | None = None
        self._state = SHIPPED
        self._quiet = False
        self._words = Words()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self.rested)
        self.editor = CodeEditor()
        self._highlighter = Highlighter(self.editor.document())
        self.problems = ProblemsList()
        self.menu = QMenu(self)
        self.save = PrimaryButton()
        self.save.setObjectName("templateSave")
        self._tabs = Segments([_NAMES[code] for code in LANGUAGES])
        self._tabs.setObjectName("templateLanguage")
        fixed = QSizePolicy.Policy.Fixed
        self._tabs.setSizePolicy(fixed, fixed)
        self._badge, self._behind = QLabel(), QLabel()
        for label in (self._badge, self._behind):
            label.setProperty("role", "state")
            label.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            set_font(label, "caption")
        self._more = IconButton("more")
        self._more.setObjectName("templateMore")
        self._more.setMenu(self.menu)
        self._head = PanelHead(
            actions=(self._behind, self._badge, self._tabs, self._more, self.save)
        )
        self._slots, self._filters = (
            GhostButton(icon="plus"),
            GhostButton(icon="filter"),
        )
        self._place = CaptionLabel()
        self._place.setObjectName("templatePlace")
        self._strip = Strip()
        self._strip.hide()
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        """Put head, tools, editor and problems in a column."""
        space = theme().space
        self._slots.setObjectName("templateInsertSlot")
        self._filters.setObjectName("templateInsertFilter")
        self._tools = tools = row(
            self._slots, self._filters, 1, self._place, spacing=space.tight
        )
        tools.setContentsMargins(space.unit, 0, space.pane, space.tight)
        strip = QVBoxLayout()
        strip.setContentsMargins(space.pane, 0, space.pane, space.unit)
        strip.addWidget(self._strip)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._head)
        box.addLayout(tools)
        box.addLayout(strip)
        box.addWidget(Rule())
        box.addWidget(self.editor, 1)
        box.addWidget(Rule())
        box.addWidget(self.problems)
        self.setProperty("pane", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def put_in_front(self, button: QWidget) -> None:
        """Put a button in front of the tools."""
        self._tools.insertWidget(0, button)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the note whose template it is give way where it is narrow."""
        self._badge.setMaximumWidth(
            theme().px(_BADGE) if event.size().width() > theme().px(_ROOMY) else 0
        )
        super().resizeEvent(event)

    def _connect(self) -> None:
        """Join the parts."""
        self._tabs.chosen.connect(self._on_tab)
        self.editor.textChanged.connect(self._on_text)
        self.editor.place_changed.connect(self._show_place)
        self.problems.wanted.connect(self.editor.go_to)
        self.problems.mend_wanted.connect(self.editor.mend)

    def retranslate(self) -> None:
        """Set all texts again."""
        self.editor.setAccessibleName(self.tr("Pattern"))
        self.editor.setPlaceholderText(
            self.tr("Write the instruction; {{ opens a slot, Ctrl Space lists them.")
        )
        self.save.set_text(self.tr("Save"))
        self._slots.set_text(self.tr("Insert slot"))
        self._filters.set_text(self.tr("Filter"))
        self._more.set_name(self.tr("More"))
        self._tabs.set_items(
            [_NAMES[code] for code in LANGUAGES], self.tr("Language of the template")
        )
        self.problems.retranslate()
        self._show_head()
        self._show_place()

    def set_words(self, names: Words) -> None:
        """Offer these names in completion and menus."""
        self._words = names
        self.editor.completion.set_words(names)
        for button, entries, frame in (
            (self._slots, names.slots, "{{{{ {} }}}}"),
            (self._filters, names.filters, "|{}"),
        ):
            before = button.menu()
            if before is not None:
                before.deleteLater()
            menu = QMenu(button)
            for entry in entries:
                text = f"{entry.name}    {entry.label}".rstrip()
                action = menu.addAction(text)
                action.setData(frame.format(entry.name))
            menu.triggered.connect(self._on_insert)
            button.setMenu(menu)

    @Slot(QAction)
    def _on_insert(self, action: QAction) -> None:
        """Insert what an action of the menus carries."""
        self.insert(str(action.data()))

    def insert(self, text: str) -> None:
        """Insert `text` at the cursor."""
        self.editor.insertPlainText(text)
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_form(
        self, pair: Pair | None, language: str, state: str, pattern: str
    ) -> None:
        """Show the form of `pair` in `language` with the text `pattern`."""
        self._pair = pair
        self._template = pair.form(language) if pair else None
        self._state = state
        self.editor.setEnabled(pair is not None)
        if self._template is not None:
            self._tabs.choose(LANGUAGES.index(self._template.language))
        self.set_pattern(pattern)
        self._show_head()
        self.rested.emit()

    def set_pattern(self, pattern: str) -> None:
        """Show a text without telling."""
        if pattern != self.editor.toPlainText():
            self._quiet = True
            self.editor.setPlainText(pattern)
            self._quiet = False
        self._show_place()
        self._show_head()

    def pattern(self) -> str:
        """Return the text as it is typed."""
        return self.editor.toPlainText()

    @property
    def is_dirty(self) -> bool:
        """Whether the text is other than what is stored."""
        template = self._template
        return template is not None and self.pattern() != template.pattern

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show what lint found."""
        self.editor.show_problems(problems)
        self.problems.set_problems(problems)

    @Slot()
    def next_problem(self) -> None:
        """Go to the next problem."""
        problem = self.editor.next_problem()
        if problem is not None:
            self.editor.go_to(problem)

    def warn(self, text: str) -> None:
        """Show an error above the editor."""
        self._strip.set_text(text, "error")
        self._strip.show()

    def calm(self) -> None:
        """Hide the error."""
        self._strip.hide()

    @Slot(int)
    def _on_tab(self, place: int) -> None:
        self.language_chosen.emit(LANGUAGES[place])

    @Slot()
    def _on_text(self) -> None:
        """Wait for typing to rest; say at once that there is something to save."""
        if self._quiet:
            return
        self._show_head()
        self._show_place()
        self.edited.emit()
        self._rest.start()

    def _show_head(self) -> None:
        """Name the template and say whose it is."""
        pair, template = self._pair, self._template
        shown = pair is not None and template is not None
        for widget in (self._tabs, self._more, self._slots, self._filters):
            widget.setEnabled(shown)
        self.save.setEnabled(shown and self.is_dirty)
        if pair is None or template is None:
            self._head.set_text(self.tr("No template chosen"), "")
            self._badge.hide()
            self._behind.hide()
            return
        self._head.set_text(pair.name(template.language))
        if self.is_dirty:
            text, look = self.tr("Unsaved"), "warning"
            if self._state == SHIPPED:
                text = self.tr("Unsaved: saving makes a copy in the project")
        else:
            text, look = self._whose(), ""
        self._badge.setText(text)
        set_state(self._badge, "state", look)
        self._badge.show()
        lag = {code: pair.behind(code) for code in pair.languages}
        late = next((code for code, count in lag.items() if count), "")
        self._behind.setVisible(bool(late) and not self.is_dirty)
        if late:
            text = self.tr("{language}: {count} changes behind")
            if lag[late] == 1:
                text = self.tr("{language}: 1 change behind")
            self._behind.setText(
                text.format(language=words.language(late), count=lag[late])
            )
            set_state(self._behind, "state", "warning")

    def _whose(self) -> str:
        """Return whose template it is."""
        names = {
            SHIPPED: self.tr("Shipped, read only"),
            EDITED: self.tr("Edited in this project"),
            OWN: self.tr("Of this project"),
        }
        return names[self._state]

    @Slot()
    def _show_place(self) -> None:
        """Say where the cursor is and how long the text is."""
        cursor = self.editor.textCursor()
        text = self.tr("Line {line}, column {column} · {count} characters")
        self._place.setText(
            text.format(
                line=cursor.blockNumber() + 1,
                column=cursor.positionInBlock() + 1,
                count=words.number(len(self.pattern())),
            )
        )
