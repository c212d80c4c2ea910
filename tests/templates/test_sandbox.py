import time

import pytest
from task_profiles import profile

from instrstudio.domain.errors import TemplateError
from instrstudio.domain.span import assemble
from instrstudio.templates import limits
from instrstudio.templates.lint import lint
from instrstudio.templates.renderer import draft, render

ATTACKS = [
    "{{ 'a' * 300000000 }}",
    "{{ 300000000 * 'a' }}",
    "{{ [1] * 300000000 }}",
    "{{ 9 ** 9 }}",
    "{{ '%1000000000d' % 1 }}",
    "{{ '{:1000000000}'.format(1) }}",
    "{{ 'a'.center(1000000000) }}",
    "{{ 'a'.zfill(1000000000) }}",
    "{{ 'a'.ljust(1000000000) }}",
    "{{ 'a'['rjust'](1000000000) }}",
    "{{ ','.join(range(900)) }}",
    "{{ 'a'|center(1000000000) }}",
    "{{ 'a'|indent(1000000000, true) }}",
    "{{ 'a'|format }}",
    "{{ range(100000)|list }}",
    "{{ range(999999999999999999999) }}",
    "{{ range(900)|batch(1000000000, 'a')|list }}",
    "{% for a in range(1000) %}{% for b in range(1000) %}{% for c in range(1000) %}"
    "{% endfor %}{% endfor %}{% endfor %}",
    "{% for a in range(1000) %}aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa{% endfor %}",
    "{% set x = 'aaaaaaaaaa' %}" + "{% set x = x ~ x %}" * 40 + "{{ x }}",
    "{% set x = 'aaaaaaaaaa' %}" + "{% set x = x + x %}" * 40 + "{{ x }}",
    "{% set x = [1, 2] %}" + "{% set x = x + x %}" * 40 + "{{ x|length }}",
    "{% set x = 'aa' %}" + "{% set x = x|replace('a', x) %}" * 40,
    "{% set x = 'aa' %}" + "{% set x = [x, x]|join(x) %}" * 40,
    "{% set x = 99999 %}" + "{% set x = x * x %}" * 40,
    "{{ ''.__class__.__mro__ }}",
    "{{ input.__class__ }}",
    "{{ input._source }}",
    "{{ input['_ref'] }}",
    "{{ input|attr('_ref') }}",
    "{{ labels.__class__ }}",
    "{{ (samples|first).__class__ }}",
    "{{ [samples[0]]|join(',', '__class__') }}",
    "{{ samples|map(attribute='__class__')|join }}",
    "{{ lipsum(100000) }}",
    "{{ cycler }}",
    "{{ namespace() }}",
    "{% include 'x' %}",
    "{% import 'x' as y %}",
    "{% extends 'x' %}",
    "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}",
    "{% for x in [1] recursive %}{{ loop([1]) }}{% endfor %}",
    "{% filter upper %}a{% endfilter %}",
    "{{ " + "(" * 4000 + "1" + ")" * 4000 + " }}",
    "{{ " + "9" * 6000 + " }}",
    "{{ " + "1+" * 3000 + "1 }}",
    "{{ 'a'" + "|upper" * 2000 + " }}",
    "{{ a" + ".b" * 3000 + " }}",
    "{% if input %}" * 700 + "x" + "{% endif %}" * 700,
    "{% for x in [1] %}" * 30 + "x" + "{% endfor %}" * 30,
    "a" * (limits.PATTERN_LIMIT + 1),
]


@pytest.mark.parametrize("pattern", ATTACKS, ids=lambda p: p[:40])
def test_no_pattern_gets_out_or_grows(pattern: str) -> None:
    started = time.monotonic()
    with pytest.raises(TemplateError) as caught:
        render(draft(pattern, "zh"), profile())
    assert time.monotonic() - started < 5
    assert len(str(caught.value)) < 200
    lint(pattern)  # has a word to say, or at least goes through


def test_the_clock_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SECONDS", -1)
    with pytest.raises(TemplateError, match="line 2 takes too long"):
        render(draft("{% if input %}\n一{% endif %}", "zh"), profile())


def test_what_templates_need_still_works() -> None:
    pattern = (
        "{{ 2 * 3 + 1 }}{{ 7 % 4 }}{{ 'ab'|upper }}{{ 'A'.lower() }}"
        "{{ ['x', 'y']|join('-') }}{{ range(3)|list|length }}"
        "{{ 'a b'|replace(' ', '_') }}{{ [3, 1]|sort|first }}{{ 'a\nb'|indent(1) }}"
    )
    assert assemble(render(draft(pattern, "zh"), profile()))[0] == "73ABax-y3a_b1a\n b"


def test_a_long_sample_may_be_filled_in() -> None:
    from dataclasses import replace

    from instrstudio.domain.task import Example

    task = profile()
    example = Example(input="长" * 50_000, output="短")
    task = replace(task, task=replace(task.task, examples=(example,)))
    text, _ = assemble(render(draft("读：{{ input }}", "zh"), task, fill=True))
    assert len(text) == 50_002
