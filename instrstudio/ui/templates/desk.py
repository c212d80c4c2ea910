"""Which templates there are, which one is on the desk, and what is typed in it."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal, Slot

from instrstudio.domain.changes import Changes
from instrstudio.domain.job import Job, Progress
from instrstudio.domain.template import Template
from instrstudio.services.workspace import Workspace
from instrstudio.ui.session import Notice, Session
from instrstudio.ui.templates.completion import Entry
from instrstudio.ui.templates.pairs import Pair, pairs_of, state_of
from instrstudio.ui.theme import theme


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """What was read: all templates, the ids of shipped ones, and the slots' names."""

    templates: tuple[Template, ...]
    shipped: frozenset[str]
    slots: tuple[tuple[str, str, str, str], ...]


class Desk(QObject):
    """Reads templates, keeps drafts by template id, and saves.

    Signals:
        read: The templates are others now.
        shown: Another form is on the desk.
    """

    read = Signal()
    shown = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.shelf = Shelf(templates=(), shipped=frozenset(), slots=())
        self.pairs: list[Pair] = []
        self.drafts: dict[str, str] = {}
        self.key = ""
        self.language = theme().language
        self._wanted_id = ""

    def reload(self) -> None:
        """Read all templates again."""
        job = self._session.start(
            _read, title=self.tr("Read templates"), key="templates-read", quiet=True
        )
        job.succeeded.connect(self._on_read)
        job.failed.connect(self._session.failed)

    @property
    def pair(self) -> Pair | None:
        """The pair on the desk."""
        return next((pair for pair in self.pairs if pair.key == self.key), None)

    @property
    def template(self) -> Template | None:
        """The form on the desk, as it is stored."""
        pair = self.pair
        return pair.form(self.language) if pair else None

    @property
    def state(self) -> str:
        """Whether the form on the desk is shipped, edited or own."""
        template = self.template
        return state_of(template, self.shelf.shipped) if template else "shipped"

    @property
    def pattern(self) -> str:
        """What is typed in the form on the desk, else what is stored."""
        template = self.template
        if template is None:
            return ""
        return self.drafts.get(template.id, template.pattern)

    def slot_entries(self) -> tuple[Entry, ...]:
        """Return the names a pattern may use, labelled in the window's language."""
        chinese = theme().language == "zh"
        named = tuple(
            Entry(name, zh if chinese else en, kind)
            for name, kind, zh, en in self.shelf.slots
        )
        template = self.template
        own = template.slots if template else ()
        return named + tuple(Entry(s.name, s.label, s.kind) for s in own)

    def draft_keys(self) -> frozenset[str]:
        """Return the keys of the pairs with unsaved changes."""
        return frozenset(
            pair.key
            for pair in self.pairs
            for form in pair.forms.values()
            if form.id in self.drafts
        )

    def note_draft(self, pattern: str) -> None:
        """Keep what is typed in the form on the desk."""
        template = self.template
        if template is None:
            return
        if pattern == template.pattern:
            self.drafts.pop(template.id, None)
        else:
            self.drafts[template.id] = pattern

    def show(self, key: str, language: str = "") -> None:
        """Put another form on the desk."""
        self.key = key
        self.language = language or self.language
        template = self.template
        if template is not None:
            self.language = template.language
        self.shown.emit()

    def show_template(self, template_id: str) -> None:
        """Put a form on the desk, now or as soon as it is read."""
        for pair in self.pairs:
            for form in pair.forms.values():
                if form.id == template_id:
                    self._wanted_id = ""
                    self.show(pair.key, form.language)
                    return
        self._wanted_id = template_id

    def save(self) -> None:
        """Save what is typed in the form on the desk."""
        template = self.template
        if template is not None and template.id in self.drafts:
            self.store(replace(template, pattern=self.drafts[template.id]))

    def store(self, template: Template) -> None:
        """Save a template; it is shown then."""

        def deed(workspace: Workspace) -> object:
            from instrstudio.services import templating

            return templating.save(workspace, template)

        self._wanted_id = template.id
        text = self.tr("Saved “{name}”").format(name=template.name or template.id)
        if template.origin == "shipped":
            text = self.tr("Saved “{name}” as a copy in the project").format(
                name=template.name or template.id
            )
        self._do(deed, text, self._on_stored)

    def remove(self) -> None:
        """Delete the project's form on the desk; a shipped one appears again."""
        template = self.template
        if template is None:
            return
        name, template_id = template.name or template.id, template.id

        def deed(workspace: Workspace) -> object:
            from instrstudio.services import templating

            return templating.delete(workspace, template_id)

        self.drafts.pop(template_id, None)
        text = self.tr("“{name}” is the shipped template again")
        if template_id not in self.shelf.shipped:
            text = self.tr("Deleted “{name}”")
        self._do(deed, text.format(name=name), None)

    def discard(self) -> None:
        """Throw away what is typed in the form on the desk."""
        template = self.template
        if template is not None:
            self.drafts.pop(template.id, None)
            self.shown.emit()

    def _do(
        self,
        deed: Callable[[Workspace], object],
        text: str,
        after: Callable[[object], None] | None,
    ) -> None:
        """Run a deed and say that it was done."""
        job = self._session.do(deed, title=text)
        self._text = text
        if after is not None:
            job.succeeded.connect(after)
        job.succeeded.connect(self._on_done)

    @Slot(object)
    def _on_stored(self, result: object) -> None:
        """Forget the draft that is stored now."""
        saved = result[0] if isinstance(result, tuple) else None
        if isinstance(saved, Template):
            if self.drafts.get(saved.id) == saved.pattern:
                del self.drafts[saved.id]
            self._wanted_id = saved.id

    @Slot(object)
    def _on_done(self, _result: object) -> None:
        self._session.notice.emit(Notice(text=self._text, undo=True))

    @Slot(object)
    def _on_read(self, shelf: Shelf) -> None:
        """Show what was read; the form on the desk stays if it can."""
        self.shelf = shelf
        self.pairs = pairs_of(shelf.templates)
        known = {template.id: template for template in shelf.templates}
        self.drafts = {
            key: text
            for key, text in self.drafts.items()
            if key in known and known[key].pattern != text
        }
        self.read.emit()
        if self._wanted_id in known:
            self.show_template(self._wanted_id)
        elif self.pair is None:
            self.show(self.pairs[0].key if self.pairs else "")
        else:
            self.show(self.key)

    def hears(self, changes: Changes) -> bool:
        """Say whether `changes` touch templates."""
        return bool(changes.templates) or changes.many


def _read(workspace: Workspace) -> Job[Progress, Shelf]:
    """Read all templates and the names of slots."""
    from instrstudio.services import templating

    yield Progress(done=0)
    templates = templating.all_templates(workspace)
    return Shelf(
        templates=templates,
        shipped=templating.shipped_ids(),
        slots=tuple(
            (slot.name, slot.kind, slot.zh, slot.en) for slot in templating.slot_names()
        ),
    )
