import pytest

from instrstudio.domain.query import Query
from instrstudio.domain.record import Record, Source
from instrstudio.domain.task import Example
from instrstudio.search.document import (
    EXAMPLES_CAP,
    TITLED,
    Document,
    Tokens,
    tokens_of,
)
from instrstudio.search.flat.inversion import LAST_PLACE
from instrstudio.search.index import SearchIndex


def test_archived_records_have_no_document() -> None:
    assert Document.of(Record(id=1, instruction="x", archived=True)) is None


def test_facets_are_folded() -> None:
    record = Record(
        id=1, instruction="x", tags=("Hot　News",), task_type="qa", language="zh"
    )
    document = Document.of(record)
    assert document is not None
    assert document.facets == (
        "tag:hot news",
        "type:qa",
        "lang:zh",
        "source:own",
        "kind:own",
    )


def test_facets_of_where_when_and_how_good() -> None:
    record = Record(
        id=1,
        instruction="x",
        source=Source(kind="import", name="Alpaca  Data"),
        licence="CC-BY",
        created="2026-01-31T23:30:00-01:00",
    )
    document = Document.of(record, rating=4.5)
    assert document is not None
    assert {
        "source:alpaca data",
        "kind:import",
        "licence:cc-by",
        "rating:0004.50",
        "created:202602010030",
    } <= set(document.facets)


@pytest.mark.parametrize("created", ["", "soon", "0001-01-01T00:00:00+14:00"])
def test_a_time_that_is_none_is_no_facet(created: str) -> None:
    document = Document.of(Record(id=1, instruction="x", created=created))
    assert document is not None
    assert not any(facet.startswith("created:") for facet in document.facets)


def test_everything_that_is_said_can_be_found() -> None:
    record = Record(
        id=1,
        instruction="alpha",
        task_description="beta",
        examples=(Example(input="gamma", output="delta"),),
        system="epsilon",
        history=(("zeta", "eta"),),
        constraints=("theta",),
        tags=("iota",),
        title="kappa",
    )
    document = Document.of(record)
    assert document is not None
    words = "alpha beta gamma delta epsilon zeta eta theta iota kappa"
    assert sorted(set(tokens_of(document).terms)) == sorted(words.split())


def test_samples_are_capped_together() -> None:
    long = "word " * EXAMPLES_CAP
    record = Record(id=1, instruction="x", examples=(Example(input=long, output="y"),))
    document = Document.of(record)
    assert document is not None
    assert sum(len(text) for text in document.sections) == EXAMPLES_CAP + 1
    assert "y" not in tokens_of(document).terms


def test_a_word_cut_by_a_made_title_is_left_out() -> None:
    record = Record(id=1, instruction="x", title="Summarize the follow…")
    document = Document.of(record)
    assert document is not None
    assert document.title == "Summarize the"


def places_of(found: Tokens, term: str) -> list[int]:
    return [at for t, at in zip(found.terms, found.positions, strict=True) if t == term]


def test_title_words_count_once_more_and_lengthen() -> None:
    found = tokens_of(Document(id=1, title="News now", sections=("of news", "x")))
    first, second, mark = places_of(found, "news")
    assert first == 0
    assert second > 1
    assert mark == places_of(found, "now")[-1] == TITLED + 2  # a title of two words
    assert places_of(found, "x") == [places_of(found, "x")[0]]
    assert found.length == 7  # a title of two words, twice, and three words


def test_a_mark_of_the_title_is_below_what_is_too_far_on_to_be_known() -> None:
    long = "word " * 5 + "far " * TITLED + "word title"
    found = tokens_of(Document(id=1, title="A title", sections=(long,)))
    assert places_of(found, "title") == [1, TITLED + 2, LAST_PLACE]
    assert places_of(found, "word")[-1] == LAST_PLACE
    assert places_of(found, "far")[-1] == LAST_PLACE
    assert max(at for at in found.positions if at < TITLED) == TITLED - 1


def test_no_phrase_is_found_in_the_marks(index: SearchIndex) -> None:
    index.apply(1, [(1, Document(id=1, title="one two three", sections=("four",)))])
    for words in ("two one", "one three", "one one", "three four", "one four"):
        assert index.search(Query(text=f'"{words}"')).total == 0
    assert index.search(Query(text='"one two three"')).total == 1


def test_sections_are_too_far_apart_for_phrases() -> None:
    found = tokens_of(Document(id=1, sections=("a", "b")))
    assert found.positions[1] - found.positions[0] > 2
