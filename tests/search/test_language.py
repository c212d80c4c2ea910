"""Queries as people write them find what they say, by any way of looking."""

import tempfile
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from instrstudio.domain.query import Query
from instrstudio.domain.record import Record, Source
from instrstudio.search.collector.evaluation import Evaluation
from instrstudio.search.document import Document
from instrstudio.search.facets import COUNTED
from instrstudio.search.index import SearchIndex
from instrstudio.search.query import parse
from instrstudio.search.tree import part_query, tree

NO_SHRINKING = [phase for phase in Phase if phase is not Phase.shrink]

WORDS = ("apple", "apply", "berry", "cat")
TAGS = ("red", "green")

Row = tuple[tuple[str, ...], tuple[str, ...], int | None]
"""The words of a record, its tags, its rating."""

rows = st.tuples(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(tuple),
    st.lists(st.sampled_from(TAGS), max_size=2, unique=True).map(tuple),
    st.one_of(st.none(), st.integers(1, 5)),
)
wordy = st.sampled_from([(word, ("word", word)) for word in WORDS])
near = st.sampled_from([(f"{word}~", ("near", word)) for word in WORDS])
quoted = st.tuples(st.sampled_from(WORDS), st.sampled_from(WORDS)).map(
    lambda two: (f'"{two[0]} {two[1]}"', ("phrase", *two))
)
tagged = st.sampled_from([(f"tag:{tag}", ("tag", tag)) for tag in TAGS])
rated = st.tuples(st.integers(1, 5), st.integers(1, 5)).map(
    lambda two: (f"rating:{min(two)}..{max(two)}", ("rating", min(two), max(two)))
)
written = st.recursive(
    st.one_of(wordy, wordy, near, quoted, tagged, rated),
    lambda inner: st.one_of(
        inner.map(lambda one: (f"-({one[0]})", ("not", one[1]))),
        st.tuples(inner, inner).map(
            lambda two: (f"({two[0][0]}) | ({two[1][0]})", ("or", two[0][1], two[1][1]))
        ),
        st.tuples(inner, inner).map(
            lambda two: (f"({two[0][0]} {two[1][0]})", ("and", two[0][1], two[1][1]))
        ),
    ),
    max_leaves=5,
)


def one_off(some: str, other: str) -> bool:
    return {some, other} == {"apple", "apply"} or some == other


def holds(meaning: Any, row: Row) -> bool:
    """Say whether a record is what a query means, a record at a time."""
    said, tags, rating = row
    kind, *rest = meaning
    if kind == "word":
        return rest[0] in said
    if kind == "near":
        return any(one_off(word, rest[0]) for word in said)
    if kind == "phrase":
        return tuple(rest) in pairwise(said)
    if kind == "tag":
        return rest[0] in tags
    if kind == "rating":
        return rating is not None and rest[0] <= rating <= rest[1]
    if kind == "not":
        return not holds(rest[0], row)
    every = all if kind == "and" else any
    return every(holds(part, row) for part in rest)


def document(number: int, row: Row) -> Document:
    said, tags, rating = row
    record = Record(id=number, instruction="x", tags=tags)
    made = Document.of(record, rating)
    assert made is not None
    return Document(id=number, sections=(" ".join(said),), facets=made.facets)


@settings(max_examples=50, deadline=None, phases=NO_SHRINKING)
@given(
    st.lists(st.lists(rows, min_size=1, max_size=6), min_size=1, max_size=3),
    st.sets(st.integers(1, 12), max_size=4),
    st.lists(written, min_size=1, max_size=6),
)
def test_what_is_found_is_what_is_meant(
    segments: list[list[Row]], deleted: set[int], asked: list[tuple[str, Any]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        index = SearchIndex.create(Path(folder) / "make")
        living: dict[int, Row] = {}
        for rows_of_one in segments:
            new = {len(living) + n: row for n, row in enumerate(rows_of_one, 1)}
            index.apply(1, [(n, document(n, row)) for n, row in new.items()])
            living |= new
        index.apply(2, [(number, None) for number in deleted])
        living = {n: row for n, row in living.items() if n not in deleted}
        for text, meaning in asked:
            found = index.search(Query(text=text, limit=1000))
            hits = set() if found.similar else {hit.id for hit in found.hits}
            assert hits == {n for n, row in living.items() if holds(meaning, row)}, text
            if not found.similar:
                facets = index.facets(Query(text=text))
                tags = [tag for n in hits for tag in living[n][1]]
                assert dict(facets["tag"]) == {t: tags.count(t) for t in set(tags)}
            same_by_whoosh(index, text)
        index.close()


def same_by_whoosh(index: SearchIndex, text: str) -> None:
    """Compare with Whoosh's own matchers, where these can be trusted: without minus."""
    if "-" in text:
        return
    corpus, clauses = index._corpus, parse(text)
    evaluation = Evaluation(corpus)
    for query in (tree(clauses), *map(part_query, clauses.filters)):
        for leaf in corpus.leaves:
            quick, slow = evaluation.matches(leaf, query), None
            slow = evaluation.by_whoosh(leaf, query)
            alive = np.ones(leaf.size, np.bool_) if leaf.alive is None else leaf.alive
            kept = alive[quick.docs.astype(np.int64)]
            assert quick.docs[kept].tolist() == slow.docs.tolist(), text
            assert quick.scores()[kept].tolist() == pytest.approx(
                slow.scores().tolist(), rel=1e-4, abs=1e-6
            )


def library() -> list[Record]:
    return [
        Record(
            id=1,
            instruction="Summarise the news",
            task_type="summarization",
            language="en",
            tags=("News", "short"),
            source=Source(kind="import", name="a.json"),
            licence="MIT",
        ),
        Record(
            id=2,
            instruction="Translate the news",
            task_type="translation",
            language="en",
            tags=("news",),
            source=Source(kind="import", name="a.json"),
        ),
        Record(id=3, instruction="总结新闻", task_type="summarization", language="zh"),
    ]


@pytest.fixture
def filled(index: SearchIndex) -> SearchIndex:
    ratings = {1: 5.0, 3: 3.0}
    index.apply(
        1, [(r.id or 0, Document.of(r, ratings.get(r.id or 0))) for r in library()]
    )
    return index


def test_facets_count_what_is_found(filled: SearchIndex) -> None:
    everything = filled.facets(Query())
    assert tuple(everything) == COUNTED
    assert everything["type"] == (("summarization", 2), ("translation", 1))
    assert everything["lang"] == (("en", 2), ("zh", 1))
    assert everything["tag"] == (("news", 2), ("short", 1))
    assert everything["source"] == (("a.json", 2), ("own", 1))
    assert everything["licence"] == (("mit", 1),)
    assert everything["rating"] == (("3", 1), ("5", 1))
    some = filled.facets(Query(text="summarise | 新闻", typing=True))
    assert some["tag"] == (("news", 1), ("short", 1))
    assert some["lang"] == (("en", 1), ("zh", 1))
    assert filled.facets(Query(task_type="translation"))["type"] == (
        ("translation", 1),
    )


def test_facets_are_of_similar_records_where_nothing_has_all_words(
    filled: SearchIndex,
) -> None:
    query = Query(text="translate 总结")
    assert filled.search(query).similar
    assert filled.facets(query)["lang"] == (("en", 1), ("zh", 1))


def test_facets_leave_out_the_deleted_and_stop_at_the_limit(
    filled: SearchIndex,
) -> None:
    filled.apply(2, [(1, None)])
    assert filled.facets(Query())["tag"] == (("news", 1),)
    assert filled.facets(Query(), limit=1)["type"] == (("summarization", 1),)
    assert filled.facets(Query(text="nothing"))["type"] == ()


def test_sources_are_found_by_name_and_by_kind(filled: SearchIndex) -> None:
    def found(text: str) -> list[int]:
        return sorted(hit.id for hit in filled.search(Query(text=text)).hits)

    assert found("source:a.json") == found("source:import") == [1, 2]
    assert found("source:own") == [3]
    assert found("licence:mit rating:>4") == [1]
    assert found("-rating:1..") == [2]
    assert found("news -(licence:mit | type:qa)") == [2]
    assert found("sumarise~") == [1]
