"""The templates panel: list, editor with lint, live preview."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, Qt, QTimer, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QInputDialog, QSplitter, QWidget

from instrstudio.domain.changes import Changes
from instrstudio.domain.span import Piece
from instrstudio.domain.task import Task
from instrstudio.domain.template import Problem, Template
from instrstudio.templates import syntax
from instrstudio.ui.folded_list import NARROW, FoldedList
from instrstudio.ui.session import Session
from instrstudio.ui.templates import sample_tasks
from instrstudio.ui.templates.checker import Checker, Draft
from instrstudio.ui.templates.commands import Commands
from instrstudio.ui.templates.completion import Entry, Words
from instrstudio.ui.templates.desk import Desk
from instrstudio.ui.templates.editor_pane import EditorPane
from instrstudio.ui.templates.list_pane import ListPane
from instrstudio.ui.templates.new_template import NewTemplate, free_id
from instrstudio.ui.templates.pairs import EDITED, OWN
from instrstudio.ui.templates.preview_pane import PreviewPane
from instrstudio.ui.templates.slots_table import said_value
from instrstudio.ui.theme import theme

_WIDTHS = (240, 752, 376)
_SMALLEST = (180, 400, 300)
_TAGS = ("if", "elif", "else", "endif", "for", "endfor", "set")
_FILTERS = (
    *("upper_first", "join", "default", "replace", "indent", "trim", "length"),
    *("first", "last", "lower", "upper", "title", "truncate", "unique", "sort"),
)


class TemplatesPanel(QWidget):
    """Reads, writes and tries the wordings that instructions are made from."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("templatesPanel")
        self._session = session
        self._stale = self._is_new = True
        self._library_tasks: tuple[Task, ...] = ()
        self._tasks_of: tuple[str, str] = ("", "")
        self._values: dict[str, str] = {}
        self.commands = Commands(self)
        self.desk = Desk(session, self)
        self.checker = Checker(session, self)
        self.list = ListPane()
        self.middle = EditorPane()
        self.preview = PreviewPane()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.reload)
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        """Put the three panes side by side."""
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setObjectName("templatesSplitter")
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        panes = (self.list, self.middle, self.preview)
        for pane, smallest in zip(panes, _SMALLEST, strict=True):
            pane.setMinimumWidth(theme().px(smallest))
            self.splitter.addWidget(pane)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([theme().px(width) for width in _WIDTHS])
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.splitter)
        self._fold = FoldedList(self.list.list)
        self._fold.setObjectName("templateFold")
        self.middle.put_in_front(self._fold)
        for name in ("copy", "rename", "revert", "delete"):
            self.middle.menu.addAction(self.commands[name])

    def _connect(self) -> None:
        """Join panes, actions and session."""
        deeds = {
            "save": self.desk.save,
            "new": self.ask_new,
            "copy": self.copy,
            "rename": self.ask_name,
            "revert": self.desk.remove,
            "delete": self.desk.remove,
            "next_problem": self.middle.next_problem,
            "complete": self.middle.editor.completion.ask,
            "next_task": self.preview.next_task,
            "previous_task": self.preview.previous_task,
            "filter": self.list.focus_filter,
        }
        for name, deed in deeds.items():
            self.commands[name].triggered.connect(deed)
        self.middle.save.clicked.connect(self.commands["save"].trigger)
        self.list.new.clicked.connect(self.commands["new"].trigger)
        self.list.chosen.connect(self._on_chosen)
        self.desk.read.connect(self._on_read)
        self.desk.shown.connect(self._on_shown)
        self.middle.language_chosen.connect(self._on_language)
        self.middle.edited.connect(self._on_edited)
        self.middle.rested.connect(self._check)
        self.preview.task_chosen.connect(self._check)
        self.preview.insert_wanted.connect(self._on_insert)
        self.checker.linted.connect(self._on_linted)
        self.checker.valued.connect(self._on_valued)
        self.checker.rendered.connect(self._on_rendered)
        self.checker.not_rendered.connect(self._on_not_rendered)
        self._session.changed.connect(self._on_changed)
        self._session.project_opened.connect(self._on_project)
        self._session.task_changed.connect(self._on_task)

    def retranslate(self) -> None:
        """Set all texts again."""
        self.setAccessibleName(self.tr("Templates"))
        self.commands.retranslate()
        self._fold.set_name(self.tr("Templates by task type"))
        self.list.retranslate()
        self.middle.retranslate()
        self.preview.retranslate()
        self._offer_words()
        self._show_slots()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language of the window."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the list into a menu where it is narrow."""
        narrow = event.size().width() < theme().px(NARROW)
        self.list.setVisible(not narrow)
        self._fold.setVisible(narrow)
        super().resizeEvent(event)

    def activated(self) -> None:
        """Read what is there when the panel is shown for the first time."""
        if self._stale and self._session.is_open:
            self.reload()
        if self._is_new:  # later the focus returns to where it was
            self._is_new = False
            self.list.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def actions(self) -> list[QAction]:
        """Return what the panel offers in the menus."""
        return self.commands.all()

    def show_template(self, template_id: str) -> None:
        """Show one template."""
        self.desk.show_template(template_id)

    def new_from_text(self, text: str) -> None:
        """Begin a new template with the words of a candidate."""
        self.ask_new(pattern=text.replace("{", "{{ '{' }}"))

    @Slot()
    def reload(self) -> None:
        """Read all templates again."""
        self._stale = False
        self.desk.reload()

    @Slot()
    def ask_new(self, *_checked: bool, pattern: str = "") -> None:
        """Ask for the name of a new template."""
        template = self.desk.template
        dialog = NewTemplate(
            frozenset(t.id for t in self.desk.shelf.templates),
            template.task_type if template else "",
            pattern,
            self,
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.confirmed.connect(self.desk.store)
        dialog.open()

    @Slot()
    def copy(self) -> None:
        """Copy the template that is shown, as an own one."""
        template = self.desk.template
        if template is None:
            return
        taken = frozenset(t.id for t in self.desk.shelf.templates)
        stem = template.id.removesuffix(f".{template.language}")
        name = self.tr("{name} (copy)").format(name=template.name or template.id)
        self.desk.store(
            replace(
                template,
                id=free_id(f"{stem}-copy", template.language, taken),
                name=name,
                pair="",
                pattern=self.desk.pattern,
                origin="project",
            )
        )

    @Slot()
    def ask_name(self) -> None:
        """Ask for another name."""
        template = self.desk.template
        if template is None:
            return
        dialog = QInputDialog(self)
        dialog.setObjectName("renameDialog")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(self.tr("Rename"))
        dialog.setLabelText(self.tr("Name of the template"))
        dialog.setTextValue(template.name)
        dialog.textValueSelected.connect(self._on_name)
        dialog.open()

    @Slot(str)
    def _on_name(self, name: str) -> None:
        template = self.desk.template
        if template is not None and name.strip():
            self.desk.store(replace(template, name=name.strip()))

    @Slot(str)
    def _on_chosen(self, key: str) -> None:
        self.desk.show(key)

    @Slot(str)
    def _on_language(self, language: str) -> None:
        self.desk.show(self.desk.key, language)

    @Slot()
    def _on_read(self) -> None:
        """Show the list and offer the names."""
        self.list.show_pairs(self.desk.pairs, self.desk.shelf.shipped)
        self._offer_words()

    @Slot()
    def _on_shown(self) -> None:
        """Show the form on the desk and find tasks to preview it on."""
        desk = self.desk
        self.list.list.choose(desk.key)
        self.list.show_drafts(desk.draft_keys())
        self.middle.show_form(desk.pair, desk.language, desk.state, desk.pattern)
        self.commands["revert"].setVisible(desk.state == EDITED)
        self.commands["delete"].setVisible(desk.state == OWN)
        template = desk.template
        if template is None:
            self.preview.clear()
        elif (template.task_type, template.language) != self._tasks_of:
            self._find_tasks(template)

    def _find_tasks(self, template: Template) -> None:
        """Find tasks of the template's type and language."""
        self._tasks_of = (template.task_type, template.language)
        task_type, language = self._tasks_of
        job = self._session.start(
            lambda workspace: sample_tasks.tasks_for(workspace, task_type, language),
            title=self.tr("Find tasks"),
            key="template-tasks",
            quiet=True,
        )
        job.succeeded.connect(self._on_tasks)

    @Slot(object)
    def _on_tasks(self, tasks: tuple[Task, ...]) -> None:
        self._library_tasks = tasks
        self._offer_tasks()

    @Slot(object)
    def _on_task(self, _task: object) -> None:
        if self._library_tasks:
            self._offer_tasks()

    def _offer_tasks(self) -> None:
        """Offer the present task first, then those of the library."""
        tasks = sample_tasks.joined(self._session.task, self._library_tasks)
        self.preview.show_tasks(tasks, len(tasks) > len(self._library_tasks))

    @Slot()
    def _on_edited(self) -> None:
        self.desk.note_draft(self.middle.pattern())
        self.list.show_drafts(self.desk.draft_keys())

    @Slot()
    def _check(self, _task: object = None) -> None:
        """Lint and preview what is typed."""
        template = self.desk.template
        if template is None or not self._session.is_open:
            self.checker.forget()
            return
        task = self.preview.task or sample_tasks.built_in(template.language)
        self.checker.check(
            Draft(
                pattern=self.middle.pattern(),
                language=template.language,
                task=task,
                slots=template.slots,
            )
        )
        self._show_slots()

    @Slot(object, object)
    def _on_linted(self, _draft: Draft, problems: Sequence[Problem]) -> None:
        self.middle.show_problems(problems)

    @Slot(object, object)
    def _on_valued(self, _draft: Draft, values: dict[str, object]) -> None:
        self._values = {name: said_value(value) for name, value in values.items()}
        self._show_slots()

    @Slot(object, object)
    def _on_rendered(self, _draft: Draft, pieces: Sequence[Piece]) -> None:
        self.preview.show_pieces(pieces)

    @Slot(object, object)
    def _on_not_rendered(self, _draft: Draft, error: BaseException) -> None:
        self.preview.show_error(error)

    @Slot(str)
    def _on_insert(self, name: str) -> None:
        self.middle.insert(f"{{{{ {name} }}}}")

    def _offer_words(self) -> None:
        """Offer names in completion and menus."""
        self.middle.set_words(
            Words(
                slots=self.desk.slot_entries(),
                filters=tuple(Entry(name) for name in _FILTERS),
                tags=tuple(Entry(name) for name in _TAGS),
            )
        )

    def _show_slots(self) -> None:
        """List the slots, the used ones first."""
        used = names_in(self.middle.pattern())
        kinds = {
            "slot": self.tr("slot"),
            "text": self.tr("text"),
            "list": self.tr("list"),
            "samples": self.tr("samples"),
        }
        names = [
            (entry.name, entry.label, kinds.get(entry.kind, entry.kind))
            for entry in self.desk.slot_entries()
        ]
        self.preview.show_slots(names, self._values, used)

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        """Read again when templates have changed."""
        if self.desk.hears(changes):
            self._stale = True
            if self.isVisible():
                self._later.start(0)

    @Slot()
    def _on_project(self) -> None:
        """Show another project from its beginning."""
        self.desk.drafts.clear()
        self._tasks_of = ("", "")
        self._stale = True
        if self.isVisible():
            self.reload()


def names_in(pattern: str) -> frozenset[str]:
    """Return the names that stand inside of tags, read off the text as it is typed."""
    found: set[str] = set()
    state = syntax.TEXT
    for line in pattern.split("\n"):
        tokens, state = syntax.tokens(line, state)
        found |= {
            line[start : start + length]
            for start, length, kind in tokens
            if kind == syntax.NAME and line[start - 1 : start] != "."
        }
    return frozenset(found)
