from functools import partial
from pathlib import Path

from pytestqt.qtbot import QtBot

from instrstudio.domain.changes import Changes
from instrstudio.domain.record import Record
from instrstudio.domain.task import Task
from instrstudio.services import library
from instrstudio.services.workspace import Workspace
from instrstudio.ui.session import Session


def save(workspace: Workspace) -> tuple[Record, Changes]:
    return library.save_record(workspace, Record(instruction="Summarise the text."))


def save_one(workspace: Workspace, *, record: Record) -> tuple[Record, Changes]:
    return library.save_record(workspace, record)


def test_a_mutation_tells_everybody_what_changed(
    session: Session, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(session.changed) as changed:
        session.do(save, title="Save")
    assert changed.args is not None
    assert changed.args[0].records == (1,)


def test_undo_and_redo_are_mutations_too(session: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(session.changed):
        session.do(save)
    with qtbot.waitSignal(session.changed):
        session.undo()
    assert session.workspace.store.records.count() == 0
    with qtbot.waitSignal(session.changed):
        session.redo()
    assert session.workspace.store.records.count() == 1


def test_a_failed_mutation_is_told_once(session: Session, qtbot: QtBot) -> None:
    def fail(workspace: Workspace) -> Changes:
        return library.edit(workspace, Record(instruction="", id=1))

    with qtbot.waitSignal(session.failed) as failed:
        session.do(fail)
    assert "empty" in str(failed.args[0])


def test_nothing_is_told_where_nothing_changed(session: Session, qtbot: QtBot) -> None:
    told: list[object] = []
    session.changed.connect(told.append)
    with qtbot.waitSignal(session.undo().finished):
        pass
    assert told == []


def test_the_task_is_told_only_when_it_is_another(
    session: Session, qtbot: QtBot
) -> None:
    task = Task(description="Translate")
    with qtbot.waitSignal(session.task_changed):
        session.set_task(task)
    with qtbot.assertNotEmitted(session.task_changed):
        session.set_task(Task(description="Translate"))


def test_a_project_opens_in_the_background_and_another_follows(
    tmp_path: Path, qtbot: QtBot
) -> None:
    session = Session()
    with qtbot.waitSignal(session.project_opened):
        session.open(tmp_path / "one")
    assert session.workspace.project.name == "one"
    assert session.workspace.is_new
    with qtbot.waitSignals([session.project_closing, session.project_opened]):
        session.open(tmp_path / "two")
    assert session.workspace.project.name == "two"
    session.close()
    assert not session.is_open


def test_writes_are_done_before_a_project_closes(tmp_path: Path, qtbot: QtBot) -> None:
    session = Session()
    with qtbot.waitSignal(session.project_opened):
        session.open(tmp_path / "one")
    for number in range(5):
        record = Record(instruction=f"Write story {number}.")
        session.do(partial(save_one, record=record))
    session.close()
    with Workspace.open(tmp_path / "one") as workspace:
        assert workspace.store.records.count() == 5


def test_a_project_that_cannot_open_is_told(tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "file").write_text("no folder")
    session = Session()
    with qtbot.waitSignal(session.failed) as failed:
        session.open(tmp_path / "file")
    assert "folder" in str(failed.args[0])
    assert not session.is_open
    assert session.lanes.wait()
