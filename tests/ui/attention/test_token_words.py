from hypothesis import given
from hypothesis import strategies as st

from instrstudio.ui.attention.token_words import LONGEST, PART, joined, placed, shown


def test_parts_of_characters_are_joined() -> None:
    tokens = ["<zh>", "看", PART, PART, "问", PART]
    assert joined(tokens, "<zh>看病问好") == [
        ("<zh>", [0]),
        ("看", [1]),
        ("病", [2, 3]),
        ("问", [4]),
        ("好", [5]),
    ]
    assert joined([PART], "") == [(PART, [0])]


def test_a_run_of_parts_may_hold_several_characters() -> None:
    tokens = ["the", PART, PART, PART, " end"]
    assert placed(tokens, "the 讯息 end") == [
        (0, 3, [0]),
        (3, 6, [1, 2, 3]),
        (6, 10, [4]),
    ]


def test_parts_that_make_no_characters_stay_apart() -> None:
    tokens = ["a", PART, PART, PART, "b"]
    assert placed(tokens, f"a{PART * 3}b") == [
        *((0, 1, [0]), (1, 2, [1]), (2, 3, [2]), (3, 4, [3])),
        (4, 5, [4]),
    ]
    assert [label for label, _ in joined(tokens, f"a{PART}b")] == [
        "a",
        *[PART] * 3,
        "b",
    ]


def test_what_is_not_in_the_text_takes_only_the_gap() -> None:
    assert placed(["a", "x", "b"], "a b") == [(0, 1, [0]), (1, 2, [1]), (2, 3, [2])]


@given(st.lists(st.sampled_from(["a", " b", "字", "<slot>", "。"]), max_size=12))
def test_places_cover_the_text(tokens: list[str]) -> None:
    text = "".join(tokens)
    found = placed(tokens, text)
    assert "".join(text[start:end] for start, end, _ in found) == text
    assert [number for _, _, numbers in found for number in numbers] == list(
        range(len(tokens))
    )


def test_a_token_is_shown_in_a_line() -> None:
    assert shown(" word ") == "word"
    assert shown(" ") == "␣"
    assert len(shown("x" * 99)) == LONGEST
