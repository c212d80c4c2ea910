import pytest
from hypothesis import given
from hypothesis import strategies as st
from reacting import CHINESE_FACTS, FACTS

from instrstudio.domain.reaction import Facts
from instrstudio.judgement.phrases import (
    FIRST,
    LAST,
    MIDDLE,
    START,
    Addition,
    Move,
    Swap,
    general,
    sentences,
    special,
    steps,
)

PLAIN = "Summarize the news article. Keep the central facts.\n\n[news article]"


def test_a_tasks_own_words_go_out_and_in_again() -> None:
    text = "Write the summary of the news article:\n[news article]"
    found = general(text, FACTS)
    assert found == "Write the {output_form} of the {input_form}:\n{slot}"
    assert special(found, FACTS) == text


def test_several_constraints_are_one_place() -> None:
    facts = Facts(language="en", constraints=("be brief", "no lists"))
    found = general("Sum up.\n1. Be brief.\n2. No lists.", facts)
    assert found == "Sum up.\n1. {constraints}."
    assert special("Rules: {constraints}.", facts) == "Rules: be brief; no lists."


def test_words_that_a_task_has_not_make_nothing() -> None:
    assert special("Give the {output_form}.", Facts(language="en")) == ""


@given(st.text(alphabet="ab. 。：:\n1！?", max_size=40))
def test_sentences_joined_are_the_text(text: str) -> None:
    assert "".join(sentences(text)) == text


def test_a_numbered_row_is_one_sentence() -> None:
    assert sentences("Do:\n1. Read it.\n2. Write.") == [
        "Do:\n",
        "1. Read it.\n",
        "2. Write.",
    ]


@pytest.mark.parametrize(
    ("after", "step"),
    [
        (PLAIN.replace("Summarize", "Condense"), Swap("Summarize", "Condense")),
        (PLAIN.replace("central ", ""), Swap("central", "")),
        (
            PLAIN.replace(" Keep the central facts.", ""),
            Swap("Keep the central facts.", ""),
        ),
        ("Briefly summarize" + PLAIN[len("Summarize") :], Addition("Briefly", START)),
        ("Take your time. " + PLAIN, Addition("Take your time.", FIRST, " ")),
        (PLAIN + "\n\nThank you.", Addition("Thank you.", LAST, "\n\n")),
        (
            PLAIN.replace("facts.", "facts. Use plain words."),
            Addition("Use plain words.", MIDDLE),
        ),
    ],
)
def test_the_step_of_an_edit(after: str, step: object) -> None:
    assert steps(PLAIN, after, FACTS) == [step]


def test_a_sentence_that_moves_is_no_addition() -> None:
    before = "Read the text. Give a summary.\n\n[news article]"
    after = "Give a summary. Read the text.\n\n[news article]"
    found = steps(before, after, FACTS)
    assert len(found) == 1
    assert isinstance(found[0], Move)


def test_chinese_words_are_swapped() -> None:
    before = "请对新闻文章进行概括：\n\n[新闻文章内容]"
    after = "请对新闻文章进行总结：\n\n[新闻文章内容]"
    assert steps(before, after, CHINESE_FACTS) == [Swap("概括", "总结")]


def test_chinese_words_are_swapped_whole() -> None:
    before = "概括下面的新闻文章：\n\n[新闻文章内容]"
    after = before.replace("下面的", "下列")
    assert steps(before, after, CHINESE_FACTS) == [Swap("下面的", "下列")]


def test_nothing_that_must_stay_is_swapped() -> None:
    before = "Sum up, no more than 80 words:\n[news article]"
    assert steps(before, "Sum up:\n[news article]", FACTS) == []


def test_the_same_text_has_no_steps() -> None:
    assert steps(PLAIN, PLAIN, FACTS) == []
