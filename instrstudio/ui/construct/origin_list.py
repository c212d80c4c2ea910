"""A bar and a list of where words come from, in one order."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QVBoxLayout, QWidget

from instrstudio.domain.candidate import Candidate
from instrstudio.domain.span import Origin
from instrstudio.ui import words
from instrstudio.ui.construct.origins import Share, is_chinese
from instrstudio.ui.construct.samples import said_units
from instrstudio.ui.controls import CaptionLabel
from instrstudio.ui.elided_label import ElidedLabel
from instrstudio.ui.span_paint import paint_origin
from instrstudio.ui.theme import set_font, theme


class OriginBar(QWidget):
    """One bar whose parts are as long as the shares."""

    def __init__(self) -> None:
        super().__init__()
        self._shares: Sequence[Share] = ()
        self.setFixedHeight(8)

    def show_shares(self, shares: Sequence[Share]) -> None:
        """Show other shares."""
        self._shares = shares
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint one part for each share, 2 px apart."""
        total = sum(share.units for share in self._shares)
        if not total:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        left, room = 0.0, self.width() - 2.0 * (len(self._shares) - 1)
        for share in self._shares:
            width = max(3.0, room * share.units / total)
            role = (
                "control" if share.origin is Origin.EDITED else f"{share.origin}_line"
            )
            painter.setBrush(theme().color(role))
            painter.drawRoundedRect(QRectF(left, 0, width, self.height()), 2, 2)
            left += width + 2
        painter.end()


class Swatch(QWidget):
    """Two letters painted as the words of an origin are."""

    def __init__(self, origin: Origin, sample: str) -> None:
        super().__init__()
        self._origin, self._sample = origin, sample
        self.setFixedSize(24, 22)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint tint, line and letters."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = theme().font("caption")
        font.setPixelSize(12)
        metrics = QFontMetricsF(font)
        width = metrics.horizontalAdvance(self._sample)
        left, baseline = (self.width() - width) / 2, 15.0
        box = QRectF(left - 2, 2, width + 4, 17.5)
        if self._origin is not Origin.EDITED:
            paint_origin(painter, self._origin, box, baseline + 3.5)
        painter.setFont(font)
        shown = "slot_line" if self._origin is Origin.SLOT else "text"
        painter.setPen(theme().color(shown))
        painter.drawText(round(left), round(baseline), self._sample)
        painter.end()


class ShareRow(QAbstractButton):
    """One place words come from; a press selects those words."""

    def __init__(self, share: Share, title: str, caption: str, count: str) -> None:
        super().__init__()
        self.share = share
        self.setObjectName("originRow")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        sample = "文" if theme().language == "zh" else "Aa"
        name = ElidedLabel()
        set_font(name, "body")
        name.set_role("strong")
        name.set_full(title)
        line, units = ElidedLabel(Qt.TextElideMode.ElideRight), CaptionLabel(count)
        line.set_full(caption)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(name)
        column.addWidget(line)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 2, 0, 2)
        box.setSpacing(10)
        box.addWidget(Swatch(share.origin, sample), 0, Qt.AlignmentFlag.AlignVCenter)
        box.addLayout(column, 1)
        box.addWidget(units)
        self.setAccessibleName(f"{title}, {caption}, {count}")

    def sizeHint(self) -> QSize:
        """Return the height of two lines."""
        return QSize(200, theme().line("body") + theme().line("caption") + 6)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ring of focus, or the ground under the mouse."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.hasFocus():
            painter.setPen(theme().color("focus"))
            painter.drawRoundedRect(box, 5, 5)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the press from the labels too."""
        super().mousePressEvent(event)


class OriginList(QWidget):
    """The bar and the rows under it; `chosen` carries a `Share`."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._bar = OriginBar()
        self._rows: list[ShareRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme().space.tight)
        self._column.addWidget(self._bar)

    def show_shares(
        self, shares: Sequence[Share], candidate: Candidate, language: str
    ) -> None:
        """Show where the words of `candidate` come from."""
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = []
        self._bar.show_shares(shares)
        for share in shares:
            title, caption = self._said(share, candidate)
            count = said_units(share.units, chinese=is_chinese(language))
            row = ShareRow(share, title, caption, count)
            row.clicked.connect(self._on_clicked)
            self._column.addWidget(row)
            self._rows.append(row)

    def _said(self, share: Share, candidate: Candidate) -> tuple[str, str]:
        """Return what a share is called, and what more there is to say."""
        source = candidate.provenance.source
        phrases = words.list_of(list(share.phrases))
        said = {
            Origin.TEMPLATE: (source or words.origin("template"), self.tr("Template")),
            Origin.TASK: (words.origin("task"), phrases),
            Origin.RECORD: (words.origin("record"), phrases),
            Origin.GENERATED: (words.origin("generated"), source),
            Origin.SLOT: (share.id, self.tr("filled from the sample")),
            Origin.EDITED: (words.origin("edited"), self.tr("typed by you")),
        }
        if share.origin is Origin.RECORD and share.id:
            return self.tr("Record {id}").format(id=share.id), phrases
        return said[share.origin]

    @Slot()
    def _on_clicked(self) -> None:
        row = self.sender()
        if isinstance(row, ShareRow):
            self.chosen.emit(row.share)
