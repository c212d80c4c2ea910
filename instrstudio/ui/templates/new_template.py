"""Asks for the name, task type and language of a new template."""

import re

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QDialog, QLineEdit, QVBoxLayout, QWidget

from instrstudio.domain.language import LANGUAGES
from instrstudio.domain.task import TASK_TYPES
from instrstudio.domain.template import Template
from instrstudio.ui import words
from instrstudio.ui.controls import (
    CaptionLabel,
    GhostButton,
    PrimaryButton,
    TitleLabel,
    row,
)
from instrstudio.ui.theme import set_font, theme

_WIDTH = 400
_START = {
    "zh": "请根据以下{{ input_form }}写出{{ output_form }}：\n\n{{ input }}\n",
    "en": "Write the {{ output_form }} for the following {{ input_form }}:\n\n"
    "{{ input }}\n",
}


class NewTemplate(QDialog):
    """A small form; the template begins with a pattern that works.

    Signals:
        confirmed: The new `Template`.
    """

    confirmed = Signal(object)

    def __init__(
        self,
        taken: frozenset[str],
        task_type: str,
        pattern: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._taken, self._pattern = taken, pattern
        self.setObjectName("newTemplate")
        self.setWindowTitle(self.tr("New template"))
        self.setMinimumWidth(theme().px(_WIDTH))
        self._name = QLineEdit()
        self._name.setObjectName("newTemplateName")
        self._type, self._language = QComboBox(), QComboBox()
        self._type.setObjectName("newTemplateType")
        self._language.setObjectName("newTemplateLanguage")
        for key in TASK_TYPES:
            self._type.addItem(words.task_type(key), key)
        for key in LANGUAGES:
            self._language.addItem(words.language(key), key)
        self._type.setCurrentIndex(max(0, self._type.findData(task_type)))
        self._language.setCurrentIndex(self._language.findData(theme().language))
        self._create = PrimaryButton(self.tr("Create"))
        self._create.setObjectName("newTemplateCreate")
        self._create.setEnabled(False)
        self._cancel = GhostButton(self.tr("Cancel"))
        self._cancel.setObjectName("newTemplateCancel")
        self._build()
        self._name.textChanged.connect(self._on_name)
        self._create.clicked.connect(self._on_create)
        self._cancel.clicked.connect(self.reject)

    def _build(self) -> None:
        """Put the fields in a column."""
        space = theme().space
        box = QVBoxLayout(self)
        box.setContentsMargins(space.page, space.page, space.page, space.page)
        box.setSpacing(space.inner)
        box.addWidget(TitleLabel(self.tr("New template")))
        for text, field in (
            (self.tr("Name"), self._name),
            (self.tr("Task type"), self._type),
            (self.tr("Language"), self._language),
        ):
            label = CaptionLabel(text)
            label.setBuddy(field)
            field.setAccessibleName(text)
            set_font(field, "body")
            box.addSpacing(space.tight)
            box.addWidget(label)
            box.addWidget(field)
        box.addSpacing(space.pane)
        box.addLayout(row(1, self._cancel, self._create))

    @Slot(str)
    def _on_name(self, text: str) -> None:
        self._create.setEnabled(bool(text.strip()))

    @Slot()
    def _on_create(self) -> None:
        """Hand the template over."""
        name = self._name.text().strip()
        language = str(self._language.currentData())
        task_type = str(self._type.currentData())
        template = Template(
            id=free_id(f"{task_type}.{name}", language, self._taken),
            name=name,
            task_type=task_type,
            language=language,
            pattern=self._pattern or _START[language],
            origin="project",
        )
        self.confirmed.emit(template)
        self.accept()


def free_id(wish: str, language: str, taken: frozenset[str]) -> str:
    """Return an id made of a wish and a language that is not taken yet."""
    stem = re.sub(r"[^\w.]+", "-", wish.lower()).strip("-.") or "template"
    number, found = 1, f"{stem}.{language}"
    while found in taken:
        number += 1
        found = f"{stem}-{number}.{language}"
    return found
