"""Asks what a new annotation set is made of."""

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from instrstudio.domain.annotation import AnnotationSet
from instrstudio.ui.controls import (
    BodyLabel,
    Button,
    CaptionLabel,
    GhostButton,
    PrimaryButton,
    ProseEdit,
    Strip,
    TitleLabel,
    row,
)
from instrstudio.ui.labelled_form import LabelledForm
from instrstudio.ui.theme import theme

_WIDTH = 560
_MOST = 9
_LINES = (3, 6)


class NewSetDialog(QDialog):
    """File, name, how many annotators, licence, guideline.

    Signals:
        confirmed: The wished `AnnotationSet` and the path of the file.
    """

    confirmed = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("annotateNewDialog")
        self.setWindowTitle(self.tr("New annotation set"))
        self.setMinimumWidth(theme().px(_WIDTH))
        self._path: Path | None = None
        self._file = BodyLabel(self.tr("No file is chosen."))
        self._choose = Button(self.tr("Choose file…"), "folder")
        self._choose.setObjectName("newSetFile")
        self.name, self.licence = QLineEdit(), QLineEdit()
        self.name.setObjectName("newSetName")
        self.annotators = QSpinBox()
        self.annotators.setRange(1, _MOST)
        # a style sheet's padding does not reach the number
        self.annotators.lineEdit().setTextMargins(theme().space.inner, 0, 0, 0)
        self.guideline = ProseEdit(lines=_LINES)
        self._wrong = Strip(kind="error")
        self._wrong.hide()
        self._make = PrimaryButton(self.tr("Make set"))
        self._make.setObjectName("newSetMake")
        self._make.setDefault(True)
        self._cancel = GhostButton(self.tr("Cancel"))
        self._build()
        self._choose.clicked.connect(self.ask_file)
        self._make.clicked.connect(self._on_make)
        self._cancel.clicked.connect(self.reject)
        self.name.textChanged.connect(self._follow)
        self._follow()

    def _build(self) -> None:
        """Put the fields into a form."""
        space = theme().space
        about = CaptionLabel(
            self.tr(
                "JSON lines, one row each, with “task_description”, “input” and "
                "“output”, or “examples”."
            )
        )
        about.setWordWrap(True)
        form = LabelledForm()
        fields: tuple[tuple[str, QWidget], ...] = (
            (self.tr("Name"), self.name),
            (self.tr("Annotators for each row"), self.annotators),
            (self.tr("Licence of what is written"), self.licence),
            (self.tr("Guideline"), self.guideline),
        )
        for text, widget in fields:
            form.add(text, widget)
        box = QVBoxLayout(self)
        box.setContentsMargins(space.page, space.page, space.page, space.page)
        box.setSpacing(space.group)
        box.addWidget(TitleLabel(self.tr("New annotation set")))
        box.addLayout(row(self._choose, self._file, 1))
        box.addWidget(about)
        box.addLayout(form)
        box.addWidget(self._wrong)
        box.addLayout(row(1, self._cancel, self._make))

    @Slot()
    def ask_file(self) -> None:
        """Let the file be chosen."""
        dialog = QFileDialog(self, self.tr("Rows to annotate"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(
            [self.tr("JSON lines (*.jsonl *.json)"), self.tr("All files (*)")]
        )
        dialog.fileSelected.connect(self._on_file)
        dialog.open()

    @Slot(str)
    def _on_file(self, name: str) -> None:
        self.choose(Path(name))

    def choose(self, path: Path) -> None:
        """Read from `path`; an empty name becomes that of the file."""
        self._path = path
        self._file.setText(path.name)
        self._file.setToolTip(str(path))
        if not self.name.text().strip():
            self.name.setText(path.stem)
        self._follow()

    def warn(self, text: str) -> None:
        """Say why no set could be made."""
        self._wrong.set_text(text, "error")
        self._wrong.show()
        self._make.setEnabled(True)

    @Slot()
    def _on_make(self) -> None:
        if self._path is None:
            return
        wish = AnnotationSet(
            name=self.name.text().strip(),
            guideline=self.guideline.text().strip(),
            licence=self.licence.text().strip(),
            annotators=self.annotators.value(),
            source=self._path.name,
        )
        self._wrong.hide()
        self._make.setEnabled(False)
        self.confirmed.emit(wish, self._path)

    @Slot()
    def _follow(self) -> None:
        ready = self._path is not None and bool(self.name.text().strip())
        self._make.setEnabled(ready)
