"""How records are exported: format, conditions, what is the same, and the split."""

from dataclasses import replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QDoubleSpinBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from instrstudio.domain.transfer_plan import (
    AS_IT_IS,
    INSTRUCTION,
    NEAR,
    TEXT,
    ExportPlan,
)
from instrstudio.ui.controls import CaptionLabel, column, row
from instrstudio.ui.library.options_form import (
    OptionsForm,
    choose,
    key_of,
    parts_of,
)
from instrstudio.ui.theme import set_font, theme

ROWS = "rows"
"""In the menu of formats: rows as a template of one's own says."""

_EXAMPLE = '{"prompt": {{ instruction|tojson }}, "answer": {{ output|tojson }}}'
_LINES = 5
_MOST_SHARE = 90


class ExportOptions(OptionsForm):
    """The options of an `ExportPlan`, all but the search.

    Signals:
        template_edited: The row template is another now.
    """

    template_edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kept = ExportPlan()
        choices = [(name, f"{name}  {suffix}") for name, suffix in formats().items()]
        choices.append((ROWS, self.tr("Rows of your own")))
        self._format = self.formats_menu("exportFormat", choices)
        self._template = self._make_template()
        self._starter = QCheckBox(self.tr("With the starter library"))
        self._starter.setObjectName("exportStarter")
        set_font(self._starter, "body")
        self._starter.clicked.connect(self.edited)
        self._rating = self._make_rating()
        self._licences = self.line("exportLicences", self.tr("Any, or MIT, CC BY 4.0"))
        self._same = self.menu(
            "exportSame",
            (
                (AS_IT_IS, self.tr("Keep all")),
                (TEXT, self.tr("The same in all texts")),
                (INSTRUCTION, self.tr("The same instruction")),
                (NEAR, self.tr("Nearly the same")),
            ),
        )
        self._validation = self.count("exportValidation", _MOST_SHARE, " %")
        self._test = self.count("exportTest", _MOST_SHARE, " %")
        self._seed = self.count("exportSeed", 1_000_000)
        self._together = QCheckBox(self.tr("What is nearly the same stays together"))
        self._together.setObjectName("exportTogether")
        set_font(self._together, "body")
        self._together.clicked.connect(self.edited)
        self._together.setChecked(self._kept.near_together)
        self._build()
        self._format.activated.connect(self._follow)
        for share in (self._validation, self._test):
            share.valueChanged.connect(self._follow)
        self._follow()

    def _make_template(self) -> QPlainTextEdit:
        """Make the field of the row template."""
        field = QPlainTextEdit()
        field.setObjectName("exportTemplate")
        field.setProperty("pane", "card")
        field.setTabChangesFocus(True)
        field.setPlaceholderText(_EXAMPLE)
        set_font(field, "code")
        field.setFixedHeight(_LINES * theme().line("code") + theme().space.pane)
        field.textChanged.connect(self.template_edited)
        return field

    def _make_rating(self) -> QDoubleSpinBox:
        """Make the field of the least rating; 0 stands for any."""
        field = QDoubleSpinBox()
        field.setObjectName("exportRating")
        field.setRange(0, 5)
        field.setSingleStep(0.5)
        field.setDecimals(1)
        field.setSpecialValueText(self.tr("Any"))
        set_font(field, "body")
        text = field.findChild(QLineEdit)
        if isinstance(text, QLineEdit):
            text.setTextMargins(theme().space.inner, 0, 0, 0)
        field.valueChanged.connect(self.edited)
        return field

    def _build(self) -> None:
        """Put the options in a column."""
        self.add(self.tr("Format"), self._format)
        self._template_label = self.add(self.tr("Template of a row"), self._template)
        self._names = CaptionLabel()
        self._names.setWordWrap(True)
        self.box.addWidget(self._names)
        self.box.addWidget(self._starter)
        self.box.addSpacing(theme().space.tight)
        self.add(self.tr("Least rating"), self._rating)
        self.add(self.tr("Licences"), self._licences)
        self.add(self.tr("Leave out repeats"), self._same)
        line = row(spacing=theme().space.unit)
        for text, field in (
            (self.tr("Validation"), self._validation),
            (self.tr("Test"), self._test),
            (self.tr("Seed"), self._seed),
        ):
            label = CaptionLabel(text)
            label.setBuddy(field)
            field.setAccessibleName(text)
            line.addLayout(column(label, field, spacing=theme().space.tight), 1)
        self.box.addLayout(line)
        self.box.addWidget(self._together)
        hint = CaptionLabel(self.tr("One instruction is never in two parts."))
        hint.setWordWrap(True)
        self.box.addWidget(hint)

    def format(self) -> str:
        """Return the name of the format, empty for rows of one's own."""
        name = key_of(self._format)
        return "" if name == ROWS else name

    def suffix(self) -> str:
        """Return the usual suffix of the files."""
        return formats().get(self.format(), ".txt")

    def choose_format(self, name: str) -> None:
        """Choose a format by its name."""
        choose(self._format, name)
        self._follow()
        self.edited.emit()

    def template(self) -> str:
        """Return the row template, empty where a format writes the rows."""
        return "" if self.format() else self._template.toPlainText()

    @property
    def is_whole(self) -> bool:
        """Whether there is a format or a template."""
        return bool(self.format() or self.template().strip())

    def plan(self) -> ExportPlan:
        """Return the options; what the form does not show is as it was."""
        return replace(
            self._kept,
            format=self.format(),
            row_template=self.template(),
            query="",
            with_starter=self._starter.isChecked(),
            least_rating=self._rating.value() or None,
            licences=parts_of(self._licences.text()),
            same=key_of(self._same),
            validation=self._validation.value() / 100,
            test=self._test.value() / 100,
            seed=self._seed.value(),
            near_together=self._together.isChecked(),
        )

    def set_plan(self, plan: ExportPlan) -> None:
        """Show other options without telling."""
        self._kept = plan
        blocked = self.blockSignals(True)
        choose(self._format, ROWS if plan.row_template else plan.format)
        self._template.setPlainText(plan.row_template)
        self._starter.setChecked(plan.with_starter)
        self._rating.setValue(plan.least_rating or 0)
        self._licences.setText(", ".join(plan.licences))
        choose(self._same, plan.same)
        self._validation.setValue(round(plan.validation * 100))
        self._test.setValue(round(plan.test * 100))
        self._seed.setValue(plan.seed)
        self._together.setChecked(plan.near_together)
        self.blockSignals(blocked)
        self._follow()

    @Slot()
    def _follow(self) -> None:
        """Show the template where it writes the rows, and what only a split asks."""
        is_split = self._validation.value() or self._test.value()
        self._together.setEnabled(bool(is_split))
        own = not self.format()
        for part in (self._template_label, self._template, self._names):
            part.setVisible(own)
        if own and not self._names.text():
            from instrstudio.services import row_texts

            names = self.tr("A row has {names}.")
            self._names.setText(names.format(names=", ".join(row_texts.names())))


def formats() -> dict[str, str]:
    """Return the usual suffix of each format that can be written, by its name."""
    from instrstudio.services import plugins

    return {f.name: f.suffixes[0] for f in plugins.formats() if f.writes}


def writes_templates(name: str) -> bool:
    """Say whether a format is for the project's templates, not for its records."""
    from instrstudio.services import transfer

    return bool(name) and "pattern" in transfer.loss(name).keeps
