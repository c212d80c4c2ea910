"""How rows are imported: format, what is the same, licences, and what is added."""

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtWidgets import QWidget

from instrstudio.domain.transfer_plan import AS_IT_IS, INSTRUCTION, TEXT, ImportPlan
from instrstudio.ui.library.options_form import (
    OptionsForm,
    choose,
    key_of,
    parts_of,
)


class ImportOptions(OptionsForm):
    """The options of an `ImportPlan`; the columns are set from outside."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns: Mapping[str, str] = MappingProxyType({})
        choices = [("", self.tr("Find out the format"))]
        choices += [(name, name) for name in readable()]
        self._format = self.formats_menu("importFormat", choices)
        self._same = self.menu(
            "importSame",
            (
                (AS_IT_IS, self.tr("Exactly the same")),
                (TEXT, self.tr("The same in all texts")),
                (INSTRUCTION, self.tr("The same instruction")),
            ),
        )
        self._licences = self.line("importLicences", self.tr("Any, or MIT, CC BY 4.0"))
        self._tags = self.line("importTags", self.tr("With commas between"))
        self._licence = self.line("importLicence")
        self.add(self.tr("Format"), self._format)
        self.add(self.tr("Leave out what the library has"), self._same)
        self.add(self.tr("Only these licences"), self._licences)
        self.add(self.tr("Tags for all"), self._tags)
        self.add(self.tr("Licence where none is named"), self._licence)

    def set_columns(self, columns: Mapping[str, str]) -> None:
        """Read the columns of tables so; none: as they are recognised."""
        self._columns = columns

    def plan(self) -> ImportPlan:
        """Return the options."""
        return ImportPlan(
            format=key_of(self._format),
            columns=self._columns,
            licences=parts_of(self._licences.text()),
            same=key_of(self._same),
            tags=parts_of(self._tags.text()),
            licence=self._licence.text().strip(),
        )

    def set_plan(self, plan: ImportPlan) -> None:
        """Show other options without telling."""
        self._columns = plan.columns
        choose(self._format, plan.format)
        choose(self._same, plan.same)
        self._licences.setText(", ".join(plan.licences))
        self._tags.setText(", ".join(plan.tags))
        self._licence.setText(plan.licence)


def readable() -> list[str]:
    """Return the names of the formats that can be read."""
    from instrstudio.services import plugins

    return [found.name for found in plugins.formats() if found.reads]


def file_filter(name: str) -> str:
    """Return a filter of all files that can be read."""
    from instrstudio.services import plugins

    suffixes = sorted(
        {f"*{suffix}" for f in plugins.formats() if f.reads for suffix in f.suffixes}
    )
    return f"{name} ({' '.join(suffixes)})"
