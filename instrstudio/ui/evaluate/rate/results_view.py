"""What the verdicts of a queue add up to; only here systems have names."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from instrstudio.domain.rating_results import QueueResults
from instrstudio.ui import words
from instrstudio.ui.controls import (
    BodyLabel,
    CaptionLabel,
    GhostButton,
    Rule,
    SectionLabel,
    row,
)
from instrstudio.ui.elided_label import ElidedLabel
from instrstudio.ui.evaluate.rate.disagreements import Disagreements
from instrstudio.ui.evaluate.rate.figure_table import FigureTable
from instrstudio.ui.evaluate.rate.figures import Figure, figures_of, stop_sentence
from instrstudio.ui.theme import set_font, theme


class ResultsView(QWidget):
    """Tables with intervals, the stopping rule, and disagreements."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rateResultsView")
        self.found: QueueResults | None = None
        self._title, self._about = ElidedLabel(), CaptionLabel()
        self.stopping, self._warning = BodyLabel(), CaptionLabel()
        self.back = GhostButton(icon="chevron-left")
        self.back.setObjectName("rateBack")
        set_font(self._title, "section")
        self._title.setProperty("role", "strong")
        self.export = GhostButton(icon="export")
        self.export.setObjectName("rateExport")
        self.disagreements = Disagreements()
        self._sections: list[QWidget] = []
        self._figures = QVBoxLayout()
        self._scroll = QScrollArea()
        self.setFocusProxy(self._scroll)  # arrows and pages scroll
        self._build()
        self.retranslate()

    def _build(self) -> None:
        """Put everything into a scroll area below a head."""
        space = theme().space
        for label in (self._about, self.stopping, self._warning):
            label.setWordWrap(True)
        inner = QWidget()
        inner.setProperty("pane", "surface")
        body = QVBoxLayout(inner)
        body.setContentsMargins(space.page, space.group, space.page, space.group)
        body.setSpacing(space.page)
        said = QVBoxLayout()
        said.setSpacing(space.tight)
        said.addWidget(self._about)
        said.addWidget(self.stopping)
        said.addWidget(self._warning)
        self._figures.setSpacing(space.page)
        body.addLayout(said)
        body.addLayout(self._figures)
        body.addWidget(self.disagreements)
        body.addStretch(1)
        scroll = self._scroll
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setObjectName("rateResultsScroll")
        scroll.setWidget(inner)
        head = row(self._title, self.export, self.back)
        head.setStretch(0, 1)
        head.setContentsMargins(space.page, space.unit, space.pane, space.unit)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(head)
        box.addWidget(Rule())
        box.addWidget(scroll, 1)
        self.setProperty("pane", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def retranslate(self) -> None:
        """Set all texts again."""
        self.setAccessibleName(self.tr("Results"))
        self.back.set_text(self.tr("Back to rating"))
        self.back.setToolTip(self.tr("Back to rating (R)"))
        self.export.set_text(self.tr("Export…"))
        self.export.setToolTip(self.tr("Write all verdicts of this queue to a file"))
        self._warning.setText(
            self.tr(
                "The rule says whether to go on asking. It is no proof: whoever looks "
                "again and again sees a winner by chance sooner or later."
            )
        )
        self.show_results(self.found)

    def show_results(self, found: QueueResults | None) -> None:
        """Show results; None: they are being counted."""
        self.found = found
        for old in self._sections:
            self._figures.removeWidget(old)
            old.hide()
            old.deleteLater()
        figures = figures_of(found) if found else []
        self._sections = [_section(figure) for figure in figures]
        for section in self._sections:
            self._figures.addWidget(section)
        stopping = found.stopping if found else None
        self.stopping.setText(stop_sentence(stopping) if stopping else "")
        self.stopping.setVisible(stopping is not None)
        self._warning.setVisible(stopping is not None)
        self.disagreements.setVisible(found is not None)
        self.export.setEnabled(found is not None)
        if found is None:
            self._title.set_full(self.tr("Counting verdicts…"))
            self._about.setText("")
            return
        self.disagreements.show_all(found.disagreements)
        title = self.tr("Results of “{name}”")
        self._title.set_full(title.format(name=found.queue.name))
        self._about.setText(self._said_of(found))

    def _said_of(self, found: QueueResults) -> str:
        """Return who judged how many, and what nobody was asked about."""
        parts = [
            f"{rater}: {words.number(count)}" for rater, count in found.by_rater.items()
        ] or [self.tr("Nobody has judged anything yet.")]
        if found.identical:
            parts.append(
                QCoreApplication.translate(
                    "ResultsView",
                    "%n times two systems wrote the same",
                    "",
                    found.identical,
                )
            )
        return " · ".join(parts)

    def table(self, name: str) -> FigureTable | None:
        """Return the table of a figure, if it is shown."""
        for section in self._sections:
            for found in section.findChildren(FigureTable):
                if found.figure.name == name:
                    return found
        return None


def _section(figure: Figure) -> QWidget:
    """Build the part of one figure: title, table, notes."""
    section = QWidget()
    box = QVBoxLayout(section)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(theme().space.inner)
    box.addWidget(SectionLabel(figure.title))
    box.addWidget(FigureTable(figure))
    for note in figure.notes:
        label = CaptionLabel(note)
        label.setWordWrap(True)
        box.addWidget(label)
    return section
