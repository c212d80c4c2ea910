"""Moves the focus from pane to pane (F6)."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget


def next_pane(panes: Sequence[QWidget], *, forward: bool) -> None:
    """Give the focus to the pane after (or before) the one that has it."""
    visible = [pane for pane in panes if pane.isVisible()]
    if not visible:
        return
    focused = QApplication.focusWidget()
    at = next(
        (
            place
            for place, pane in enumerate(visible)
            if focused is not None and (pane is focused or pane.isAncestorOf(focused))
        ),
        -1,
    )
    step = 1 if forward else -1
    for turn in range(1, len(visible) + 1):
        target = first_stop(visible[(at + step * turn) % len(visible)])
        if target is not None:
            target.setFocus(Qt.FocusReason.TabFocusReason)
            return


def first_stop(pane: QWidget) -> QWidget | None:
    """Return the first widget in a pane that takes the focus by Tab."""
    for widget in [pane, *pane.findChildren(QWidget)]:
        takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        stops = takes == Qt.FocusPolicy.TabFocus and widget.isEnabled()
        if stops and widget.isVisible():
            return widget
    return None
