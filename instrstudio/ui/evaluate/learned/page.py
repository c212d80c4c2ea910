"""The page Learned: what the program has learned about a person."""

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from instrstudio.domain.style import OWN, StyleRule
from instrstudio.domain.task import Task
from instrstudio.domain.wording import Message, message
from instrstudio.ui.controls import (
    Button,
    CaptionLabel,
    DangerButton,
    EmptyState,
    PrimaryButton,
    Rule,
    SectionLabel,
)
from instrstudio.ui.errors import sentence
from instrstudio.ui.evaluate.learned.commands import LearnedCommands
from instrstudio.ui.evaluate.learned.desk import Desk
from instrstudio.ui.evaluate.learned.example_view import ExampleView
from instrstudio.ui.evaluate.learned.learning_strip import LearningStrip
from instrstudio.ui.evaluate.learned.order_view import OrderView
from instrstudio.ui.evaluate.learned.person_bar import PersonBar
from instrstudio.ui.evaluate.learned.questions import Questions
from instrstudio.ui.evaluate.learned.rules_view import RulesView
from instrstudio.ui.session import Notice, Session
from instrstudio.ui.theme import theme

_WIDEST = 1240


class LearnedPage(QWidget):
    """Shows rules, order and an example; letters act while no text field has focus."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("learnedPage")
        self._session = session
        self.desk = Desk(session, self)
        self.person, self.strip = PersonBar(), LearningStrip()
        self.rules, self.order = RulesView(), OrderView()
        self.example = ExampleView()
        self.ask = Questions(self.desk, session, self)
        self.commands = LearnedCommands(self)
        self._first, self._load = PrimaryButton(icon="plus"), Button(icon="import")
        self._first.setObjectName("learnedFirst")
        self._load.setObjectName("learnedImport")
        self._empty = EmptyState("star", buttons=(self._first, self._load))
        self._pairs, self._pairs_about = SectionLabel(), CaptionLabel()
        self._pairs_about.setWordWrap(True)
        self.learn, self.export = Button(icon="training"), Button(icon="export")
        self.learn.setObjectName("learnedLearn")
        self.export.setObjectName("learnedExport")
        self.forget = DangerButton(icon="trash")
        self.forget.setObjectName("learnedForgetAll")
        self.stack = QStackedWidget()
        self._build()
        self._connect()
        self.retranslate()

    # --- building ------------------------------------------------------------------

    def _build(self) -> None:
        """Put rules with their example at the left, the order at the right."""
        space = theme().space
        self._body = QScrollArea()
        self._body.setWidgetResizable(True)
        self._body.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._body.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content = QWidget()
        content.setMaximumWidth(theme().px(_WIDEST))
        inner = QVBoxLayout(content)
        inner.setContentsMargins(space.page, space.unit, space.page, space.page)
        inner.setSpacing(space.page)
        left = QVBoxLayout()
        left.setSpacing(space.page)
        for part in (self.rules, Rule(), self.example):
            left.addWidget(part)
        left.addStretch(1)
        halves = QHBoxLayout()
        halves.setSpacing(space.sheet)
        halves.addLayout(left, 8)
        halves.addWidget(self._side(), 5)
        inner.addLayout(halves)
        inner.addStretch(1)
        self._body.setWidget(content)
        self._wait = QWidget()
        self._empty_page = _centred(self._empty)
        for page in (self._wait, self._empty_page, self._body):
            self.stack.addWidget(page)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.person)
        box.addWidget(self.strip)
        box.addWidget(self.stack, 1)

    def _side(self) -> QWidget:
        """Return the right half: order, preferences, forgetting."""
        space = theme().space
        side = QWidget()
        box = QVBoxLayout(side)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(space.inner)
        box.addWidget(self.order)
        box.addSpacing(space.group)
        box.addWidget(self._pairs)
        box.addWidget(self._pairs_about)
        for button in (self.learn, self.export, self.forget):
            box.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        box.addStretch(1)
        return side

    def _connect(self) -> None:
        """Join parts, commands and session."""
        deeds = {
            "new_rule": self.add_rule,
            "import_rules": self.ask.ask_import,
            "export_rules": self.ask.ask_export,
            "learn": self.ask.ask_learning,
            "export_pairs": self.ask.ask_pairs,
            "person": self.ask.ask_person,
            "forget": self.ask.ask_forget,
        }
        for name, deed in deeds.items():
            self.commands[name].triggered.connect(deed)
        buttons = (
            (self._first, self.add_rule),
            (self._load, self.ask.ask_import),
            (self.rules.load, self.ask.ask_import),
            (self.rules.keep, self.ask.ask_export),
            (self.learn, self.ask.ask_learning),
            (self.export, self.ask.ask_pairs),
            (self.forget, self.ask.ask_forget),
            (self.person.new, self.ask.ask_person),
        )
        for button, deed in buttons:
            button.clicked.connect(deed)
        self.person.chosen.connect(self._session.set_profile)
        self.ask.person_named.connect(self._session.set_profile)
        self.rules.switched.connect(self.desk.switch)
        self.rules.changed.connect(self.desk.change)
        self.rules.wanted.connect(self.desk.add)
        self.rules.taken_back.connect(self._on_taken_back)
        self.rules.form.left.connect(self._show)
        self.example.wanted.connect(self._on_example_wanted)
        self.strip.stopped.connect(self.desk.stop)
        desk = self.desk
        desk.portrait_changed.connect(self._on_portrait)
        desk.compared.connect(self.example.show_found)
        desk.not_compared.connect(self._on_not_compared)
        desk.rule_kept.connect(self._on_rule_kept)
        desk.rule_refused.connect(self._on_rule_refused)
        desk.rules_imported.connect(self._on_imported)
        desk.rules_exported.connect(self._on_exported)
        desk.learning_changed.connect(self._on_learning)
        desk.learned.connect(self._on_learned)
        desk.not_learned.connect(self._on_not_learned)
        self._session.profile_changed.connect(self._on_profile)
        self._session.task_changed.connect(self._on_task)
        self._session.project_opened.connect(self._on_project)

    def retranslate(self) -> None:
        """Set all texts again."""
        self.setAccessibleName(self.tr("What was learned about you"))
        self.commands.retranslate()
        parts = (self.person, self.strip, self.rules, self.order, self.example)
        for part in parts:
            part.retranslate()
        self._empty.set_text(
            self.tr("Nothing was learned about you yet"),
            self.tr(
                "What you choose, edit, save, reject and rate in Construct is noted. "
                "The order of candidates follows from the first choice on; changes "
                "that you make again and again become rules that you can read, change "
                "and switch off. Everything stays on this machine."
            ),
        )
        self._first.set_text(self.tr("Add a rule of your own"))
        self._load.set_text(self.tr("Import rules…"))
        self._pairs.setText(self.tr("Preferences as training data"))
        self._pairs_about.setText(
            self.tr(
                "What you took, edited and rated makes pairs of a preferred and "
                "another text: your model can learn from them, and so can others."
            )
        )
        self.learn.set_text(self.tr("Learn preferences…"))
        self.export.set_text(self.tr("Export preferences…"))
        self.forget.set_text(self.tr("Forget everything…"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def activated(self) -> None:
        """Read what is known when the page is shown."""
        self._on_task(self._session.task)
        self.desk.reload()

    def actions(self) -> list[QAction]:
        """Return what the page offers in the menus."""
        return self.commands.all()

    # --- showing -------------------------------------------------------------------

    @Slot()
    def _on_portrait(self) -> None:
        found = self.desk.portrait
        self.person.show_people(found.people, found.profile)
        self.rules.show_rules(found.rules)
        self.order.show_portrait(found)
        self.commands["export_rules"].setEnabled(bool(found.rules))
        self._show()
        self.example.prefer(_language(found.rules) or theme().language)
        if self.stack.currentWidget() is self._body:
            self._on_example_wanted(self.example.task)

    @Slot()
    def _show(self) -> None:
        """Show the page, or that there is nothing to show."""
        if not self.desk.is_read:
            self.stack.setCurrentWidget(self._wait)
            return
        is_empty = self.desk.portrait.is_empty and self.rules.form.isHidden()
        self.stack.setCurrentWidget(self._empty_page if is_empty else self._body)

    @Slot(object)
    def _on_task(self, task: Task) -> None:
        self.example.set_present(task)

    @Slot(object)
    def _on_example_wanted(self, task: Task) -> None:
        self.example.begin()
        self.desk.compare(task)

    @Slot(object)
    def _on_not_compared(self, error: Exception) -> None:
        self.example.warn(sentence(error))

    # --- rules ---------------------------------------------------------------------

    @Slot()
    def add_rule(self) -> None:
        """Ask for a rule of the person's own."""
        self.stack.setCurrentWidget(self._body)
        self.rules.ask()

    @Slot()
    def _on_rule_kept(self) -> None:
        self.rules.wrong.hide()
        if not self.rules.form.isHidden():
            self.rules.close_form()

    @Slot(object)
    def _on_rule_refused(self, error: Exception) -> None:
        self.rules.warn(sentence(error))

    @Slot(object)
    def _on_taken_back(self, rule: StyleRule) -> None:
        """Take a rule back; an own one that goes can be had again."""
        self.desk.take_back(rule)
        if rule.origin == OWN:
            self._session.notice.emit(
                Notice(
                    text=message("The rule is removed."),
                    action=self.tr("Undo"),
                    on_action=lambda: self.desk.put_back(rule),
                )
            )

    @Slot(object)
    def _on_imported(self, count: int) -> None:
        text = message("{count} rules are yours now.", count=count)
        self._session.notice.emit(Notice(text=text))

    @Slot(object)
    def _on_exported(self, count: int) -> None:
        text = message("{count} rules written.", count=count)
        self._session.notice.emit(Notice(text=text))

    # --- learning ------------------------------------------------------------------

    @Slot()
    def _on_learning(self) -> None:
        desk = self.desk
        self.strip.show_progress(desk.progress, desk.latest, is_live=desk.is_learning)
        self.learn.setEnabled(not desk.is_learning)
        self.commands["learn"].setEnabled(not desk.is_learning)

    @Slot(list)
    def _on_learned(self, said: list[Message]) -> None:
        self.strip.show_result(said)

    @Slot(object)
    def _on_not_learned(self, error: Exception) -> None:
        self.strip.show_result([sentence(error)], "error")

    # --- person and project --------------------------------------------------------

    @Slot()
    def _on_profile(self) -> None:
        self.rules.form.hide()
        self.rules.wrong.hide()
        if self.isVisible():
            self.desk.reload()

    @Slot()
    def _on_project(self) -> None:
        self.desk.forget_project()
        self._show()
        if self.isVisible():
            self.desk.reload()


def _language(rules: tuple[StyleRule, ...]) -> str:
    """Return the language of the surest rule in force that has one."""
    return next((r.language for r in rules if r.is_on and r.language), "")


def _centred(state: EmptyState) -> QWidget:
    """Return a page with a state in its middle."""
    page = QWidget()
    box = QVBoxLayout(page)
    box.addStretch(1)
    box.addWidget(state, 0, Qt.AlignmentFlag.AlignHCenter)
    box.addStretch(1)
    return page
