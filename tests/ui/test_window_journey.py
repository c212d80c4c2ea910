"""One user's way through the real window: construct, edit, save, find, move."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from instrstudio.domain.record import Record
from instrstudio.domain.span import Origin, covers
from instrstudio.services.workspace import Workspace
from instrstudio.ui.construct.panel import ConstructPanel
from instrstudio.ui.library.export_dialog import ExportDialog
from instrstudio.ui.library.export_scope import Choice
from instrstudio.ui.library.import_dialog import ImportDialog
from instrstudio.ui.library.panel import LibraryPanel
from instrstudio.ui.main_window import MainWindow
from instrstudio.ui.session import Session

Settle = Callable[[Session], None]
WAIT_MS = 60_000

CHINESE = (
    "对一篇新闻文章进行摘要。",
    "昨日上午，青岚市新建的儿童图书馆开馆。馆方介绍，馆内藏书三万册，设有绘本区和朗读室。"
    "记者看到，开馆首日接待读者一千二百人。据悉，图书馆全年免费开放。",
    "青岚市儿童图书馆昨日开馆，藏书三万册，全年免费。",
    "请对以下新闻文章进行摘要，生成一篇简洁、准确、完整的摘要：\n\n[新闻文章内容]",
    "务必客观。",
    "务必客观 摘要",
)
ENGLISH = (
    "Summarize a news article.",
    "The new children's library of Marrow Hill opened on Monday. Officials said it has "
    "30,000 books and a reading room. More than 1,200 readers came on the first day, "
    "according to the city, which keeps the library free of charge.",
    "Marrow Hill opened a free children's library with 30,000 books on Monday.",
    "Summarize the following news article, producing a concise, accurate and complete "
    "summary:\n\n[news article]",
    "Stay strictly neutral. ",
    "strictly neutral summary",
)


@pytest.fixture
def empty_workspace(workspace: Workspace) -> Workspace:
    """Let the window of this journey open on the starter project."""
    return workspace


def type_into(widget: QWidget, text: str) -> None:
    """Commit text as an input method does: Chinese has no keys of its own."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)


def panel_of(window: MainWindow, name: str) -> QWidget:
    window.actions_[name].trigger()
    panel: QWidget = window.panels.show(name)
    return panel


def found(panel: LibraryPanel) -> list[Record]:
    table = panel.table.records
    rows = (table.record_at(row) for row in range(table.rowCount()))
    return [record for record in rows if record]


def look_for(panel: LibraryPanel, words: str, qtbot: QtBot) -> None:
    """Type into the search box and wait for the answer to just these words."""
    field = panel.results.search
    field.clear()
    field.setFocus()
    type_into(field, words)
    qtbot.waitUntil(
        lambda: (
            panel.results.found is not None
            and panel.results.found.view.text == words
            and not panel.results.finder.is_busy
        ),
        timeout=WAIT_MS,
    )


def constructed(
    window: MainWindow, task: tuple[str, ...], qtbot: QtBot, settle: Settle
) -> ConstructPanel:
    """Type the task and press Ctrl+Enter."""
    panel = panel_of(window, "construct")
    assert isinstance(panel, ConstructPanel)
    type_into(panel.form.description, task[0])
    type_into(panel.form.samples.input, task[1])
    type_into(panel.form.samples.output, task[2])
    QTest.keyClick(
        panel.form.description, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
    )
    qtbot.waitUntil(lambda: bool(panel.pane.cards.cards), timeout=WAIT_MS)
    settle(window.session)
    return panel


def edited_and_saved(
    panel: ConstructPanel, words: str, session: Session, qtbot: QtBot, settle: Settle
) -> str:
    """Type into the first card and save it; return its text."""
    card = panel.pane.cards.cards[0]
    card.start_editing()
    card.view.moveCursor(QTextCursor.MoveOperation.Start)
    type_into(card.view, words)
    card.keep_edit()
    assert covers(card.candidate.text, card.candidate.spans)
    assert card.candidate.spans[0].origin is Origin.EDITED
    settle(session)
    with qtbot.waitSignal(session.changed, timeout=WAIT_MS):
        card.save()
    settle(session)
    return card.candidate.text


def exported(
    panel: LibraryPanel, target: Path, session: Session, qtbot: QtBot, settle: Settle
) -> None:
    """Export everything that is the user's own."""
    choice = Choice(found=1, everything=1)
    dialog = ExportDialog(session, choice)
    qtbot.addWidget(dialog)
    dialog.options.choose_format("jsonl")
    with qtbot.waitSignal(session.notice, timeout=WAIT_MS):
        panel.deeds.files.export(dialog.wish(target), choice)
    dialog.reject()
    settle(session)
    assert target.read_text(encoding="utf-8").count("\n") == 1


def imported(
    panel: LibraryPanel, source: Path, session: Session, qtbot: QtBot, settle: Settle
) -> None:
    """Look at the dry run, then import."""
    panel.import_paths([source])
    dialog = panel.findChild(ImportDialog)
    assert isinstance(dialog, ImportDialog)
    start = dialog.findChild(QPushButton, "importStart")
    assert isinstance(start, QPushButton)
    qtbot.waitUntil(start.isEnabled, timeout=WAIT_MS)
    assert session.workspace.store.records.count() == 0, "a dry run writes nothing"
    with qtbot.waitSignal(session.changed, timeout=WAIT_MS):
        start.click()
    settle(session)


@pytest.mark.parametrize("task", [CHINESE, ENGLISH], ids=["zh", "en"])
def test_from_a_task_to_another_project(
    window: MainWindow,
    session: Session,
    task: tuple[str, ...],
    tmp_path: Path,
    qtbot: QtBot,
    settle: Settle,
) -> None:
    settle(session)
    construct = constructed(window, task, qtbot, settle)
    cards = construct.pane.cards.cards
    assert {c.original.method for c in cards} == {"template", "retrieval", "generation"}
    assert cards[0].candidate.text == task[3]
    text = edited_and_saved(construct, task[4], session, qtbot, settle)
    assert text == task[4] + task[3]

    library = panel_of(window, "library")
    assert isinstance(library, LibraryPanel)
    look_for(library, task[5], qtbot)
    first = found(library)[0]
    assert first.instruction == text
    qtbot.waitUntil(lambda: library.record.record is not None, timeout=WAIT_MS)
    shown = library.record.form.findChild(QTextEdit, "recordInstruction")
    assert isinstance(shown, QTextEdit)
    qtbot.waitUntil(lambda: shown.toPlainText() == text, timeout=WAIT_MS)

    session.undo()
    settle(session)
    look_for(library, task[5] + " ", qtbot)
    assert text not in [record.instruction for record in found(library)]
    session.redo()
    settle(session)

    moved = tmp_path / "moved.jsonl"
    exported(library, moved, session, qtbot, settle)
    other = tmp_path / "other"
    Workspace.open(other).close()
    session.open(other)
    qtbot.waitUntil(
        lambda: session.is_open and session.workspace.project.folder == other.resolve(),
        timeout=WAIT_MS,
    )
    settle(session)
    imported(library, moved, session, qtbot, settle)
    look_for(library, task[5], qtbot)
    there = found(library)[0]
    assert there.content_hash == first.content_hash
    for field in (
        *("instruction", "examples", "task_description", "task_type", "language"),
        *("tags", "constraints", "title", "method", "source", "licence"),
    ):
        assert getattr(there, field) == getattr(first, field), field
