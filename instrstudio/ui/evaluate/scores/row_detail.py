"""One row: its task, what people wrote, what each method said, and the scores."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from instrstudio.domain.evaluation import Scale
from instrstudio.services.evaluating_views import SeenRow
from instrstudio.ui.controls import (
    CaptionLabel,
    ProseEdit,
    Rule,
    SectionLabel,
    StrongLabel,
    row,
)
from instrstudio.ui.diff_text import DiffText
from instrstudio.ui.evaluate.scores import cells, score_names
from instrstudio.ui.evaluate.scores.score_table import ScoreTable
from instrstudio.ui.evaluate.task_view import TaskView
from instrstudio.ui.theme import theme

_LINES = (1, 10)


class RowDetail(QScrollArea):
    """Shows one row; texts are marked beside the reference that is nearest to them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("scoresDetail")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._rows: tuple[SeenRow, ...] = ()
        self._scales: tuple[Scale, ...] = ()
        self._metric = ""
        self._parts = False
        self._title = SectionLabel()
        self.task = TaskView()
        self.table = ScoreTable("scoresRowTable")
        self._texts_name, self._scores_name = SectionLabel(), SectionLabel()
        self._about = CaptionLabel()
        self._about.setWordWrap(True)
        self._said: list[QWidget] = []
        self._texts = QVBoxLayout()
        self._inner = QWidget()
        self._build()
        self.retranslate()

    def _build(self) -> None:
        """Put the parts into a column."""
        space = theme().space
        inner = self._inner
        inner.setProperty("pane", "surface")
        inner.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        box = QVBoxLayout(inner)
        box.setContentsMargins(space.page, space.group, space.page, space.group)
        box.setSpacing(space.unit)
        self._texts.setSpacing(space.group)
        above: tuple[QWidget, ...] = (
            self._title,
            self.task,
            Rule(),
            self._texts_name,
            self._about,
        )
        below: tuple[QWidget, ...] = (Rule(), self._scores_name, self.table)
        for widget in above:
            box.addWidget(widget)
        box.addLayout(self._texts)
        for widget in below:
            box.addWidget(widget)
        box.addStretch(1)
        self.setWidget(inner)

    def retranslate(self) -> None:
        """Set all texts again."""
        self.setAccessibleName(self.tr("Row"))
        self._texts_name.setText(self.tr("Texts"))
        self._about.setText(
            self.tr(
                "Beside the reference that is nearest: underlined is only in the text, "
                "struck out only in the reference."
            )
        )
        self._scores_name.setText(self.tr("Scores of this row"))
        self.table.setAccessibleName(self.tr("Scores of this row"))
        self.task.retranslate()
        self.show_row(self._rows, self._scales, self._metric)

    @property
    def place(self) -> int:
        """The place of the row that is shown, -1 where none is."""
        return self._rows[0].row.place if self._rows else -1

    def show_row(
        self, rows: Sequence[SeenRow], scales: Sequence[Scale], metric: str
    ) -> None:
        """Show what the methods said for one row; `metric` is told beside each text."""
        self._rows, self._scales = tuple(rows), tuple(scales)
        self._metric = metric
        self._inner.setVisible(bool(rows))
        for old in self._said:
            self._texts.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._said = []
        if not rows:
            return
        first = rows[0].row
        title = self.tr("Row {number}").format(number=first.place + 1)
        self._title.setText(title)
        self.task.show_task(first.task)
        self._said = [
            *(
                self._reference(text, number)
                for number, text in enumerate(first.references, start=1)
            ),
            *(self._text(seen) for seen in rows),
        ]
        for widget in self._said:
            self._texts.addWidget(widget)
        self._show_scores()

    def show_parts(self, wanted: bool) -> None:
        """Show or hide the parts of metrics."""
        self._parts = wanted
        self._show_scores()

    def _show_scores(self) -> None:
        """Show what each method has by each metric."""
        scales = cells.wanted(self._scales, parts=self._parts)
        self.table.show_grid(cells.of_row([seen.row for seen in self._rows], scales))
        self.table.fit()

    def _reference(self, text: str, number: int) -> QWidget:
        """Build one reference."""
        name = self.tr("Reference")
        if len(self._rows[0].row.references) > 1:
            name = self.tr("Reference {number}").format(number=number)
        field = ProseEdit(lines=_LINES)
        field.setReadOnly(True)
        field.setObjectName("scoresReference")
        field.setAccessibleName(name)
        field.set_text(text)
        return _named(name, "", field)

    def _text(self, seen: SeenRow) -> QWidget:
        """Build what one method said, beside the nearest reference."""
        name = score_names.method(seen.row.method)
        value = seen.row.scores.get(self._metric)
        score = ""
        scale = next((s for s in self._scales if s.name == self._metric), None)
        if value is not None and scale is not None:
            score = f"{score_names.metric(scale.name)} {value:.{cells.digits(scale)}f}"
        if not seen.row.text.strip():
            return _named(name, score, CaptionLabel(self.tr("No answer")))
        field = DiffText(name)
        field.setObjectName(f"scoresText_{seen.row.method}")
        field.show_pieces(seen.pieces)
        return _named(name, score, field)


def _named(name: str, score: str, field: QWidget) -> QWidget:
    """Return a field under its name."""
    holder = QWidget()
    box = QVBoxLayout(holder)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(theme().space.tight)
    box.addLayout(row(StrongLabel(name), 1, CaptionLabel(score)))
    box.addWidget(field)
    return holder
