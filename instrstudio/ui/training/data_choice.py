"""What a run learns from: the library, or a file."""

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog, QRadioButton, QVBoxLayout, QWidget

from instrstudio.ui import words
from instrstudio.ui.controls import GhostButton, row
from instrstudio.ui.theme import set_font, theme


class DataChoice(QWidget):
    """Two choices; the second asks for a file."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._records = 0
        self._path: Path | None = None
        self._library, self._file = QRadioButton(), QRadioButton()
        self._library.setObjectName("data_library")
        self._file.setObjectName("data_file")
        self._choose = GhostButton(icon="folder")
        self._choose.setObjectName("runFile")
        for button in (self._library, self._file):
            set_font(button, "body")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme().space.inner)
        box.addWidget(self._library)
        box.addLayout(row(self._file, self._choose, 1))
        self._library.setChecked(True)
        self._file.clicked.connect(self._on_file_wanted)
        self._choose.clicked.connect(self.ask)
        self.retranslate()

    def retranslate(self) -> None:
        """Set all texts again."""
        text = self.tr("The library: {count} records")
        self._library.setText(text.format(count=words.number(self._records)))
        chosen = self._path
        self._file.setText(chosen.name if chosen else self.tr("A file of JSON lines"))
        self._choose.set_text(self.tr("Choose file…"))

    @property
    def wants_file(self) -> bool:
        """Whether a file is to be learned from."""
        return self._file.isChecked()

    @property
    def path(self) -> Path | None:
        """The file to learn from, None for the library."""
        return self._path if self.wants_file else None

    def show_records(self, count: int) -> None:
        """Say how many records the library has."""
        self._records = count
        self.retranslate()

    def choose(self, path: Path) -> None:
        """Learn from `path`."""
        self._path = path
        self._file.setChecked(True)
        self.retranslate()

    @Slot()
    def ask(self) -> None:
        """Let a file be chosen."""
        dialog = QFileDialog(self, self.tr("Learn from a file"))
        dialog.setNameFilters(
            [self.tr("JSON lines (*.jsonl *.json)"), self.tr("All files (*)")]
        )
        dialog.fileSelected.connect(self._on_chosen)
        dialog.open()

    @Slot(str)
    def _on_chosen(self, name: str) -> None:
        self.choose(Path(name))

    @Slot()
    def _on_file_wanted(self) -> None:
        if self._path is None:
            self.ask()
