from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from instrstudio.domain.errors import QuerySyntaxError
from instrstudio.search import query
from instrstudio.search.clauses import (
    Choice,
    Clause,
    Clauses,
    Filter,
    exactly,
    starting,
)
from instrstudio.search.document import rating_term, time_term
from instrstudio.search.query import parse


def word(term: str, prefix: bool = False) -> Clause:
    return Clause(((term, 0),), prefix)


def words(*terms: str) -> Clauses:
    return Clauses(tuple(word(term) for term in terms))


def either(*terms: str) -> Choice:
    parts = (Clauses((word(term.rstrip("*"), term.endswith("*")),)) for term in terms)
    return Choice(tuple(parts))


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
        ("tag:News", Clauses(filters=(exactly("tag", "news"),))),
        (
            'tag:"hot  News" x',
            Clauses((word("x"),), filters=(exactly("tag", "hot news"),)),
        ),
        ("-lang:zh", Clauses(excluded_filters=(exactly("lang", "zh"),))),
        ("type：summarization", Clauses(filters=(exactly("type", "summarization"),))),
        ("标签:新闻", Clauses(filters=(exactly("tag", "新闻"),))),
        ("http://x", Clauses((word("http"), word("x")))),
        ("12:30", Clauses((word("12"), word("30")))),
        ("Summary: x", Clauses((word("summary"), word("x")))),
        ("请翻译：你好", Clauses((word("请翻"), word("翻译"), word("你好")))),
        ('5" disk', Clauses((word("5"), word("disk")))),
        ("a | b", Clauses((either("a", "b"),))),
        ("a｜b c", Clauses((either("a", "b"), word("c")))),
        ("a | b | c", Clauses((either("a", "b", "c"),))),
        ("a | 😀", Clauses((word("a"),))),
        ("(a b) c", Clauses((word("a"), word("b"), word("c")))),
        ("（a b） | c", Clauses((Choice((words("a", "b"), words("c"))),))),
        ("-(a b)", Clauses((), (Choice((words("a", "b"),)),))),
        ("-新闻稿", Clauses((), (Choice((words("新闻", "闻稿"),)),))),
        ("1) a", Clauses((word("1"), word("a")))),
        ("f(x)", Clauses((word("f"), word("x")))),
        ("()", Clauses()),
        ("--- a", Clauses((word("a"),))),
        ("word~", Clauses((Clause((("word", 0),), near=True),))),
        ("word～", Clauses((Clause((("word", 0),), near=True),))),
        ("ab~", Clauses((word("ab"),))),
        ("新闻~", Clauses((word("新闻"),))),
        ("「新闻稿」", Clauses((Clause((("新闻", 0), ("闻稿", 1))),))),
        ("tag:ne*", Clauses(filters=(starting("tag", "ne"),))),
        ("lang:中文", Clauses(filters=(exactly("lang", "zh"),))),
        ("license:MIT", Clauses(filters=(exactly("licence", "mit"),))),
        (
            "source:import",
            Clauses(
                filters=(
                    Filter(
                        exactly("source", "import").ranges
                        + exactly("kind", "import").ranges
                    ),
                )
            ),
        ),
        (
            "tag:a|tag:b",
            Clauses(
                filters=(
                    Choice(
                        (
                            Clauses(filters=(exactly("tag", "a"),)),
                            Clauses(filters=(exactly("tag", "b"),)),
                        )
                    ),
                )
            ),
        ),
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
        ("tag:ne", Clauses(filters=(starting("tag", "ne"),))),
        ("tag:ne ", Clauses(filters=(exactly("tag", "ne"),))),
        ("-tag:ne", Clauses(excluded_filters=(exactly("tag", "ne"),))),
        ("x rating:", Clauses((word("x"),))),
        ("x rating:>", Clauses((word("x"),))),
        ("x created:202", Clauses((word("x"),))),
        ("x created:2026-", Clauses((word("x"),))),
        ("a |", Clauses((word("a"),))),
        ("| a ", Clauses((word("a"),))),
        ("a (b | c", Clauses((word("a"), either("b", "c*")))),
        ("wor~", Clauses((Clause((("wor", 0),), near=True),))),
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
        ("a (b", 2, "bracket at character 3"),
        ("(a) （b", 4, "bracket at character 5"),
        ("a |", 2, "One side of “|” at character 3"),
        ("| a", 0, "One side"),
        ("a | | b", 4, "One side"),
        ("(a |) b", 3, "One side"),
        ("rating:good", 7, "“good” is no rating"),
        ("a -rating:4..b", 10, "no rating"),
        ("rating:1..2..3", 7, "no rating"),
        ("rating:..", 7, "no rating"),
        ("created:2026-13", 8, "“2026-13” is no time"),
        ("created:2026-02-30", 8, "no time"),
        ("created:9999", 8, "no time"),
        ('created:"soon"', 9, "no time"),
    ],
)
def test_errors_say_where(text: str, position: int, words: str) -> None:
    with pytest.raises(QuerySyntaxError, match=words) as caught:
        parse(text)
    assert caught.value.position == position


@pytest.mark.parametrize(
    ("text", "position"), [("rating:x a", 7), ("created:soon ", 8), ("no:thing", 0)]
)
def test_what_is_wrong_and_finished_is_told_while_typing(
    text: str, position: int
) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        parse(text, typing=True)
    assert caught.value.position == position


@given(st.text(alphabet='ab字 "“”-:：tag\t,.|()~4', max_size=20))
def test_typing_refuses_only_unknown_filters(text: str) -> None:
    try:
        parse(text, typing=True)
        position = 0
    except QuerySyntaxError as error:
        position = error.position
    assert 0 <= position <= len(text)
    assert position == 0 or ":" in text or "：" in text


@given(st.text(alphabet="ab字词 \t-4.é", max_size=16), st.booleans())
def test_plain_words_mean_the_same_to_the_whole_grammar(
    text: str, typing: bool
) -> None:
    whole = query._read(query._parser(typing).process(text))
    assert parse(text, typing) == whole


def test_many_brackets_are_no_brackets() -> None:
    text = "(" * 5000 + "a" + ")" * 5000
    assert parse(text) == words("a")


RATINGS = {
    "rating:4": ("4",),
    "rating:=4": ("4",),
    "rating:>4": ("4.5", "5"),
    "rating:>=4": ("4", "4.5", "5"),
    "评分：≥4": ("4", "4.5", "5"),
    "rating:＞＝4": ("4", "4.5", "5"),
    "rating:<2": ("1",),
    "rating:<=2": ("1", "2"),
    "rating:2..4": ("2", "3", "4"),
    "rating:4..2": ("2", "3", "4"),
    "rating:2..": ("2", "3", "4", "4.5", "5"),
    "rating:..2": ("1", "2"),
    "rating:4.5": ("4.5",),
}


@pytest.mark.parametrize("text", RATINGS)
def test_ratings(text: str) -> None:
    rated = ("1", "2", "3", "4", "4.5", "5")
    passing = [r for r in rated if passes(text, rating_term(float(r)))]
    assert tuple(passing) == RATINGS[text]


TIMES = {
    "created:2026": (True, True, True, True, False),
    "created:2026-01": (True, True, False, False, False),
    "created:2026/1/31": (False, True, False, False, False),
    "创建：2026年1月31日": (False, True, False, False, False),
    "created:2026年2月": (False, False, True, False, False),
    "created:2026-02..": (False, False, True, True, True),
    "created:..2026-02": (True, True, True, False, False),
    "created:2026-01..2026-02": (True, True, True, False, False),
    "created:>2026-02": (False, False, False, True, True),
    "created:<=2026-01": (True, True, False, False, False),
    "created:2026-12": (False, False, False, True, False),
}


@pytest.mark.parametrize("text", TIMES)
def test_times_are_those_of_the_clock_on_the_wall(text: str) -> None:
    moments = (
        datetime(2026, 1, 1, 0, 0),
        datetime(2026, 1, 31, 23, 59),
        datetime(2026, 2, 28, 12, 0),
        datetime(2026, 12, 31, 23, 59),
        datetime(2027, 1, 1, 0, 0),
    )
    terms = [time_term(moment.astimezone(UTC)) for moment in moments]
    assert tuple(passes(text, term) for term in terms) == TIMES[text]


def passes(text: str, term: str) -> bool:
    """Say whether a record with the filter term passes the only filter of `text`."""
    (found,) = parse(text).filters
    assert isinstance(found, Filter)
    return any(start <= term < stop for start, stop in found.ranges)
