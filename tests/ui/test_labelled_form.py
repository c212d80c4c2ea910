from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from instrstudio.ui.labelled_form import LabelledForm
from instrstudio.ui.theme import theme


def test_a_name_stands_for_its_field(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    form, field = LabelledForm(), QLineEdit()
    form.add("Contact", field)
    window.setLayout(form)
    label = form.labelForField(field)
    assert isinstance(label, QLabel)
    assert label.buddy() is field
    assert field.accessibleName() == label.text() == "Contact"
    assert field.font().pixelSize() == theme().font("body").pixelSize()
