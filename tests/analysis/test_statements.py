"""Instructions cut into statements; what of them suits any text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from instrstudio.analysis.statements import (
    clauses,
    is_general,
    is_special,
    leans,
    statements,
)
from instrstudio.services import starter


def test_marks_in_quotes_and_brackets_do_not_cut() -> None:
    text = "按两行写：第一行“答案。”；第二行（依据！）。不加评论\n\n"
    assert [s.text for s in statements(text, "zh", 0, len(text))] == [
        "按两行写",
        "第一行“答案。”",
        "第二行（依据！）",
        "不加评论",
    ]
    text = 'Write "No. Never." first. Keep it e.g: short; do not guess'
    assert [s.text for s in statements(text, "en", 0, len(text))] == [
        'Write "No. Never." first',
        "Keep it e.g",
        "short",
        "do not guess",
    ]


@given(
    st.text(alphabet="ab 。；“”()（），.:\n", max_size=60),
    st.sampled_from(["zh", "en"]),
)
def test_no_words_are_lost(text: str, language: str) -> None:
    found = statements(text, language, 0, len(text))
    for statement in found:
        assert text[statement.start : statement.end] == statement.text
        assert statement.start < statement.end <= statement.stop <= len(text)
    between = text
    for statement in reversed(found):
        between = between[: statement.start] + between[statement.end :]
    assert "a" not in between
    assert "b" not in between


def test_places_of_the_library_hold() -> None:
    for record in starter.records():
        text = record.instruction
        for statement in statements(text, record.language, 0, len(text)):
            parts = clauses(statement, record.language)
            assert all(text[c.start : c.end] == c.text for c in parts)
            assert parts[0].start == statement.start
            assert parts[-1].end == statement.end


@pytest.mark.parametrize(
    ("statement", "output", "language"),
    [
        ("不加评论", "摘要", "zh"),
        ("不要编造", "摘要", "zh"),
        ("专有名词和数字保留", "改写后的文本", "zh"),
        ("信息不增不减", "译文", "zh"),
        ("去重，按出现先后排列", "信息", "zh"),
        ("只输出译文", "译文", "zh"),
        ("拿不准，就说明不确定", "答案", "zh"),
        ("Do not guess", "category", "en"),
        ("keep every fact", "rewritten text", "en"),
        ("without comment", "summary", "en"),
        ("Return the translation only", "translation", "en"),
        ("Keep what it says and invent no examples", "rewritten text", "en"),
    ],
)
def test_general(statement: str, output: str, language: str) -> None:
    assert is_general(statement, output, language)


@pytest.mark.parametrize(
    ("statement", "output", "language"),
    [
        ("每行不超过 15 个字", "译文", "zh"),
        ("不编造我的日程", "回复", "zh"),
        ("只输出 JSON", "摘要", "zh"),
        ("不写标题", "标题", "zh"),
        ("不复述链接", "类别", "zh"),
        ("术语首次出现时在括号内保留英文", "译文", "zh"),
        ("Write names in pinyin", "translation", "en"),
        ("never invent section numbers", "answer", "en"),
        ("Output JSON only", "summary", "en"),
        ("no title", "title", "en"),
        ("leave out what the client did not say", "information", "en"),
        ("", "summary", "en"),
    ],
)
def test_not_general(statement: str, output: str, language: str) -> None:
    assert not is_general(statement, output, language)


def test_what_leans_on_the_statement_before() -> None:
    for text, language in [
        ("然后给出结论", "zh"),
        ("1. 先读", "zh"),
        ("Then stop", "en"),
    ]:
        assert leans(text, language)
    for text, language in [("语言朴实", "zh"), ("Keep all names", "en")]:
        assert not leans(text, language)
    assert is_special("分三行，写“有”", "zh")
    assert is_special("output JSON", "en")
    assert not is_special("语言朴实", "zh")
