"""The search language in the window: what is wrong, counts, saved searches."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QInputDialog
from pytestqt.qtbot import QtBot

from instrstudio.domain.query import SavedSearch
from instrstudio.domain.record import Record
from instrstudio.services.workspace import Workspace
from instrstudio.ui.library.panel import LibraryPanel
from instrstudio.ui.library.table_model import MARK
from instrstudio.ui.library.view import View, saved_view
from instrstudio.ui.theme import theme

Open = Callable[[], LibraryPanel]


def counts(panel: LibraryPanel) -> dict[str, str]:
    return {item.key: item.count for item in panel.sidebar.list.items() if item.key}


def test_the_place_of_an_error_is_underlined(open_panel: Open, qtbot: QtBot) -> None:
    panel = open_panel()
    field = panel.results.search
    with qtbot.waitSignal(panel.results.finder.failed):
        QTest.keyClicks(field, "news rating:good x")
    places = [field.marked]
    assert field.text() == "news rating:good x"
    assert panel.results._strip.isVisible()
    with qtbot.waitSignal(panel.results.finder.found):
        panel.results.show_view(View(text="news"))
    assert [*places, field.marked] == [12, None]
    assert not panel.results._strip.isVisible()


def test_an_error_does_not_disturb_an_input_method(
    open_panel: Open, qtbot: QtBot
) -> None:
    panel = open_panel()
    field = panel.results.search
    field.set_view(View(text="rating:x "))
    QCoreApplication.sendEvent(field, QInputMethodEvent("ni", []))
    field.mark_error(0)
    places = [field.marked]
    QCoreApplication.sendEvent(field, QInputMethodEvent("", []))
    field.mark_error(0)
    assert [*places, field.marked] == [None, 0]


def test_what_is_not_finished_is_no_error(open_panel: Open, qtbot: QtBot) -> None:
    panel = open_panel()
    errors: list[object] = []
    panel.results.finder.failed.connect(errors.append)
    for text in ('"news art', "(news | lett", "tag:", "rating:>", "news |"):
        with qtbot.waitSignal(panel.results.finder.found):
            panel.results.show_view(View(text=text))
    assert errors == []


def test_a_choice_of_filters_makes_no_chips(open_panel: Open, qtbot: QtBot) -> None:
    panel = open_panel()
    found = panel.results.finder
    text = "(tag:news | tag:letter) "
    with qtbot.waitSignal(
        found.found, check_params_cb=lambda answer: answer.view.text == text
    ):
        QTest.keyClicks(panel.results.search, text)
    assert panel.results.view.tag == ""
    assert len(panel.table.records.ids) == 2


def test_shelves_count_what_is_found(open_panel: Open, qtbot: QtBot) -> None:
    panel = open_panel()
    assert counts(panel)["type:summarization"] == "2"
    with qtbot.waitSignal(panel.results.finder.shelves_counted):
        panel.results.show_view(View(text="letter"))
    shown = counts(panel)
    assert (shown["type:summarization"], shown["type:translation"]) == ("0", "1")
    assert (shown["tag:news"], shown["tag:letter"], shown["all"]) == ("0", "1", "3")
    with qtbot.waitSignal(panel.results.finder.shelves_counted):
        panel.results.show_view(View())
    assert counts(panel)["type:summarization"] == "2"


def test_a_search_is_saved_shown_and_forgotten(
    open_panel: Open, qtbot: QtBot, library: Workspace
) -> None:
    panel = open_panel()
    finder = panel.results.finder
    panel.commands["save_search"].trigger()
    assert panel.findChild(QInputDialog, "saveSearchDialog") is None  # nothing is asked
    with qtbot.waitSignal(finder.found):
        panel.results.show_view(View(text="news", language="en"))
    panel.commands["save_search"].trigger()
    dialog = panel.findChild(QInputDialog, "saveSearchDialog")
    assert isinstance(dialog, QInputDialog)
    assert dialog.textValue() == "news"
    dialog.setTextValue("my news")
    dialog.accept()
    key = "saved:my news"
    qtbot.waitUntil(lambda: panel.sidebar.list.current_key() == key, timeout=10_000)
    saved = SavedSearch(name="my news", query="lang:en news")
    assert library.store.searches.all() == [saved]

    with qtbot.waitSignal(finder.found):
        panel.results.show_view(View())
    assert panel.sidebar.list.current_key() == "all"
    with qtbot.waitSignal(finder.found):
        panel.sidebar._on_chosen(key)
    assert panel.results.view == saved_view(saved)
    assert len(panel.table.records.ids) == 1

    panel.commands["forget_search"].trigger()
    qtbot.waitUntil(lambda: key not in counts(panel), timeout=10_000)
    assert library.store.searches.all() == []
    panel.commands["forget_search"].trigger()  # nothing is left to forget


def test_a_saved_search_shows_its_filters_as_chips() -> None:
    search = SavedSearch(name="x", query='type:qa lang:zh tag:"a b" c | d')
    assert saved_view(search).text == search.query  # a choice keeps them in the text
    plain = SavedSearch(name="x", query='type:qa lang:zh tag:"a b" c rating:>3')
    assert saved_view(plain) == View(
        text="c rating:>3", task_type="qa", language="zh", tag="a b", order="relevance"
    )
    only = saved_view(SavedSearch(name="x", query="tag:a"))
    assert (only.text, only.tag) == ("", "a")


def test_similar_rows_are_marked_as_such(
    open_panel: Open, library: Workspace, qtbot: QtBot
) -> None:
    library.store.records.insert(
        [Record(instruction=f"Another article, {n}.") for n in range(4)], label="Add"
    )
    panel = open_panel()
    with qtbot.waitSignal(panel.results.finder.found):
        panel.results.show_view(View(text="news article"))
    table, model = panel.table, panel.table.records
    assert (table.rows.similar_from, model.rowCount(), model.counted) == (1, 5, 1)
    assert panel.results._count.text() == "1 of 7 records · 4 similar"
    model.mark_everything()
    marked = [
        model.index(row, MARK).data(Qt.ItemDataRole.CheckStateRole)
        == Qt.CheckState.Checked
        for row in range(5)
    ]
    assert marked == [True, *[False] * 4]
    rows = [table.visualRect(model.index(row, 1)) for row in (0, 1)]
    picture = table.viewport().grab().toImage()
    tops = [picture.pixelColor(row.right() - 60, row.top()) for row in rows]
    assert tops[1] == theme().color("control"), "a line above the first similar row"
    assert tops[0] != tops[1]
    with qtbot.waitSignal(panel.results.finder.found):
        panel.results.show_view(View(text="letter news"))
    assert panel.results._count.text() == "2 similar records: none has all the words"
    assert table.rows.similar_from == 0


def test_the_word_that_was_found_is_highlighted(
    open_panel: Open, library: Workspace, qtbot: QtBot
) -> None:
    more = [Record(instruction=f"Tell the story of {n}.") for n in range(201)]
    library.store.records.insert(more, label="Add")
    panel = open_panel()
    with qtbot.waitSignal(panel.results.finder.found):
        panel.results.show_view(View(text="tell stroy"))
    text = "Tell the story of 7."
    shown = [text[start:end] for start, end in panel.table.rows.ranges(text)]
    assert shown == ["Tell", "story"]
    assert panel.results.search.text() == "tell stroy", "what was typed stays"
