"""Texts that begin nearly like one before them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from instrstudio.search.alike import repeats


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ([], []),
        (["a"], [False]),
        (["Translate the text.", "translate  the\nTEXT."], [False, True]),
        (
            [
                "Summarize the following news article in three sentences.",
                "Summarize the following news article in four sentences.",
                "Summarize the novel that the user names, chapter by chapter.",
            ],
            [False, True, False],
        ),
        (
            [
                "把下面的新闻稿总结成三句话，不要漏掉人名和地名。",
                "写一首关于春天的诗",
                "把下面的新闻稿总结成四句话，不要漏掉人名和地名。",
            ],
            [False, False, True],
        ),
        (["Write a poem about the sea", "Write a poem about a tree"], [False, False]),
        (["", "", "x"], [False, True, False]),
        (["\ud800 lone", "\ud800 lone"], [False, True]),
    ],
)
def test_repeats(texts: list[str], expected: list[bool]) -> None:
    assert repeats(texts) == expected


def test_a_chain_is_measured_by_what_stays() -> None:
    words = [f"word{at}" for at in range(14)]
    chain = [" ".join(words[at : at + 12]) for at in (0, 1, 2)]
    first, second, third = repeats(chain)
    assert not first
    assert second
    assert third == repeats([chain[0], chain[2]])[1]


@given(st.lists(st.text(max_size=30), max_size=12))
def test_only_what_comes_later_repeats(texts: list[str]) -> None:
    found = repeats(texts)
    assert len(found) == len(texts)
    assert not any(found[:1])
    assert not any(
        repeats([t for t, again in zip(texts, found, strict=True) if not again])
    )
