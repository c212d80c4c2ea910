"""Stars: how they are painted, where they are hit, and the control that gives them."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from instrstudio.services.rating import MOST
from instrstudio.ui.theme import theme

_SIDE, _STEP, _RING = 14, 17, 3


def width() -> int:
    """Return how wide a row of stars is."""
    return theme().px(_STEP) * MOST


def star_at(box: QRect, x: int) -> int:
    """Return which star of a row that begins at the left of `box` is at `x`, or 0."""
    place = (x - box.left()) // theme().px(_STEP) + 1
    return place if x >= box.left() and place <= MOST else 0


def paint_stars(painter: QPainter, box: QRect, filled: float) -> None:
    """Draw a row of stars, of which so many are filled."""
    side, step = theme().px(_SIDE), theme().px(_STEP)
    top = box.center().y() - side // 2 + 1
    for place in range(MOST):
        on = place + 0.5 <= filled
        icon = QRect(box.left() + place * step + (step - side) // 2, top, side, side)
        name, role = ("star-filled", "text") if on else ("star", "text3")
        theme().icon(name, side, role).paint(painter, icon)


def paint_rating(painter: QPainter, box: QRect, rating: float, font: QFont) -> None:
    """Draw a star with the number beside it."""
    side, step = theme().px(_SIDE), theme().px(_STEP)
    left = box.left() + (step - side) // 2  # as the first of a row of stars
    icon = QRect(left, box.center().y() - side // 2 + 1, side, side)
    theme().icon("star-filled", side, "text2").paint(painter, icon)
    painter.setFont(font)
    painter.setPen(theme().color("text2"))
    text = box.adjusted(step + theme().space.tight, 0, 0, 0)
    place = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(text, int(place), f"{rating:.1f}".removesuffix(".0"))


class StarsEdit(QWidget):
    """Five stars to press, or 0 to 5 on the keyboard; the same star again is none.

    Signals:
        given: So many stars are to be given.
    """

    given = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("recordStars")
        self._stars = self._hovered = 0
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.retranslate()

    @property
    def stars(self) -> int:
        """How many are shown."""
        return self._stars

    def set_stars(self, stars: int) -> None:
        """Show other stars without telling."""
        self._stars = stars
        self.retranslate()
        self.update()

    def retranslate(self) -> None:
        """Say how many there are."""
        text = self.tr("Rating: {count} of {most} stars")
        name = text.format(count=self._stars, most=MOST)
        self.setAccessibleName(name)
        self.setToolTip(self.tr("Rate: keys 1 to 5, 0 for none"))

    def sizeHint(self) -> QSize:
        """Return the room for the stars and the ring of focus."""
        ring = 2 * _RING
        return QSize(width() + ring, max(24, theme().px(24)) + ring)

    def event(self, event: QEvent) -> bool:
        """Keep digits: elsewhere in the panel they rate what is marked."""
        is_override = event.type() == QEvent.Type.ShortcutOverride
        if is_override and isinstance(event, QKeyEvent) and _digit(event) is not None:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give stars by digits and by the arrows."""
        stars = _digit(event)
        if event.key() in (Qt.Key.Key_Right, Qt.Key.Key_Up):
            stars = min(MOST, self._stars + 1)
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Down):
            stars = max(0, self._stars - 1)
        if stars is None:
            super().keyPressEvent(event)
        else:
            self._give(stars)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Give the stars up to the one under the pointer."""
        star = self._star(event)
        if star and event.button() == Qt.MouseButton.LeftButton:
            self._give(0 if star == self._stars else star)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show what a press would give."""
        self._hovered = self._star(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Show what is given."""
        self._hovered = 0
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the stars and the ring of focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_stars(painter, self._box(), self._hovered or self._stars)
        if self.hasFocus():
            pen = painter.pen()
            pen.setColor(theme().color("focus"))
            pen.setWidth(theme().space.hair)
            painter.setPen(pen)
            radius = theme().radius("field")
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), radius, radius)
        painter.end()

    def _box(self) -> QRect:
        return self.rect().adjusted(_RING, _RING, -_RING, -_RING)

    def _star(self, event: QMouseEvent) -> int:
        return star_at(self._box(), int(event.position().x()))

    def _give(self, stars: int) -> None:
        """Show and tell, if it is another number."""
        if stars != self._stars:
            self.set_stars(stars)
            self.given.emit(stars)


def _digit(event: QKeyEvent) -> int | None:
    """Return the stars that a key means, or None."""
    plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    text = event.text()
    is_digit = plain and len(text) == 1 and text in "012345"
    return int(text) if is_digit else None
