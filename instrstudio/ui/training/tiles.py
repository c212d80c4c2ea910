"""The numbers of a run: step, loss, chrF, ROUGE-L, speed, time left."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from instrstudio.ui import words
from instrstudio.ui.controls import CaptionLabel, Rule
from instrstudio.ui.theme import set_font, theme
from instrstudio.ui.training.run_log import RunLog

NAMES = ("step", "loss", "chrf", "rouge_l", "speed", "left")
_NONE = "–"


class Tiles(QWidget):
    """Six numbers, each with its name above and what it refers to below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("pane", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._log = RunLog()
        self._running = False
        self._parts: dict[str, tuple[QLabel, QLabel, QLabel]] = {}
        space = theme().space
        box = QHBoxLayout(self)
        box.setContentsMargins(space.pane, space.group, space.pane, space.group)
        box.setSpacing(space.pane)
        for name in NAMES:
            if self._parts:
                box.addWidget(Rule(vertical=True))
            box.addLayout(self._tile(name), 1)
        self.retranslate()

    def _tile(self, name: str) -> QVBoxLayout:
        """Make one tile."""
        title, number, note = CaptionLabel(), QLabel(), CaptionLabel()
        title.set_role("second")
        set_font(number, "number")
        number.setObjectName(f"tile_{name}")
        self._parts[name] = (title, number, note)
        column = QVBoxLayout()
        column.setSpacing(theme().space.hair)
        for label in (title, number, note):
            column.addWidget(label)
        return column

    def retranslate(self) -> None:
        """Set all texts again."""
        titles = {
            "step": self.tr("Step"),
            "loss": self.tr("Training loss"),
            "chrf": self.tr("chrF, development"),
            "rouge_l": self.tr("ROUGE-L, development"),
            "speed": self.tr("Speed"),
            "left": self.tr("Time left"),
        }
        for name, text in titles.items():
            self._parts[name][0].setText(text)
        self.show_log(self._log, self._running)

    def show_log(self, log: RunLog, running: bool) -> None:
        """Show the numbers of `log`."""
        self._log, self._running = log, running
        total = log.total_steps
        of = self.tr("of {count}").format(count=words.number(total)) if total else ""
        self._set("step", words.number(log.step), of)
        self._set("loss", _decimal(log.loss, 2), self._validated())
        self._set("chrf", _decimal(log.chrf, 1), self._best(log.chrfs))
        self._set("rouge_l", _decimal(log.rouge_l, 1), self._best(log.rouges))
        self._set("speed", _speed(log.speed), self.tr("tokens per second"))
        seconds = log.seconds_left() if running else None
        left = _NONE if seconds is None else words.seconds(seconds)
        self._set("left", left, "" if running else self.tr("not running"))

    def _validated(self) -> str:
        """Return the loss on the development set."""
        losses = self._log.validation_losses
        if not losses:
            return self.tr("nats a token")
        return self.tr("development {loss}").format(loss=f"{losses[-1]:.2f}")

    def _best(self, values: list[float | None]) -> str:
        """Return the highest value that was measured."""
        known = [value for value in values if value is not None]
        if not known:
            return self.tr("not measured yet")
        return self.tr("best {score}").format(score=f"{max(known):.1f}")

    def _set(self, name: str, number: str, note: str) -> None:
        """Show one number and its note."""
        title, value, under = self._parts[name]
        value.setText(number)
        under.setText(note)
        value.setAccessibleName(f"{title.text()}: {number} {note}".strip())


def _decimal(value: float | None, digits: int) -> str:
    """Return a number with fixed digits, a dash for none."""
    return _NONE if value is None else f"{value:.{digits}f}"


def _speed(value: float | None) -> str:
    """Return a speed with three figures: 870, 4.1k, 41.2k."""
    if value is None:
        return _NONE
    return f"{value / 1000:.1f}k" if value >= 1000 else f"{value:.0f}"
