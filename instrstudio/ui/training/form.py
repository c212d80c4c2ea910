"""The form of a new run: what to train, on what, and for how long."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QLineEdit,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from instrstudio.domain.run import DEVICES, PRESETS, TrainConfig
from instrstudio.ui import words
from instrstudio.ui.controls import (
    BodyLabel,
    GhostButton,
    PanelHead,
    PrimaryButton,
    SectionLabel,
    Strip,
    row,
)
from instrstudio.ui.theme import set_font, theme
from instrstudio.ui.training import run_words
from instrstudio.ui.training.advanced import Advanced
from instrstudio.ui.training.basis import Basis
from instrstudio.ui.training.data_choice import DataChoice

_WIDTH, _FIELD = 620, 140


class Form(QWidget):
    """Asks for the settings of a run.

    Signals:
        confirmed: The configuration, the data file or None, and the name.
        predictions_wanted: The basis whose presets are to be timed.
    """

    confirmed = Signal(object, object, str)
    predictions_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._minutes: dict[tuple[str, str], float] = {}
        self._labels: dict[str, SectionLabel] = {}
        self._name = QLineEdit()
        self._name.setObjectName("runName")
        self.basis = Basis()
        self._presets = QButtonGroup(self)
        self.data = DataChoice()
        self._device = QComboBox()
        self._device.setObjectName("runDevice")
        self._more = GhostButton(icon="chevron-down")
        self._more.setObjectName("runAdvanced")
        self._more.setCheckable(True)
        self.advanced = Advanced()
        self.advanced.hide()
        self._start = PrimaryButton(icon="play")
        self._start.setObjectName("runStart")
        self._strip = Strip()
        self._strip.hide()
        self._say: Callable[[], str] = str
        self._honest = BodyLabel()
        self._honest.set_role("cap")
        self._head = PanelHead()
        self._build()
        self._connect()
        self.retranslate()
        self.take_preset()

    def _build(self) -> None:
        """Put the fields in a column that scrolls."""
        space = theme().space
        inner = QWidget()
        inner.setMaximumWidth(theme().px(_WIDTH))
        column = QVBoxLayout(inner)
        column.setContentsMargins(space.page, 0, space.page, space.page)
        column.setSpacing(space.inner)
        column.addWidget(self._strip)
        column.addWidget(self._honest)
        self._section(column, "name", self._name)
        self._section(column, "basis", self.basis)
        self._section(column, "preset", None)
        for name in PRESETS:
            column.addWidget(self._preset_button(name))
        self._section(column, "data", self.data)
        self._section(column, "device", self._device)
        self._device.setFixedWidth(theme().px(_FIELD))
        column.addSpacing(space.unit)
        column.addLayout(row(self._more, 1))
        column.addWidget(self.advanced)
        column.addSpacing(space.unit)
        column.addLayout(row(self._start, 1))
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inner)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._head)
        box.addWidget(scroll, 1)
        self._presets.buttons()[0].setChecked(True)

    def _section(self, column: QVBoxLayout, key: str, field: QWidget | None) -> None:
        """Add a heading and, below it, its field."""
        label = SectionLabel()
        self._labels[key] = label
        column.addSpacing(theme().space.unit)
        column.addWidget(label)
        if field is not None:
            label.setBuddy(field)
            set_font(field, "body")
            column.addWidget(field)

    def _preset_button(self, name: str) -> QRadioButton:
        """Make the choice of one preset."""
        button = QRadioButton()
        button.setObjectName(f"preset_{name}")
        button.setProperty("value", name)
        set_font(button, "body")
        self._presets.addButton(button)
        return button

    def _connect(self) -> None:
        """Listen to the fields."""
        self.basis.changed.connect(self._on_basis)
        self._presets.buttonClicked.connect(self.take_preset)
        self._more.toggled.connect(self.advanced.setVisible)
        self._start.clicked.connect(self._on_start)

    def retranslate(self) -> None:
        """Set all texts again."""
        self._head.set_text(self.tr("New run"))
        self._honest.setText(self.tr("Template and Retrieval work without training."))
        texts = {
            "name": self.tr("Name"),
            "basis": self.tr("Model"),
            "preset": self.tr("How much"),
            "data": self.tr("Learn from"),
            "device": self.tr("Device"),
        }
        for key, text in texts.items():
            self._labels[key].setText(text)
            buddy = self._labels[key].buddy()
            if isinstance(buddy, QWidget):
                buddy.setAccessibleName(text)
        self._name.setPlaceholderText(self.tr("Named by its number"))
        self.basis.retranslate()
        chosen = self._device.currentIndex()
        self._device.clear()
        for name in DEVICES:
            self._device.addItem(run_words.device(name), name)
        self._device.setCurrentIndex(max(0, chosen))
        self._more.set_text(self.tr("Advanced"))
        self._start.set_text(self.tr("Train"))
        self.data.retranslate()
        self.advanced.retranslate()
        self._show_presets()
        if not self._strip.isHidden():
            self.warn(self._say)

    @property
    def preset(self) -> str:
        """The preset that is chosen."""
        chosen = (b for b in self._presets.buttons() if b.isChecked())
        return next((str(button.property("value")) for button in chosen), PRESETS[0])

    def is_timed(self, basis: str) -> bool:
        """Say whether the times of all presets on a basis are known."""
        return all((basis, preset) in self._minutes for preset in PRESETS)

    def show_minutes(self, basis: str, preset: str, minutes: float) -> None:
        """Show how long a preset takes here."""
        self._minutes[basis, preset] = minutes
        self._show_presets()

    def show_busy(self, busy: bool) -> None:
        """Say whether another run is under way."""
        self._start.setEnabled(not busy)
        tip = self.tr("A run is under way: stop it first.") if busy else ""
        self._start.setToolTip(tip)

    def warn(self, say: Callable[[], str]) -> None:
        """Say why a run could not begin; `say` is asked anew in another language."""
        self._say = say
        self._strip.set_text(say(), "error")
        self._strip.show()

    def _no_file(self) -> str:
        return self.tr("No file is chosen: choose one, or use the library.")

    def config(self) -> TrainConfig:
        """Return what is chosen."""
        chosen = self.advanced.applied(self.basis.config(self.preset))
        return replace(chosen, device=str(self._device.currentData()))

    @Slot()
    def take_preset(self, *_button: object) -> None:
        """Put the numbers of the preset into the fields."""
        self.advanced.show_config(
            self.basis.config(self.preset), sizes_fixed=self.basis.from_starter
        )

    @Slot()
    def _on_basis(self) -> None:
        self._show_presets()
        self.take_preset()
        self.predictions_wanted.emit(self.basis.key)

    def _show_presets(self) -> None:
        """Name the presets with their sizes and times."""
        for button in self._presets.buttons():
            name = str(button.property("value"))
            config = self.basis.config(name)
            text = self.tr("{preset}: {steps} steps").format(
                preset=run_words.preset(name), steps=words.number(config.steps or 0)
            )
            minutes = self._minutes.get((self.basis.key, name))
            if minutes is not None:
                text = self.tr("{preset}, about {time} here").format(
                    preset=text, time=words.seconds(minutes * 60)
                )
            button.setText(text)

    @Slot()
    def _on_start(self) -> None:
        """Hand the settings over."""
        self._strip.hide()
        if self.data.wants_file and self.data.path is None:
            self.warn(self._no_file)
            return
        name = self._name.text().strip()
        self.confirmed.emit(self.config(), self.data.path, name)
