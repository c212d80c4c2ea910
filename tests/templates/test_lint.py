import pytest

from instrstudio.domain.template import Slot
from instrstudio.templates.lint import ERROR, WARNING, lint


@pytest.mark.parametrize(
    ("pattern", "line", "column", "end", "fix"),
    [
        ("{{ input }}\n  {{ topci }}", 2, 6, 11, "topic"),
        ("{{ 输入 }}", 1, 4, 6, "input"),
        ("{{ input|upepr }}", 1, 10, 15, "upper"),
        ("{{ input }}{% if topic is defind %}{% endif %}", 1, 27, 33, "defined"),
        ("{{ input }}\n{% if topic %}\n一", 2, 1, 3, None),
        ("{{ input }}\n{% endfor %}", 2, 1, 3, None),
        ("{{ input }}{{ topic", 1, 12, 14, None),
        ("{{ input\n}} {{ a b }}", 2, 9, 10, None),
        ("{{ input|join（'、') }}", 1, 14, 15, "("),
        ("{{ input }}{% wenn topic %}", 1, 15, 19, None),
        ("{{ 'a }}", 1, 4, 5, None),
        ("{% macro a() %}{% endmacro %}", 1, 1, 3, None),
        ("{# {{ input }}", 1, 1, 3, None),
    ],
)
def test_errors_have_a_place_and_a_mend(
    pattern: str, line: int, column: int, end: int, fix: str | None
) -> None:
    found = [p for p in lint(pattern) if p.severity == ERROR]
    places = [(p.line, p.column, p.end_column, p.fix) for p in found]
    assert places[0] == (line, column, end, fix)
    assert str(found[0].message)


def test_every_occurrence_of_an_unknown_slot_is_found() -> None:
    found = lint("{{ artcile }}{{ input }}\n{% for x in artcile %}{{ x }}{% endfor %}")
    assert [(p.line, p.column) for p in found] == [(1, 4), (2, 13)]
    assert "artcile" in str(found[0].message)


def test_names_the_pattern_makes_are_known() -> None:
    assert lint("{% set x = topic %}{{ x }}{{ input }}{{ labels|join(d='、') }}") == []
    assert lint("{% for s in samples %}{{ s.input }}{% endfor %}{{ input }}") == []


def test_full_width_braces_are_a_warning_with_a_mend() -> None:
    found = lint("｛｛ input ｝｝{{ input }}")
    assert [(p.column, p.end_column, p.fix, p.severity) for p in found] == [
        (1, 3, "{{", WARNING),
        (10, 12, "}}", WARNING),
    ]


def test_a_pattern_without_input_is_warned_of() -> None:
    (problem,) = lint("摘要。")
    assert problem.severity == WARNING
    assert "{{ input }}" in str(problem.message)
    assert lint("写{{ topic }}") == []


def test_own_slots_are_known_and_required_ones_must_be_used() -> None:
    slots = (Slot(name="tone", required=True),)
    assert lint("{{ input }}{{ tone }}", slots) == []
    (problem,) = lint("{{ input }}", slots)
    assert "tone" in str(problem.message)
    (problem,) = lint("{{ input }}{{ tnoe }}{{ tone }}", slots)
    assert problem.fix == "tone"


def test_an_empty_pattern_has_no_problems() -> None:
    assert lint(" \n") == []


def test_lines_are_counted_the_same_with_windows_line_ends() -> None:
    (problem,) = lint("{{ input }}\r\n{{ topci }}\r\n")
    assert (problem.line, problem.column) == (2, 4)
