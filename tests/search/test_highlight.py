import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from instrstudio.search.analyzer import fold, scan
from instrstudio.search.clauses import words
from instrstudio.search.highlight import PLAIN, mapped, ranges


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


letters = st.one_of(
    st.characters(),
    st.sampled_from("aZ９ﬁ…①新\u0301\u0308é가\u1161\u11a8ß’\u00adが\u3099"),
)


@given(st.text(letters))
def test_mapping_folds_as_the_index_does(text: str) -> None:
    folded, origins = mapped(text)
    assert folded == fold(text)
    found = [origins.of(at) for at in range(len(folded))]
    assert found == sorted(found)
    for start, end in set(found):
        assert 0 <= start < end <= len(text)
        behind = "".join(
            letter
            for letter, one in zip(folded, found, strict=True)
            if one == (start, end)
        )
        assert behind == fold(text[start:end])


def test_plain_characters_fold_into_one_each_and_join_nothing() -> None:
    every = re.compile(f"[{PLAIN}]").findall("".join(map(chr, range(0x10000))))
    assert len(every) > 20_000
    for letter in every:
        assert len(fold(letter)) == 1
        assert fold(f"e{letter}") == "e" + fold(letter)


queries = st.lists(
    st.sampled_from(
        ["gpt", "gpt-4", "4", "t", "新闻", "闻稿", "新", "稿", "a.b", "b", "诗"]
    ),
    min_size=1,
    max_size=3,
).map(" ".join)
PIECES = "gpt-4|gpt-4-x|gpt|chatgpt|4|新闻稿|新|稿|a.b|ab| |,|用gpt|，|_b_|b'b|诗"
texts = st.lists(st.sampled_from(PIECES.split("|")), max_size=8).map("".join)


@given(texts, queries)
def test_what_is_marked_are_the_terms_of_the_index(text: str, query: str) -> None:
    wanted = words(query, open_end=True)
    expected = set()
    for term, start, end in scan(fold(text)):
        for clause in wanted:
            one = clause.terms[0][0]
            if term == one:
                expected |= set(range(start, end))
            elif clause.prefix and term.startswith(one):
                expected |= set(range(start, start + len(one)))
    found = {at for start, end in ranges(text, query) for at in range(start, end)}
    assert found == expected


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
