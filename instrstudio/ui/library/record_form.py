"""The fields of a record, from the instruction down to its facts."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from instrstudio.domain.language import LANGUAGES, length_of
from instrstudio.domain.record import Record
from instrstudio.domain.task import TASK_TYPES
from instrstudio.ui import words
from instrstudio.ui.controls import (
    BodyLabel,
    CaptionLabel,
    ProseEdit,
    Rule,
    SectionLabel,
    column,
    row,
)
from instrstudio.ui.library import facts
from instrstudio.ui.library.samples_editor import SamplesEditor
from instrstudio.ui.library.tag_editor import TagEditor
from instrstudio.ui.theme import set_font, theme


class RecordForm(QWidget):
    """Shows one record and gives it back as it stands in the fields.

    Signals:
        edited: A field was changed by hand.
    """

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._record = Record(instruction="")
        self.state = CaptionLabel()
        self.state.setObjectName("recordState")
        self._length = CaptionLabel()
        self._under = column()
        self._instruction = self._prose("recordInstruction", (3, 14))
        self._description = self._prose("recordDescription", (1, 5))
        self._constraints = self._prose("recordConstraints", (1, 6))
        self._samples = SamplesEditor()
        self._tags = TagEditor()
        self._title = QLineEdit()
        self._title.setObjectName("recordTitle")
        self._task_type = QComboBox()
        self._task_type.setObjectName("recordTaskType")
        self._task_type.setEditable(True)
        self._language = QComboBox()
        self._language.setObjectName("recordLanguage")
        self._sections: dict[str, QLabel] = {}
        self._facts: dict[str, tuple[QLabel, QLabel]] = {}
        self._build()
        self._connect()
        self.retranslate()

    def _prose(self, name: str, lines: tuple[int, int]) -> ProseEdit:
        """Make one text field."""
        field = ProseEdit(self, lines=lines)
        field.setObjectName(name)
        field.edited.connect(self.edited)
        return field

    def _build(self) -> None:
        """Put the fields in their order."""
        space = theme().space
        box = QVBoxLayout(self)
        box.setContentsMargins(space.pane, space.tight, space.pane, space.pane)
        box.setSpacing(space.inner)
        self._add(box, "instruction", self._instruction)
        box.addLayout(row(self.state, 1, self._length))
        box.addLayout(self._under)
        self._add(box, "description", self._description)
        self._add(box, "samples", self._samples)
        self._add(box, "constraints", self._constraints)
        box.addSpacing(space.tight)
        box.addWidget(Rule())
        self._add(box, "tags", self._tags)
        self._add(box, "facts", None)
        form = QFormLayout()
        form.setHorizontalSpacing(space.group)
        form.setVerticalSpacing(space.inner)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for key, field in (
            ("title", self._title),
            ("task_type", self._task_type),
            ("language", self._language),
        ):
            self._sections[key] = CaptionLabel()
            set_font(field, "body")
            form.addRow(self._sections[key], field)
        for key in ("source", "licence", "parent", "created"):
            name, value = CaptionLabel(), BodyLabel()
            value.setWordWrap(True)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._facts[key] = (name, value)
            form.addRow(name, value)
        box.addLayout(form)

    def _add(self, box: QVBoxLayout, key: str, field: QWidget | None) -> None:
        """Add a heading and, below it, its field."""
        label = SectionLabel()
        self._sections[key] = label
        box.addSpacing(theme().space.tight)
        box.addWidget(label)
        if field is not None:
            label.setBuddy(field)
            box.addWidget(field)

    def _connect(self) -> None:
        """Listen to the fields."""
        self._samples.edited.connect(self.edited)
        self._tags.edited.connect(self.edited)
        self._title.textEdited.connect(self.edited)
        self._task_type.textActivated.connect(self.edited)
        task_type_text = self._task_type.lineEdit()
        if task_type_text is not None:
            task_type_text.textEdited.connect(self.edited)
        self._language.activated.connect(self.edited)
        self._instruction.edited.connect(self._show_length)

    def retranslate(self) -> None:
        """Set all texts again."""
        texts = {
            "instruction": self.tr("Instruction"),
            "description": self.tr("Task description"),
            "samples": self.tr("Sample"),
            "constraints": self.tr("Constraints"),
            "tags": self.tr("Tags"),
            "facts": self.tr("Details"),
            "title": self.tr("Title"),
            "task_type": self.tr("Task type"),
            "language": self.tr("Language"),
        }
        for key, text in texts.items():
            self._sections[key].setText(text)
        named: tuple[tuple[QWidget, str], ...] = (
            (self._instruction, texts["instruction"]),
            (self._description, texts["description"]),
            (self._constraints, texts["constraints"]),
            (self._title, texts["title"]),
            (self._task_type, texts["task_type"]),
            (self._language, texts["language"]),
        )
        for field, text in named:
            field.setAccessibleName(text)
        self._constraints.setPlaceholderText(self.tr("One in each line"))
        names = {
            "source": self.tr("Source"),
            "licence": self.tr("Licence"),
            "parent": self.tr("Parent"),
            "created": self.tr("Created"),
        }
        for key, text in names.items():
            self._facts[key][0].setText(text)
        self._samples.retranslate()
        self._tags.retranslate()
        self._fill_menus()
        self.set_record(self.record())

    def _fill_menus(self) -> None:
        """Fill the menus of task types and languages."""
        for menu, keys in ((self._task_type, TASK_TYPES), (self._language, LANGUAGES)):
            blocked = menu.blockSignals(True)
            menu.clear()
            for key in keys:
                named = menu is self._task_type
                text = words.task_type(key) if named else facts.language_name(key)
                menu.addItem(text, key)
            menu.blockSignals(blocked)

    def put_under_instruction(self, widget: QWidget) -> None:
        """Give something a place right under the instruction."""
        self._under.addWidget(widget)

    def set_known_tags(self, tags: tuple[str, ...]) -> None:
        """Offer the library's tags while one is typed."""
        self._tags.set_known(tags)

    def set_record(self, record: Record) -> None:
        """Show `record` without telling."""
        self._record = record
        self._instruction.set_text(record.instruction)
        self._description.set_text(record.task_description)
        self._constraints.set_text("\n".join(record.constraints))
        self._samples.set_examples(record.examples)
        self._tags.set_tags(record.tags)
        if self._title.text() != record.title:
            self._title.setText(record.title)
            self._title.setCursorPosition(0)  # a long one is read from its start
        self._title.setPlaceholderText(record.shown_title)
        _choose(self._task_type, record.task_type, words.task_type)
        _choose(self._language, record.language, facts.language_name)
        self._show_facts(record)
        self._show_length()

    def record(self) -> Record:
        """Return the record as the fields have it."""
        lines = self._constraints.text().splitlines()
        return replace(
            self._record,
            instruction=self._instruction.text(),
            task_description=self._description.text(),
            examples=self._samples.examples(),
            constraints=tuple(line.strip() for line in lines if line.strip()),
            tags=self._tags.tags(),
            title=self._title.text().strip(),
            task_type=_chosen(self._task_type),
            language=_chosen(self._language),
        )

    def focus(self) -> None:
        """Put the cursor into the instruction."""
        self._instruction.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_facts(self, record: Record) -> None:
        """Show what cannot be edited; what is not known has no row."""
        source = words.source(record.source.kind)
        if record.source.name:
            source = f"{source} · {record.source.name}"
        parent = ""
        if record.parent is not None:
            parent = self.tr("Record {id}").format(id=record.parent)
        values = {
            "source": source,
            "licence": record.licence,
            "parent": parent,
            "created": words.ago(record.created) if record.created else "",
        }
        for key, text in values.items():
            name, value = self._facts[key]
            value.setText(text)
            name.setVisible(bool(text))
            value.setVisible(bool(text))

    @Slot()
    def _show_length(self) -> None:
        """Count words, or characters of Chinese."""
        text = self._instruction.text()
        count = length_of(text)
        if self._record.language == "zh":
            said = self.tr("{count} characters")
        else:
            said = self.tr("{count} words")
        self._length.setText(said.format(count=words.number(count)))


def _choose(menu: QComboBox, key: str, name: Callable[[str], str]) -> None:
    """Choose `key` in a menu, adding it if it is not there."""
    blocked = menu.blockSignals(True)
    place = menu.findData(key)
    if place < 0 and key:
        menu.addItem(name(key), key)
        place = menu.count() - 1
    menu.setCurrentIndex(place)
    if place < 0 and menu.isEditable():
        menu.setEditText("")
    menu.blockSignals(blocked)


def _chosen(menu: QComboBox) -> str:
    """Return the key that is chosen, or what was typed instead."""
    text = menu.currentText().strip()
    place = menu.findText(text)
    if place >= 0:
        return str(menu.itemData(place) or text)
    return text.lower().replace(" ", "_") if menu.isEditable() else ""
