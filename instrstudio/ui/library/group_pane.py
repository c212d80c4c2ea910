"""A whole group of records that say nearly the same; one becomes of all."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QFormLayout, QScrollArea, QVBoxLayout, QWidget

from instrstudio.domain.changes import Changes
from instrstudio.domain.job import Job, Progress
from instrstudio.domain.record import Record
from instrstudio.services.workspace import Workspace
from instrstudio.ui import words
from instrstudio.ui.controls import (
    CaptionLabel,
    PrimaryButton,
    ProseEdit,
    SectionLabel,
    row,
)
from instrstudio.ui.errors import sentence
from instrstudio.ui.library.field_names import field_name
from instrstudio.ui.session import Session
from instrstudio.ui.theme import set_font, theme

_SHOWN, _READ = 80, 2_000
"""Characters of a value in a menu, and below it in full."""
_NAMED = 3
"""So many of the records that have a value are named."""


class GroupPane(QWidget):
    """Chooses the record that is kept and, of each field that differs, a value.

    Signals:
        merged: Id of the record that is kept and those of all that are archived.
    """

    merged = Signal(int, object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._records: tuple[Record, ...] = ()
        self._menus: dict[str, QComboBox] = {}
        self._texts: dict[str, list[str]] = {}
        self._values: dict[str, ProseEdit] = {}
        self._title = SectionLabel()
        self._title.setObjectName("groupTitle")
        self._keep = self._menu("groupKeep", self.tr("Keep"))
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._said = CaptionLabel()
        self._said.setWordWrap(True)
        self._said.set_role("danger")
        self._merge = PrimaryButton()
        self._merge.setObjectName("groupMerge")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme().space.unit)
        hint = CaptionLabel(
            self.tr(
                "The tags of all are kept. The others go to the archive, where all "
                "that refers to them still finds them."
            )
        )
        hint.setWordWrap(True)
        box.addWidget(self._title)
        box.addWidget(hint)
        box.addWidget(self._keep)
        box.addWidget(self._scroll, 1)
        box.addWidget(self._said)
        box.addLayout(row(1, self._merge))
        self._keep.activated.connect(self._on_kept)
        self._merge.clicked.connect(self.merge)

    def _menu(self, name: str, text: str) -> QComboBox:
        """Make a menu that does not widen the pane with its texts."""
        menu = QComboBox()
        menu.setObjectName(name)
        menu.setAccessibleName(text)
        shrink = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        menu.setSizeAdjustPolicy(shrink)
        menu.setMinimumContentsLength(20)
        set_font(menu, "body")
        return menu

    def show_group(self, records: Sequence[Record]) -> None:
        """Show a group; at first the oldest is kept with all that it says."""
        self._records = tuple(records)
        self._said.setText("")
        self._merge.setEnabled(len(records) > 1)
        self._keep.clear()
        for record in records:
            text = self.tr("Keep record {id}: {title}")
            shown = text.format(id=record.id, title=record.shown_title)
            self._keep.addItem(shown, record.id)
        self._show_fields()

    @property
    def kept(self) -> int:
        """The id of the record that is kept."""
        return int(self._keep.currentData() or 0)

    def chosen(self) -> dict[str, int]:
        """Return the fields that are taken from another record, and from which."""
        taken = {field: int(menu.currentData()) for field, menu in self._menus.items()}
        return {field: owner for field, owner in taken.items() if owner != self.kept}

    def _show_fields(self) -> None:
        """Show a menu a field, with the value of the kept record chosen."""
        from instrstudio.services import duplicates

        kept, count = self.kept, len(self._records)
        title = self.tr("Make one record of {count}")
        self._title.setText(title.format(count=words.number(count)))
        self._merge.set_text(
            self.tr("Merge all {count}").format(count=words.number(count))
        )
        self._menus, self._texts, self._values = {}, {}, {}
        inner = QWidget()
        form = QFormLayout(inner)
        form.setContentsMargins(0, 0, theme().space.unit, 0)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.setVerticalSpacing(theme().space.inner)
        for choice in duplicates.choices(self._records):
            name = field_name(choice.field)
            menu = self._menu(f"group_{choice.field}", name)
            self._texts[choice.field] = [text for text, _owners in choice.values]
            for text, owners in choice.values:
                owner = kept if kept in owners else owners[0]
                menu.addItem(self._said_of(text, owners), owner)
            menu.setCurrentIndex(menu.findData(kept))
            menu.currentIndexChanged.connect(self._follow)
            self._menus[choice.field] = menu
            self._values[choice.field] = value = _reading(name)
            form.addRow(CaptionLabel(name), menu)
            form.addRow(value)
        self._scroll.setWidget(inner)
        self._follow()

    def _said_of(self, text: str, owners: Sequence[int]) -> str:
        """Return a value in a line, with the records that have it."""
        line = " ".join(text.split())
        short = line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"
        named = words.list_of([f"#{one}" for one in owners[:_NAMED]])
        if len(owners) > _NAMED:
            more = self.tr("{some} and {count} more")
            named = more.format(some=named, count=words.number(len(owners) - _NAMED))
        return f"{short or self.tr('nothing')} ({named})"

    @Slot()
    def _follow(self) -> None:
        """Show the chosen values in full where a menu cannot."""
        for field, menu in self._menus.items():
            text = self._texts[field][menu.currentIndex()]
            self._values[field].set_text(text[:_READ])
            self._values[field].setVisible(len(text) > _SHOWN // 2 or "\n" in text)

    @Slot()
    def _on_kept(self) -> None:
        """Begin again with what another record says."""
        self._show_fields()

    @Slot()
    def merge(self) -> None:
        """Make one record of all: one step, which undo takes back."""
        kept, chosen = self.kept, self.chosen()
        others = [one.id or 0 for one in self._records if one.id != kept]
        self._merge.setEnabled(False)

        def job(workspace: Workspace) -> Job[Progress, tuple[Record, Changes]]:
            from instrstudio.services import duplicates

            return duplicates.merge_group(workspace, kept, others, chosen)

        handle = self._session.start(job, title=self.tr("Merge"), lane="write")
        handle.succeeded.connect(self._on_merged)
        handle.failed.connect(self._on_failed)
        handle.cancelled.connect(self._on_cancelled)

    @Slot(object)
    def _on_merged(self, result: tuple[Record, Changes]) -> None:
        record, changes = result
        self._session.tell(changes)
        others = tuple(one.id for one in self._records if one.id != record.id)
        self.merged.emit(record.id or 0, others)

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        self._said.setText(sentence(error))
        self._merge.setEnabled(True)

    @Slot()
    def _on_cancelled(self) -> None:
        self._merge.setEnabled(True)


def _reading(name: str) -> ProseEdit:
    """Return a field that is only read."""
    field = ProseEdit(lines=(1, 4))
    field.setAccessibleName(name)
    field.setReadOnly(True)
    return field
