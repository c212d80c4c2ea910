import json
from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from instrstudio.domain.task import Example, Task
from instrstudio.services.construct import profile_of
from instrstudio.ui.construct.description_edit import dropped_text, read_task
from instrstudio.ui.construct.samples import said_length
from instrstudio.ui.construct.task_form import TaskForm

TASK = Task(
    description="Summarise a news article.",
    examples=(Example(input="A storm came.", output="Storm."), Example(input="Rain.")),
    task_type="summarization",
    constraints=("at most 20 words",),
)


@pytest.fixture
def form(qtbot: QtBot) -> TaskForm:
    form = TaskForm()
    qtbot.addWidget(form)
    form.resize(400, 800)
    form.show()
    return form


def test_it_gives_back_the_task_it_shows(form: TaskForm, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(form.task_edited):
        form.set_task(TASK)
    assert form.task() == TASK


def test_it_tells_when_typing_rests(form: TaskForm, qtbot: QtBot) -> None:
    with qtbot.waitSignal(form.task_edited) as edited:
        QTest.keyClicks(form.description, "Translate")
    assert edited.args == [Task(description="Translate")]


def test_samples_are_tabs(form: TaskForm, qtbot: QtBot) -> None:
    form.set_task(TASK)
    samples = form.samples
    samples._tabs.chosen.emit(1)
    assert samples.input.text() == "Rain."
    samples._add.click()
    QTest.keyClicks(samples.output, "Three")
    assert [e.output for e in form.task().examples] == ["Storm.", "", "Three"]
    samples._remove.click()
    assert len(form.task().examples) == 2


def test_constraints_are_added_and_removed(form: TaskForm, qtbot: QtBot) -> None:
    chips = form.constraints
    chips._add.click()
    QTest.keyClicks(chips._field, "one paragraph")
    QTest.keyClick(chips._field, Qt.Key.Key_Return)
    QTest.keyClicks(chips._field, "no names")
    QTest.keyClick(chips._field, Qt.Key.Key_Return)
    assert form.task().constraints == ("one paragraph", "no names")
    chips._chips[0].click()
    assert form.task().constraints == ("no names",)
    QTest.keyClicks(chips._field, "unfinished")
    QTest.keyClick(chips._field, Qt.Key.Key_Escape)
    assert form.task().constraints == ("no names",)


def test_what_was_read_is_shown_and_a_choice_stays(form: TaskForm) -> None:
    form.show_profile(profile_of(Task(description="Summarise a news article.")))
    assert form.detection.type.text().strip() == "Summarization"
    assert form.detection.language.text().strip() == "English"
    form.detection.type._by_value["rewriting"].trigger()
    form.show_profile(profile_of(Task(description="Summarise a news article.")))
    assert form.detection.type.text().strip() == "Rewriting"
    assert form.task().task_type == "rewriting"
    form.detection.type._by_value[""].trigger()
    assert form.task().task_type == ""


def test_all_methods_means_none_named(form: TaskForm) -> None:
    assert form.methods.chosen() == ()
    form.methods._rows["generation"].box.click()
    assert form.methods.chosen() == ("template", "retrieval")
    form.methods.choose(("retrieval",))
    assert form.methods.chosen() == ("retrieval",)
    assert form.methods.is_any


def test_a_pasted_object_fills_the_form(form: TaskForm, qapp: QApplication) -> None:
    data = QMimeData()
    data.setText(
        json.dumps({"task_description": "Sort", "input": "b a", "output": "a b"})
    )
    form.description.insertFromMimeData(data)
    assert form.task() == Task(
        description="Sort", examples=(Example(input="b a", output="a b"),)
    )


def test_a_pasted_text_is_text(form: TaskForm) -> None:
    data = QMimeData()
    data.setText("{ not JSON")
    form.description.insertFromMimeData(data)
    assert form.task().description == "{ not JSON"


def test_a_dropped_file_is_read(tmp_path: object, form: TaskForm) -> None:
    path = f"{tmp_path}/task.json"
    with open(path, "w", encoding="utf-8") as file:  # noqa: PTH123  a plain path
        file.write('{"description": "排序"}')
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(path)])
    assert read_task(dropped_text(data)) == Task(description="排序")


@pytest.mark.parametrize("text", ["[1]", '{"description": 3}', "{}", "Sort the words"])
def test_what_is_no_task_is_not_read(text: str) -> None:
    assert read_task(text) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [("", ""), ("one two", "2 words"), ("你好，世界", "4 characters")],
)
def test_lengths_are_in_the_units_of_the_text(text: str, said: str) -> None:
    said = said.replace("characters", "characters")
    assert said_length(text) in (said, said.replace("characters", "字"))


def test_clearing_tells(form: TaskForm, qtbot: QtBot) -> None:
    form.set_task(TASK)
    with qtbot.waitSignal(form.task_edited) as edited:
        form._clear.click()
    assert edited.args == [Task()]


def test_it_asks_for_what_its_buttons_say(form: TaskForm, qtbot: QtBot) -> None:
    pressed: Callable[[], object] = form.construct.click
    with qtbot.waitSignal(form.construct_requested):
        pressed()
    with qtbot.waitSignal(form.new_seed_requested):
        form.new_seed.click()
