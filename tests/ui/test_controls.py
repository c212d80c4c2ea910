from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from instrstudio.ui.controls import (
    Chip,
    EmptyState,
    IconButton,
    PanelHead,
    PrimaryButton,
    ProseEdit,
    Segments,
    Strip,
)
from instrstudio.ui.theme import theme


def test_a_button_is_called_what_it_shows(qtbot: QtBot) -> None:
    button = PrimaryButton("Construct", "construct")
    qtbot.addWidget(button)
    assert button.accessibleName() == "Construct"
    assert button.text().strip() == "Construct"


def test_an_icon_says_its_name_and_keys(qtbot: QtBot) -> None:
    button = IconButton("undo", "Undo", "Ctrl+Z")
    qtbot.addWidget(button)
    assert button.accessibleName() == "Undo"
    assert button.toolTip() == "Undo (Ctrl+Z)"
    assert min(button.sizeHint().width(), button.sizeHint().height()) >= 24


def test_a_chip_tells_what_is_removed(qtbot: QtBot) -> None:
    chip = Chip("short", removable=True)
    qtbot.addWidget(chip)
    with qtbot.waitSignal(chip.removed) as removed:
        QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert removed.args == ["short"]


def test_segments_keep_the_choice_when_they_are_named_again(qtbot: QtBot) -> None:
    segments = Segments(["List", "Diff"])
    qtbot.addWidget(segments)
    segments.choose(1)
    segments.set_items(["列表", "差异"])
    assert segments.current() == 1
    segments.set_items(["列表"])
    assert segments.current() == 0


def test_a_segment_tells_its_place(qtbot: QtBot) -> None:
    segments = Segments(["1", "2", "3"])
    qtbot.addWidget(segments)
    segments.show()
    with qtbot.waitSignal(segments.chosen) as chosen:
        QTest.mouseClick(
            segments.findChildren(type(segments._group.button(2)))[2],
            Qt.MouseButton.LeftButton,
        )
    assert chosen.args == [2]


def test_a_field_tells_only_of_other_texts(qtbot: QtBot) -> None:
    field = ProseEdit()
    qtbot.addWidget(field)
    with qtbot.assertNotEmitted(field.edited):
        field.set_text("Already here")
        field.restyle()
    with qtbot.waitSignal(field.edited):
        QTest.keyClicks(field, "x")


def test_a_field_follows_the_script_of_its_text(qtbot: QtBot) -> None:
    field = ProseEdit()
    qtbot.addWidget(field)
    QTest.keyClicks(field, "Hello")
    assert field.font().families()[0] == "Inter"
    field.set_text("你好，世界")
    assert field.font().families()[0] == "Noto Sans CJK SC"


def test_every_line_of_a_field_is_equally_high(qtbot: QtBot) -> None:
    field = ProseEdit()
    qtbot.addWidget(field)
    field.resize(300, 200)
    field.set_text("Latin\n中文\nboth 都有")
    field.show()
    heights = {
        round(field.document().findBlockByNumber(n).layout().lineAt(0).height())
        for n in range(3)
    }
    blocks = field.document().size().height() - 4
    assert round(blocks) == 3 * theme().line()
    assert len(heights) <= 2


def test_a_field_grows_between_its_limits(qtbot: QtBot) -> None:
    field = ProseEdit(lines=(2, 6))
    qtbot.addWidget(field)
    field.resize(300, 60)
    field.show()
    low = field.height()
    field.set_text("\n".join("line" for _ in range(4)))
    middle = field.height()
    field.set_text("\n".join("line" for _ in range(40)))
    assert low < middle < field.height() <= low + 4 * theme().line()


def test_undo_in_a_field_takes_back_typing(qtbot: QtBot) -> None:
    field = ProseEdit()
    qtbot.addWidget(field)
    field.set_text("Before")
    QTest.keyClicks(field, "x")
    field.undo()
    assert field.text() == "Before"


def test_a_strip_closes_and_acts(qtbot: QtBot) -> None:
    strip = Strip("Stopped", action="Retry")
    qtbot.addWidget(strip)
    strip.show()
    with qtbot.waitSignal(strip.acted):
        strip._action.click()
    with qtbot.waitSignal(strip.closed):
        strip._close.click()
    assert strip.isHidden()


def test_heads_and_empty_states_speak(qtbot: QtBot) -> None:
    head, empty = PanelHead("Task", "2"), EmptyState("search", "None", "Try again.")
    qtbot.addWidget(head)
    qtbot.addWidget(empty)
    assert head.sizeHint().height() == 52
    assert empty.accessibleName() == "None. Try again."
