"""The preview at the right: the template on a task, and what its slots stand for."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from instrstudio.domain.errors import TemplateError
from instrstudio.domain.span import Piece, assemble
from instrstudio.domain.task import Task
from instrstudio.ui import words
from instrstudio.ui.controls import (
    CaptionLabel,
    IconButton,
    PanelHead,
    Rule,
    SectionLabel,
    Segments,
    row,
)
from instrstudio.ui.errors import sentence
from instrstudio.ui.span_view import SpanView
from instrstudio.ui.templates.slots_table import SlotRow, SlotsTable
from instrstudio.ui.theme import theme

_CARD = 120


class PreviewPane(QWidget):
    """Shows what a template makes of a task; the last valid preview stays.

    Signals:
        task_chosen: The `Task` to preview on.
        insert_wanted: The name of a slot to insert.
    """

    task_chosen = Signal(object)
    insert_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks: tuple[Task, ...] = ()
        self._place = 0
        self._has_present = False
        self._mode = Segments()
        self._mode.setObjectName("previewMode")
        self._mode.chosen.connect(self._on_mode)
        self._head = PanelHead(actions=(self._mode,))
        self._about, self._number = CaptionLabel(), CaptionLabel()
        self._about.setWordWrap(True)
        self._before = IconButton("chevron-left")
        self._before.setObjectName("previewPrevious")
        self._before.clicked.connect(self.previous_task)
        self._next = IconButton("chevron-right")
        self._next.setObjectName("previewNext")
        self._next.clicked.connect(self.next_task)
        self.view = SpanView(role="preview")
        self.view.setObjectName("templatePreview")
        self.state = CaptionLabel()
        self.state.setObjectName("previewState")
        self.state.setWordWrap(True)
        self._slots_title, self._slots_count = SectionLabel(), CaptionLabel()
        self.slots = SlotsTable()
        self.slots.insert_wanted.connect(self.insert_wanted)
        self._build()
        self.retranslate()

    def _build(self) -> None:
        """Put the parts in a column."""
        space = theme().space
        head = self._head.layout()
        if head is not None:
            head.setContentsMargins(space.pane, 0, space.pane, 0)
        card = QWidget()
        card.setProperty("pane", "card")
        card.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        inner = QVBoxLayout(card)
        inner.setContentsMargins(space.pane, space.group, space.pane, space.group)
        inner.addWidget(self.view)
        inner.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setMinimumHeight(theme().px(_CARD))
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(card)
        upper = QVBoxLayout()
        upper.setContentsMargins(space.pane, 0, space.pane, space.group)
        upper.setSpacing(space.unit)
        upper.addLayout(row(self._about))
        upper.addLayout(row(1, self._before, self._number, self._next, spacing=2))
        upper.addWidget(scroll, 1)
        upper.addWidget(self.state)
        title = row(self._slots_title, self._slots_count, 1)
        title.setContentsMargins(space.pane, space.group, space.pane, space.tight)
        table = QVBoxLayout()
        table.setContentsMargins(space.group, 0, space.tight, space.unit)
        table.addWidget(self.slots)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._head)
        box.addLayout(upper, 3)
        box.addWidget(Rule())
        box.addLayout(title)
        box.addLayout(table, 2)
        self.setProperty("pane", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def retranslate(self) -> None:
        """Set all texts again."""
        self._head.set_text(self.tr("Preview"))
        self._mode.set_items(
            [self.tr("Coloured"), self.tr("Plain")], self.tr("Preview")
        )
        self._before.set_name(self.tr("Previous task"))
        self._next.set_name(self.tr("Next task"))
        self._slots_title.setText(self.tr("Slots"))
        self.slots.setAccessibleName(self.tr("Slots"))
        self._show_task()
        if self.view.text():
            self.show_pieces(self.view.pieces())

    @property
    def task(self) -> Task | None:
        """The task previewed on."""
        return self._tasks[self._place] if self._tasks else None

    def show_tasks(self, tasks: Sequence[Task], has_present: bool) -> None:
        """Offer other tasks; the first may be the one of the Construct form."""
        before = self.task
        self._tasks, self._has_present = tuple(tasks), has_present
        keep = before is not None and before in self._tasks and not has_present
        self._place = self._tasks.index(before) if keep and before else 0
        self._show_task()
        if self.task is not None:
            self.task_chosen.emit(self.task)

    @Slot()
    def next_task(self) -> None:
        """Preview on the next task."""
        self._step(1)

    @Slot()
    def previous_task(self) -> None:
        """Preview on the previous task."""
        self._step(-1)

    def _step(self, by: int) -> None:
        if self._tasks:
            self._place = (self._place + by) % len(self._tasks)
            self._show_task()
            self.task_chosen.emit(self._tasks[self._place])

    def _show_task(self) -> None:
        """Say which task is previewed on."""
        task = self.task
        if task is None:
            self._about.setText("")
            self._number.setText("")
            return
        about = task.description or (task.examples[0].input if task.examples else "")
        self._about.setText(" ".join(about.split())[:160])
        if self._place == 0 and self._has_present:
            self._number.setText(self.tr("Your task"))
        else:
            text = self.tr("Task {number} of {count}")
            first = 0 if self._has_present else 1
            self._number.setText(
                text.format(
                    number=self._place + first,
                    count=len(self._tasks) - (1 - first),
                )
            )

    def show_pieces(self, pieces: Sequence[Piece]) -> None:
        """Show a valid preview."""
        text, spans = assemble(pieces)
        self.view.set_text(text, spans)
        count = words.number(len(text))
        self._say(self.tr("{count} characters").format(count=count), "cap")

    def show_error(self, error: BaseException) -> None:
        """Say why there is no newer preview; the last valid one stays."""
        if isinstance(error, TemplateError):
            text = self.tr("The last valid preview is shown. {reason}")
            self._say(text.format(reason=sentence(error)), "warning")
        else:
            self._say(sentence(error), "danger")

    def clear(self) -> None:
        """Show nothing."""
        self.view.set_text("")
        self._say("", "cap")

    def show_slots(
        self,
        names: Sequence[tuple[str, str, str]],
        values: Mapping[str, str],
        used: frozenset[str],
    ) -> None:
        """List names (with label and kind), their values, and which are used."""
        rows = [
            SlotRow(
                name=name,
                label=label,
                kind=kind,
                value=values.get(name, ""),
                used=name in used,
            )
            for name, label, kind in names
        ]
        self.slots.slots_model.set_rows(rows)
        count = sum(1 for one in rows if one.used)
        self._slots_count.setText(
            self.tr("{count} used").format(count=words.number(count))
        )

    @Slot(int)
    def _on_mode(self, place: int) -> None:
        self.view.show_colours(place == 0)

    def _say(self, text: str, role: str) -> None:
        """Show a line under the preview."""
        self.state.setText(text)
        self.state.set_role(role)
