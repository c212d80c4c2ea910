import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QImage, QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from instrstudio.domain.span import Origin, Piece, Ref, assemble, covers
from instrstudio.ui.span_view import SpanView, said_origin
from instrstudio.ui.theme import theme

RECORD = Ref(kind="record", id="12")
TEXT, SPANS = assemble(
    [
        Piece("Rewrite the following ", Origin.RECORD, RECORD),
        Piece("support e-mail 报告", Origin.TASK),
        Piece(" in short.\n\n", Origin.GENERATED),
        Piece("[e-mail]", Origin.SLOT),
    ]
)


@pytest.fixture
def view(qtbot: QtBot) -> SpanView:
    view = SpanView(editable=True)
    qtbot.addWidget(view)
    view.resize(420, 300)
    view.set_text(TEXT, SPANS)
    with qtbot.waitExposed(view):
        view.show()
    return view


def put_cursor(view: SpanView, position: int) -> None:
    cursor = view.textCursor()
    cursor.setPosition(position)
    view.setTextCursor(cursor)


def test_it_gives_back_what_it_was_given(view: SpanView) -> None:
    assert view.text() == TEXT
    assert view.spans() == SPANS


def test_a_leading_line_break_is_kept(qtbot: QtBot) -> None:
    view = SpanView()
    qtbot.addWidget(view)
    text, spans = assemble([Piece("\n\nA", Origin.TEMPLATE)])
    view.set_text(text, spans)
    assert view.text() == text
    assert covers(view.text(), view.spans())


def test_typed_words_are_edits(view: SpanView, qtbot: QtBot) -> None:
    put_cursor(view, 8)
    with qtbot.waitSignal(view.edited):
        QTest.keyClicks(view, "soon ")
    assert view.text() == TEXT[:8] + "soon " + TEXT[8:]
    assert covers(view.text(), view.spans())
    edit = next(span for span in view.spans() if span.origin is Origin.EDITED)
    assert (edit.start, edit.end) == (8, 13)


def test_undo_brings_the_origins_back(view: SpanView, qtbot: QtBot) -> None:
    put_cursor(view, 8)
    QTest.keyClicks(view, "x")
    view.undo()
    assert view.spans() == SPANS


def test_a_committed_character_is_an_edit(view: SpanView, qapp: QApplication) -> None:
    put_cursor(view, 25)
    event = QInputMethodEvent()
    event.setCommitString("中")
    qapp.sendEvent(view, event)
    edit = next(span for span in view.spans() if span.origin is Origin.EDITED)
    assert view.text()[edit.start : edit.end] == "中"


def test_composing_alone_changes_nothing(view: SpanView, qapp: QApplication) -> None:
    put_cursor(view, 3)
    qapp.sendEvent(view, QInputMethodEvent("zhong", []))
    assert view.text() == TEXT


def test_pasted_text_is_plain_and_an_edit(view: SpanView) -> None:
    put_cursor(view, 0)
    data = QMimeData()
    data.setText("now ")
    data.setHtml("<b>now </b>")
    view.insertFromMimeData(data)
    assert view.spans()[0].origin is Origin.EDITED
    assert view.spans()[0].end == 4


def test_a_text_that_is_read_cannot_be_typed_into(view: SpanView, qtbot: QtBot) -> None:
    view.set_editable(False)
    QTest.keyClicks(view, "x")
    assert view.text() == TEXT


def test_its_height_is_that_of_its_text(view: SpanView) -> None:
    high = view.height()
    assert high >= 3 * theme().line("instruction")
    view.set_text("One line.")
    assert view.height() < high


def test_long_texts_can_be_folded(view: SpanView) -> None:
    view.set_text("\n".join(f"line {n}" for n in range(34)))
    assert view.line_count() == 34
    view.limit_lines(12)
    assert view.height() <= 12 * theme().line("instruction") + 4


def painted(view: SpanView) -> set[str]:
    image = view.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
    }


def test_each_origin_is_painted_in_its_colour(view: SpanView) -> None:
    colours = painted(view)
    for origin in ("task", "record", "generated", "slot"):
        assert theme().hex(f"{origin}_tint").lower() in colours, origin


def test_other_origins_can_be_muted(view: SpanView) -> None:
    view.mute(frozenset({Origin.TASK}))
    colours = painted(view)
    assert theme().hex("task_tint").lower() in colours
    assert theme().hex("record_tint").lower() not in colours
    view.show_colours(False)
    assert theme().hex("task_tint").lower() not in painted(view)


def test_words_of_a_record_can_be_found(view: SpanView) -> None:
    assert view.select_origin(Origin.RECORD, "12")
    assert view.textCursor().selectedText() == "Rewrite the following "
    assert not view.select_origin(Origin.RECORD, "13")


def test_it_steps_from_origin_to_origin(view: SpanView) -> None:
    view.moveCursor(QTextCursor.MoveOperation.Start)
    view.step_origin(True)
    view.step_origin(True)
    assert view.textCursor().selectedText() == "support e-mail 报告"
    view.step_origin(False)
    assert view.textCursor().selectedText() == "Rewrite the following "


def test_a_screen_reader_hears_the_origins(view: SpanView) -> None:
    said = view.accessibleDescription()
    assert "Rewrite the following: from record 12" in said
    assert "[e-mail]: slot" in said
    assert said_origin(Origin.TASK, None) == "from your task"


def test_words_of_a_style_are_told_from_edits(view: SpanView) -> None:
    rule = Ref(kind="style", id="please.en")
    text, spans = assemble(
        [Piece("Please ", Origin.EDITED, rule), Piece("go", Origin.TASK)]
    )
    view.set_text(text, spans)
    assert view.spans() == spans
    assert "Please: your style" in view.accessibleDescription()
    assert said_origin(Origin.EDITED, None) == "edited by you"


def test_escape_and_control_return_are_left_to_the_card(
    view: SpanView, qtbot: QtBot
) -> None:
    QTest.keyClick(view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert view.text() == TEXT
