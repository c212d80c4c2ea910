import subprocess
import sys

import pytest

from instrstudio.templates.library import shipped
from instrstudio.templates.syntax import COMMENT, KINDS, PRINT, TAG, TEXT, tokens


def kinds(line: str, state: int = TEXT) -> list[tuple[str, str]]:
    return [(line[s : s + n], kind) for s, n, kind in tokens(line, state)[0]]


def test_a_print_with_filter_string_and_number() -> None:
    assert kinds("请 {{ a.b|join('、', 2) }}。") == [
        ("{{", "delimiter"), ("a", "name"), (".", "operator"), ("b", "name"),
        ("|", "operator"), ("join", "filter"), ("(", "operator"),
        ("'、'", "string"), (",", "operator"), ("2", "number"),
        (")", "operator"), ("}}", "delimiter"),
    ]  # fmt: skip


def test_a_tag() -> None:
    assert kinds("{%- if not x -%}") == [
        ("{%-", "delimiter"), ("if", "keyword"), ("not", "keyword"), ("x", "name"),
        ("-%}", "delimiter"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "state"),
    [("{{ a", PRINT), ("{% if a", TAG), ("x {# a", COMMENT), ("{{ a }} b", TEXT)],
)
def test_what_a_line_leaves_open(line: str, state: int) -> None:
    assert tokens(line)[1] == state


def test_tags_go_on_over_lines() -> None:
    assert kinds("a|upper }} b", PRINT)[-2:] == [
        ("upper", "filter"),
        ("}}", "delimiter"),
    ]
    assert tokens("a|upper }} b", PRINT)[1] == TEXT
    assert kinds("a #} b {{", COMMENT) == [("a #}", "comment"), ("{{", "delimiter")]


def test_unfinished_text_is_coloured_all_the_same() -> None:
    for line in ("{{ 'a", "{{ a ｝", "{{ a } }", "{", "%}", "{{ 甲乙 }}", ""):
        found, _state = tokens(line)
        assert all(kind in KINDS and length > 0 for _s, length, kind in found)


@pytest.mark.parametrize("template", shipped(), ids=lambda t: t.id)
def test_ranges_are_in_order_and_patterns_end_outside(template: object) -> None:
    state = TEXT
    for line in str(getattr(template, "pattern", "")).split("\n"):
        found, state = tokens(line, state)
        at = 0
        for start, length, _kind in found:
            assert start >= at
            at = start + length
        assert at <= len(line)
    assert state == TEXT


def test_it_does_not_import_jinja() -> None:
    code = "import sys, instrstudio.templates.syntax; print('jinja2' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"
