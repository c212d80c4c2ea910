import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QTextCharFormat
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from instrstudio.domain.template import Problem
from instrstudio.domain.wording import message
from instrstudio.services import templating
from instrstudio.ui.templates.code_editor import CodeEditor
from instrstudio.ui.templates.completion import Entry, Words
from instrstudio.ui.templates.highlighter import Highlighter


@pytest.fixture
def editor(qtbot: QtBot) -> CodeEditor:
    editor = CodeEditor()
    qtbot.addWidget(editor)
    editor.completion.set_words(Words(slots=(Entry("input"), Entry("input_form"))))
    editor.resize(600, 400)
    editor.show()
    return editor


def squiggles(editor: CodeEditor) -> list[str]:
    wave = QTextCharFormat.UnderlineStyle.WaveUnderline
    return [
        mark.cursor.selectedText()
        for mark in editor.extraSelections()
        if mark.format.underlineStyle() == wave
    ]


def test_squiggles_stand_under_what_lint_names(editor: CodeEditor) -> None:
    editor.setPlainText("{{ input }}\n好😀 {{ inptu }}")
    editor.show_problems(templating.lint(editor.toPlainText()))
    assert squiggles(editor) == ["inptu"]
    editor.setPlainText("a\n  {{ input|uper }}")
    editor.show_problems(templating.lint(editor.toPlainText()))
    assert squiggles(editor) == ["uper"]


def test_a_mend_is_one_step_of_undo(editor: CodeEditor) -> None:
    editor.setPlainText("{{ input }} 好😀 {{ inptu }}")
    (problem,) = templating.lint(editor.toPlainText())
    editor.mend(problem)
    assert editor.toPlainText() == "{{ input }} 好😀 {{ input }}"
    editor.undo()
    assert editor.toPlainText() == "{{ input }} 好😀 {{ inptu }}"


def test_the_next_problem_goes_around(editor: CodeEditor) -> None:
    editor.setPlainText("a\nb\nc")
    problems = [
        Problem(
            line=line, column=1, end_column=2, severity="error", message=message("x")
        )
        for line in (1, 3)
    ]
    editor.show_problems(problems)
    found = editor.next_problem()
    assert found is problems[1]
    editor.go_to(problems[1])
    assert editor.textCursor().blockNumber() == 2
    assert editor.next_problem() is problems[0]


def test_completion_opens_and_inserts(editor: CodeEditor) -> None:
    editor.setFocus()
    QTest.keyClicks(editor, "{{ input_")
    assert [entry.name for entry in editor.completion.entries()] == ["input_form"]
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert editor.toPlainText() == "{{ input_form }}"
    assert not editor.completion.is_open()


def test_nothing_opens_while_an_input_method_composes(editor: CodeEditor) -> None:
    editor.setFocus()
    editor.setPlainText("{{ ")
    editor.moveCursor(editor.textCursor().MoveOperation.End)
    QApplication.sendEvent(editor, QInputMethodEvent("shu", []))
    assert editor.composing()
    editor.completion.ask()
    assert not editor.completion.is_open()
    done = QInputMethodEvent()
    done.setCommitString("输")
    QApplication.sendEvent(editor, done)
    assert not editor.composing()
    assert editor.toPlainText() == "{{ 输"


def test_tags_are_coloured_over_several_lines(editor: CodeEditor) -> None:
    highlighter = Highlighter(editor.document())
    editor.setPlainText("text {{ input\n }} text")
    first = editor.document().firstBlock()
    coloured = [
        (span.start, span.length)
        for span in first.layout().formats()
        if span.format.foreground().style() != Qt.BrushStyle.NoBrush
    ]
    assert coloured == [(5, 2), (8, 5)]
    assert first.next().layout().formats()
    assert highlighter.document() is editor.document()
