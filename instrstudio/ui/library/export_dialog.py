"""Chooses what to export, in which format, and says what that format leaves out."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from instrstudio.ui import words
from instrstudio.ui.controls import (
    CaptionLabel,
    GhostButton,
    PrimaryButton,
    SectionLabel,
    Strip,
    TitleLabel,
    row,
)
from instrstudio.ui.library.field_names import field_name
from instrstudio.ui.theme import set_font, theme

_WIDTH = 480
MARKED, FOUND, EVERYTHING = "marked", "found", "everything"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportWish:
    """What to write where; `scope` is ``marked``, ``found`` or ``everything``."""

    target: Path
    format: str
    scope: str
    with_starter: bool


class ExportDialog(QDialog):
    """Asks for scope, format and place.

    Signals:
        confirmed: An `ExportWish`.
    """

    confirmed = Signal(object)

    def __init__(
        self, marked: int, found: int, everything: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("exportDialog")
        self.setWindowTitle(self.tr("Export"))
        self.setMinimumWidth(theme().px(_WIDTH))
        self._scopes = {
            MARKED: self._scope(self.tr("The {count} selected records"), marked),
            FOUND: self._scope(self.tr("The {count} records found"), found),
            EVERYTHING: self._scope(self.tr("All {count} records"), everything),
        }
        first = MARKED if marked else FOUND if 0 < found < everything else EVERYTHING
        self._scopes[first].setChecked(True)
        self._starter = QCheckBox(self.tr("With the starter library"))
        self._starter.setObjectName("exportStarter")
        set_font(self._starter, "body")
        self._format = QComboBox()
        self._format.setObjectName("exportFormat")
        self._format.setAccessibleName(self.tr("Format"))
        set_font(self._format, "body")
        for name, suffix in _writable():
            self._format.addItem(f"{name}  {suffix}", (name, suffix))
        self._loss = Strip(parent=self)
        self._loss.hide()
        self._export = PrimaryButton(self.tr("Export…"))
        self._export.setObjectName("exportStart")
        self._cancel = GhostButton(self.tr("Cancel"))
        self._cancel.setObjectName("exportCancel")
        self._build()
        self._format.currentIndexChanged.connect(self._show_loss)
        self._export.clicked.connect(self._on_export)
        self._cancel.clicked.connect(self.reject)
        self._show_loss()
        self._export.setDefault(True)
        self._export.setFocus()

    def _scope(self, text: str, count: int) -> QRadioButton:
        """Make one choice of what to write."""
        button = QRadioButton(text.format(count=words.number(count)))
        button.setVisible(count > 0)
        set_font(button, "body")
        return button

    def _build(self) -> None:
        """Put the parts in a column."""
        space = theme().space
        box = QVBoxLayout(self)
        box.setContentsMargins(space.page, space.page, space.page, space.page)
        box.setSpacing(space.unit)
        box.addWidget(TitleLabel(self.tr("Export")))
        box.addWidget(SectionLabel(self.tr("Records")))
        for name, button in self._scopes.items():
            button.setObjectName(f"export_{name}")
            box.addWidget(button)
        box.addWidget(self._starter)
        box.addSpacing(space.tight)
        box.addWidget(SectionLabel(self.tr("Format")))
        box.addWidget(self._format)
        self._keeps = CaptionLabel()
        self._keeps.setWordWrap(True)
        box.addWidget(self._keeps)
        box.addWidget(self._loss)
        box.addSpacing(space.group)
        box.addLayout(row(1, self._cancel, self._export))

    def loss_text(self) -> str:
        """Return what is said about fields that the format leaves out."""
        return self._loss.text() if not self._loss.isHidden() else ""

    def choose_format(self, name: str) -> None:
        """Choose a format by its name."""
        for place in range(self._format.count()):
            if self._format.itemData(place)[0] == name:
                self._format.setCurrentIndex(place)

    def wish(self, target: Path) -> ExportWish:
        """Return what is chosen, to be written to `target`."""
        scopes = [name for name, button in self._scopes.items() if button.isChecked()]
        return ExportWish(
            target=target,
            format=str(self._format.currentData()[0]),
            scope=scopes[0],
            with_starter=self._starter.isChecked(),
        )

    @Slot()
    def _show_loss(self) -> None:
        """Name the fields that the format keeps and leaves out."""
        from instrstudio.services import transfer

        found = transfer.loss(str(self._format.currentData()[0]))
        kept = words.list_of([field_name(name) for name in found.keeps])
        self._keeps.setText(self.tr("Keeps {fields}").format(fields=kept))
        dropped = words.list_of([field_name(name) for name in found.drops])
        self._loss.set_text(
            self.tr("Leaves out {fields}").format(fields=dropped), "warning"
        )
        self._loss.setVisible(bool(found.drops))

    @Slot()
    def _on_export(self) -> None:
        """Ask for the place."""
        name, suffix = self._format.currentData()
        dialog = QFileDialog(self, self.tr("Export"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suffix.lstrip("."))
        dialog.setNameFilter(f"{name} (*{suffix})")
        dialog.selectFile(f"instructions{suffix}")
        dialog.fileSelected.connect(self._on_place)
        dialog.open()

    @Slot(str)
    def _on_place(self, name: str) -> None:
        self.confirmed.emit(self.wish(Path(name)))
        self.accept()


def _writable() -> list[tuple[str, str]]:
    """Return name and usual suffix of the formats that can be written."""
    from instrstudio.services import plugins

    return [(f.name, f.suffixes[0]) for f in plugins.formats() if f.writes]
