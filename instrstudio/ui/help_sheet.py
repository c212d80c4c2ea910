"""The sheet of keys (F1), and what the program says about itself."""

import platform
import sys

from PySide6.QtCore import QCoreApplication, Qt, qVersion
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QMessageBox,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from instrstudio import __version__
from instrstudio.ui.labels import BodyLabel, CaptionLabel, SectionLabel
from instrstudio.ui.theme import set_font


def _groups() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return headings with their keys and what these do."""
    tr = QCoreApplication.translate
    return [
        (
            tr("Keys", "Anywhere"),
            [
                ("Ctrl K", tr("Keys", "Search and commands")),
                ("Ctrl 1 … 4", tr("Keys", "Areas")),
                ("Ctrl Z, Ctrl Shift Z", tr("Keys", "Undo, redo")),
                ("Ctrl S", tr("Keys", "Save")),
                ("Ctrl I, Ctrl E", tr("Keys", "Import, export")),
                ("Ctrl J", tr("Keys", "Jobs")),
                ("F6, Shift F6", tr("Keys", "Next, previous pane")),
                ("F1", tr("Keys", "This sheet")),
                ("Esc", tr("Keys", "Close or revert the nearest thing")),
            ],
        ),
        (
            tr("Keys", "Construct"),
            [
                ("Ctrl Enter", tr("Keys", "Construct; in a card: keep edit")),
                ("Ctrl R", tr("Keys", "New seed")),
                ("J, K", tr("Keys", "Next, previous card")),
                ("Enter, E", tr("Keys", "Edit the card")),
                ("S, C", tr("Keys", "Save, copy")),
                ("R, U", tr("Keys", "Reject, take back")),
                ("P, I", tr("Keys", "Provenance, evidence")),
                ("Alt ↑, Alt ↓", tr("Keys", "Previous, next origin in the text")),
            ],
        ),
        (
            tr("Keys", "Library and templates"),
            [
                ("/, Ctrl F", tr("Keys", "Search box")),
                ("X, Ctrl A", tr("Keys", "Mark, mark all")),
                ("T", tr("Keys", "Tag")),
                ("1 … 5, 0", tr("Keys", "Rate, no stars")),
                ("Ctrl B", tr("Keys", "Search by example")),
                ("Ctrl G", tr("Keys", "Go to row")),
                ("Ctrl Space", tr("Keys", "Complete a slot")),
                ("F8", tr("Keys", "Next problem")),
            ],
        ),
    ]


class KeySheet(QDialog):
    """Every key of the window in one list."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("keySheet")
        self.setWindowTitle(self.tr("Keys"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        content = QWidget()
        grid = QGridLayout(content)
        grid.setContentsMargins(20, 16, 20, 16)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(6)
        at = 0
        for title, keys in _groups():
            grid.addWidget(SectionLabel(title), at, 0, 1, 2)
            at += 1
            for key, meaning in keys:
                grid.addWidget(CaptionLabel(key), at, 0)
                grid.addWidget(BodyLabel(meaning), at, 1)
                at += 1
            grid.setRowMinimumHeight(at, 10)
            at += 1
        scroll = QScrollArea()
        scroll.setObjectName("keyList")
        scroll.setAccessibleName(self.tr("Keys"))
        scroll.setWidgetResizable(True)
        scroll.setWidget(content)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        for button in buttons.buttons():
            set_font(button, "strong")
            button.setObjectName("keySheetClose")
            button.setAccessibleName(button.text().replace("&", ""))
        box = QVBoxLayout(self)
        box.addWidget(scroll)
        box.addWidget(buttons)
        self.resize(460, 620)


def about(parent: QWidget) -> QMessageBox:
    """Open the box that says what the program is."""
    tr = QCoreApplication.translate
    box = QMessageBox(parent)
    box.setObjectName("about")
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setWindowTitle(tr("About", "About InstrStudio"))
    box.setText(f"InstrStudio {__version__}")
    box.setInformativeText(
        tr(
            "About",
            "Constructs instructions for large language models from a task description "
            "and samples: by templates, by retrieval from a library, and by a model "
            "you train yourself.",
        )
    )
    box.open()
    return box


def debug_info() -> str:
    """Return what a report of a bug should say about this machine."""
    from PySide6.QtGui import QGuiApplication

    platform_name = QGuiApplication.platformName()
    return "\n".join(
        [
            f"InstrStudio {__version__}",
            f"Python {sys.version.split()[0]}, Qt {qVersion()} ({platform_name})",
            platform.platform(),
        ]
    )
