"""What a new run is made of: rows, methods, metrics."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QFrame,
    QGridLayout,
    QLineEdit,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from instrstudio.domain.evaluation import BASELINES
from instrstudio.services.evaluating import EvaluateOptions
from instrstudio.ui import words
from instrstudio.ui.controls import (
    Button,
    CaptionLabel,
    GhostButton,
    PrimaryButton,
    SectionLabel,
    Segments,
    Strip,
    TitleLabel,
    row,
)
from instrstudio.ui.elided_label import ElidedLabel
from instrstudio.ui.evaluate.scores import score_names
from instrstudio.ui.evaluate.scores.desk import SAMPLE, Wish
from instrstudio.ui.evaluate.scores.reading import Overview
from instrstudio.ui.theme import set_font, theme

_WIDTH, _FIELD, _NUMBER = 620, 300, 120
_COLUMNS = 3
_MOST = 1_000_000
_LANGUAGES = ("", "en", "zh")
FILE, LIBRARY = range(2)
ALL, CHOSEN = range(2)


class ScoresForm(QScrollArea):
    """Asks for a run; a file may be dropped anywhere on the page.

    Signals:
        confirmed: A `Wish`.
        left: No run is wanted now.
    """

    confirmed = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("scoresForm")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._path: Path | None = None
        self._overview = Overview()
        self._is_busy = False
        self._why: Callable[[], str] | None = None
        self._labels: dict[str, SectionLabel] = {}
        self._title = TitleLabel()
        self._wrong = Strip(kind="error")
        self._wrong.hide()
        self._wrong.closed.connect(self.calm)
        self.source, self.language = Segments(), Segments()
        self.metrics_way = Segments()
        for name, widget in (
            ("scoresSource", self.source),
            ("scoresLanguage", self.language),
            ("scoresMetricsWay", self.metrics_way),
        ):
            widget.setObjectName(name)
            widget.chosen.connect(self._follow)
        self._choose, self._file = Button(icon="folder"), ElidedLabel()
        self._choose.setObjectName("scoresChooseFile")
        self._about = CaptionLabel()
        self._about.setWordWrap(True)
        self.count, self.name = QSpinBox(), QLineEdit()
        self.count.setObjectName("scoresCount")
        self.name.setObjectName("scoresName")
        self.methods: dict[str, QCheckBox] = {}
        self.metrics: dict[str, QCheckBox] = {}
        self._method_box, self._metric_box = QWidget(), QWidget()
        self._method_grid = QGridLayout(self._method_box)
        self._metric_grid = QGridLayout(self._metric_box)
        self.begin, self.leave = PrimaryButton(icon="play"), GhostButton()
        self.begin.setObjectName("scoresBegin")
        self.leave.setObjectName("scoresLeave")
        self._build()
        self._choose.clicked.connect(self.ask_file)
        self.begin.clicked.connect(self.confirm)
        self.leave.clicked.connect(self.left)
        self.retranslate()

    def _build(self) -> None:
        """Put labels above fields in a column."""
        space = theme().space
        set_font(self.count, "body")
        set_font(self.name, "body")
        self.count.setRange(0, _MOST)
        self.count.setFixedWidth(theme().px(_NUMBER))
        # a style sheet's padding does not reach the number
        self.count.lineEdit().setTextMargins(space.inner, 0, 0, 0)
        self.name.setMaximumWidth(theme().px(_FIELD))
        for grid in (self._method_grid, self._metric_grid):
            grid.setContentsMargins(0, 0, 0, 0)
            grid.setHorizontalSpacing(space.pane)
            grid.setVerticalSpacing(space.inner)
        inner = QWidget()
        inner.setMaximumWidth(theme().px(_WIDTH))
        box = QVBoxLayout(inner)
        box.setContentsMargins(space.page, space.page, space.page, space.page)
        box.setSpacing(space.unit)
        box.addWidget(self._title)
        box.addWidget(self._wrong)
        self._add(box, "rows", self.source)
        chosen = row(self._choose, self._file)
        chosen.setStretch(1, 1)
        box.addLayout(chosen)
        box.addWidget(self._about)
        self._add(box, "language", self.language)
        self._add(box, "count", self.count)
        self._add(box, "methods", self._method_box)
        self._add(box, "metrics", self.metrics_way)
        box.addWidget(self._metric_box)
        self._add(box, "name", self.name)
        box.addSpacing(space.unit)
        box.addLayout(row(self.begin, self.leave, 1))
        box.addStretch(1)
        self.setWidget(inner)

    def _add(self, box: QVBoxLayout, key: str, widget: QWidget) -> None:
        """Add a field under its label."""
        label = SectionLabel()
        label.setBuddy(widget)
        self._labels[key] = label
        box.addSpacing(theme().space.tight)
        box.addWidget(label)
        box.addWidget(widget)

    def retranslate(self) -> None:
        """Set all texts again."""
        self.setAccessibleName(self.tr("New run"))
        self._title.setText(self.tr("New run"))
        names = {
            "rows": self.tr("Rows"),
            "language": self.tr("Language"),
            "methods": self.tr("Methods"),
            "metrics": self.tr("Metrics"),
            "name": self.tr("Name"),
        }
        for key, text in names.items():
            self._labels[key].setText(text)
        self.source.set_items(
            [self.tr("From a file"), self.tr("From the library")], self.tr("Rows")
        )
        self.language.set_items(
            [self.tr("Both"), words.language("en"), words.language("zh")],
            self.tr("Language"),
        )
        self.metrics_way.set_items(
            [self.tr("All"), self.tr("Only some")], self.tr("Metrics")
        )
        self._choose.set_text(self.tr("Choose file…"))
        self.name.setAccessibleName(self.tr("Name"))
        self.begin.set_text(self.tr("Evaluate"))
        self.leave.set_text(self.tr("Cancel"))
        for key, box in self.methods.items():
            self._name_method(key, box)
        for key, box in self.metrics.items():
            box.setText(score_names.metric(key))
        if self._why is not None:
            self.warn(self._why)
        self._follow()

    # --- what there is -------------------------------------------------------------

    def show_overview(self, overview: Overview, *, busy: bool) -> None:
        """Offer the methods and metrics there are."""
        self._is_busy = busy
        if overview.methods != self._overview.methods:
            self._offer_methods(overview.methods)
        if overview.scales != self._overview.scales:
            self._offer_metrics([s.name for s in overview.scales])
        self._overview = overview
        self._follow()

    def _offer_methods(self, names: Sequence[str]) -> None:
        """Make a box for each method; baselines are always asked."""
        self.methods = _boxes(self._method_grid, "scoresMethod", names)
        for key, box in self.methods.items():
            box.setChecked(True)
            box.setEnabled(key not in BASELINES)
            box.toggled.connect(self._follow)
            self._name_method(key, box)

    def _name_method(self, key: str, box: QCheckBox) -> None:
        box.setText(score_names.method(key))
        if key in BASELINES:
            box.setToolTip(self.tr("A baseline: always asked"))

    def _offer_metrics(self, names: Sequence[str]) -> None:
        """Make a box for each metric."""
        self.metrics = _boxes(self._metric_grid, "scoresMetric", names)
        for key, box in self.metrics.items():
            box.setChecked(True)
            box.toggled.connect(self._follow)
            box.setText(score_names.metric(key))

    # --- choosing ------------------------------------------------------------------

    @Slot()
    def ask_file(self) -> None:
        """Let the file be chosen."""
        dialog = QFileDialog(self, self.tr("Rows to evaluate on"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._on_file)
        dialog.open()

    @Slot(str)
    def _on_file(self, name: str) -> None:
        self.choose(Path(name))

    def choose(self, path: Path) -> None:
        """Read the rows from a file."""
        self._path = path
        self._file.set_full(path.name)
        self._file.setToolTip(str(path))
        self.source.choose(FILE)
        self.calm()
        self._follow()

    def choose_library(self) -> None:
        """Take rows from the library."""
        self.source.choose(LIBRARY)
        self._follow()

    def wish(self) -> Wish:
        """Return what is asked for."""
        is_file = self.source.current() == FILE
        count = self.count.value()
        methods = tuple(key for key, box in self.methods.items() if box.isChecked())
        metrics: tuple[str, ...] = ()
        if self.metrics_way.current() == CHOSEN:
            metrics = tuple(key for key, box in self.metrics.items() if box.isChecked())
        options = EvaluateOptions(
            methods=methods,
            metrics=metrics,
            limit=(count or None) if is_file else None,
            language=_LANGUAGES[max(0, self.language.current())],
            name=self.name.text().strip(),
        )
        source = self._path if is_file else None
        return Wish(source=source, records=count or SAMPLE, options=options)

    @Slot()
    def confirm(self) -> None:
        """Ask for the run."""
        if self.begin.isEnabled():
            self.calm()
            self.confirmed.emit(self.wish())

    def warn(self, why: Callable[[], str]) -> None:
        """Say what went wrong, in whatever language the window has."""
        self._why = why
        self._wrong.set_text(why(), "error")
        self._wrong.show()

    @Slot()
    def calm(self) -> None:
        """Say nothing of what went wrong."""
        self._why = None
        self._wrong.hide()

    @Slot()
    def _follow(self) -> None:
        """Show what belongs to the chosen source, and whether a run can begin."""
        is_file = self.source.current() != LIBRARY
        for widget in (self._choose, self._file):
            widget.setVisible(is_file)
        if self._path is None:
            self._file.set_full(self.tr("No file is chosen; it can be dropped here."))
        self._about.setText(self._told(is_file=is_file))
        name = self.tr("At most so many rows") if is_file else self.tr("Records")
        self._labels["count"].setText(name)
        self.count.setAccessibleName(name)
        self.count.setSpecialValueText(self.tr("All") if is_file else str(SAMPLE))
        self._metric_box.setVisible(self.metrics_way.current() == CHOSEN)
        some = any(box.isChecked() for box in self.metrics.values())
        has_metrics = self.metrics_way.current() != CHOSEN or some
        has_rows = self._path is not None if is_file else self._overview.records > 0
        self.begin.setEnabled(has_rows and has_metrics and not self._is_busy)
        self.begin.setToolTip(
            self.tr("Another evaluation is under way") if self._is_busy else ""
        )

    def _told(self, *, is_file: bool) -> str:
        """Say what the rows are and what is left out."""
        if is_file:
            return self.tr(
                "Each row has a task (“task_description”, “input” and “output”, or "
                "“examples”) and the “instruction” that people wrote, or a list of "
                "“references”; any format that can be imported does as well. No row "
                "finds itself in the library."
            )
        return self.tr(
            "Records that have a description or samples, drawn by chance. They and all "
            "that was made from them are left out while the methods are asked."
        )


def _boxes(grid: QGridLayout, name: str, keys: Sequence[str]) -> dict[str, QCheckBox]:
    """Fill a grid with a box for each key."""
    while (item := grid.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
    made = {}
    for place, key in enumerate(keys):
        box = QCheckBox()
        box.setObjectName(f"{name}_{key}")
        set_font(box, "body")
        grid.addWidget(box, place // _COLUMNS, place % _COLUMNS)
        made[key] = box
    grid.setColumnStretch(_COLUMNS, 1)
    return made
