from instrstudio.domain.record import Record
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
    assert document.facets == ("tag:hot news", "type:qa", "lang:zh")


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
