"""Search by example: for the instructions that others used for such a sample."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from instrstudio.domain.task import Example, Task
from instrstudio.ui.controls import (
    CaptionLabel,
    GhostButton,
    IconButton,
    PrimaryButton,
    ProseEdit,
    row,
)
from instrstudio.ui.session import Session
from instrstudio.ui.theme import theme

_LINES = (2, 5)
_FINDING = ("Ctrl+Return", "Ctrl+Enter")


class ExampleBar(QFrame):
    """Two fields under the search box; Ctrl Enter finds, Esc closes.

    Opened, it is filled with the first sample of the task in Construct, if there is
    one and nothing is typed here yet.

    Signals:
        wanted: An input and an output to find records by.
        closed: It is no longer wanted.
    """

    wanted = Signal(str, str)
    closed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("exampleBar")
        self._session = session
        self._source = self._field("exampleInput")
        self._target = self._field("exampleOutput")
        self._names = CaptionLabel(), CaptionLabel()
        self._find = PrimaryButton(icon="search")
        self._find.setObjectName("exampleFind")
        self._from_task = GhostButton(icon="construct")
        self._from_task.setObjectName("exampleFromTask")
        self._close = IconButton("close")
        self._close.setObjectName("exampleClose")
        self._build()
        for keys in _FINDING:
            within = Qt.ShortcutContext.WidgetWithChildrenShortcut
            shortcut = QShortcut(QKeySequence(keys), self, context=within)
            shortcut.activated.connect(self.search)
        self._find.clicked.connect(self.search)
        self._from_task.clicked.connect(self.fill)
        self._close.clicked.connect(self.close_bar)
        session.task_changed.connect(self._on_task)
        self.retranslate()
        self._follow()
        self.hide()

    def _field(self, name: str) -> ProseEdit:
        """Make one text field."""
        field = ProseEdit(self, lines=_LINES)
        field.setObjectName(name)
        field.edited.connect(self._follow)
        return field

    def _build(self) -> None:
        """Put the fields side by side and the buttons below."""
        space = theme().space
        fields = QHBoxLayout()
        fields.setSpacing(space.group)
        for name, field in zip(self._names, (self._source, self._target), strict=True):
            name.setBuddy(field)
            column = QVBoxLayout()
            column.setSpacing(space.tight)
            column.addWidget(name)
            column.addWidget(field)
            column.addStretch(1)
            fields.addLayout(column, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, space.tight, 0, space.tight)
        box.setSpacing(space.inner)
        box.addLayout(fields)
        box.addLayout(row(self._find, self._from_task, 1, self._close))

    def retranslate(self) -> None:
        """Set all texts again."""
        texts = self.tr("Input"), self.tr("Output")
        fields = (self._source, self._target)
        for label, field, text in zip(self._names, fields, texts, strict=True):
            label.setText(text)
            field.setAccessibleName(text)
        self._source.setPlaceholderText(self.tr("What was given"))
        self._target.setPlaceholderText(self.tr("What should come of it"))
        self._find.set_text(self.tr("Find instructions"))
        self._find.setToolTip("Ctrl+Enter")
        self._from_task.set_text(self.tr("Take the sample of the task"))
        self._close.set_name(self.tr("Close"))

    @property
    def example(self) -> tuple[str, str]:
        """The input and the output as they stand in the fields."""
        return self._source.text(), self._target.text()

    @Slot()
    def toggle(self) -> None:
        """Open the fields, or close them."""
        if self.isHidden():
            self.open_bar()
        else:
            self.close_bar()

    @Slot()
    def open_bar(self) -> None:
        """Open the fields and put the cursor into the first."""
        if not any(part.strip() for part in self.example):
            self.fill()
        self.show()
        self._source.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def close_bar(self) -> None:
        """Close the fields; what is in them stays for the next time."""
        self.hide()
        self.closed.emit()

    @Slot()
    def fill(self) -> None:
        """Take the first sample of the task that is at hand."""
        sample = _sample(self._session.task)
        if sample is not None:
            self._source.set_text(sample.input)
            self._target.set_text(sample.output)
        self._follow()

    @Slot()
    def search(self) -> None:
        """Ask for records with such samples."""
        if any(part.strip() for part in self.example):
            self.wanted.emit(*self.example)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        else:
            super().keyPressEvent(event)

    @Slot(object)
    def _on_task(self, _task: Task) -> None:
        self._follow()

    @Slot()
    def _follow(self) -> None:
        """Offer what there is to do."""
        self._find.setEnabled(any(part.strip() for part in self.example))
        self._from_task.setVisible(_sample(self._session.task) is not None)


def _sample(task: Task) -> Example | None:
    """Return the first sample of a task that says something."""
    said = (e for e in task.examples if e.input.strip() or e.output.strip())
    return next(said, None)
