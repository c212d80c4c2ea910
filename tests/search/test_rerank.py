"""Where words stand decides among the first hits."""

import tempfile
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from instrstudio.domain.query import Hit, Query
from instrstudio.search.analyzer import terms_and_places
from instrstudio.search.document import LONGEST_TITLE, Document, rating_term
from instrstudio.search.index import SearchIndex
from instrstudio.search.occurrences import MOST_SLOTS, occurrences, slots
from instrstudio.search.query import parse
from instrstudio.search.rerank import HEAD, WEIGHTS, Candidates, features

Put = Callable[..., None]
Ask = Callable[..., list[int]]

FILLER = "one two three four five six seven eight nine ten eleven twelve"


@pytest.fixture
def put(index: SearchIndex) -> Put:
    """Put documents with ids from 1 into the index, each call one segment."""
    last = [0]

    def add(*documents: tuple[str, str] | tuple[str, str, float]) -> None:
        changes: list[tuple[int, Document | None]] = []
        for title, body, *stars in documents:
            last[0] += 1
            facets = tuple(rating_term(one) for one in stars)
            made = Document(id=last[0], title=title, sections=(body,), facets=facets)
            changes.append((last[0], made))
        index.apply(last[0], changes)

    return add


@pytest.fixture
def ask(index: SearchIndex) -> Ask:
    """Return the ids found, best first."""

    def ids(text: str, *, limit: int = 1000, typing: bool = False) -> list[int]:
        return [hit.id for hit in found(index, text, limit=limit, typing=typing)]

    return ids


def found(
    index: SearchIndex, text: str, *, limit: int = 1000, typing: bool = False
) -> tuple[Hit, ...]:
    query = Query(text=text, typing=typing, limit=limit)
    return index.search(query, rerank=True).hits


def signs(index: SearchIndex, text: str) -> dict[str, list[float]]:
    """Return the signs of all documents of the only segment."""
    (leaf,) = index.leaves()
    docs = np.arange(leaf.size)
    candidates = Candidates(np.zeros(len(docs), np.int64), docs, np.ones(len(docs)))
    found = features(index._corpus, slots(parse(text)), candidates)
    return {name: np.round(sign, 3).tolist() for name, sign in found.items()}


def test_a_title_beats_a_body(put: Put, ask: Ask) -> None:
    put(
        ("Daily press", f"summarize news, {FILLER}"),
        ("Summarize news", f"in the daily press {FILLER}"),
        ("News", f"summarize the daily press {FILLER}"),
    )
    assert ask("summarize news") == [2, 1, 3] or ask("summarize news") == [2, 3, 1]
    assert ask("daily press")[0] == 1


def test_neighbours_beat_scattered_words(put: Put, ask: Ask) -> None:
    put(
        ("x", f"short one two three four story five six {FILLER}"),
        ("x", f"one two short story three four five six {FILLER}"),
        ("x", f"one two story short three four five six {FILLER}"),
    )
    assert ask("short story")[0] == 2
    assert ask("story short")[0] == 3


def test_near_the_beginning_is_better(put: Put, ask: Ask) -> None:
    put(
        ("x", f"short story {FILLER * 8}"),
        ("x", f"{FILLER * 8} short story"),
    )
    assert ask("short story") == [1, 2]


def test_the_whole_title_beats_a_part_of_it(put: Put, ask: Ask) -> None:
    put(
        ("News summary", "for everybody who reads of it in the morning"),
        ("News summary of sport and weather", "for all of them"),
        ("A news summary", "for everybody who reads of it in the morning"),
    )
    assert ask("news summary") == [1, 3, 2]
    assert ask("news summ", typing=True) == [1, 3, 2]
    assert ask("weather") == [2]


def test_a_whole_word_beats_a_begun_one(put: Put, ask: Ask) -> None:
    put(("poem", "write it down"), ("poems", "write it down"))
    assert ask("poem", typing=True) == [1, 2]
    assert ask("poems", typing=True) == [2]


def test_stars_break_ties_and_then_the_newest_wins(put: Put, ask: Ask) -> None:
    put(
        ("news", "text", 2.0),
        ("news", "text", 4.5),
        ("news", "text"),
        ("news", "text"),
        ("press", "the news of the day", 5.0),
    )
    assert ask("news") == [2, 1, 4, 3, 5]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("新闻稿", [2, 1]),
        ("写诗", [4, 3]),
        ("春天 写诗", [4, 3]),
        ("诗", [4, 3]),
    ],
)
def test_chinese(put: Put, ask: Ask, query: str, expected: list[int]) -> None:
    put(
        ("总结文章", "把新闻和闻稿分开，三句话"),
        ("总结新闻稿", "把它们都放在一起，三句"),
        ("关于春天", "写诗或者写文章，三句话"),
        ("春天写诗", "或者文章，只有三句话。"),
    )
    assert ask(query) == expected


def test_joined_words_are_neighbours_of_what_follows(
    index: SearchIndex, put: Put
) -> None:
    put(("use gpt-4 code", "x"), ("use gpt-4 for code", "x"))
    assert signs(index, "gpt-4 code")["run"] == [1.0, 0.0]
    assert signs(index, '"gpt 4" code')["run"] == [1.0, 0.5]


def test_signs(index: SearchIndex, put: Put) -> None:
    put(
        ("Short story", FILLER), ("A long story", "short"), ("x", "short, a story", 4.0)
    )
    assert signs(index, "short story") == {
        "title": [1.0, 0.5, 0.0],
        "exact": [1.0, 0.333, 0.0],
        "same": [1.0, 0.0, 0.0],
        "first": [1.0, 0.0, 0.0],
        "run": [1.0, 0.0, 0.0],
        "order": [1.0, 0.0, 0.0],
        "opening": [1.0, 0.0, 0.0],
        "rating": [0.0, 0.0, 0.8],
    }


def test_every_sign_has_a_weight(index: SearchIndex, put: Put) -> None:
    put(("a", "b"))
    assert signs(index, "a").keys() == WEIGHTS.keys()


def test_a_very_long_title(index: SearchIndex, put: Put) -> None:
    words = " ".join(f"w{number}" for number in range(2 * LONGEST_TITLE))
    put((words, "x"), ("w0", words))
    assert signs(index, "w0")["exact"] == [round(1 / LONGEST_TITLE, 3), 1.0]


def test_segments_and_deletions(index: SearchIndex, put: Put, ask: Ask) -> None:
    put(("story", FILLER), ("a short story", FILLER))
    put(("short story", FILLER), ("x", f"story short {FILLER}"))
    assert ask("short story") == [3, 2, 4] or ask("short story")[0] == 3
    index.apply(9, [(3, None)])
    assert ask("short story")[0] == 2
    assert 3 not in ask("short story")


def test_alternatives_and_phrases(put: Put, ask: Ask) -> None:
    put(("x", f"short tale {FILLER}"), ("short story", FILLER), ("x", "tale, so short"))
    assert ask("short (story | tale)")[0] == 2
    assert ask('"short story"') == [2]
    assert sorted(ask("short -story")) == [1, 3]


def test_a_longer_list_begins_with_the_shorter_one(put: Put, ask: Ask) -> None:
    bodies = [f"{'word ' * (1 + at % 7)} {FILLER}" for at in range(2 * HEAD)]
    put(
        *((f"word {at % 5}" if at % 3 else "x", body) for at, body in enumerate(bodies))
    )
    whole = ask("word")
    assert sorted(whole) == list(range(1, 2 * HEAD + 1))
    for limit in (1, 7, HEAD - 1, HEAD, HEAD + 1, 150):
        assert ask("word", limit=limit) == whole[:limit]
    assert ask("word", limit=0) == []


def test_scores_fall(index: SearchIndex, put: Put) -> None:
    put(*((f"word {at % 5}", "word " * (at % 9)) for at in range(2 * HEAD)))
    scores = [hit.score for hit in found(index, "word")]
    assert scores == sorted(scores, reverse=True)


def test_only_the_order_changes(index: SearchIndex, put: Put) -> None:
    put(("a b", "c"), ("c", "a b"), ("b a", "c c"), ("a", "x b"))
    for text in ("a b", "a -c", "a | b", '"a b"', "rating:>1", "b~ a"):
        plain = index.search(Query(text=text))
        better = index.search(Query(text=text), rerank=True)
        assert plain.total == better.total
        assert {hit.id for hit in plain.hits} == {hit.id for hit in better.hits}


def test_filters_alone_list_the_newest_first(put: Put, ask: Ask) -> None:
    put(("a", "x", 3.0), ("b", "x", 4.0), ("c", "x", 5.0))
    assert ask("rating:>2") == [3, 2, 1]


def test_of_a_long_query_the_first_words_are_looked_at() -> None:
    assert len(slots(parse("word " + " ".join(map(str, range(50)))))) == MOST_SLOTS


def test_a_beginning_with_many_postings_is_looked_up_by_its_commonest_words(
    index: SearchIndex, put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(("story", "x"), ("stop", "x"), ("x", "stone"), ("stork", "x"))
    monkeypatch.setattr("instrstudio.search.occurrences._SCANNED", 0)
    (leaf,) = index.leaves()
    wanted = slots(parse("sto", typing=True))
    at = occurrences([leaf], np.zeros(4, np.int64), np.arange(4), wanted)
    assert sorted(at.row.tolist()) == [0, 1, 2, 3]
    assert not at.whole.any()


words = st.lists(st.sampled_from(["a", "b", "ab", "诗歌", "gpt-4"]), max_size=6)


@settings(max_examples=25, deadline=None)
@given(
    documents=st.lists(st.tuples(words, words), min_size=1, max_size=6),
    query=st.lists(st.sampled_from(["a", "b", "ab", "gpt"]), min_size=1, max_size=3),
)
def test_signs_are_what_the_texts_say(
    documents: list[tuple[list[str], list[str]]], query: list[str]
) -> None:
    texts = [(" ".join(title), " ".join(body)) for title, body in documents]
    made = [
        Document(id=at, title=title, sections=(body,))
        for at, (title, body) in enumerate(texts, 1)
    ]
    with tempfile.TemporaryDirectory() as folder:
        index = SearchIndex.create(Path(folder) / "make")
        index.apply(1, [(one.id, one) for one in made])
        said = signs(index, " ".join(query))
        index.close()
    query = list(dict.fromkeys(query))
    for at, (title, body) in enumerate(texts):
        terms, places = terms_and_places(title)
        there = [word in terms for word in query]
        length = max(places, default=0) + 1
        exact = min(sum(there) / length, 1) if terms else 0.0
        assert said["exact"][at] == round(exact, 3)
        assert said["same"][at] == (round(exact, 3) if all(there) else 0)
        assert said["first"][at] == ((query[0], 0) in zip(terms, places, strict=True))
        met = [
            any(one_then(other, *pair) for other in (title, body))
            for pair in pairwise(query)
        ]
        assert said["order"][at] == round(sum(met) / max(len(met), 1), 3)


def one_then(text: str, one: str, other: str) -> bool:
    """Say whether `other` follows `one` in `text`."""
    there = set(zip(*terms_and_places(text), strict=True))
    return any(term == one and (other, at + 1) in there for term, at in there)
