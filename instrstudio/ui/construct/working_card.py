"""The card of a method at work: two grey bars, or the text it is writing."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from instrstudio.domain.candidate import Draft
from instrstudio.ui import words
from instrstudio.ui.construct.candidate_card import TEXT_WIDTH
from instrstudio.ui.construct.card_head import RANK_WIDTH
from instrstudio.ui.construct.method_choice import ICONS, OTHER_ICON
from instrstudio.ui.controls import CaptionLabel, StrongLabel
from instrstudio.ui.span_view import SpanView
from instrstudio.ui.theme import set_icon, theme

_RING = 3
_BAR, _BARS = 11, 38


class Bars(QWidget):
    """Two grey bars where a text will stand."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(theme().px(_BARS))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bars."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().color("hover"))
        for place, share in enumerate((0.72, 0.45)):
            top, width = 4 + place * self.height() / 2, self.width() * share
            painter.drawRoundedRect(QRectF(0, top, width, theme().px(_BAR)), 4, 4)
        painter.end()


class WorkingCard(QFrame):
    """Stands below the candidates while a method works, with its draft if it has any.

    It has the shape of a candidate's card, so that a draft stays where it is when a
    candidate takes its place.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("constructing")
        self._method = ""
        self._draft: Draft | None = None
        self._icon, self._name = QLabel(), StrongLabel()
        self._doing, self._hint = CaptionLabel(), CaptionLabel()
        self._bars, self.view = Bars(), SpanView()
        self.view.setMaximumWidth(TEXT_WIDTH)
        self.view.hide()
        self._lay_out()
        self.retranslate()

    def _lay_out(self) -> None:
        space = theme().space
        left = RANK_WIDTH + space.unit
        head = QHBoxLayout()
        head.setContentsMargins(left, 0, 0, 0)
        head.setSpacing(space.unit)
        for widget in (self._icon, self._name, self._doing):
            head.addWidget(widget)
        head.addStretch(1)
        head.addWidget(self._hint)
        body = QVBoxLayout()
        body.setContentsMargins(left, 0, 0, 0)
        body.addWidget(self._bars)
        body.addWidget(self.view)
        box = QVBoxLayout(self)
        box.setContentsMargins(14 + _RING, 9 + _RING, 14 + _RING, 10 + _RING)
        box.setSpacing(space.inner)
        box.addLayout(head)
        box.addLayout(body)

    @property
    def draft(self) -> Draft | None:
        """The draft that is shown."""
        return self._draft

    def show_method(self, method: str) -> None:
        """Say which method works; a draft goes."""
        self._method, self._draft = method, None
        self.view.hide()
        self._bars.show()
        self.retranslate()

    def show_draft(self, draft: Draft) -> None:
        """Show what a method has written so far."""
        begins = self._draft is None or self._method != draft.method
        self._method, self._draft = draft.method, draft
        self.view.set_text(draft.text, draft.spans)
        if begins:
            self._bars.hide()
            self.view.show()
            self.retranslate()

    def retranslate(self) -> None:
        """Set every text again."""
        name = words.method(self._method) if self._method else ""
        icon, role = ICONS.get(self._method, OTHER_ICON)
        set_icon(self._icon, icon, 16, role)
        said = self.tr("Constructing")
        if self._draft is not None:
            said = self.tr("{method} is writing").format(method=name)
        elif name:
            said = self.tr("{method} is working").format(method=name)
        self._name.setText(said if self._draft is None else name)
        self._doing.setText(self.tr("Writing…"))
        self._doing.setVisible(self._draft is not None)
        self._hint.setText(self.tr("Esc cancels"))
        self.setAccessibleName(said)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground of the card."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge, radius = _RING + 0.5, theme().radius("card")
        painter.setPen(theme().color("border"))
        painter.setBrush(theme().color("surface"))
        box = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
        painter.drawRoundedRect(box, radius, radius)
        painter.end()
