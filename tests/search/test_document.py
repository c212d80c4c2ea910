import pytest

from instrstudio.domain.record import Record, Source
from instrstudio.domain.task import Example
from instrstudio.search.document import EXAMPLES_CAP, Document, tokens_of


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


def test_title_words_count_once_more_and_lengthen() -> None:
    found = tokens_of(Document(id=1, title="News", sections=("of news", "x")))
    news = [
        at for t, at in zip(found.terms, found.positions, strict=True) if t == "news"
    ]
    assert len(news) == 3
    assert news[0] == news[1] < news[2]
    assert found.length == 5  # a title of one word, twice, and three words


def test_sections_are_too_far_apart_for_phrases() -> None:
    found = tokens_of(Document(id=1, sections=("a", "b")))
    assert found.positions[1] - found.positions[0] > 2
