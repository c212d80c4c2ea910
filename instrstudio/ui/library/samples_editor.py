"""The samples of a record: one at a time, with tabs where there are several."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from instrstudio.domain.task import Example
from instrstudio.ui.controls import (
    CaptionLabel,
    IconButton,
    ProseEdit,
    Segments,
    row,
)
from instrstudio.ui.theme import theme


class SamplesEditor(QWidget):
    """Edits a list of samples; empty ones are not kept.

    Signals:
        edited: A sample was changed by hand.
    """

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._examples: list[Example] = [Example()]
        self._place = 0
        self._tabs = Segments()
        self._tabs.chosen.connect(self._go_to)
        self._more = IconButton("plus")
        self._more.setObjectName("recordAddSample")
        self._more.clicked.connect(self._add)
        self._less = IconButton("minus")
        self._less.setObjectName("recordRemoveSample")
        self._less.clicked.connect(self._remove)
        self._labels = (CaptionLabel(), CaptionLabel())
        self._fields = (
            ProseEdit(self, lines=(2, 8)),
            ProseEdit(self, lines=(1, 8)),
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme().space.tight)
        box.addLayout(row(self._tabs, self._labels[0], 1, self._less, self._more))
        box.addWidget(self._fields[0])
        box.addWidget(self._labels[1])
        box.addWidget(self._fields[1])
        names = ("recordInput", "recordOutput")
        for field, name in zip(self._fields, names, strict=True):
            field.setObjectName(name)
            field.edited.connect(self._on_edited)
        self.retranslate()
        self._show()

    def retranslate(self) -> None:
        """Set all texts again."""
        texts = (self.tr("Input"), self.tr("Output"))
        for label, field, text in zip(self._labels, self._fields, texts, strict=True):
            label.setText(text)
            label.setBuddy(field)
            field.setAccessibleName(self.tr("Sample {part}").format(part=text))
        self._more.set_name(self.tr("Add a sample"))
        self._less.set_name(self.tr("Remove this sample"))
        self._show_tabs()

    def examples(self) -> tuple[Example, ...]:
        """Return the samples that say something."""
        return tuple(example for example in self._examples if example != Example())

    def set_examples(self, examples: Sequence[Example]) -> None:
        """Show `examples` without telling."""
        if tuple(examples) == self.examples():
            return
        self._examples = list(examples) or [Example()]
        self._place = min(self._place, len(self._examples) - 1)
        self._show()

    def _show(self) -> None:
        """Show the chosen sample."""
        example = self._examples[self._place]
        self._fields[0].set_text(example.input)
        self._fields[1].set_text(example.output)
        self._show_tabs()

    def _show_tabs(self) -> None:
        """Show one tab a sample, none where there is one sample."""
        count = len(self._examples)
        self._tabs.set_items(
            [str(number + 1) for number in range(count)], self.tr("Sample")
        )
        self._tabs.choose(self._place)
        self._tabs.setVisible(count > 1)
        self._less.setVisible(count > 1)

    @Slot(int)
    def _go_to(self, place: int) -> None:
        """Show another sample."""
        self._place = place
        self._show()

    @Slot()
    def _add(self) -> None:
        """Add an empty sample and show it."""
        self._examples.append(Example())
        self._go_to(len(self._examples) - 1)
        self._fields[0].setFocus()

    @Slot()
    def _remove(self) -> None:
        """Take the sample away that is shown."""
        del self._examples[self._place]
        self._place = max(0, self._place - 1)
        self._show()
        self.edited.emit()

    @Slot()
    def _on_edited(self) -> None:
        """Take over what was typed."""
        example = Example(input=self._fields[0].text(), output=self._fields[1].text())
        self._examples[self._place] = example
        self.edited.emit()
