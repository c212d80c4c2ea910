import pytest
from hypothesis import given
from hypothesis import strategies as st

from instrstudio.search.analyzer import fold
from instrstudio.search.highlight import mapped, ranges


def marked(text: str, query: str) -> list[str]:
    return [text[start:end] for start, end in ranges(text, query)]


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("Write a story", "story", ["story"]),
        ("Write a STORY", "sto", ["STO"]),
        ("Write a story", "sto ", []),
        ("ＷＲＩＴＥ ａ ｓｔｏｒｙ", "write", ["ＷＲＩＴＥ"]),
        ("总结这篇新闻稿", "新闻", ["新闻"]),
        ("总结这篇新闻稿", "新闻稿", ["新闻稿"]),
        ("总结新闻", "新", ["新"]),
        ("the ﬁrst", "first", ["ﬁrst"]),
        ("the ﬁrst", "f", ["ﬁ"]),
        ("cafe\u0301 au lait", "café", ["cafe\u0301"]),
        ("①②③ x", "123", ["①②③"]),
        ("㈱会社", "株", ["㈱"]),
        ("use gpt-4 now", "gpt", ["gpt"]),
        ("use gpt-4 now", '"gpt 4"', ["gpt-4"]),
        ("a b c a c", '"a b"', ["a b"]),
        ("一篇新闻稿，新的稿", '"新闻稿"', ["新闻稿"]),
        ("news of sport", "news -sport", ["news"]),
        ("news tag", "tag:news", []),
        ("say author:me", "author:me", ["author", "me"]),
        ("👍 good👍 day", "day", ["day"]),
        ("", "x", []),
        ("x", "", []),
    ],
)
def test_marked(text: str, query: str, expected: list[str]) -> None:
    assert marked(text, query) == expected


@given(st.text(), st.text(max_size=10))
def test_ranges_are_apart_and_inside(text: str, query: str) -> None:
    last = -1
    for start, end in ranges(text, query):
        assert last < start < end <= len(text)
        last = end


@given(st.text())
def test_mapping_folds_as_the_index_does(text: str) -> None:
    folded, origins = mapped(text)
    assert folded == fold(text)
    assert len(origins) == len(folded)
    assert origins == sorted(origins)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("summarise~", [(0, 9)]),
        ("Xummarize~", []),
        ("(news | sport) tag:x", [(14, 18)]),
        ("-news", []),
        ("rating:>3 the", [(10, 13)]),
        ("news (", [(14, 18)]),
    ],
)
def test_all_that_is_wanted_is_highlighted(
    query: str, expected: list[tuple[int, int]]
) -> None:
    assert ranges("Summarize the news.", query) == expected
