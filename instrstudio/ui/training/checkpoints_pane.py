"""The checkpoints of the project, and which of them constructs instructions."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from instrstudio.domain.run import Checkpoint
from instrstudio.ui import words
from instrstudio.ui.controls import Button, SectionLabel, row
from instrstudio.ui.side_list import SideItem, SideList
from instrstudio.ui.theme import theme
from instrstudio.ui.training.desk import Models

_ROW, _ROWS_SHOWN = 52, 3


class CheckpointsPane(QWidget):
    """Lists checkpoints; one of them is used for generation.

    Signals:
        use_wanted: The name of the checkpoint to generate with.
    """

    use_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("pane", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._models: Models = ((), "")
        self._run_name = ""
        self._title = SectionLabel()
        self.use = Button(icon="check")
        self.use.setObjectName("useForGeneration")
        self.use.clicked.connect(self._on_use)
        self.list = SideList()
        self.list.setObjectName("checkpointList")
        self.list.setProperty("pane", "surface")
        self.list.chosen.connect(self._on_chosen)
        space = theme().space
        head = row(self._title, 1, self.use)
        head.setContentsMargins(space.pane, 0, space.group, 0)
        box = QVBoxLayout(self)
        box.setContentsMargins(1, space.unit, 1, space.unit)
        box.setSpacing(space.tight)
        box.addLayout(head)
        box.addWidget(self.list, 1)
        self.list.setMinimumHeight(theme().px(_ROW))
        self.list.setMaximumHeight(theme().px(_ROW * _ROWS_SHOWN))
        self.retranslate()

    def retranslate(self) -> None:
        """Set all texts again."""
        self._title.setText(self.tr("Checkpoints"))
        self.use.set_text(self.tr("Use for generation"))
        self.list.setAccessibleName(self.tr("Checkpoints"))
        self.show_models(self._models, self._run_name)

    def show_models(self, models: Models, run_name: str) -> None:
        """List checkpoints; the one of the run that is shown comes first."""
        known = {found.name for found in self._models[0]}
        # a run that is shown anew, or has its first checkpoint, is chosen
        is_other = run_name != self._run_name or run_name not in known
        self._models, self._run_name = models, run_name
        ordered = sorted(models[0], key=lambda found: found.name != run_name)
        self.list.set_items([self._item(found) for found in ordered])
        if ordered and (is_other or not self.list.current_key()):
            self.list.choose(ordered[0].name)
        self._on_chosen("")

    def _item(self, found: Checkpoint) -> SideItem:
        """Return the row of a checkpoint."""
        used = self._is_used(found)
        parts = [self.tr("step {step}").format(step=words.number(found.step))]
        if found.validation_loss is not None:
            parts.append(
                self.tr("loss {loss}").format(loss=f"{found.validation_loss:.2f}")
            )
        saved = found.card.get("saved")
        if isinstance(saved, str):
            parts.append(words.ago(saved))
        return SideItem(
            key=found.name,
            text=found.name,
            caption=" · ".join(parts),
            count=self.tr("In use") if used else "",
            icon="star-filled" if used else "save",
            icon_role="text" if used else "text2",
        )

    def _is_used(self, found: Checkpoint) -> bool:
        """Say whether a checkpoint is the one that generates."""
        return bool(self._models[1]) and found.folder == self._models[1]

    @Slot(str)
    def _on_chosen(self, _key: str) -> None:
        """Offer to use what is not used yet."""
        key = self.list.current_key()
        chosen = next((m for m in self._models[0] if m.name == key), None)
        self.use.setEnabled(chosen is not None and not self._is_used(chosen))

    @Slot()
    def _on_use(self) -> None:
        key = self.list.current_key()
        if key:
            self.use_wanted.emit(key)
