from dataclasses import replace

import pytest
from task_profiles import profile

from instrstudio.domain.errors import TemplateError
from instrstudio.domain.profile import Phrase
from instrstudio.domain.span import Origin, Piece, Ref, assemble
from instrstudio.domain.template import Slot, Template
from instrstudio.templates.library import shipped
from instrstudio.templates.renderer import draft, names_in, render

PLAIN = {t.id: t for t in shipped() if t.pair == "summarization.plain"}


def text_of(pattern: str, **changes: object) -> str:
    language = str(changes.pop("language", "zh"))
    task = replace(profile(language=language), **changes)  # type: ignore[arg-type]
    return assemble(render(draft(pattern, language), task))[0]


def pieces_of(pattern: str) -> list[Piece]:
    return render(Template(**_fields(pattern)), profile())  # type: ignore[arg-type]


def _fields(pattern: str) -> dict[str, object]:
    return {
        "id": "t",
        "name": "t",
        "task_type": "other",
        "language": "zh",
        "pattern": pattern,
    }


def test_worked_example_in_chinese() -> None:
    text, spans = assemble(render(PLAIN["summarization.plain.zh"], profile()))
    assert text == (
        "请对以下新闻文章进行摘要，生成一篇简洁、准确、完整的摘要：\n\n[新闻文章内容]"
    )
    assert [str(span.origin) for span in spans] == [
        "template", "task", "template", "task", "template", "slot",
    ]  # fmt: skip


def test_worked_example_in_english() -> None:
    task = profile(language="en")
    text, _spans = assemble(render(PLAIN["summarization.plain.en"], task))
    assert text == (
        "Summarize the following news article, producing a concise, accurate and "
        "complete summary:\n\n[news article]"
    )


def test_fill_puts_the_sample_in_the_place_of_the_slot() -> None:
    pieces = render(PLAIN["summarization.plain.zh"], profile(), fill=True)
    assert pieces[-1] == Piece(
        "今天上午，市图书馆新馆开放。",
        Origin.TASK,
        Ref(kind="task", field="examples.0.input", start=0, end=14),
    )


def test_a_filled_sample_is_not_shown_with_its_answer() -> None:
    pattern = "{% for s in samples %}{{ s.output }}/{% endfor %}{{ input }}"
    filled = assemble(render(draft(pattern, "zh"), profile(), fill=True))[0]
    assert filled == "下雨了。/今天上午，市图书馆新馆开放。"


def test_literals_know_their_range_in_the_pattern() -> None:
    pattern = "\n  前{{ input_form }}中{# 注 #}{{ output_form }}后  \n"
    for piece in pieces_of(pattern):
        if piece.origin is Origin.TEMPLATE:
            assert piece.ref is not None
            assert piece.ref.id == "t"
            assert pattern[piece.ref.start : piece.ref.end] == piece.text
    assert [piece.text for piece in pieces_of(pattern)] == [
        "前", "新闻文章", "中", "摘要", "后",
    ]  # fmt: skip


def test_literals_know_their_range_behind_blocks_that_trim() -> None:
    pattern = "{% if input %}\n是\n{%- endif -%}\n  完{{ topic }}。"
    for piece in pieces_of(pattern):
        assert piece.ref is not None
        assert pattern[piece.ref.start : piece.ref.end] == piece.text


def test_words_keep_their_ref_through_loops_set_and_fall_backs() -> None:
    quoted = profile().input_form.ref
    for pattern in (
        "{% set x = input_form %}{{ x }}",
        "{{ topic or input_form }}",
        "{{ topic|default(input_form, true) }}",
        "{% for x in [input_form] %}{{ x }}{% endfor %}",
        "{{ input_form if input else topic }}",
        "{{ input_form|upper_first }}",
    ):
        assert pieces_of(pattern) == [Piece("新闻文章", Origin.TASK, quoted)]


def test_derived_words_name_their_source_without_a_range() -> None:
    (piece,) = pieces_of("{{ input_form|replace('新', '旧') }}")
    assert piece == Piece(
        "旧闻文章", Origin.TASK, Ref(kind="task", field="description")
    )


def test_glued_words_are_told_apart() -> None:
    assert [
        (p.text, p.origin) for p in pieces_of("{{ '甲' ~ input_form ~ '乙' }}")
    ] == [
        ("甲", Origin.TEMPLATE),
        ("新闻文章", Origin.TASK),
        ("乙", Origin.TEMPLATE),
    ]


def test_equal_words_of_template_and_task_are_told_apart() -> None:
    origins = [p.origin for p in pieces_of("摘要{{ output_form }}摘要")]
    assert origins == [Origin.TEMPLATE, Origin.TASK, Origin.TEMPLATE]


def test_lists_are_joined_in_the_language_of_the_task() -> None:
    labels = (Phrase("a"), Phrase("b"))
    assert text_of("{{ labels }}", labels=labels) == "a、b"
    assert text_of("{{ labels }}", labels=labels, language="en") == "a, b"


def test_one_constraint_stays_a_sentence() -> None:
    one = (Phrase("不超过 50 字。"),)
    assert text_of("{{ input }}", constraints=one) == (
        "[新闻文章内容]\n\n要求：不超过 50 字。"
    )


def test_several_constraints_are_numbered() -> None:
    two = (Phrase("at most 50 words"), Phrase("be polite."))
    assert text_of("{{ input }}", constraints=two, language="en") == (
        "[news article]\n\nRequirements:\n1. At most 50 words.\n2. Be polite."
    )


def test_a_pattern_may_state_the_constraints_itself() -> None:
    one = (Phrase("短"),)
    assert text_of("{{ constraints }}：{{ input }}", constraints=one) == (
        "短：[新闻文章内容]"
    )


def test_own_slots_show_their_default_or_label() -> None:
    template = Template(
        id="t",
        name="t",
        task_type="other",
        language="zh",
        pattern="{{ tone }}{{ place }}",
        slots=(Slot(name="tone", default="正式"), Slot(name="place", label="地点")),
    )
    assert [(p.text, p.origin) for p in render(template, profile())] == [
        ("正式", Origin.TEMPLATE),
        ("[地点]", Origin.SLOT),
    ]


def test_no_input_gives_no_slot() -> None:
    task = profile("text_generation", has_input=False)
    pattern = "{% if input %}有{% else %}无{% endif %}{{ input }}"
    assert assemble(render(draft(pattern, "zh"), task))[0] == "无"


def test_names_in() -> None:
    pattern = "{% if topic %}{{ goal }}{% endif %}{% set x = role %}{{ x }}"
    assert names_in(pattern) == {"topic", "goal", "role"}


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        ("a\n{{ nothing }}", 2),
        ("a\nb\n{{ 1 / 0 }}", 3),
        ("{{ samples }}", 1),
        ("x\n{{ input.nothing }}", 2),
        ("{{ self }}", 1),
        ("{{ 'a' + 1 }}", 1),
    ],
)
def test_what_cannot_run_is_reported_with_its_line(pattern: str, line: int) -> None:
    with pytest.raises(TemplateError) as caught:
        text_of(pattern)
    assert caught.value.line == line
    assert str(caught.value)


def test_windows_line_ends_and_raw_blocks() -> None:
    assert text_of("一\r\n{% raw %}{{ input }}{% endraw %}\r\n") == "一\n{{ input }}"
