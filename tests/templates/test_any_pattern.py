"""Whatever is typed: an instruction with sound spans, or one sentence about why not."""

from hypothesis import given, settings
from hypothesis import strategies as st
from task_profiles import profile

from instrstudio.domain.errors import TemplateError
from instrstudio.domain.span import assemble, covers
from instrstudio.templates.lint import lint
from instrstudio.templates.renderer import draft, render
from instrstudio.templates.syntax import TEXT, tokens

FRAGMENTS = [
    "{{", "}}", "{%", "%}", "{#", "#}", "{{-", "-}}", "{%-", "-%}", " ", "\n", "\r\n",
    "if", "endif", "for", "in", "endfor", "set", "endset", "else", "elif", "raw",
    "endraw", "input", "topic", "labels", "samples", "loop.index", "|upper", "|join",
    "(", ")", "[", "]", "'", '"', "，", "“", "｛", "=", "==", "~", "+", "*", ".", "1",
    "is", "not", "macro", "\\", "\ufdd0", "\x00", "💥", "{{ input }}", "{% if topic %}",
    "{% for x in labels %}", "{{ x }}", "{% set x %}", "{% endfor %}", "{% endif %}",
]  # fmt: skip
PATTERNS = st.lists(st.sampled_from(FRAGMENTS), max_size=16).map("".join)
TASK = profile(rich=True)


@settings(max_examples=300, deadline=None)
@given(PATTERNS)
def test_any_pattern(pattern: str) -> None:
    lines = pattern.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    at_line = 0
    try:
        text, spans = assemble(render(draft(pattern, "zh"), TASK))
    except TemplateError as error:
        at_line, text, spans = error.line, "", ()
    assert covers(text, spans)
    assert 0 <= at_line <= len(lines)
    for problem in lint(pattern):
        assert str(problem.message)
        assert 1 <= problem.line <= len(lines)
        assert 1 <= problem.column < problem.end_column
    state = TEXT
    for line in lines:
        _found, state = tokens(line, state)
