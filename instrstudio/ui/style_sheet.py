"""The one style sheet of the window.

It holds colours, borders and paddings; no font (a sheet's font breaks the fall-back
from script to script and the text size) and no rule over the rows of tables (their
delegates paint). Selectors: class names and the properties ``kind``, ``role``,
``pane``, ``state``.
"""

from collections.abc import Callable
from string import Template

from instrstudio import resources
from instrstudio.ui import tokens

_SHEET = Template("""
QMainWindow, QDialog, QWidget[pane="window"] { background: $window; }
QWidget[pane="surface"] { background: $surface; }
QWidget[pane="sunken"] { background: $sunken; border-radius: 6px; }
QWidget[pane="card"] { background: $surface; border: 1px solid $border;
  border-radius: 8px; }
QWidget[pane="popover"] { background: $raised; border: 1px solid $border;
  border-radius: 10px; }
QFrame[role="rule"] { background: $border; border: none; }
QMainWindow::separator { background: $window; width: 5px; height: 5px; }
QMainWindow::separator:hover { background: $control; }
QWidget[pane="inspector"] { background: $surface; border: none;
  border-left: 1px solid $border; }
QStatusBar { background: $window; border: none; border-top: 1px solid $border; }
QStatusBar::item { border: none; }
QSplitter::handle { background: $border; }
QSplitter::handle:hover { background: $control; }
QSplitter[kind="gap"]::handle { background: transparent; }
QLabel { background: transparent; }
QLabel[role="cap"] { color: $text3; }
QLabel[role="second"] { color: $text2; }
QLabel[role="strong"] { color: $text; }
QLabel[role="success"] { color: $success; }
QLabel[role="warning"] { color: $warning; }
QLabel[role="danger"] { color: $danger; }
QLabel[role="on_ink"] { color: $on_ink; }
QLabel[role="key"] { color: $text2; border: 1px solid $border; border-radius: 4px;
  padding: 0 5px; background: $surface; }
QPushButton { min-height: ${h28}px; padding: 0 12px; border-radius: 6px;
  border: 1px solid $control; background: $surface; color: $text; outline: none; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $selected; }
QPushButton:focus { border: 2px solid $focus; padding: 0 11px; }
QPushButton:disabled { color: $disabled; border-color: $border; }
QPushButton::menu-indicator { image: none; width: 0; }
QPushButton[kind="primary"] { background: $ink; border-color: $ink; color: $on_ink; }
QPushButton[kind="primary"]:hover { background: $text2; border-color: $text2; }
QPushButton[kind="primary"]:focus { border: 2px solid $focus; }
QPushButton[kind="primary"]:disabled { background: $selected; border-color: $selected;
  color: $disabled; }
QPushButton[kind="ghost"] { background: transparent; border-color: transparent;
  color: $text2; }
QPushButton[kind="ghost"]:hover { background: $hover; color: $text; }
QPushButton[kind="ghost"]:focus { border-color: $focus; }
QPushButton[kind="ghost"]:disabled { color: $disabled; }
QPushButton[kind="danger"] { color: $danger; }
QPushButton[kind="chip"] { min-height: ${h24}px; padding: 0 8px; color: $text2;
  background: $sunken; border: 1px solid $border; border-radius: 5px; }
QPushButton[kind="chip"]:hover { background: $hover; color: $text; }
QPushButton[kind="chip"]:focus { border: 2px solid $focus; padding: 0 7px; }
QPushButton[kind="project"] { background: transparent; border-color: transparent;
  padding: 0 8px; }
QPushButton[kind="project"]:hover { background: $hover; }
QPushButton[kind="project"]:focus { border-color: $focus; padding: 0 7px; }
QPushButton[kind="status"] { min-height: ${h22}px; background: transparent;
  border-color: transparent; padding: 0 6px; color: $text2; border-radius: 4px; }
QPushButton[kind="status"]:hover { background: $hover; }
QPushButton[kind="status"]:focus { border: 2px solid $focus; padding: 0 5px; }
QPushButton[kind="onink"] { background: transparent; border-color: transparent;
  color: $on_ink; text-decoration: underline; }
QPushButton[kind="onink"]:focus { border-color: $focus; }
QToolButton { border: 2px solid transparent; border-radius: 6px; padding: 3px;
  background: transparent; color: $text2; }
QToolButton:hover { background: $hover; }
QToolButton:checked, QToolButton:pressed { background: $selected; }
QToolButton:focus { border-color: $focus; }
QToolButton::menu-indicator { image: none; width: 0; }
QToolButton[kind="rail"] { border-radius: 6px; padding: 4px 0 3px 0; color: $text2; }
QToolButton[kind="rail"]:checked { background: $selected; color: $text; }
QToolButton[kind="legend"] { padding: 1px; border-radius: 6px; }
QFrame[role="segments"] { background: $sunken; border: 1px solid $border;
  border-radius: 7px; }
QPushButton[kind="segment"] { min-height: ${h24}px; border-radius: 5px; padding: 0 12px;
  background: transparent; border: 1px solid transparent; color: $text2; }
QPushButton[kind="segment"]:hover { color: $text; }
QPushButton[kind="segment"]:checked { background: $raised; border-color: $control;
  color: $text; }
QPushButton[kind="segment"]:focus { border: 2px solid $focus; padding: 0 11px; }
QLineEdit, QTextEdit[kind="field"], QPlainTextEdit, QSpinBox, QDoubleSpinBox,
QComboBox { background: $surface; border: 1px solid $control; border-radius: 6px;
  color: $text; selection-background-color: $highlight; selection-color: $text; }
QLineEdit, QSpinBox, QDoubleSpinBox, QComboBox { min-height: ${h28}px;
  padding: 0 8px; }
QTextEdit[kind="field"] { padding: 5px 5px; }
QLineEdit:focus, QTextEdit[kind="field"]:focus, QPlainTextEdit:focus, QSpinBox:focus,
QDoubleSpinBox:focus, QComboBox:focus { border: 2px solid $focus; }
QTextEdit[kind="field"]:focus { padding: 4px 4px; }
QLineEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus, QComboBox:focus {
  padding: 0 7px; min-height: ${h26}px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: 0; border: none; }
QAbstractSpinBox QLineEdit:focus { border: none; min-height: 0; padding: 0 0 0 8px; }
QAbstractSpinBox > QLineEdit { border: none; padding: 0 0 0 8px; min-height: 0;
  background: transparent; }
QComboBox > QLineEdit { border: none; padding: 0;
  min-height: 0; background: transparent; }
QLineEdit:disabled, QComboBox:disabled, QSpinBox:disabled { color: $disabled;
  border-color: $border; }
QPlainTextEdit[kind="code"] { border: 2px solid transparent; border-radius: 0; }
QPlainTextEdit[kind="code"]:focus { border-color: $focus; }
QLineEdit[state="error"], QTextEdit[state="error"] { border-color: $danger; }
QTextEdit[kind="span"] { background: transparent; border: none; }
QComboBox::drop-down { border: none; width: 22px; }
QComboBox::down-arrow { image: url("$arrow"); width: 14px; height: 14px; }
QComboBox QAbstractItemView { background: $raised; border: 1px solid $border;
  selection-background-color: $selected; selection-color: $text; outline: none; }
QCheckBox, QRadioButton { spacing: 8px; color: $text; background: transparent; }
QCheckBox::indicator { width: 14px; height: 14px; border-radius: 4px;
  border: 1px solid $control; background: $surface; }
QRadioButton::indicator { width: 12px; height: 12px; border-radius: 7px;
  border: 1px solid $control; background: $surface; }
QRadioButton::indicator:checked { width: 6px; height: 6px; border: 4px solid $ink;
  background: $on_ink; }
QRadioButton::indicator:focus { border-color: $focus; }
QCheckBox::indicator:checked { background: $ink; border-color: $ink;
  image: url("$tick"); }
QCheckBox::indicator:focus { border: 2px solid $focus; width: 12px; height: 12px; }
QCheckBox::indicator:disabled { background: $hover; border-color: $border; }
QAbstractScrollArea { background: transparent; border: none; outline: none; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QScrollArea > QWidget > QWidget { background: transparent; }
QListView[role="menu"] { background: transparent; }
QTableView, QListView, QTreeView { background: $surface; color: $text;
  selection-background-color: $selected; selection-color: $text; }
QHeaderView, QTableCornerButton::section { background: $window; border: none; }
QHeaderView::section { background: $window; color: $text2; border: none;
  border-bottom: 1px solid $border; padding: 0 8px; }
QScrollBar:vertical { width: 10px; background: transparent; margin: 0; }
QScrollBar:horizontal { height: 10px; background: transparent; margin: 0; }
QScrollBar::handle { background: $control; border-radius: 3px; margin: 2px;
  min-height: 28px; min-width: 28px; }
QScrollBar::handle:hover { background: $text3; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page,
QScrollBar::sub-page { background: transparent; width: 0; height: 0; }
QMenuBar { background: transparent; color: $text2; }
QMenuBar::item { padding: 5px 8px; border-radius: 5px; background: transparent; }
QMenuBar::item:selected { background: $hover; color: $text; }
QMenu { background: $raised; border: 1px solid $border; padding: 5px; color: $text; }
QMenu::item { padding: 5px 28px 5px 10px; border-radius: 5px; min-width: 130px; }
QMenu::item:selected { background: $selected; }
QMenu::item:disabled { color: $disabled; }
QMenu::separator { height: 1px; background: $border; margin: 5px 2px; }
QMenu::indicator { width: 14px; height: 14px; margin-left: 6px; }
QMenu::icon { margin-left: 6px; }
QToolTip { background: $raised; color: $text; border: 1px solid $border;
  padding: 5px 7px; }
QProgressBar { background: $selected; border: none; border-radius: 2px;
  max-height: 4px; min-height: 4px; }
QProgressBar::chunk { background: $ink; border-radius: 2px; }
QFrame[role="strip"] { border-radius: 8px; background: $warning_ground; }
QFrame[role="strip"][state="error"] { background: $danger_ground; }
QFrame[role="strip"][state="info"] { background: $sunken; }
QFrame[role="strip"][state="success"] { background: $success_ground; }
QFrame[role="notice"] { background: $ink; border-radius: 8px; }
QFrame[role="empty"] { border: 1px dashed $control; border-radius: 8px;
  background: transparent; }
QLabel[role="state"] { border-radius: 5px; padding: 2px 8px; background: $sunken;
  color: $text2; }
QLabel[role="state"][state="success"] { background: $success_ground; color: $success; }
QLabel[role="state"][state="warning"] { background: $warning_ground; color: $warning; }
QLabel[role="state"][state="error"] { background: $danger_ground; color: $danger; }
""")


def style_sheet(
    colour: Callable[[str], str], px: Callable[[float], int], dark: bool
) -> str:
    """Return the sheet; `colour` gives the colour of a role, `px` scales a height."""
    shade = "dark" if dark else "light"
    names = {role: colour(role) for role in tokens.COLOURS}
    heights = {f"h{size}": str(px(size) - 2) for size in (22, 24, 26, 28)}
    pictures = {
        "tick": resources.path("icons", f"tick-{shade}.svg").as_posix(),
        "arrow": resources.path("icons", f"arrow-{shade}.svg").as_posix(),
    }
    return _SHEET.substitute(names | heights | pictures)
