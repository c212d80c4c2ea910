"""What a run begins from: the starter model, or fresh weights of an architecture."""

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QSizePolicy, QVBoxLayout, QWidget

from instrstudio.domain.run import ARCHITECTURES, TrainConfig
from instrstudio.ui.controls import CaptionLabel
from instrstudio.ui.theme import set_font, theme
from instrstudio.ui.training import run_words
from instrstudio.ui.training.prediction import STARTER


class Basis(QWidget):
    """A switch, and below it the architectures with a line on each.

    With the switch on, architecture and sizes are the starter's and cannot be chosen.

    Signals:
        changed: Something else is chosen.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        from instrstudio.services import checkpoints

        self.starter: Path | None = checkpoints.shipped()
        self._chosen = ARCHITECTURES.index(TrainConfig().architecture)
        self._switch = QCheckBox()
        self._switch.setObjectName("runFromStarter")
        self._switch.setChecked(self.starter is not None)
        self._switch.setVisible(self.starter is not None)
        self._menu = QComboBox()
        self._menu.setObjectName("runArchitecture")
        self._menu.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._note = CaptionLabel()
        self._note.setWordWrap(True)
        for field in (self._switch, self._menu):
            set_font(field, "body")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme().space.inner)
        for widget in (self._switch, self._menu, self._note):
            box.addWidget(widget)
        self.retranslate()
        self._switch.toggled.connect(self._on_switched)
        self._menu.activated.connect(self._on_chosen)

    def retranslate(self) -> None:
        """Set all texts again."""
        self._switch.setText(self.tr("Start from the starter model"))
        self._menu.setAccessibleName(self.tr("Architecture"))
        self._menu.clear()
        for name in ARCHITECTURES:
            title = run_words.architecture(name)
            about = run_words.about_architecture(name)
            text = self.tr("{model}: {about}").format(model=title, about=about)
            self._menu.addItem(text, name)
        self._show()

    @property
    def key(self) -> str:
        """What presets are timed for: `STARTER`, or the architecture."""
        return STARTER if self.from_starter else ARCHITECTURES[self._chosen]

    @property
    def from_starter(self) -> bool:
        """Whether the run begins from the starter model."""
        return self.starter is not None and self._switch.isChecked()

    def config(self, preset: str) -> TrainConfig:
        """Return the configuration of a preset on this basis."""
        from instrstudio.services import training

        if self.starter is not None and self._switch.isChecked():
            return training.fine_tuning(preset, self.starter)
        return training.preset(preset, ARCHITECTURES[self._chosen])

    def choose(self, *, from_starter: bool, architecture: str = "") -> None:
        """Choose as a person would."""
        if architecture:
            self._chosen = ARCHITECTURES.index(architecture)
        self._switch.setChecked(from_starter)
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        """Show what holds: the starter's architecture, or the one that is chosen."""
        fixed = self.from_starter
        self._menu.setEnabled(not fixed)
        shown = self._chosen
        if fixed:
            name = self.config("tiny").architecture
            shown = ARCHITECTURES.index(name) if name in ARCHITECTURES else shown
        self._menu.setCurrentIndex(shown)
        self._note.setVisible(fixed)
        self._note.setText(
            self.tr(
                "Architecture and sizes are the starter's; it learns your library on "
                "top of what it knows."
            )
        )

    @Slot(bool)
    def _on_switched(self, _on: bool) -> None:
        self._show()
        self.changed.emit()

    @Slot(int)
    def _on_chosen(self, place: int) -> None:
        self._chosen = place
        self._show()
        self.changed.emit()
