"""How an instruction is written, as control tokens."""

import pytest

from instrstudio.analysis import style

WORDS = " word"


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("Summarize the text.", "short"),
        ("Go" + WORDS * 15, "short"),
        ("Go" + WORDS * 16, "medium"),
        ("Go" + WORDS * 44, "medium"),
        ("Go" + WORDS * 45, "long"),
        ("字" * 16, "short"),
        ("字" * 17, "medium"),
        ("字" * 45, "medium"),
        ("字" * 46, "long"),
    ],
)
def test_length_is_counted_in_words_or_chinese_characters(
    text: str, length: str
) -> None:
    assert style.style_of(text)[0] == style.length_token(length)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Summarize the text", "line"),
        ("Summarize the text:\n\n[text]", "line"),
        ("Summarize version 1.5 of the text.", "line"),
        ("请概括下面的文章：", "line"),
        ("Read the text. Then sum it up.", "prose"),
        ("阅读文章。然后写摘要。", "prose"),
        ("Read it! Is it true? Say why", "prose"),
        ("You are a teacher. Grade the essay.", "role"),
        ("act as a critic", "role"),
        ("As an editor, shorten the text.", "role"),
        ("你是一名编辑。请修改文章。", "role"),
        ("请扮演客服，回复顾客。", "role"),
        ("作为老师，给作文打分", "role"),
        ("Be brief:\n- name the place\n- name the time", "list"),
        ("Do this.\n1. Read.\n2. Write.", "list"),
        ("要求：\n一、简洁\n二、准确", "list"),
        ("You are a judge:\n1. Read.\n2. Write.", "role"),
        ("One point:\n- name the place", "line"),
        ("Summarize as a list - short - below", "line"),
        ("", "line"),
    ],
)
def test_forms(text: str, form: str) -> None:
    assert style.style_of(text)[1] == style.form_token(form)


def test_the_control_tokens_are_all_there_is() -> None:
    tokens = {
        *(style.length_token(length) for length in style.LENGTHS),
        *(style.form_token(form) for form in style.FORMS),
    }
    assert set(style.TOKENS) == tokens
    assert len(style.TOKENS) == len(tokens)
    assert set(style.style_of("Write a poem.")) <= tokens
