"""The row of actions of a card, for reading and for editing."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from instrstudio.ui.controls import Button, CaptionLabel, GhostButton, PrimaryButton
from instrstudio.ui.flow_layout import FlowLayout
from instrstudio.ui.theme import theme


class CardActions(QWidget):
    """What can be done with a candidate; while it is edited: keep or revert."""

    save_pressed = Signal()
    copy_pressed = Signal()
    edit_pressed = Signal()
    attention_pressed = Signal()
    reject_pressed = Signal()
    keep_pressed = Signal()
    revert_pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._save, self._copy = Button(icon="save"), GhostButton(icon="copy")
        self._edit, self._reject = GhostButton(icon="edit"), GhostButton(icon="close")
        self._attention = GhostButton(icon="attention")
        self._keep, self._revert = PrimaryButton(icon="check"), GhostButton(icon="undo")
        self._hint = CaptionLabel()
        names = ("save", "copy", "edit", "attention", "reject", "keep", "revert")
        buttons: tuple[QPushButton, ...] = (
            *(self._save, self._copy, self._edit, self._attention, self._reject),
            *(self._keep, self._revert),
        )
        signals = (
            *(self.save_pressed, self.copy_pressed, self.edit_pressed),
            *(self.attention_pressed, self.reject_pressed),
            *(self.keep_pressed, self.revert_pressed),
        )
        box = FlowLayout(self, spacing=theme().space.inner)
        box.setContentsMargins(0, theme().space.tight, 0, 0)
        for name, button, signal in zip(names, buttons, signals, strict=True):
            button.setObjectName(f"{name}Candidate")
            button.clicked.connect(signal)
            box.addWidget(button)
        box.addWidget(self._hint)
        self._reading, self._editing = buttons[:5], buttons[5:]
        self._looked = False
        self.retranslate()
        self.show_editing(False)

    def retranslate(self) -> None:
        """Set every text again."""
        self._save.set_text(self.tr("Save to library"))
        self._copy.set_text(self.tr("Copy"))
        self._edit.set_text(self.tr("Edit"))
        self._attention.set_text(self.tr("Show attention"))
        self._reject.set_text(self.tr("Reject"))
        self._keep.set_text(self.tr("Keep edit"))
        self._revert.set_text(self.tr("Revert"))
        self._hint.setText(self.tr("Esc to revert, Ctrl Enter to keep"))

    def show_editing(self, editing: bool) -> None:
        """Show the buttons for editing, or those for reading."""
        for button in self._reading:
            button.setVisible(not editing)
        self._attention.setVisible(self._looked and not editing)
        for button in self._editing:
            button.setVisible(editing)
        self._hint.setVisible(editing)

    def show_saved(self, saved: bool) -> None:
        """Take the save button away from what is saved."""
        self._save.setEnabled(not saved)

    def offer_attention(self, looked: bool) -> None:
        """Offer the attention map where a model with attention wrote the text."""
        self._looked = looked
        self._attention.setVisible(looked and not self._keep.isVisibleTo(self))
