"""Every control has a name; every area can be reached without a mouse."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from instrstudio.ui.areas import AREAS
from instrstudio.ui.focus_ring import first_stop
from instrstudio.ui.main_window import MainWindow
from instrstudio.ui.session import Session

CONTROLS = (
    QAbstractButton,
    QLineEdit,
    QTextEdit,
    QAbstractItemView,
    QComboBox,
    QAbstractSpinBox,
)
OWN = ("qt_spinbox_lineedit", "qt_scrollarea", "ScrollLeftButton", "ScrollRightButton")


def controls(window: MainWindow) -> Iterator[QWidget]:
    """Yield the controls that can be seen."""
    for widget in window.findChildren(QWidget):
        own = widget.objectName().startswith(OWN) or "qt_menubar" in widget.objectName()
        if isinstance(widget, CONTROLS) and widget.isVisible() and not own:
            yield widget


def stop_measuring(session: Session) -> None:
    """Stop what measures how fast this machine trains."""
    for job in session.lanes.jobs:
        if job.key == "training-predict":
            job.cancel()


@pytest.mark.parametrize("area", [area.name for area in AREAS])
def test_every_control_has_a_name_of_its_own(
    area: str,
    window: MainWindow,
    session: Session,
    settle: Callable[[Session], None],
) -> None:
    window.show_area(area)
    # measuring this machine takes its time and changes no name
    stop_measuring(session)
    settle(session)
    nameless = []
    for widget in controls(window):
        interface = QAccessible.queryAccessibleInterface(widget)
        name = interface.text(QAccessible.Text.Name)
        # a text field's name may be its whole text: then it has none of its own
        if not (name or widget.accessibleName()):
            nameless.append(f"{type(widget).__name__} {widget.objectName()}")
        if not widget.objectName():
            nameless.append(f"{type(widget).__name__} “{name}” has no object name")
    assert nameless == []


def walk(interface: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """Yield an interface and all under it."""
    yield interface
    for place in range(interface.childCount()):
        child = interface.child(place)
        if child is not None:
            yield from walk(child)


def test_the_tree_can_be_walked(window: MainWindow) -> None:
    root = QAccessible.queryAccessibleInterface(window)
    assert root is not None
    names = {node.text(QAccessible.Text.Name) for node in walk(root)}
    assert {"Construct", "Library", "Task description", "Input", "Output"} <= names


def test_f6_goes_round_the_panes(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    seen = []
    for _press in range(6):
        window.actions_["next_pane"].trigger()
        focused = window.focusWidget()
        assert focused is not None
        seen.append(focused.objectName())
    assert "railconstruct" in "".join(seen).replace("_", "")
    assert len(set(seen)) >= 4


def test_every_pane_has_a_stop(window: MainWindow) -> None:
    for pane in window._panes():
        if pane.isVisible() and pane is not window.inspector:
            assert first_stop(pane) is not None, pane.objectName()


def test_arrow_keys_move_along_the_rail(window: MainWindow, qtbot: QtBot) -> None:
    QTest.keyClick(window.rail, Qt.Key.Key_Down)
    assert window.panels.current == "library"
    QTest.keyClick(window.rail, Qt.Key.Key_Up)
    assert window.panels.current == "construct"


def test_targets_are_large_enough_to_hit(window: MainWindow) -> None:
    small = [
        f"{widget.objectName()} {widget.width()}x{widget.height()}"
        for widget in controls(window)
        if isinstance(widget, QAbstractButton)
        and min(widget.width(), widget.height()) < 20
    ]
    assert small == []


def test_keys_do_not_collide(window: MainWindow) -> None:
    seen: dict[str, str] = {}
    for action in window.actions_:
        for key in action.shortcuts():
            name = key.toString()
            assert name not in seen, f"{name}: {seen.get(name)}, {action.text()}"
            seen[name] = action.text()
