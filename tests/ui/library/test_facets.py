"""Further filters in the side list: folded, counted, turned on and off in the text."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from instrstudio.domain.job import run
from instrstudio.domain.record import Source
from instrstudio.services import library as verbs
from instrstudio.services import rating
from instrstudio.services.workspace import Workspace
from instrstudio.ui.library import facet_names, facets
from instrstudio.ui.library.panel import LibraryPanel
from instrstudio.ui.library.view import View
from instrstudio.ui.side_list import SideItem

WAIT_MS = 20_000
Open = Callable[[], LibraryPanel]


@pytest.fixture
def varied(library: Workspace) -> Workspace:
    """Records that differ in source, licence, rating and month."""
    store = library.store
    sources = ("web corpus", "", "web corpus")
    for number, name in enumerate(sources, start=1):
        record = replace(store.records.get(number), licence="MIT" if name else "")
        verbs.edit(library, replace(record, source=Source(kind="import", name=name)))
    run(rating.rate(library, [1], 5))
    run(rating.rate(library, [2], 3))
    return library


def items(panel: LibraryPanel) -> dict[str, SideItem]:
    return {item.key: item for item in panel.sidebar.list.items() if item.key}


def click(panel: LibraryPanel, key: str) -> None:
    side = panel.sidebar.list
    row = next(at for at, item in enumerate(side.items()) if item.key == key)
    index = side.model().index(row, 0)
    side.scrollTo(index)
    place = side.visualRect(index).center()
    QTest.mouseClick(side.viewport(), Qt.MouseButton.LeftButton, pos=place)


def unfold(panel: LibraryPanel, name: str, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.results.finder.shelves_counted, timeout=WAIT_MS):
        click(panel, f"fold:{name}")


def test_they_are_folded_at_first_and_counted_when_unfolded(
    open_panel: Open, qtbot: QtBot, varied: Workspace
) -> None:
    panel = open_panel()
    folds = [item for item in items(panel).values() if item.is_open is not None]
    assert [item.key for item in folds] == [f"fold:{name}" for name in facets.NAMES]
    assert not any(item.is_open for item in folds)
    assert not any(key.startswith("facet:") for key in items(panel))
    for name in facets.NAMES:
        unfold(panel, name, qtbot)
    shown = {k: i.count for k, i in items(panel).items() if k.startswith("facet:")}
    month = varied.store.records.get(1).created[:7]
    assert shown == {
        "facet:lang:en": "2",
        "facet:lang:zh": "1",
        "facet:source:web corpus": "2",
        "facet:source:import": "1",
        "facet:licence:mit": "2",
        "facet:rating:5": "1",
        "facet:rating:3": "1",
        f"facet:created:{month}": "3",
    }
    click(panel, "fold:lang")
    assert "facet:lang:en" not in items(panel)


def test_a_click_puts_the_filter_into_the_text_and_takes_it_out(
    open_panel: Open, qtbot: QtBot, varied: Workspace
) -> None:
    panel = open_panel()
    finder, search = panel.results.finder, panel.results.search
    unfold(panel, "source", qtbot)
    unfold(panel, "rating", qtbot)
    with qtbot.waitSignal(finder.found, timeout=WAIT_MS):
        click(panel, "facet:source:web corpus")
    assert search.text() == 'source:"web corpus" '
    assert items(panel)["facet:source:web corpus"].is_on
    assert len(panel.table.records.ids) == 2
    qtbot.waitUntil(lambda: items(panel).get("facet:rating:3") is None, timeout=WAIT_MS)
    with qtbot.waitSignal(finder.found, timeout=WAIT_MS):
        click(panel, "facet:rating:5")
    assert search.text() == 'source:"web corpus" rating:5 '
    assert list(panel.table.records.ids) == [1]
    with qtbot.waitSignal(finder.found, timeout=WAIT_MS):
        click(panel, "facet:source:web corpus")
    assert search.text() == "rating:5 "
    with qtbot.waitSignal(finder.found, timeout=WAIT_MS):
        click(panel, "facet:rating:5")
    assert panel.results.view == View()


def test_the_language_is_a_chip(
    open_panel: Open, qtbot: QtBot, varied: Workspace
) -> None:
    panel = open_panel()
    unfold(panel, "lang", qtbot)
    with qtbot.waitSignal(panel.results.finder.found, timeout=WAIT_MS):
        click(panel, "facet:lang:zh")
    assert panel.results.view.language == "zh"
    assert items(panel)["facet:lang:zh"].is_on
    with qtbot.waitSignal(panel.results.finder.found, timeout=WAIT_MS):
        click(panel, "facet:lang:en")
    assert panel.results.view.language == "en"
    with qtbot.waitSignal(panel.results.finder.found, timeout=WAIT_MS):
        click(panel, "facet:lang:en")
    assert panel.results.view.language == ""


def test_keys_fold_and_filter_and_moving_does_nothing(
    open_panel: Open, qtbot: QtBot, varied: Workspace
) -> None:
    panel = open_panel()
    side, finder = panel.sidebar.list, panel.results.finder
    side.setFocus()
    asked: list[object] = []
    while side.items()[side.currentIndex().row()].key != "fold:rating":
        QTest.keyClick(side, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: not finder.is_busy, timeout=WAIT_MS)
    chosen = side.current_key()
    assert chosen == "type:translation"  # the last shelf that was passed
    panel.sidebar.chosen.connect(asked.append)
    with qtbot.waitSignal(finder.shelves_counted, timeout=WAIT_MS):
        QTest.keyClick(side, Qt.Key.Key_Right)
    QTest.keyClick(side, Qt.Key.Key_Down)
    assert asked == []
    assert side.items()[side.currentIndex().row()].key == "facet:rating:5"
    with qtbot.waitSignal(finder.found, timeout=WAIT_MS):
        QTest.keyClick(side, Qt.Key.Key_Space)
    assert panel.results.view.text == "rating:5 "
    # who stands on a filter stays there, and takes it back with the same key
    assert side.items()[side.currentIndex().row()].key == "facet:rating:5"
    with qtbot.waitSignal(finder.found, timeout=WAIT_MS):
        QTest.keyClick(side, Qt.Key.Key_Return)
    assert panel.results.view.text == ""
    QTest.keyClick(side, Qt.Key.Key_Up)
    QTest.keyClick(side, Qt.Key.Key_Left)
    assert items(panel)["fold:rating"].is_open is False
    assert side.current_key() == chosen


def test_what_is_typed_shows_as_on(
    open_panel: Open, qtbot: QtBot, varied: Workspace
) -> None:
    panel = open_panel()
    unfold(panel, "rating", qtbot)
    with qtbot.waitSignal(panel.results.finder.found, timeout=WAIT_MS):
        QTest.keyClicks(panel.results.search, "rating:>=4 ")
    item = items(panel)["facet:rating:>=4"]
    assert item.is_on
    with qtbot.waitSignal(panel.results.finder.found, timeout=WAIT_MS):
        click(panel, item.key)
    assert panel.results.search.text() == ""


def test_saved_searches_stay(open_panel: Open, qtbot: QtBot, varied: Workspace) -> None:
    from instrstudio.domain.query import Query
    from instrstudio.services import saved_searches

    saved_searches.save(varied, "good", Query(text="rating:5"))
    panel = open_panel()
    unfold(panel, "rating", qtbot)
    with qtbot.waitSignal(panel.results.finder.found, timeout=WAIT_MS):
        click(panel, "saved:good")
    assert items(panel)["facet:rating:5"].is_on
    assert panel.sidebar.saved_shown() == "good"


@pytest.mark.parametrize(
    ("text", "name", "value", "after"),
    [
        ("", "licence", "mit", "licence:mit "),
        ("news ", "licence", "cc by", 'news licence:"cc by" '),
        ('news Licence:"CC BY" x', "licence", "cc by", "news x "),
        ("license:mit", "licence", "mit", ""),
        ("rating:4 x", "rating", "5", "x rating:5 "),
        ("(rating:4 | a) b", "rating", "5", "(rating:4 | a) b rating:5 "),
        ("created:2026-01..", "created", "2026-11", "created:2026-11 "),
        ("mysource:a", "source", "a", "mysource:a source:a "),
        ("source:ab", "source", "a", "source:a "),
    ],
)
def test_a_filter_is_put_in_or_taken_out(
    text: str, name: str, value: str, after: str
) -> None:
    view = facets.turned(View(text=text, archived=True), name, value)
    assert view == View(text=after)
    assert facets.is_on(view, name, value) is (f"{name}:" in after)


def test_values_are_called_as_people_call_them(qapp: object) -> None:
    named = facet_names.value
    assert named("lang", "zh") == "中文"
    assert named("rating", "3") == "★★★"
    assert named("rating", "4.5") == "4.5"
    assert named("source", "import") == "Import"
    assert named("source", "web") == "web"
    assert named("created", "2026-11").endswith("2026")
    assert named("created", ">=2026") == ">=2026"


def test_the_menu_of_a_narrow_window_turns_filters_too(
    open_panel: Open, qtbot: QtBot, varied: Workspace
) -> None:
    panel = open_panel()
    menu = panel._fold.menu()

    def press(key: str) -> None:
        panel._fold._fill()
        next(one for one in menu.actions() if one.data() == key).trigger()

    with qtbot.waitSignal(panel.results.finder.shelves_counted, timeout=WAIT_MS):
        press("fold:rating")
    for checked, text in ((True, "rating:5 "), (False, "")):
        with qtbot.waitSignal(panel.results.finder.found, timeout=WAIT_MS):
            press("facet:rating:5")
        assert panel.results.view.text == text
        panel._fold._fill()
        (action,) = (a for a in menu.actions() if a.data() == "facet:rating:5")
        assert action.isChecked() is checked
