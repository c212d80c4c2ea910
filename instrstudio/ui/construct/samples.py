"""The samples of a task: one input with its output, several of them as tabs."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from instrstudio.domain.language import CHINESE, language_of, length_of
from instrstudio.domain.task import Example
from instrstudio.ui import words
from instrstudio.ui.controls import (
    CaptionLabel,
    IconButton,
    ProseEdit,
    SectionLabel,
    Segments,
    row,
)
from instrstudio.ui.theme import theme

MOST = 8


class SampleTabs(QWidget):
    """Edits one sample at a time; `edited` comes when any of them is other."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._samples: list[Example] = [Example()]
        self._at = 0
        self._title, self._tabs = SectionLabel(), Segments(["1"])
        self._tabs.setObjectName("sampleTabs")
        self._add = IconButton("plus")
        self._add.setObjectName("addSample")
        self._remove = IconButton("trash")
        self._remove.setObjectName("removeSample")
        self._input_label, self._output_label = CaptionLabel(), CaptionLabel()
        self._input_count, self._output_count = CaptionLabel(), CaptionLabel()
        self.input, self.output = ProseEdit(), ProseEdit()
        self.input.setObjectName("sampleInput")
        self.output.setObjectName("sampleOutput")
        self._lay_out()
        self._tabs.chosen.connect(self._on_chosen)
        self._add.clicked.connect(self._on_add)
        self._remove.clicked.connect(self._on_remove)
        self.input.edited.connect(self._on_edited)
        self.output.edited.connect(self._on_edited)
        self.retranslate()

    def _lay_out(self) -> None:
        space = theme().space
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(space.tight)
        head = row(self._title, 1, self._remove, self._tabs, self._add, spacing=4)
        box.addLayout(head)
        box.addLayout(row(self._input_label, 1, self._input_count))
        box.addWidget(self.input, 3)
        box.addSpacing(space.tight)
        box.addLayout(row(self._output_label, 1, self._output_count))
        box.addWidget(self.output, 2)

    def retranslate(self) -> None:
        """Set every text again."""
        self._title.setText(self.tr("Samples"))
        self._add.set_name(self.tr("Add a sample"))
        self._remove.set_name(self.tr("Remove this sample"))
        self._input_label.setText(self.tr("Input"))
        self._output_label.setText(self.tr("Output"))
        self.input.setAccessibleName(self.tr("Input"))
        self.output.setAccessibleName(self.tr("Output"))
        self.input.setPlaceholderText(self.tr("What the model is given"))
        self.output.setPlaceholderText(self.tr("What it should answer"))
        self._show_tabs()
        self._show_counts()

    def examples(self) -> tuple[Example, ...]:
        """Return the samples that say something."""
        return tuple(s for s in self._samples if (s.input + s.output).strip())

    def set_examples(self, examples: Sequence[Example]) -> None:
        """Show other samples, without telling."""
        self._samples = list(examples) or [Example()]
        self._at = 0
        self._show()

    def _show(self) -> None:
        self._show_tabs()
        self.input.set_text(self._samples[self._at].input)
        self.output.set_text(self._samples[self._at].output)
        self._show_counts()

    def _show_tabs(self) -> None:
        count = len(self._samples)
        self._tabs.set_items(
            [str(place + 1) for place in range(count)], self.tr("Sample")
        )
        self._tabs.choose(self._at)
        self._tabs.setVisible(count > 1)
        self._remove.setVisible(count > 1)
        self._add.setEnabled(count < MOST)

    def _show_counts(self) -> None:
        self._input_count.setText(said_length(self.input.text()))
        self._output_count.setText(said_length(self.output.text()))

    @Slot(int)
    def _on_chosen(self, place: int) -> None:
        self._at = place
        self._show()

    @Slot()
    def _on_add(self) -> None:
        self._samples.append(Example())
        self._at = len(self._samples) - 1
        self._show()
        self.input.setFocus()

    @Slot()
    def _on_remove(self) -> None:
        del self._samples[self._at]
        self._at = min(self._at, len(self._samples) - 1)
        self._show()
        self.edited.emit()

    @Slot()
    def _on_edited(self) -> None:
        self._samples[self._at] = Example(
            input=self.input.text(), output=self.output.text()
        )
        self._show_counts()
        self.edited.emit()


def said_length(text: str) -> str:
    """Return the length of a text in its own units: “41 words”, “103 字”."""
    count = length_of(text)
    return said_units(count, chinese=language_of(text) == CHINESE) if count else ""


def said_units(count: int, *, chinese: bool) -> str:
    """Return a length in characters or words."""
    if chinese:
        said = QCoreApplication.translate("Lengths", "%n characters", "", count)
    else:
        said = QCoreApplication.translate("Lengths", "%n words", "", count)
    return said.replace(str(count), words.number(count))
