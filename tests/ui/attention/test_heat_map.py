"""The heat map: its numbers, its axes, and what it says of a cell."""

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from instrstudio.domain.candidate import Alignment
from instrstudio.ui.attention.cells import cells_of
from instrstudio.ui.attention.heat_map import HeatMap
from instrstudio.ui.attention.ramp import between, copy_ramp
from instrstudio.ui.attention.token_axis import is_upright
from instrstudio.ui.attention.token_words import PART

CHINESE = Alignment(
    source="<zh><task>看病<in>好",
    text="问病",
    source_tokens=("<zh>", "<task>", "看", PART, PART, "<in>", "好"),
    target_tokens=("问", PART, PART),
    attention=(
        (0.1, 0.1, 0.2, 0.1, 0.1, 0.2, 0.2),
        (0.0, 0.0, 0.1, 0.4, 0.5, 0.0, 0.0),
        (0.0, 0.0, 0.1, 0.5, 0.4, 0.0, 0.0),
    ),
    copied=(0.1, 0.9, 0.7),
)

Open = Callable[[Alignment], HeatMap]


def square(size: int) -> Alignment:
    """An alignment that reads straight ahead, `size` tokens on both sides."""
    tokens = tuple(f"w{n}" for n in range(size))
    rows = tuple(tuple(float(n == m) for m in range(size)) for n in range(size))
    return Alignment(
        source=" ".join(tokens),
        text=" ".join(tokens),
        source_tokens=tokens,
        target_tokens=tokens,
        attention=rows,
    )


@pytest.fixture
def open_map(qtbot: QtBot) -> Open:
    """Show a map of 600 x 500."""

    def build(alignment: Alignment) -> HeatMap:
        heat_map = HeatMap()
        qtbot.addWidget(heat_map)
        heat_map.resize(600, 500)
        heat_map.show_alignment(alignment)
        with qtbot.waitExposed(heat_map):
            heat_map.show()
        return heat_map

    return build


def move_to(heat_map: HeatMap, at: QPointF) -> None:
    """Put the pointer on a place of the plot."""
    assert heat_map._map is not None
    viewport = heat_map._map.plot.viewport()
    none = Qt.MouseButton.NoButton
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        at,
        QPointF(viewport.mapToGlobal(at.toPoint())),
        none,
        none,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(viewport, event)


def middle_of(heat_map: HeatMap, row: int, column: float) -> QPointF:
    """Return where a cell is in the plot."""
    assert heat_map._map is not None
    view = heat_map._map._item.getViewBox()
    scene = view.mapViewToScene(QPointF(column + 0.5, row + 0.5))
    return QPointF(heat_map._map.plot.mapFromScene(scene))


def test_parts_of_characters_become_one_cell_and_rows_still_sum_to_one() -> None:
    cells = cells_of(CHINESE)
    assert cells.across == ("<zh>", "<task>", "看", "病", "<in>", "好")
    assert cells.down == ("问", "病")
    assert np.allclose(cells.weights.sum(axis=1), 1.0)
    assert np.isclose(cells.weights[1, 3], 0.9)
    assert np.allclose(cells.copied, [0.1, 0.8])
    assert cells.parts == (1, 4)


def test_a_model_that_cannot_copy_has_no_strip(open_map: Open) -> None:
    heat_map = open_map(square(3))
    assert heat_map._map is not None
    assert heat_map._map._left.strip.width == 0
    assert not heat_map._legend.isVisible()
    assert "copied" not in heat_map.said


def test_the_strongest_cell_is_named_first_and_then_the_one_under_the_pointer(
    open_map: Open,
) -> None:
    heat_map = open_map(CHINESE)
    assert heat_map.said == "“病” reads “病” 0.90 · copied 0.80"
    move_to(heat_map, middle_of(heat_map, 0, 2))
    assert heat_map.said == "“问” reads “看” 0.20 · copied 0.10"
    assert heat_map.accessibleDescription() == heat_map.said


def test_the_strip_says_how_likely_a_word_was_copied(open_map: Open) -> None:
    heat_map = open_map(CHINESE)
    assert heat_map._map is not None
    assert heat_map._legend.isVisible()
    cell, axis = middle_of(heat_map, 1, 0), heat_map._map._left
    right = axis.mapToScene(QPointF(axis.size().width(), 0)).x()
    move_to(heat_map, QPointF(right - axis.strip.width + 4, cell.y()))
    assert heat_map.said == "“病” is copied with probability 0.80"


def test_a_place_outside_says_nothing_new(open_map: Open) -> None:
    heat_map = open_map(CHINESE)
    before = heat_map.said
    move_to(heat_map, QPointF(2, 2))
    assert heat_map.said == before


def test_a_large_map_is_scrolled_under_its_axes(open_map: Open, qtbot: QtBot) -> None:
    heat_map = open_map(square(80))
    assert heat_map._map is not None
    view = heat_map._map._item.getViewBox()
    (left, right), (top, bottom) = view.viewRange()
    assert (left, top) == (0, 0)
    assert right < 80
    assert bottom < 80
    plot = heat_map._map.plot.viewport()
    wheel = QWheelEvent(
        QPointF(200, 200),
        QPointF(200, 200),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(plot, wheel)
    assert view.viewRange()[1][0] == 3
    heat_map._across.setValue(heat_map._across.maximum())
    assert round(view.viewRange()[0][1]) == 80

    heat_map.show_alignment(square(4))
    qtbot.waitUntil(lambda: not heat_map._across.isVisible())
    assert not heat_map._down.isVisible()
    assert view.viewRange()[0][0] == 0


def test_nothing_to_show_says_why(qtbot: QtBot) -> None:
    heat_map = HeatMap()
    qtbot.addWidget(heat_map)
    heat_map.set_nothing("Not yet.")
    heat_map.show()
    assert heat_map._nothing.isVisible()
    assert heat_map._nothing.text() == "Not yet."
    assert heat_map.alignment is None


def test_colours_of_copying_run_from_the_ground_to_the_tasks_own() -> None:
    ramp = copy_ramp()
    assert between(ramp, 0.0).getRgb() == ramp[0].getRgb()
    assert between(ramp, 1.0).getRgb() == ramp[-1].getRgb()
    assert between(ramp, 7.0).getRgb() == ramp[-1].getRgb()


def test_a_character_stands_upright_where_nothing_leans_over_it() -> None:
    tokens = ["写", "一", "文章", "段", "word", "。"]
    upright = [is_upright(tokens, place) for place in range(len(tokens))]
    assert upright == [True, True, False, False, False, False]
