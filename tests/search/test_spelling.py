"""Slips of the pen are put right where nothing has the word."""

from collections.abc import Callable

import pytest

from instrstudio.domain.query import Query
from instrstudio.search.index import SearchIndex
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
