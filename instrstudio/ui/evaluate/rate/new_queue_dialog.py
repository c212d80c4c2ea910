"""Asks what a new rating queue is made of."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QGridLayout,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from instrstudio.domain.evaluation import Evaluation
from instrstudio.domain.rating import KINDS, LIKERT, LIKERT_QUESTIONS, PAIRWISE
from instrstudio.services.rating_queues import QueuePlan
from instrstudio.ui import words
from instrstudio.ui.controls import (
    BodyLabel,
    Button,
    CaptionLabel,
    GhostButton,
    PrimaryButton,
    Strip,
    TitleLabel,
    row,
)
from instrstudio.ui.evaluate.rate.naming import kind_name
from instrstudio.ui.evaluate.rate.sources import (
    EVALUATION,
    FILE,
    LIBRARY,
    LOG,
    Source,
)
from instrstudio.ui.labelled_form import LabelledForm
from instrstudio.ui.theme import set_font, theme

_WIDTH = 560
_MOST = 10_000
_ACROSS = 3
_SOURCES = (LOG, EVALUATION, LIBRARY, FILE)


class NewQueueDialog(QDialog):
    """Kind, source, name, raters, how many.

    Signals:
        confirmed: The wished `QueuePlan` and the `Source` of its texts.
    """

    confirmed = Signal(object, object)

    def __init__(
        self, runs: Sequence[Evaluation] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("rateNewDialog")
        self.setWindowTitle(self.tr("New rating queue"))
        self.setMinimumWidth(theme().px(_WIDTH))
        self._runs = tuple(runs)
        self._path: Path | None = None
        self.name, self.raters, self.query = QLineEdit(), QLineEdit(), QLineEdit()
        self.kind, self.source, self.run = QComboBox(), QComboBox(), QComboBox()
        self.limit = QSpinBox()
        self.criteria = {q.criterion: QCheckBox() for q in LIKERT_QUESTIONS}
        self._boxes = QWidget()
        self._choose = Button(self.tr("Choose file…"), "folder")
        self._file = BodyLabel(self.tr("No file is chosen."))
        self._about = CaptionLabel()
        self._wrong = Strip(kind="error")
        self._make = PrimaryButton(self.tr("Make queue"))
        self._cancel = GhostButton(self.tr("Cancel"))
        self._form = LabelledForm()
        self._fill()
        self._build()
        self._connect()
        self._follow()

    def _fill(self) -> None:
        """Put the choices into the fields."""
        for kind in (PAIRWISE, *(k for k in KINDS if k != PAIRWISE)):
            self.kind.addItem(kind_name(kind), kind)
        names = {
            LOG: self.tr("Candidates of constructions"),
            EVALUATION: self.tr("An evaluation"),
            LIBRARY: self.tr("Records of the library"),
            FILE: self.tr("A file"),
        }
        for source in _SOURCES:
            if source != EVALUATION or self._runs:
                self.source.addItem(names[source], source)
        for found in self._runs:
            self.run.addItem(f"{found.name} ({found.id})", found.id)
        self.limit.setRange(0, _MOST)
        self.limit.setSpecialValueText(self.tr("All"))
        self.limit.lineEdit().setTextMargins(theme().space.inner, 0, 0, 0)
        self.raters.setPlaceholderText(self.tr("Names, apart by commas; may be empty"))
        self.query.setPlaceholderText(self.tr("A search; empty: every record"))
        for asked in LIKERT_QUESTIONS:
            box = self.criteria[asked.criterion]
            box.setText(words.said(asked.title))
            box.setChecked(True)
            box.setObjectName(f"newQueue_{asked.criterion}")
            set_font(box, "body")
        self._wrong.hide()
        self._make.setDefault(True)
        names_of = {
            "newQueueName": self.name,
            "newQueueRaters": self.raters,
            "newQueueQuery": self.query,
            "newQueueKind": self.kind,
            "newQueueSource": self.source,
            "newQueueRun": self.run,
            "newQueueLimit": self.limit,
            "newQueueFile": self._choose,
            "newQueueMake": self._make,
            "newQueueCancel": self._cancel,
        }
        for name, widget in names_of.items():
            widget.setObjectName(name)

    def _build(self) -> None:
        """Put the fields into a form."""
        space = theme().space
        grid = QGridLayout(self._boxes)
        grid.setContentsMargins(0, 0, 0, 0)
        for place, asked in enumerate(self.criteria.values()):
            grid.addWidget(asked, *divmod(place, _ACROSS))
        self._file_row = QWidget()
        chosen = row(self._choose, self._file, 1)
        self._file_row.setLayout(chosen)
        fields: tuple[tuple[str, QWidget], ...] = (
            (self.tr("Kind"), self.kind),
            (self.tr("Criteria"), self._boxes),
            (self.tr("Texts from"), self.source),
            (self.tr("Evaluation"), self.run),
            (self.tr("Search"), self.query),
            (self.tr("File"), self._file_row),
            (self.tr("Name"), self.name),
            (self.tr("Raters"), self.raters),
            (self.tr("How many"), self.limit),
        )
        for text, widget in fields:
            self._form.add(text, widget)
        self._about.setWordWrap(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(space.page, space.page, space.page, space.page)
        box.setSpacing(space.group)
        box.addWidget(TitleLabel(self.tr("New rating queue")))
        box.addLayout(self._form)
        box.addWidget(self._about)
        box.addWidget(self._wrong)
        box.addLayout(row(1, self._cancel, self._make))

    def _connect(self) -> None:
        """Join the fields."""
        self._choose.clicked.connect(self.ask_file)
        self._make.clicked.connect(self._on_make)
        self._cancel.clicked.connect(self.reject)
        self.name.textChanged.connect(self._follow)
        self.kind.currentIndexChanged.connect(self._follow)
        self.source.currentIndexChanged.connect(self._follow)
        for box in self.criteria.values():
            box.toggled.connect(self._follow)

    @Slot()
    def ask_file(self) -> None:
        """Let the file be chosen."""
        dialog = QFileDialog(self, self.tr("Texts to rate"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(
            [
                self.tr("Rows (*.jsonl *.json *.csv *.tsv)"),
                self.tr("All files (*)"),
            ]
        )
        dialog.fileSelected.connect(self._on_file)
        dialog.open()

    @Slot(str)
    def _on_file(self, name: str) -> None:
        self.choose(Path(name))

    def choose(self, path: Path) -> None:
        """Read from `path`; an empty name becomes that of the file."""
        self._path = path
        self._file.setText(path.name)
        self._file.setToolTip(str(path))
        if not self.name.text().strip():
            self.name.setText(path.stem)
        self._follow()

    def select(self, field: str, value: object) -> None:
        """Choose a ``kind``, ``source`` or ``run`` by its value."""
        box: QComboBox = getattr(self, field)
        box.setCurrentIndex(box.findData(value))

    def warn(self, text: str) -> None:
        """Say why no queue could be made."""
        self._wrong.set_text(text, "error")
        self._wrong.show()
        self._follow()

    def _chosen(self) -> tuple[str, ...]:
        return tuple(name for name, box in self.criteria.items() if box.isChecked())

    @Slot()
    def _on_make(self) -> None:
        source = Source(
            kind=self.source.currentData(),
            query=self.query.text().strip(),
            run=self.run.currentData() or 0,
            path=self._path,
        )
        kind = self.kind.currentData()
        names = self.raters.text().replace("，", ",").replace("、", ",").split(",")
        plan = QueuePlan(
            name=self.name.text().strip(),
            kind=kind,
            criteria=self._chosen() if kind == LIKERT else (),
            raters=tuple(name.strip() for name in names if name.strip()),
            limit=self.limit.value(),
            source=source.label(),
        )
        self._wrong.hide()
        self._make.setEnabled(False)
        self.confirmed.emit(plan, source)

    @Slot()
    def _follow(self) -> None:
        """Show the fields that the choices need."""
        kind, source = self.kind.currentData(), self.source.currentData()
        shown = {
            self._boxes: kind == LIKERT,
            self.run: source == EVALUATION,
            self.query: source == LIBRARY,
            self._file_row: source == FILE,
        }
        for widget, is_shown in shown.items():
            self._form.setRowVisible(widget, is_shown)
        self.adjustSize()
        self._about.setText(self._hint(kind, source))
        self._make.setEnabled(
            bool(self.name.text().strip())
            and (source != FILE or self._path is not None)
            and (kind != LIKERT or bool(self._chosen()))
        )

    def _hint(self, kind: str, source: str) -> str:
        """Return what is to be known about a choice."""
        texts = {
            LOG: self.tr(
                "The best candidate of each method, of the last 100 constructions."
            ),
            EVALUATION: self.tr("What each method said for each row of the file."),
            LIBRARY: self.tr(
                "The system of a record is the method that made it, or its source."
            ),
            FILE: self.tr(
                "JSON lines, CSV or TSV, with “task”, “system” and “text” in each row."
            ),
        }
        several = self.tr(
            "Pairs need a task with texts of two systems; nobody sees whose they are."
        )
        return " ".join([texts[source], *([several] if kind == PAIRWISE else [])])
