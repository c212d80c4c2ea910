"""Compares two records and makes one of them."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from instrstudio.domain.record import Record
from instrstudio.ui.controls import GhostButton, TitleLabel
from instrstudio.ui.library.merge_pane import MergePane
from instrstudio.ui.session import Notice, Session
from instrstudio.ui.theme import theme

_WIDTH, _HEIGHT = 760, 560


class MergeDialog(QDialog):
    """Two records; after the merge the one that is kept is shown."""

    def __init__(
        self,
        session: Session,
        kept: Record,
        other: Record,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self.setObjectName("mergeDialog")
        self.setWindowTitle(self.tr("Compare records"))
        self.resize(theme().px(_WIDTH), theme().px(_HEIGHT))
        self.pane = MergePane(session)
        self.pane.show_pair(kept, other)
        leave = GhostButton(self.tr("Keep both"))
        leave.setObjectName("mergeLeave")
        leave.clicked.connect(self.reject)
        self.pane.actions_row.insertWidget(2, leave)
        page = theme().space.page
        box = QVBoxLayout(self)
        box.setContentsMargins(page, page, page, page)
        box.setSpacing(theme().space.group)
        box.addWidget(TitleLabel(self.tr("Compare records")))
        box.addWidget(self.pane, 1)
        self.pane.merged.connect(self._on_merged)

    @Slot(int, int)
    def _on_merged(self, kept: int, other: int) -> None:
        self.accept()
        text = self.tr("Merged #{other} into #{kept}").format(other=other, kept=kept)
        self._session.notice.emit(Notice(text=text, undo=True))
        self._session.record_requested.emit(kept)
