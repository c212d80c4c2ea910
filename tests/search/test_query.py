import pytest
from hypothesis import given
from hypothesis import strategies as st

from instrstudio.domain.errors import QuerySyntaxError
from instrstudio.search.query import Clause, Clauses, parse


def word(term: str, prefix: bool = False) -> Clause:
    return Clause(((term, 0),), prefix)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Clauses()),
        ("  ! 😀 ", Clauses()),
        ("news Summary", Clauses((word("news"), word("summary")))),
        ("gpt-4", Clauses((word("gpt-4"),))),
        ("新闻稿", Clauses((word("新闻"), word("闻稿")))),
        ("字", Clauses((word("字", prefix=True),))),
        ("写 summary", Clauses((word("写", prefix=True), word("summary")))),
        ("a a", Clauses((word("a"),))),
        ("news -sport", Clauses((word("news"),), (word("sport"),))),
        ("- news", Clauses((word("news"),))),
        ("－体育", Clauses((), (word("体育"),))),
        ('"a b"', Clauses((Clause((("a", 0), ("b", 1))),))),
        ('"a"', Clauses((word("a"),))),
        ('-"a b"', Clauses((), (Clause((("a", 0), ("b", 1))),))),
        ("“新闻稿”", Clauses((Clause((("新闻", 0), ("闻稿", 1))),))),
        ('""', Clauses()),
        ("tag:News", Clauses(filters=("tag:news",))),
        ('tag:"hot  News" x', Clauses((word("x"),), filters=("tag:hot news",))),
        ("-lang:zh", Clauses(excluded_filters=("lang:zh",))),
        ("type：summarization", Clauses(filters=("type:summarization",))),
        ("标签:新闻", Clauses(filters=("tag:新闻",))),
        ("http://x", Clauses((word("http"), word("x")))),
        ("12:30", Clauses((word("12"), word("30")))),
        ("Summary: x", Clauses((word("summary"), word("x")))),
        ("请翻译：你好", Clauses((word("请翻"), word("翻译"), word("你好")))),
        ('5" disk', Clauses((word("5"), word("disk")))),
    ],
)
def test_parse(text: str, expected: Clauses) -> None:
    assert parse(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("news sum", Clauses((word("news"), word("sum", prefix=True)))),
        ("news sum ", Clauses((word("news"), word("sum")))),
        ("news sum!", Clauses((word("news"), word("sum")))),
        ("gpt-4", Clauses((word("gpt-4", prefix=True),))),
        ("用pyth", Clauses((word("用", prefix=True), word("pyth", prefix=True)))),
        ("新闻", Clauses((word("新闻"),))),
        ("news -sp", Clauses((word("news"),), (word("sp", prefix=True),))),
        ('x "a b', Clauses((word("x"), Clause((("a", 0), ("b", 1)))))),
        ("x tag:", Clauses((word("x"),))),
        ('x tag:"', Clauses((word("x"),))),
    ],
)
def test_parse_while_typing(text: str, expected: Clauses) -> None:
    assert parse(text, typing=True) == expected


@pytest.mark.parametrize(
    ("text", "position", "words"),
    [
        ('news "open', 5, "never closed"),
        ("“开", 0, "never closed"),
        ("news author:me", 5, "no filter “author:”"),
        ("-author:me", 1, "no filter “author:”"),
        ("a tag:", 2, "which tag"),
        ('lang:""', 0, "which lang"),
    ],
)
def test_errors_say_where(text: str, position: int, words: str) -> None:
    with pytest.raises(QuerySyntaxError, match=words) as caught:
        parse(text)
    assert caught.value.position == position


@given(st.text(alphabet='ab字 "“”-:：tag\t,.', max_size=20))
def test_typing_refuses_only_unknown_filters(text: str) -> None:
    try:
        parse(text, typing=True)
        position = 0
    except QuerySyntaxError as error:
        position = error.position
    assert 0 <= position <= len(text)
    assert position == 0 or ":" in text or "：" in text
