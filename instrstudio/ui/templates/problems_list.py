"""What lint found, line by line, each with a one-click mend where there is one."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from instrstudio.domain.template import Problem
from instrstudio.ui import words
from instrstudio.ui.controls import (
    BodyLabel,
    CaptionLabel,
    GhostButton,
    SectionLabel,
    row,
)
from instrstudio.ui.theme import set_font, set_icon, theme

_ROW, _ROWS_SHOWN = 34, 4


class ProblemsList(QWidget):
    """Lists problems; pressing one goes there, its button mends it.

    Signals:
        wanted: The `Problem` to go to.
        mend_wanted: The `Problem` to mend.
    """

    wanted = Signal(object)
    mend_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._problems: tuple[Problem, ...] = ()
        self._title = SectionLabel()
        self._count = CaptionLabel()
        self._rows = QWidget()
        self._rows.setProperty("pane", "surface")
        self._column = QVBoxLayout(self._rows)
        space = theme().space
        self._column.setContentsMargins(space.page, 0, space.unit, space.unit)
        self._column.setSpacing(space.hair)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(self._rows)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        head = row(self._title, self._count, 1)
        head.setContentsMargins(space.page, space.unit, space.pane, space.tight)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(head)
        box.addWidget(self._scroll)
        self.setProperty("pane", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.retranslate()

    def retranslate(self) -> None:
        """Set all texts again."""
        self._title.setText(self.tr("Problems"))
        self.setAccessibleName(self.tr("Problems"))
        self._show()

    def problems(self) -> tuple[Problem, ...]:
        """Return what is listed."""
        return self._problems

    def set_problems(self, problems: Sequence[Problem]) -> None:
        """List others."""
        if tuple(problems) != self._problems:
            self._problems = tuple(problems)
            self._show()

    def _show(self) -> None:
        """Make the rows anew."""
        while self._column.count():
            item = self._column.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        count = len(self._problems)
        self._count.setText(words.number(count) if count else "")
        for place, problem in enumerate(self._problems):
            self._column.addWidget(self._row(place, problem))
        if not count:
            nothing = BodyLabel(self.tr("No problems found"))
            nothing.set_role("cap")
            self._column.addWidget(nothing)
        self._column.addStretch(1)
        rows = min(max(count, 1), _ROWS_SHOWN)
        self._scroll.setFixedHeight(rows * theme().px(_ROW) + theme().space.unit)

    def _row(self, place: int, problem: Problem) -> QWidget:
        """Make the row of one problem."""
        icon = QLabel()
        role = "danger" if problem.severity == "error" else "warning"
        set_icon(icon, problem.severity, 16, role)
        where = self.tr("line {line}, column {column}").format(
            line=problem.line, column=problem.column
        )
        text = QPushButton(words.said(problem.message))
        text.setProperty("kind", "status")
        text.setObjectName(f"problem{place}")
        text.setAccessibleName(f"{words.said(problem.message)}, {where}")
        text.setToolTip(words.said(problem.message))
        set_font(text, "body")
        text.setProperty("place", place)
        text.clicked.connect(self._on_wanted)
        parts: list[QWidget | int] = [icon, text, CaptionLabel(where), 1]
        if problem.fix is not None:
            mend = GhostButton(self._mend_text(problem))
            mend.setObjectName(f"mend{place}")
            mend.setProperty("place", place)
            mend.clicked.connect(self._on_mend)
            parts.append(mend)
        holder = QWidget()
        holder.setLayout(row(*parts))
        return holder

    def _mend_text(self, problem: Problem) -> str:
        """Say what the mend puts there."""
        if not problem.fix:
            return self.tr("Remove")
        return self.tr("Change to {text}").format(text=problem.fix)

    @Slot()
    def _on_wanted(self) -> None:
        self.wanted.emit(self._problems[self._place()])

    @Slot()
    def _on_mend(self) -> None:
        self.mend_wanted.emit(self._problems[self._place()])

    def _place(self) -> int:
        """Return the place of the row whose button was pressed."""
        sender = self.sender()
        return int(sender.property("place"))

    def summary(self) -> str:
        """Return how many problems there are, as a sentence."""
        count = len(self._problems)
        return QCoreApplication.translate("ProblemsList", "%n problems", "", count)
