"""The numbers of a run that most people leave as the preset has them."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QDoubleSpinBox,
    QGridLayout,
    QLineEdit,
    QSpinBox,
    QWidget,
)

from instrstudio.domain.run import PRECISIONS, TrainConfig
from instrstudio.ui.controls import CaptionLabel
from instrstudio.ui.theme import set_font, theme
from instrstudio.ui.training import run_words

_RANGES = {
    "embedding_size": (8, 1024),
    "hidden_size": (8, 2048),
    "attention_size": (8, 1024),
    "layers": (1, 24),
    "vocabulary_size": (260, 64_000),
    "batch_tokens": (64, 262_144),
    "accumulate": (1, 64),
    "steps": (1, 1_000_000),
    "validate_every_steps": (1, 100_000),
    "patience": (1, 1000),
    "seed": (0, 1_000_000),
}
_SHARES = (
    "dropout",
    "word_dropout",
    "bpe_dropout",
    "label_smoothing",
    "coverage",
    "teacher_forcing_ratio",
    "kept",
)
SIZES = (
    "embedding_size",
    "hidden_size",
    "attention_size",
    "layers",
    "vocabulary_size",
)
"""What a run that begins from a model takes over from it."""
_ORDER = (
    *SIZES,
    *("batch_tokens", "accumulate", "learning_rate", "steps"),
    *("validate_every_steps", "patience", *_SHARES, "precision", "seed"),
)
_COLUMNS = 3
_MOST_COVERAGE = 10.0


def inset(spin: QAbstractSpinBox) -> None:
    """Set the number off from the frame: a style sheet's padding does not reach it."""
    text = spin.findChild(QLineEdit)
    if isinstance(text, QLineEdit):
        text.setTextMargins(theme().space.inner, 0, 0, 0)


class Advanced(QWidget):
    """A grid of numbers: sizes, steps, learning rate, regularisation."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels: dict[str, CaptionLabel] = {}
        self._counts = {name: QSpinBox() for name in _RANGES}
        self._shares = {name: QDoubleSpinBox() for name in _SHARES}
        self._rate, self._precision = QDoubleSpinBox(), QComboBox()
        for name, count in self._counts.items():
            count.setRange(*_RANGES[name])
            count.setGroupSeparatorShown(True)
        for name, share in self._shares.items():
            share.setRange(0.0, _MOST_COVERAGE if name == "coverage" else 1.0)
            share.setDecimals(3)
            share.setSingleStep(0.05)
        self._rate.setRange(1e-5, 1.0)
        self._rate.setDecimals(5)
        self._rate.setSingleStep(5e-4)
        self._fields: Mapping[str, QWidget] = {
            **self._counts,
            **self._shares,
            "learning_rate": self._rate,
            "precision": self._precision,
        }
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme().space.pane)
        grid.setVerticalSpacing(theme().space.tight)
        for name in _ORDER:
            self._fields[name].setObjectName(f"run_{name}")
            self._add(grid, name, self._fields[name])

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
        texts = self._texts()
        for name, field in self._fields.items():
            self._labels[name].setText(texts[name])
            field.setAccessibleName(texts[name])
        tips = {
            "batch_tokens": self.tr("At most so many tokens are learned from at once"),
            "accumulate": self.tr("So many batches make one step"),
            "word_dropout": self.tr(
                "The share of words that are hidden while learning"
            ),
            "bpe_dropout": self.tr("The share of words that are cut differently"),
            "coverage": self.tr("How much repeating what was read costs; 0: nothing"),
            "patience": self.tr("Stop after so many validations without progress"),
            "label_smoothing": self.tr("How much certainty is taken off the answers"),
            "kept": self.tr(
                "What the model that training begins from counts in the one it leaves"
            ),
        }
        for name, tip in tips.items():
            self._fields[name].setToolTip(tip)
        chosen = max(0, self._precision.currentIndex())
        self._precision.clear()
        for name in PRECISIONS:
            self._precision.addItem(run_words.precision(name), name)
        self._precision.setCurrentIndex(chosen)

    def _texts(self) -> dict[str, str]:
        """Return the label of each field."""
        return {
            "embedding_size": self.tr("Embedding size"),
            "hidden_size": self.tr("Hidden size"),
            "attention_size": self.tr("Attention size"),
            "layers": self.tr("Layers (transformer)"),
            "vocabulary_size": self.tr("Vocabulary"),
            "batch_tokens": self.tr("Batch, tokens"),
            "accumulate": self.tr("Batches a step"),
            "steps": self.tr("Steps"),
            "validate_every_steps": self.tr("Validate every"),
            "patience": self.tr("Patience"),
            "seed": self.tr("Seed"),
            "learning_rate": self.tr("Learning rate"),
            "dropout": self.tr("Dropout"),
            "word_dropout": self.tr("Word dropout"),
            "bpe_dropout": self.tr("BPE-dropout"),
            "label_smoothing": self.tr("Label smoothing"),
            "coverage": self.tr("Coverage"),
            "teacher_forcing_ratio": self.tr("Teacher forcing"),
            "kept": self.tr("Kept of the first model"),
            "precision": self.tr("Precision"),
        }

    def show_config(self, config: TrainConfig, *, sizes_fixed: bool) -> None:
        """Show the numbers of `config`; fixed sizes cannot be changed."""
        for name, count in self._counts.items():
            count.setValue(int(getattr(config, name) or 0))
        for name, share in self._shares.items():
            share.setValue(getattr(config, name))
        self._rate.setValue(config.learning_rate)
        self._precision.setCurrentIndex(self._precision.findData(config.precision))
        for name in SIZES:
            self._fields[name].setEnabled(not sizes_fixed)
            self._labels[name].setEnabled(not sizes_fixed)

    def applied(self, config: TrainConfig) -> TrainConfig:
        """Return `config` with the numbers as they are typed."""
        numbers: dict[str, Any] = {
            **{name: spin.value() for name, spin in self._counts.items()},
            **{name: spin.value() for name, spin in self._shares.items()},
        }
        every = min(config.save_every_steps, numbers["validate_every_steps"])
        return replace(
            config,
            **numbers,
            learning_rate=self._rate.value(),
            precision=str(self._precision.currentData()),
            save_every_steps=every,
        )
