"""Options kept under a name: chosen, saved and forgotten in the file dialogs."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QInputDialog, QWidget

from instrstudio.domain.errors import InstrStudioError
from instrstudio.domain.transfer_plan import ExportPlan, ImportPlan
from instrstudio.services import transfer_presets as presets
from instrstudio.ui.controls import CaptionLabel, IconButton, column, row
from instrstudio.ui.errors import sentence
from instrstudio.ui.session import Session
from instrstudio.ui.theme import set_font, theme

Plan = ExportPlan | ImportPlan


class PresetBar(QWidget):
    """A menu of names with two buttons; `plan` gives the options that are to be kept.

    Signals:
        chosen: The plan that was kept under the chosen name.
    """

    chosen = Signal(object)

    def __init__(
        self,
        session: Session,
        kind: str,
        plan: Callable[[], Plan],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._kind, self._plan = session, kind, plan
        self._menu = QComboBox()
        self._menu.setObjectName("presetMenu")
        self._menu.setAccessibleName(self.tr("Preset"))
        set_font(self._menu, "body")
        self._save = IconButton("save", self.tr("Save as preset…"))
        self._save.setObjectName("presetSave")
        self._forget = IconButton("trash", self.tr("Delete preset"))
        self._forget.setObjectName("presetDelete")
        self._said = CaptionLabel()
        self._said.set_role("danger")
        self._said.setWordWrap(True)
        self._said.hide()
        line = row(self._menu, self._save, self._forget, spacing=theme().space.tight)
        line.setStretch(0, 1)
        label = CaptionLabel(self.tr("Preset"))
        label.setBuddy(self._menu)
        box = column(label, spacing=theme().space.tight)
        box.addLayout(line)
        box.addWidget(self._said)
        self.setLayout(box)
        self._menu.activated.connect(self._on_chosen)
        self._save.clicked.connect(self._on_save)
        self._forget.clicked.connect(self._on_forget)
        self._fill("")

    def names(self) -> list[str]:
        """Return the names to choose from."""
        return [self._menu.itemText(n) for n in range(1, self._menu.count())]

    def name(self) -> str:
        """Return the name that is chosen, empty where none is."""
        return str(self._menu.currentData() or "")

    def _fill(self, name: str) -> None:
        """List the presets of the project; `name` is the chosen one."""
        self._menu.clear()
        self._menu.addItem(self.tr("None"), "")
        for known in presets.names(self._session.workspace, self._kind):
            self._menu.addItem(known, known)
        self._menu.setCurrentIndex(max(0, self._menu.findData(name)))
        self._forget.setEnabled(bool(self.name()))

    def _try(self, deed: Callable[[], object]) -> bool:
        """Do something with the presets; say why not where it fails."""
        try:
            deed()
        except InstrStudioError as error:
            self._said.setText(sentence(error))
            self._said.show()
            return False
        self._said.hide()
        return True

    @Slot()
    def _on_chosen(self) -> None:
        """Hand on the options of the chosen preset."""
        name, workspace = self.name(), self._session.workspace
        self._forget.setEnabled(bool(name))
        if not name:
            return

        def read() -> None:
            if self._kind == presets.EXPORT:
                self.chosen.emit(presets.export_plan(workspace, name))
            else:
                self.chosen.emit(presets.import_plan(workspace, name))

        self._try(read)

    @Slot()
    def _on_save(self) -> None:
        """Ask for a name."""
        dialog = QInputDialog(self)
        dialog.setObjectName("presetDialog")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(self.tr("Save as preset"))
        dialog.setLabelText(self.tr("Name of the preset"))
        dialog.setTextValue(self.name())
        dialog.textValueSelected.connect(self._on_name)
        dialog.open()

    @Slot(str)
    def _on_name(self, name: str) -> None:
        """Keep the options; the project's settings are one small row."""
        workspace, plan = self._session.workspace, self._plan()
        if self._try(lambda: presets.save(workspace, name, plan)):
            self._fill(name.strip())

    @Slot()
    def _on_forget(self) -> None:
        workspace, name = self._session.workspace, self.name()
        if self._try(lambda: presets.delete(workspace, self._kind, name)):
            self._fill("")
