"""Asks which pairs of preferences are wanted: to learn from, or to export."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDoubleSpinBox,
    QFileDialog,
    QGridLayout,
    QVBoxLayout,
    QWidget,
)

from instrstudio.domain.preference import (
    ADJACENT,
    BEST_WORST,
    CHOICES,
    EDITS,
    MARGIN,
    RULES,
    USUAL,
    VOTES,
)
from instrstudio.services.preferring import Counts, Wish
from instrstudio.ui import words
from instrstudio.ui.controls import (
    BodyLabel,
    CaptionLabel,
    GhostButton,
    PrimaryButton,
    Strip,
    TitleLabel,
    row,
)
from instrstudio.ui.theme import set_font, theme

_WIDTH = 560
_FORMATS = ("trl-dpo", "llamafactory-dpo", "openai-dpo", "trl-kto", "llamafactory-kto")
_NARROW = 88


class PreferencesDialog(QDialog):
    """Rules with their counts, margin, whose pairs; the format where it is an export.

    Signals:
        changed: The `Wish` to count.
        learn_wanted: The `Wish` to learn from.
        export_wanted: Target, format and `Wish`.
    """

    changed = Signal(object)
    learn_wanted = Signal(object)
    export_wanted = Signal(object, str, object)

    def __init__(self, *, exports: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("preferencesDialog")
        self._exports = exports
        self._counts: Counts | None = None
        title = (
            self.tr("Export preferences") if exports else self.tr("Learn preferences")
        )
        self.setWindowTitle(title)
        self.setMinimumWidth(theme().px(_WIDTH))
        self.rules = {name: QCheckBox(text) for name, text in _rules().items()}
        self._numbers = {name: CaptionLabel("…") for name in RULES}
        self.margin = QDoubleSpinBox()
        self.everybody = QCheckBox(self.tr("Pairs of all people"))
        self.format = QComboBox()
        self.told = BodyLabel()
        self.wrong = Strip(kind="error")
        self.wrong.hide()
        self.go = PrimaryButton(
            self.tr("Export…") if exports else self.tr("Learn"),
            "export" if exports else "training",
        )
        self.go.setObjectName("preferencesGo")
        self._cancel = GhostButton(self.tr("Cancel"))
        self._build(title)
        self._connect()

    def _build(self, title: str) -> None:
        space = theme().space
        box = QVBoxLayout(self)
        box.setContentsMargins(space.page, space.page, space.page, space.page)
        box.setSpacing(space.group)
        about = CaptionLabel(self._about())
        about.setWordWrap(True)
        box.addWidget(TitleLabel(title))
        box.addWidget(about)
        box.addLayout(self._rule_grid())
        box.addWidget(self.everybody)
        set_font(self.everybody, "body")
        if self._exports:
            for name in _FORMATS:
                self.format.addItem(_formats()[name], name)
            self.format.setObjectName("preferencesFormat")
            self.format.setAccessibleName(self.tr("Format"))
            set_font(self.format, "body")
            box.addLayout(row(BodyLabel(self.tr("Format")), self.format, 1))
        self.told.setWordWrap(True)
        self.told.setObjectName("preferencesTold")
        box.addWidget(self.told)
        box.addWidget(self.wrong)
        box.addLayout(row(1, self._cancel, self.go))
        self.go.setDefault(True)

    def _about(self) -> str:
        """Say what is done with the pairs."""
        if self._exports:
            return self.tr(
                "Pairs of a preferred and another text, for other trainers: as pairs "
                "(DPO), or text by text (KTO)."
            )
        return self.tr(
            "The model in use goes on learning which text you prefer (DPO). Some tasks "
            "are held out; the new model is used only if it is no worse there."
        )

    def _rule_grid(self) -> QGridLayout:
        """Return the rules, each with its count."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme().space.group)
        grid.setVerticalSpacing(theme().space.inner)
        for place, (name, check) in enumerate(self.rules.items()):
            set_font(check, "body")
            check.setObjectName(f"pairs_{name}")
            check.setChecked(name in USUAL)
            grid.addWidget(check, place, 0)
            grid.addWidget(self._numbers[name], place, 2)
        self.margin.setRange(0.5, 4.0)
        self.margin.setSingleStep(0.5)
        self.margin.setDecimals(1)
        self.margin.setValue(1.0)
        self.margin.setFixedWidth(theme().px(_NARROW))
        self.margin.setAccessibleName(self.tr("Least distance in stars"))
        self.margin.setToolTip(self.margin.accessibleName())
        self.margin.lineEdit().setTextMargins(theme().space.inner, 0, 0, 0)
        set_font(self.margin, "body")
        grid.addWidget(self.margin, RULES.index(MARGIN), 1)
        grid.setColumnStretch(0, 1)
        return grid

    def _connect(self) -> None:
        for check in (*self.rules.values(), self.everybody):
            check.clicked.connect(self.ask_count)
        self.margin.valueChanged.connect(self.ask_count)
        self._cancel.clicked.connect(self.reject)
        self.go.clicked.connect(self._on_go)

    @property
    def wish(self) -> Wish:
        """What is asked for."""
        return Wish(
            rules=tuple(name for name in RULES if self.rules[name].isChecked()),
            margin=self.margin.value(),
            everybody=self.everybody.isChecked(),
        )

    @Slot()
    def ask_count(self) -> None:
        """Have the pairs counted again."""
        self._counts = None
        self.told.setText(self.tr("Counting…"))
        self.go.setEnabled(False)
        self.changed.emit(self.wish)

    def show_counts(self, found: Counts) -> None:
        """Show how many pairs there are, before anything is done with them."""
        self._counts = found
        for name, label in self._numbers.items():
            label.setText(words.number(found.by_rule.get(name, 0)))
        tr = QCoreApplication.translate
        pairs = tr("PreferencesDialog", "%n different pairs", "", found.pairs)
        tasks = tr("PreferencesDialog", "%n tasks", "", found.tasks)
        said = self.tr("{pairs} of {tasks}.").format(pairs=pairs, tasks=tasks)
        if not self._exports:
            said = f"{said}\n{self._learnable(found)}"
        self.told.setText(said)
        self.go.setEnabled(found.pairs > 0 if self._exports else found.enough)

    def _learnable(self, found: Counts) -> str:
        """Say whether they suffice to learn from."""
        if not found.enough:
            return self.tr("Too few to learn from: choose, edit or rate more.")
        return self.tr("{count} held out to compare the models.").format(
            count=words.number(found.held_out)
        )

    def warn(self, text: str) -> None:
        """Say what is wrong."""
        self.told.setText("")
        self.wrong.set_text(text, "error")
        self.wrong.show()
        self.go.setEnabled(self._counts is not None)

    @Slot()
    def _on_go(self) -> None:
        self.wrong.hide()
        if not self._exports:
            self.learn_wanted.emit(self.wish)
            self.accept()
            return
        dialog = QFileDialog(self, self.tr("Export preferences"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("jsonl")
        dialog.fileSelected.connect(self._on_target)
        dialog.open()

    @Slot(str)
    def _on_target(self, name: str) -> None:
        self.export(Path(name))

    def export(self, target: Path) -> None:
        """Ask for an export to `target`."""
        self.go.setEnabled(False)
        self.export_wanted.emit(target, str(self.format.currentData()), self.wish)


def _rules() -> dict[str, str]:
    tr = QCoreApplication.translate
    return {
        CHOICES: tr("PairRules", "What you took over what stood above it"),
        EDITS: tr("PairRules", "Your edit over the text before"),
        VOTES: tr("PairRules", "The winner of a vote"),
        BEST_WORST: tr("PairRules", "The best rated over the worst rated"),
        ADJACENT: tr("PairRules", "Each rating over the next lower one"),
        MARGIN: tr("PairRules", "Ratings at least so many stars apart"),
    }


def _formats() -> dict[str, str]:
    tr = QCoreApplication.translate
    pairs, single = tr("PairRules", "pairs"), tr("PairRules", "text by text")
    return {
        "trl-dpo": f"TRL DPO · {pairs}",
        "llamafactory-dpo": f"LLaMA-Factory DPO · {pairs}",
        "openai-dpo": f"OpenAI DPO · {pairs}",
        "trl-kto": f"TRL KTO · {single}",
        "llamafactory-kto": f"LLaMA-Factory KTO · {single}",
    }
