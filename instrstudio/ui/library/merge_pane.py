"""Two records that say nearly the same, side by side; one becomes of them."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from instrstudio.domain.changes import Changes
from instrstudio.domain.record import Record
from instrstudio.services.versions import FieldDifference
from instrstudio.services.workspace import Workspace
from instrstudio.ui import words
from instrstudio.ui.controls import (
    CaptionLabel,
    GhostButton,
    PrimaryButton,
    SectionLabel,
    row,
)
from instrstudio.ui.diff_text import AFTER, BEFORE, DiffText
from instrstudio.ui.errors import sentence
from instrstudio.ui.library.field_names import field_name
from instrstudio.ui.session import Session
from instrstudio.ui.theme import set_font, theme


class MergePane(QWidget):
    """Shows the fields that differ; of each, one of the two is chosen.

    Signals:
        merged: Ids of the record that is kept and of the one that is archived.
    """

    merged = Signal(int, int)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._kept = self._other = Record(instruction="")
        self._choices: dict[str, QButtonGroup] = {}
        self._title = SectionLabel()
        self._title.setObjectName("mergeTitle")
        self._same = CaptionLabel()
        self._same.setWordWrap(True)
        self._swap = GhostButton(self.tr("Keep the other one"), "refresh")
        self._swap.setObjectName("mergeSwap")
        self._merge = PrimaryButton(self.tr("Merge"))
        self._merge.setObjectName("mergeStart")
        self._said = CaptionLabel()
        self._said.setWordWrap(True)
        self._said.set_role("danger")
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        space = theme().space
        self.actions_row = row(self._swap, 1, self._merge, spacing=space.unit)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(space.unit)
        box.addWidget(self._title)
        box.addWidget(self._same)
        box.addWidget(self._scroll, 1)
        box.addWidget(self._said)
        box.addLayout(self.actions_row)
        self._swap.clicked.connect(self.swap)
        self._merge.clicked.connect(self.merge)

    @property
    def ids(self) -> tuple[int, int]:
        """The ids of the record that is kept and of the other one."""
        return self._kept.id or 0, self._other.id or 0

    def show_pair(self, kept: Record, other: Record) -> None:
        """Show two records; at first all fields are those of the one that is kept."""
        from instrstudio.services import duplicates

        self._kept, self._other = kept, other
        text = self.tr("Keep record {kept}; record {other} goes to the archive")
        self._title.setText(text.format(kept=kept.id, other=other.id))
        self._said.setText("")
        self._merge.setEnabled(True)
        self._show_fields(duplicates.differences(kept, other))

    def _show_fields(self, found: tuple[FieldDifference, ...]) -> None:
        """Show a row a field: its two values, each with a button."""
        names = words.list_of([field_name(one.field) for one in found])
        text = self.tr("They differ in {fields}; the tags of both are kept.")
        if not found:
            text = self.tr("They are the same in every field.")
        self._same.setText(text.format(fields=names))
        self._choices = {}
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, theme().space.unit, 0)
        grid.setHorizontalSpacing(theme().space.group)
        grid.setVerticalSpacing(theme().space.tight)
        for place, one in enumerate(found):
            self._add(grid, 2 * place, one)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(2 * len(found), 1)
        self._scroll.setWidget(inner)

    def _add(self, grid: QGridLayout, line: int, one: FieldDifference) -> None:
        """Add the two values of a field."""
        group = QButtonGroup(grid.parent())
        name = field_name(one.field)
        for column, (record, sides) in enumerate(
            ((self._kept, BEFORE), (self._other, AFTER))
        ):
            text = self.tr("{field} of record {id}").format(field=name, id=record.id)
            text = text[:1].upper() + text[1:]
            button = QRadioButton(text)
            button.setObjectName(f"merge_{one.field}_{column}")
            set_font(button, "caption")
            value = DiffText(text)
            value.show_pieces(one.pieces, sides)
            group.addButton(button, column)
            grid.addWidget(button, line, column)
            grid.addWidget(value, line + 1, column, Qt.AlignmentFlag.AlignTop)
        kept = group.button(0)
        if kept is not None:
            kept.setChecked(True)
        self._choices[one.field] = group

    def from_other(self) -> tuple[str, ...]:
        """Return the fields that are taken from the record that is not kept."""
        return tuple(f for f, group in self._choices.items() if group.checkedId() == 1)

    @Slot()
    def swap(self) -> None:
        """Keep the other one, with the fields that were chosen."""
        chosen = {f: group.checkedId() for f, group in self._choices.items()}
        self.show_pair(self._other, self._kept)
        for field, place in chosen.items():
            button = self._choices[field].button(1 - place)
            if button is not None:
                button.setChecked(True)

    @Slot()
    def merge(self) -> None:
        """Make one record of the two: one step, which undo takes back."""
        (kept, other), chosen = self.ids, self.from_other()
        self._merge.setEnabled(False)

        def deed(workspace: Workspace) -> tuple[Record, Changes]:
            from instrstudio.services import duplicates

            return duplicates.merge(workspace, kept, other, chosen)

        job = self._session.do(deed, title=self.tr("Merge"))
        job.succeeded.connect(self._on_merged)
        job.failed.connect(self._on_failed)

    @Slot(object)
    def _on_merged(self, result: tuple[Record, Changes]) -> None:
        _record, changes = result
        kept, other = changes.records
        self.merged.emit(kept, other)

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        self._said.setText(sentence(error))
        self._merge.setEnabled(True)
