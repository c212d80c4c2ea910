from functools import partial
from pathlib import Path
from threading import Event

import pytest
from pytestqt.qtbot import QtBot

from instrstudio.domain.changes import Changes
from instrstudio.domain.job import Cancelled, Progress, run
from instrstudio.domain.record import Record
from instrstudio.domain.task import Task
from instrstudio.services import bulk, library
from instrstudio.services.workspace import Workspace
from instrstudio.storage import history
from instrstudio.ui.jobs import JobState
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


@pytest.fixture
def tagged(session: Session, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """Twelve records tagged at once; undoing takes three steps."""
    workspace = session.workspace
    records = [Record(instruction=f"Write story {n}.") for n in range(12)]
    ids = workspace.store.records.insert(records, label="Add").added
    run(bulk.tag(workspace, ids, add=["a"]))
    monkeypatch.setattr(history, "CHUNK", 5)
    return workspace


def tags(workspace: Workspace) -> list[tuple[str, int]]:
    return list(workspace.store.records.tags())


def test_undo_and_redo_of_many_say_how_far_they_are(
    session: Session, tagged: Workspace, qtbot: QtBot
) -> None:
    for step, left in ((session.undo, []), (session.redo, [("a", 12)])):
        said: list[object] = []
        job = step()
        job.events.connect(said.extend)
        with qtbot.waitSignal(job.finished):
            pass
        steps = [one for one in said if isinstance(one, Progress)]
        assert [one.done for one in steps] == [5, 10, 12]
        assert {one.total for one in steps} == {12}
        assert not job.quiet  # it may be looked at, and stopped, among the jobs
        assert tags(tagged) == left


def test_an_undo_that_is_stopped_takes_nothing_back(
    session: Session, tagged: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go, undo = Event(), Event(), bulk.undo

    def slow(workspace: Workspace) -> bulk.Deed:
        work = undo(workspace)
        event = next(work)
        begun.set()
        assert go.wait(20)
        try:
            yield event
        except Cancelled:
            work.throw(Cancelled())
        return (yield from work)

    monkeypatch.setattr(bulk, "undo", slow)
    job = session.undo()
    assert begun.wait(20)
    # the window reads while the change is under way
    assert tags(tagged) == [("a", 12)]
    job.cancel()
    go.set()
    with qtbot.waitSignal(job.cancelled):
        pass
    assert tags(tagged) == [("a", 12)]
    assert str(library.undo_label(tagged)) == "Tag: +a"


def test_a_write_that_does_not_end_is_stopped_when_the_project_closes(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = Session()
    with qtbot.waitSignal(session.project_opened):
        session.open(tmp_path / "one")

    def endless(_workspace: Workspace) -> bulk.Deed:
        while True:
            yield Progress(done=0)

    monkeypatch.setattr(bulk, "undo", endless)
    wait, patience = session.lanes.wait, iter((0.2, 20.0))
    monkeypatch.setattr(session.lanes, "wait", lambda: wait(next(patience)))
    job = session.undo()
    session.close()
    assert job.state is JobState.CANCELLED
    assert session.lanes.is_idle


def test_another_person_counts_from_then_on(session: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(session.profile_changed) as told:
        session.set_profile("bob")
    assert told.args == ["bob"]
    assert session.settings.profile == session.workspace.settings.profile == "bob"
    with qtbot.assertNotEmitted(session.profile_changed):
        session.set_profile("bob")
