"""Where raters differ: a list, and the texts of the one that is chosen."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from instrstudio.domain.rating_results import Disagreement
from instrstudio.ui.controls import CaptionLabel, SectionLabel, StrongLabel
from instrstudio.ui.evaluate.rate.naming import (
    criterion_name,
    system_name,
    verdict_name,
)
from instrstudio.ui.evaluate.rate.text_card import TextCard
from instrstudio.ui.side_list import SideItem, SideList
from instrstudio.ui.theme import theme

_HEIGHT = 190
_MOST = 500
"""So many are listed; the title counts all."""


class Disagreements(QWidget):
    """Lists disagreements, the widest apart first, and shows one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rateDisagreementsPane")
        self._found: tuple[Disagreement, ...] = ()
        self._title, self._none = SectionLabel(), CaptionLabel()
        self.list = SideList()
        self.list.setObjectName("rateDisagreements")
        self.list.setFixedHeight(theme().px(_HEIGHT))
        self.list.chosen.connect(self.show_one)
        self._said, self._task = StrongLabel(), CaptionLabel()
        self._said.setWordWrap(True)
        self._task.setWordWrap(True)
        self.left, self.right = TextCard("differLeft"), TextCard("differRight")
        cards = QHBoxLayout()
        cards.setSpacing(theme().space.group)
        cards.addWidget(self.left, 1)
        cards.addWidget(self.right, 1)
        self._one = QWidget()
        one = QVBoxLayout(self._one)
        one.setContentsMargins(0, 0, 0, 0)
        one.setSpacing(theme().space.inner)
        one.addWidget(self._said)
        one.addWidget(self._task)
        one.addLayout(cards)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme().space.inner)
        for widget in (self._title, self._none, self.list, self._one):
            box.addWidget(widget)

    def show_all(self, found: Sequence[Disagreement]) -> None:
        """List disagreements."""
        self._found = tuple(found)
        self._title.setText(
            QCoreApplication.translate(
                "Disagreements", "%n disagreements", "", len(found)
            )
        )
        self._none.setText(self.tr("Nobody contradicts anybody."))
        self.list.setAccessibleName(self.tr("Disagreements"))
        self.list.set_items(
            [
                SideItem(
                    key=str(place),
                    text=" ".join(one.left.text.split()),
                    caption=_said(one),
                    icon="compare",
                    icon_role="warning",
                )
                for place, one in enumerate(self._found[:_MOST])
            ]
        )
        self.list.setVisible(bool(found))
        self._none.setVisible(not found)
        self._one.setVisible(False)
        self.list.choose("")

    @Slot(str)
    def show_one(self, key: str) -> None:
        """Show the texts of a disagreement, with whose they are."""
        one = self._found[int(key)]
        self._said.setText(_said(one))
        self._task.setText(one.left.task.description)
        self._task.setVisible(bool(one.left.task.description))
        first = self.tr("First: {system}") if one.right else "{system}"
        self.left.set_title(first.format(system=system_name(one.left.system)))
        self.left.set_text(one.left.text)
        self.right.setVisible(one.right is not None)
        if one.right is not None:
            second = self.tr("Second: {system}")
            self.right.set_title(second.format(system=system_name(one.right.system)))
            self.right.set_text(one.right.text)
        self._one.setVisible(True)


def _said(one: Disagreement) -> str:
    """Return who said what."""
    said = ", ".join(
        f"{rater}: {verdict_name(one.criterion, verdict)}"
        for rater, verdict in one.verdicts.items()
    )
    return f"{criterion_name(one.criterion)} · {said}"
