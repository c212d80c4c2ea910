"""What a person prefers, how often the first candidate was right, what was noted."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from instrstudio.services.leanings import Leaning
from instrstudio.services.portrait import Portrait
from instrstudio.ui import words
from instrstudio.ui.controls import CaptionLabel, ScoreBar, SectionLabel, row
from instrstudio.ui.elided_label import ElidedLabel
from instrstudio.ui.theme import theme

_BAR_WIDTH, _NUMBER_WIDTH = 54, 54


class BarRow(QWidget):
    """A sentence, a bar, a number."""

    def __init__(self, text: str, share: float, number: str) -> None:
        super().__init__()
        said = ElidedLabel(Qt.TextElideMode.ElideRight)
        said.set_role("strong")
        said.set_full(text)
        bar = ScoreBar(share)
        bar.setFixedWidth(theme().px(_BAR_WIDTH))
        value = CaptionLabel(number)
        value.setMinimumWidth(theme().px(_NUMBER_WIDTH))
        value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        line = row(said, bar, value)
        line.setStretch(0, 1)
        self.setLayout(line)
        self.setAccessibleName(f"{text}: {number}")


class OrderView(QWidget):
    """Shows the learned order in words and figures."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._portrait = Portrait()
        self._prefers, self._firsts, self._noted = (SectionLabel() for _ in range(3))
        self.used, self.lately, self.counts = (CaptionLabel() for _ in range(3))
        self._local = CaptionLabel()
        self._leanings, self._bars = QVBoxLayout(), QVBoxLayout()
        space = theme().space
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(space.inner)
        parts: tuple[tuple[SectionLabel, tuple[object, ...]], ...] = (
            (self._prefers, (self.used, self._leanings)),
            (self._firsts, (self.lately, self._bars)),
            (self._noted, (self.counts, self._local)),
        )
        for place, (title, below) in enumerate(parts):
            if place:
                box.addSpacing(space.group)
            box.addWidget(title)
            for part in below:
                if isinstance(part, CaptionLabel):
                    part.setWordWrap(True)
                    box.addWidget(part)
                elif isinstance(part, QVBoxLayout):
                    part.setSpacing(space.inner)
                    box.addLayout(part)
        self.retranslate()

    def retranslate(self) -> None:
        """Set all texts again."""
        self._prefers.setText(self.tr("What you prefer"))
        self._firsts.setText(self.tr("How often the first was right"))
        self._noted.setText(self.tr("What was noted"))
        self._local.setText(
            self.tr("All of it stays on this machine; only what you export leaves it.")
        )
        self.show_portrait(self._portrait)

    def show_portrait(self, found: Portrait) -> None:
        """Show what is known of a person."""
        self._portrait = found
        self.used.setText(self._used(found))
        _fill(self._leanings, [_leaning(one) for one in found.leanings])
        self._show_firsts(found)
        self.counts.setText(_counted(found.counts) or self.tr("Nothing yet."))

    def _used(self, found: Portrait) -> str:
        """Say what comes of the order."""
        if not found.leanings:
            return self.tr(
                "Nothing yet. Each choice, edit and rating of a candidate tells "
                "something, from the first one on."
            )
        if found.is_followed:
            return self.tr("Your candidates are ordered by this as well.")
        return self.tr(
            "Not used at present: on your last choices this did no better than the "
            "usual order."
        )

    def _show_firsts(self, found: Portrait) -> None:
        firsts = found.firsts
        if not firsts.of:
            self.lately.setText(self.tr("No candidate was taken yet."))
            _fill(self._bars, [])
            return
        self.lately.setText(
            QCoreApplication.translate(
                "OrderView", "Of the last %n candidates that you took", "", firsts.of
            )
        )
        of = self.tr("{count} of {all}")
        bars = (
            (self.tr("First as shown"), firsts.learned),
            (self.tr("First without learning"), firsts.usual),
        )
        _fill(
            self._bars,
            [
                BarRow(text, count / firsts.of, of.format(count=count, all=firsts.of))
                for text, count in bars
            ],
        )


def _leaning(one: Leaning) -> BarRow:
    """Return the row of something that is preferred."""
    return BarRow(words.said(one.said), one.share, f"{abs(one.weight):.2f}")


def _counted(counts: Mapping[str, int]) -> str:
    """Return what was noted, counted; what never happened is left out."""
    tr = QCoreApplication.translate

    def say(kind: str) -> str:
        n = counts.get(kind, 0)
        return {
            "choice": tr("OrderView", "%n choices", "", n),
            "edit": tr("OrderView", "%n edits", "", n),
            "save": tr("OrderView", "%n saved", "", n),
            "reject": tr("OrderView", "%n rejections", "", n),
            "rate": tr("OrderView", "%n ratings", "", n),
        }[kind]

    kinds = ("choice", "edit", "save", "reject", "rate")
    return words.list_of([say(kind) for kind in kinds if counts.get(kind)])


def _fill(box: QVBoxLayout, rows: list[BarRow]) -> None:
    """Put other rows into a column."""
    while box.count():
        item = box.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
    for one in rows:
        box.addWidget(one)
