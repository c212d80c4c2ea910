"""The list of runs at the left, and the settings of the one that is shown."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QVBoxLayout, QWidget

from instrstudio.domain.run import Run
from instrstudio.ui import words
from instrstudio.ui.controls import (
    BodyLabel,
    CaptionLabel,
    IconButton,
    PanelHead,
    Rule,
    SectionLabel,
)
from instrstudio.ui.side_list import SideItem, SideList
from instrstudio.ui.theme import theme
from instrstudio.ui.training import run_words

NEW = "new"


class RunsPane(QWidget):
    """Chooses a run, or the form of a new one.

    Signals:
        chosen: The id of a run as text, or `NEW`.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runs: tuple[Run, ...] = ()
        self._run: Run | None = None
        self._live = 0
        self.new = IconButton("plus")
        self.new.setObjectName("trainingNew")
        self._head = PanelHead(actions=(self.new,))
        self.list = SideList()
        self.list.setObjectName("trainingRuns")
        self.list.chosen.connect(self.chosen)
        self._title = SectionLabel()
        self._facts: dict[str, tuple[CaptionLabel, BodyLabel]] = {}
        self._rule, self._settings = Rule(), QWidget()
        self._build()
        self.retranslate()

    def _build(self) -> None:
        """Put list and settings in a column."""
        space = theme().space
        column = QVBoxLayout(self._settings)
        column.setContentsMargins(space.page, space.group, space.pane, space.unit)
        column.addWidget(self._title)
        form = QFormLayout()
        form.setHorizontalSpacing(space.group)
        form.setVerticalSpacing(space.tight)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        keys = ("records", "begun", "model", "sizes", "batch", "rate", "device")
        for key in keys:
            name, value = CaptionLabel(), BodyLabel()
            self._facts[key] = (name, value)
            form.addRow(name, value)
        column.addLayout(form)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, space.unit)
        box.setSpacing(0)
        box.addWidget(self._head)
        box.addWidget(self.list, 1)
        box.addWidget(self._rule)
        box.addWidget(self._settings)
        self.setProperty("pane", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def retranslate(self) -> None:
        """Set all texts again."""
        self._head.set_text(self.tr("Training"))
        self.new.set_name(self.tr("New run"))
        self.list.setAccessibleName(self.tr("Runs"))
        self._title.setText(self.tr("Settings"))
        names = {
            "records": self.tr("Pairs"),
            "model": self.tr("Model"),
            "sizes": self.tr("Sizes"),
            "begun": self.tr("Begun from"),
            "batch": self.tr("Batch"),
            "rate": self.tr("Learning rate"),
            "device": self.tr("Device"),
        }
        for key, text in names.items():
            self._facts[key][0].setText(text)
        self.show_runs(self._runs, self._live)
        self.show_settings(self._run)

    def show_runs(self, runs: tuple[Run, ...], live: int) -> None:
        """List runs; the one under way has its own icon."""
        self._live = live
        self._runs = tuple(run_words.at_rest(run, live) for run in runs)
        items = [SideItem(key=NEW, text=self.tr("New run"), icon="plus")]
        for run in self._runs:
            icon, role = run_words.state_icon(run.state)
            if run.id == live:
                icon, role = "play", "success"
            items.append(
                SideItem(
                    key=str(run.id),
                    text=run.name,
                    caption=run_words.run_caption(run),
                    count="" if run.chrf is None else f"{run.chrf:.1f}",
                    icon=icon,
                    icon_role=role,
                )
            )
        self.list.set_items(items)

    def choose(self, key: str) -> None:
        """Show which run is shown."""
        self.list.choose(key)

    def show_settings(self, run: Run | None) -> None:
        """Show the settings of a run."""
        self._run = run
        for widget in (self._rule, self._settings):
            widget.setVisible(run is not None)
        if run is None:
            return
        config = run.config
        sizes = (config.embedding_size, config.hidden_size, config.attention_size)
        model = run_words.architecture(config.architecture)
        fresh = self.tr("Fresh weights")
        values = {
            "records": words.number(run.records),
            "begun": Path(config.initial).name if config.initial else fresh,
            "model": f"{model} · {run_words.preset(config.preset)}",
            "sizes": " · ".join(str(size) for size in sizes),
            "batch": self.tr("{count} tokens").format(
                count=words.number(config.batch_tokens)
            ),
            "rate": f"{config.learning_rate:g}",
            "device": run_words.device(config.device),
        }
        for key, text in values.items():
            self._facts[key][1].setText(text)
            self._facts[key][1].setAccessibleName(
                f"{self._facts[key][0].text()}: {text}"
            )
