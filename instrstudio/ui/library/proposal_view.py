"""One passage that a crawl found: where it is from, and its text to edit."""

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from instrstudio.domain.crawl import FAQ, HOW_TO, STEPS, Proposal
from instrstudio.domain.query import RecordMatch
from instrstudio.domain.record import Record
from instrstudio.domain.task import Example
from instrstudio.ui.controls import (
    CaptionLabel,
    IconButton,
    ProseEdit,
    StrongLabel,
    row,
)
from instrstudio.ui.elided_label import ElidedLabel
from instrstudio.ui.theme import set_icon, theme

_LINES, _MORE_LINES = (2, 8), (3, 14)
_LIKE_SHOWN = 120


class ProposalView(QScrollArea):
    """Shows a proposal; its instruction and answer can be changed.

    Signals:
        edited: A text was changed by hand.
        left: A text field was left by the escape key.
    """

    edited = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("proposalView")
        self.setAccessibleName(self.tr("Proposal"))
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._record: Record | None = None
        self.kind, self.page = CaptionLabel(), StrongLabel()
        self.kind.setObjectName("proposalKind")
        self.page.setObjectName("proposalPage")
        self.page.setWordWrap(True)
        self.page.setSizePolicy(
            QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred
        )
        self.address = ElidedLabel()
        self.address.setObjectName("proposalAddress")
        self._open = IconButton("link", self.tr("Open page in browser"))
        self._open.setObjectName("proposalOpen")
        self.facts = CaptionLabel()
        self.facts.setObjectName("proposalFacts")
        self.facts.setWordWrap(True)
        self._like_icon, self.like = QLabel(), CaptionLabel()
        self.like.setObjectName("proposalLike")
        self.like.set_role("warning")
        self.like.setWordWrap(True)
        self.like.setSizePolicy(
            QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred
        )
        set_icon(self._like_icon, "warning", 14, "warning")
        self.instruction = self._field("proposalInstruction", _LINES)
        self.answer = self._field("proposalAnswer", _MORE_LINES)
        self._build()
        self._open.clicked.connect(self.open_page)

    def _field(self, name: str, lines: tuple[int, int]) -> ProseEdit:
        """Make a text field that the escape key leaves."""
        field = ProseEdit(role="preview", lines=lines)
        field.setObjectName(name)
        field.edited.connect(self.edited)
        leave = QShortcut(QKeySequence("Esc"), field)
        leave.setContext(Qt.ShortcutContext.WidgetShortcut)
        leave.activated.connect(self.left)
        return field

    def _build(self) -> None:
        """Put source, warning and texts below each other."""
        space = theme().space
        inner = QWidget()
        box = QVBoxLayout(inner)
        box.setContentsMargins(0, 0, space.unit, 0)
        box.setSpacing(space.inner)
        place = row(self.address, self._open, spacing=space.tight)
        place.setStretch(0, 1)
        like = row(self._like_icon, self.like, spacing=space.inner)
        like.setStretch(1, 1)
        for part in (self.kind, self.page):
            box.addWidget(part)
        box.addLayout(place)
        box.addWidget(self.facts)
        box.addLayout(like)
        for text, field in (
            (self.tr("Instruction"), self.instruction),
            (self.tr("Answer"), self.answer),
        ):
            label = CaptionLabel(text)
            label.setBuddy(field)
            field.setAccessibleName(text)
            box.addSpacing(space.tight)
            box.addWidget(label)
            box.addWidget(field)
        box.addStretch(1)
        self.setWidget(inner)

    def show_proposal(self, one: Proposal, record: Record) -> None:
        """Show a proposal, with the texts of `record` as they may have been edited."""
        other = self._record is None or self._record.source != record.source
        self._record = record
        self.kind.setText(kind_name(one.kind))
        title = str(record.extra.get("page_title") or record.source.name)
        self.page.setText(title)
        self.address.set_full(record.source.url)
        date = str(record.extra.get("page_date") or "")
        facts = [
            self.tr("page of {date}").format(date=date) if date else "",
            self.tr("read on {date}").format(date=record.source.retrieved),
            self.tr("licence {name}").format(name=record.licence)
            if record.licence
            else self.tr("no licence found"),
        ]
        self.facts.setText(" · ".join(fact for fact in facts if fact))
        self.instruction.set_text(record.instruction)
        first = record.examples[0].output if record.examples else ""
        self.answer.set_text(first)
        if other:
            self.verticalScrollBar().setValue(0)

    def show_like(self, match: RecordMatch | None) -> None:
        """Say which record the proposal nearly repeats, if it does."""
        self._like_icon.setVisible(match is not None)
        self.like.setVisible(match is not None)
        if match is None:
            self.like.setText("")
            return
        text = " ".join(match.record.instruction.split())
        short = text if len(text) <= _LIKE_SHOWN else f"{text[: _LIKE_SHOWN - 1]}…"
        said = self.tr("{percent} % like #{id}: {text}")
        self.like.setText(
            said.format(
                percent=int(100 * match.similarity), id=match.record.id, text=short
            )
        )
        self.like.setToolTip(text)

    def record(self) -> Record | None:
        """Return the record with the texts as they are in the fields."""
        if self._record is None:
            return None
        text, output = self.instruction.text().strip(), self.answer.text().strip()
        if text == self._record.instruction.strip() and output == _output(self._record):
            return self._record
        samples = self._record.examples
        first = samples[0].input if samples else ""
        sample = (Example(input=first, output=output),) if output or first else ()
        return replace(self._record, instruction=text, examples=(*sample, *samples[1:]))

    @Slot()
    def open_page(self) -> None:
        """Open the page in the browser."""
        if self._record is not None:
            QDesktopServices.openUrl(QUrl(self._record.source.url))


def kind_name(kind: str) -> str:
    """Return what kind of passage a proposal is."""
    tr = QCoreApplication.translate
    return {
        HOW_TO: tr("ProposalView", "How-to"),
        STEPS: tr("ProposalView", "Steps"),
        FAQ: tr("ProposalView", "Question and answer"),
    }.get(kind, kind)


def _output(record: Record) -> str:
    """Return the first output of a record."""
    return record.examples[0].output.strip() if record.examples else ""
