"""What the cells of a table of scores say."""

import pytest

from instrstudio.domain.evaluation import Cell, Difference, Scale
from instrstudio.services.workspace import Workspace
from instrstudio.ui.evaluate.scores import cells, score_names

from .conftest import METHODS, add_run, scored

LOWER = Scale("edit_effort", "references", higher_is_better=False)
HIGHER = Scale("bleu", "references", high=100.0)


def difference(mean: float, p: float) -> Difference:
    return Difference(
        mean=mean,
        low=mean - 0.1,
        high=mean + 0.1,
        p_bootstrap=p,
        p_randomised=p,
        count=9,
    )


def test_the_best_is_strong_and_what_differs_is_marked() -> None:
    better, worse = difference(-0.2, 0.004), difference(0.2, 0.02)
    table = {
        "template": {"edit_effort": Cell(count=9, mean=0.6, low=0.5, high=0.7)},
        "retrieval": {
            "edit_effort": Cell(
                count=9,
                mean=0.4,
                low=0.3,
                high=0.5,
                over={"template": better, "retrieve_top_1": worse},
            )
        },
    }
    (line,) = cells.of_table(table, [LOWER]).lines
    one, other = line.cells
    assert one is not None
    assert other is not None
    assert (one.text, one.is_best, one.marks) == ("0.600", False, ())
    assert (other.text, other.is_best) == ("0.400", True)
    assert [(m.text, m.role) for m in other.marks] == [
        ("T▲**", "success"),
        ("N▼*", "danger"),
    ]
    assert "Beside “Template”: -0.200 (-0.300 to -0.100), better" in other.said
    assert "95 % interval 0.300 to 0.500, 9 rows" in other.said
    assert line.name == "Editing left to do ↓"
    assert one.low is not None
    assert one.mean is not None
    assert other.high is not None
    assert other.high == pytest.approx(one.low)  # all lines lie in one room
    assert other.high < one.mean < 1


def test_where_all_are_equal_nobody_is_best() -> None:
    table = {name: {"bleu": Cell(count=1, mean=4.0)} for name in ("template", "first")}
    (line,) = cells.of_table(table, [HIGHER]).lines
    assert [cell and cell.is_best for cell in line.cells] == [False, False]
    assert [cell and cell.text for cell in line.cells] == ["4.0", "4.0"]


def test_parts_are_shown_if_they_are_wanted() -> None:
    scales = [
        Scale("specification", "candidate"),
        Scale("specification.object", "candidate"),
    ]
    assert cells.wanted(scales, parts=False) == scales[:1]
    assert cells.wanted(scales, parts=True) == scales
    own = {scale.name: Cell(count=1, mean=0.5) for scale in scales}
    lines = cells.of_table({"template": own}, scales).lines
    assert [line.name for line in lines] == [
        "Says all that is needed ↑",
        "Says all that is needed: object ↑",
    ]


@pytest.mark.parametrize(
    ("value", "text"), [(0.25, "+0.2"), (-1.0, "-1.0"), (-0.04, "0.0"), (0.0, "0.0")]
)
def test_what_rounds_to_nothing_has_no_sign(value: float, text: str) -> None:
    assert cells.signed(value, 1) == text


def test_differences_share_the_place_of_no_difference() -> None:
    found = {
        "template": {"bleu": difference(2.0, 0.0005)},
        "first": {"bleu": difference(0.05, 0.6)},
    }
    (line,) = cells.of_differences(found, [HIGHER, LOWER]).lines
    sure, luck = line.cells
    assert sure is not None
    assert luck is not None
    assert sure.zero == luck.zero
    assert [mark.text for mark in sure.marks] == ["▲***"]
    assert luck.marks == ()
    assert "may be luck" in luck.said
    assert luck.low is not None
    assert luck.zero is not None
    assert luck.low < luck.zero


def test_a_row_has_a_cell_for_each_score() -> None:
    rows = [scored(method, 3, 0.0) for method in METHODS]
    grid = cells.of_row(rows, [LOWER, HIGHER])
    assert grid.methods == METHODS
    (line,) = grid.lines  # BLEU was not measured
    assert [cell and cell.is_best for cell in line.cells] == [False, False, True]


def test_every_method_and_metric_has_a_name(empty_workspace: Workspace) -> None:
    from instrstudio.services.evaluating_answers import method_names
    from instrstudio.services.evaluating_scores import scales

    for scale in scales():
        name = score_names.metric(scale.name)
        assert "_" not in name
        assert name != scale.name
    assert [score_names.method(name) for name in method_names()] == [
        "Nearest record",
        "Template",
        "Retrieval",
        "Generation",
        "First candidate",
    ]
    run = add_run(empty_workspace, "library", rows=2)
    assert score_names.run(run) == "From the library"
