"""Slips of the pen are put right where nothing has the word."""

from collections.abc import Callable

import pytest

from instrstudio.domain.query import Query
from instrstudio.search.index import SearchIndex
from instrstudio.search.ranking import FEW, MOST_SIMILAR
from instrstudio.search.spelling import COMMONER

Fill = Callable[..., None]


@pytest.fixture
def library(index: SearchIndex, fill: Fill) -> SearchIndex:
    """Many essays on nature, one toxin, one poem in Chinese."""
    fill(*["A persuasive essay about nature"] * (COMMONER + 1))
    fill("Toxic waste", "toxin", "写一首诗", "write the essey once")
    return index


@pytest.mark.parametrize(
    "query",
    [
        "persuasive esay",
        "persuasive essya",
        "persuasive eszay",
        "persuasive ezsay",
        "persuasvie essay",
        "esay natrue",
        "esay",
    ],
)
def test_one_slip_a_word(library: SearchIndex, query: str) -> None:
    for typing in (True, False):
        found = library.search(Query(text=query, typing=typing))
        assert found.total == COMMONER + 1
        assert found.similar


@pytest.mark.parametrize(
    "query",
    ["pursuesive", "xssay", "eay", "esayz4", "写一手诗", '"esay nature"', "esay~"],
)
def test_what_is_left_as_it_is(library: SearchIndex, query: str) -> None:
    found = library.search(Query(text=query))
    near = query.endswith("~")
    assert found.total == (COMMONER + 1 if near else query == "写一手诗")
    assert found.similar == (query == "写一手诗")


def test_a_word_that_is_there_is_right(library: SearchIndex) -> None:
    found = library.search(Query(text="essey"))
    assert (found.total, found.similar) == (1, False)
    found = library.search(Query(text="toxin nature"))
    assert found.similar
    assert (
        found.total == COMMONER + 2
    )  # any of the words; it is not “toxic” that was meant


def test_filters_still_hold(library: SearchIndex) -> None:
    assert library.search(Query(text="persuasive esay lang:zh")).total == 0


def test_facets_count_what_is_found(library: SearchIndex) -> None:
    query = Query(text="persuasive esay")
    counted = library.facets(query)
    assert sum(count for _, count in counted["source"]) == library.search(query).total


def test_what_was_meant_is_said(library: SearchIndex) -> None:
    """What is found has the word that was meant, so that is what can be shown in it."""
    assert library.search(Query(text="persuasive esay")).meant == ("essay",)
    assert library.search(Query(text="esay natrue")).meant == ("essay", "nature")
    assert library.search(Query(text="persuasive essay")).meant == ()


def test_a_few_hits_are_filled_up(library: SearchIndex) -> None:
    query = Query(text="toxic waste nature")
    library_hits = library.search(Query(text="toxic waste"), fill=True)
    assert (library_hits.total, len(library_hits.hits)) == (1, 1)
    assert library_hits.more == (), "nothing else has any of the words"
    assert library.search(query, fill=True).similar, "nothing has all: as before"


def test_what_fills_up_is_no_hit(index: SearchIndex, fill: Fill) -> None:
    fill("red apple pie", *[f"green apple {n}" for n in range(30)], "blue sky")
    found = index.search(Query(text="red apple"), fill=True)
    assert (found.total, [hit.id for hit in found.hits]) == (1, [1])
    assert len(found.more) == MOST_SIMILAR
    assert len({hit.id for hit in found.more} - {1}) == MOST_SIMILAR
    assert index.search(Query(text="red apple")).more == (), "only where it is wanted"
    assert index.search(Query(text="green apple"), fill=True).more == (), "enough hits"
    short = index.search(Query(text="red apple", limit=FEW), fill=True)
    assert len(short.more) == FEW - 1
    excluded = index.search(Query(text="red apple -green"), fill=True)
    assert excluded.more == ()


def test_a_rare_word_is_filled_up_with_the_common_one(
    index: SearchIndex, fill: Fill
) -> None:
    fill("one essey", *["an essay"] * COMMONER)
    found = index.search(Query(text="essey"), fill=True)
    assert (found.total, found.more, found.meant) == (1, (), ()), "not so much commoner"
    fill(*["one more essay"] * 2)
    found = index.search(Query(text="essey"), fill=True)
    assert (found.total, len(found.more)) == (1, MOST_SIMILAR)
    assert found.meant == ("essay",)
