"""A pair of input and output finds the records with samples like it."""

import pytest

from instrstudio.domain.record import Record
from instrstudio.domain.task import Example
from instrstudio.search.by_example import by_example
from instrstudio.search.collector.corpus import Corpus
from instrstudio.search.document import Document
from instrstudio.search.index import SearchIndex
from instrstudio.search.shape import shape, shapes

SAMPLES = {
    1: ("The film was a delight.", "positive"),
    2: ("Where is the station?", "车站在哪里？"),
    3: (
        "The storm came at night. It took roofs and trees. Nobody was hurt.",
        "A storm took roofs and trees.",
    ),
    4: ("", "A poem about the sea."),
}


@pytest.fixture
def filled(index: SearchIndex) -> SearchIndex:
    changes = []
    for number, (source, target) in SAMPLES.items():
        record = Record(
            id=number,
            instruction="Do it",
            language="zh" if number == 2 else "en",
            examples=(Example(input=source, output=target),),
        )
        changes.append((number, Document.of(record)))
    changes.append((5, Document.of(Record(id=5, instruction="station 火车站"))))
    index.apply(1, changes)
    return index


@pytest.mark.parametrize(
    ("source", "target", "wanted"),
    [
        ("I fell asleep, so dull.", "negative", 1),
        ("How much is the ticket?", "票多少钱？", 2),
        (
            "Rain fell for a week. The river rose and the bridge is closed. Buses run.",
            "The river rose and the bridge is closed.",
            3,
        ),
        ("", "A story about the moon.", 4),
    ],
)
def test_the_same_task_is_found_whatever_it_is_about(
    filled: SearchIndex, source: str, target: str, wanted: int
) -> None:
    hits = filled.by_example(source, target)
    assert hits[0].id == wanted
    assert all(0 < hit.score <= 1 for hit in hits)
    assert 5 not in {hit.id for hit in hits}  # it has no samples


def test_the_same_pair_is_wholly_alike(filled: SearchIndex) -> None:
    hit = filled.by_example(*SAMPLES[3])[0]
    assert hit.id == 3
    assert hit.score == pytest.approx(1.0, abs=1e-5)


def test_an_input_alone_goes_by_its_words(filled: SearchIndex) -> None:
    assert [hit.id for hit in filled.by_example("station", "")] == [2]


def test_language_limit_and_nothing(filled: SearchIndex) -> None:
    found = filled.by_example(*SAMPLES[1], language="zh")
    assert [hit.id for hit in found] == [2]
    assert len(filled.by_example(*SAMPLES[1], limit=2)) == 2
    assert filled.by_example("", "") == ()
    assert by_example(Corpus((), None), "a", "b", "", 5) == ()
    filled.apply(2, [(1, None)])
    assert 1 not in {hit.id for hit in filled.by_example(*SAMPLES[1])}


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("a b", "a b", {"script en>en", "copied 4", "within", "layout line"}),
        ("17 + 4", "21", {"script number>number", "copied 0", "says 21"}),
        ("Привет", "hello", {"script other>en"}),
        ("x", '{"a": 1}', {"layout json"}),
        ("x", "- a\n- b", {"layout list"}),
        ("x", "def f():\n    return 1", {"layout code"}),
        ("x", "one\ntwo words", {"layout lines"}),
        ("Who?", "I", {"asks True>False"}),
        ("x", "😀", {"script en>number", "copied 0"}),
    ],
)
def test_what_a_pair_looks_like(source: str, target: str, expected: set[str]) -> None:
    found = set(shape(source, target))
    assert {f"pair:{feature}" for feature in expected} <= found


def test_a_sample_without_output_looks_like_nothing() -> None:
    assert list(shapes([Example(input="a", output=" ")])) == []
