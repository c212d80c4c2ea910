"""The numbers of a run that most people leave as the preset has them."""

from dataclasses import replace

from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QDoubleSpinBox,
    QGridLayout,
    QLineEdit,
    QSpinBox,
    QWidget,
)

from instrstudio.domain.run import TrainConfig
from instrstudio.ui.controls import CaptionLabel
from instrstudio.ui.theme import set_font, theme

_RANGES = {
    "embedding_size": (8, 1024),
    "hidden_size": (8, 2048),
    "attention_size": (8, 1024),
    "vocabulary_size": (200, 64_000),
    "batch_size": (1, 1024),
    "steps": (1, 1_000_000),
    "validate_every_steps": (1, 100_000),
    "patience": (1, 1000),
    "seed": (0, 1_000_000),
}
_COLUMNS = 3


def inset(spin: QAbstractSpinBox) -> None:
    """Set the number off from the frame: a style sheet's padding does not reach it."""
    text = spin.findChild(QLineEdit)
    if isinstance(text, QLineEdit):
        text.setTextMargins(theme().space.inner, 0, 0, 0)


class Advanced(QWidget):
    """A grid of numbers: sizes, steps, learning rate."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels: dict[str, CaptionLabel] = {}
        self._fields = {name: QSpinBox() for name in _RANGES}
        self._rate = QDoubleSpinBox()
        self._rate.setObjectName("run_learning_rate")
        self._rate.setRange(1e-5, 1.0)
        self._rate.setDecimals(5)
        self._rate.setSingleStep(5e-4)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme().space.pane)
        grid.setVerticalSpacing(theme().space.tight)
        for name, spin in self._fields.items():
            spin.setObjectName(f"run_{name}")
            spin.setRange(*_RANGES[name])
            spin.setGroupSeparatorShown(True)
            self._add(grid, name, spin)
        self._add(grid, "learning_rate", self._rate)

    def _add(self, grid: QGridLayout, name: str, field: QWidget) -> None:
        """Add a small label with its field below."""
        if isinstance(field, QAbstractSpinBox):
            inset(field)
        label = CaptionLabel()
        label.setBuddy(field)
        set_font(field, "body")
        line, column = divmod(len(self._labels), _COLUMNS)
        self._labels[name] = label
        grid.addWidget(label, 2 * line, column)
        grid.addWidget(field, 2 * line + 1, column)

    def retranslate(self) -> None:
        """Set all texts again."""
        texts = {
            "embedding_size": self.tr("Embedding size"),
            "hidden_size": self.tr("Hidden size"),
            "attention_size": self.tr("Attention size"),
            "vocabulary_size": self.tr("Vocabulary"),
            "batch_size": self.tr("Batch"),
            "steps": self.tr("Steps"),
            "validate_every_steps": self.tr("Validate every"),
            "patience": self.tr("Patience"),
            "seed": self.tr("Seed"),
            "learning_rate": self.tr("Learning rate"),
        }
        for name, text in texts.items():
            self._labels[name].setText(text)
            field = self._fields.get(name) or self._rate
            field.setAccessibleName(text)

    def show_config(self, config: TrainConfig) -> None:
        """Show the numbers of `config`."""
        for name, spin in self._fields.items():
            spin.setValue(int(getattr(config, name) or 0))
        self._rate.setValue(config.learning_rate)

    def applied(self, config: TrainConfig) -> TrainConfig:
        """Return `config` with the numbers as they are typed."""
        numbers = {name: spin.value() for name, spin in self._fields.items()}
        every = min(config.save_every_steps, numbers["validate_every_steps"])
        return replace(
            config,
            **numbers,  # type: ignore[arg-type]  # every one of them is a whole number
            learning_rate=self._rate.value(),
            save_every_steps=every,
        )
