"""Searches are kept by name, with their filters written out."""

import pytest

from instrstudio.domain.errors import InvalidInput, NotFound, QuerySyntaxError
from instrstudio.domain.query import Query, SavedSearch
from instrstudio.search.query import parse
from instrstudio.services import saved_searches
from instrstudio.services.workspace import Workspace


def test_a_search_is_saved_with_its_filters(empty_workspace: Workspace) -> None:
    query = Query(text=" a | b ", task_type="qa", language="zh", tag="hot news")
    saved = saved_searches.save(empty_workspace, "  my  search ", query)
    assert saved == SavedSearch(
        name="my search", query='type:qa lang:zh tag:"hot news" a | b'
    )
    assert saved_searches.all_of(empty_workspace) == [saved]
    assert saved_searches.find(empty_workspace, "my  search") == saved
    narrowed = saved_searches.asked(saved, Query(text="c", tag="x", limit=3))
    assert narrowed == Query(text=f"{saved.query} c", tag="x", limit=3)
    assert saved_searches.remove(empty_workspace, "my search") == saved
    assert saved_searches.all_of(empty_workspace) == []


@pytest.mark.parametrize("tag", ["plain", "two words", "a|b", "「x」", "end*", "(x)"])
def test_filters_are_read_as_they_were(tag: str) -> None:
    written = saved_searches.written(Query(tag=tag))
    (found,) = parse(written).filters
    (expected,) = parse(f'tag:"{tag.rstrip("*")}"').filters
    if tag != "end*":
        assert found == expected
    else:
        assert written == 'tag:"end*"'


@pytest.mark.parametrize("name", ["", "  ", "x" * 81])
def test_a_name_is_needed(empty_workspace: Workspace, name: str) -> None:
    with pytest.raises(InvalidInput, match="1 to 80 characters"):
        saved_searches.save(empty_workspace, name, Query(text="a"))


def test_what_cannot_be_searched_is_not_saved(empty_workspace: Workspace) -> None:
    with pytest.raises(InvalidInput, match="empty"):
        saved_searches.save(empty_workspace, "x", Query(text=" 😀 "))
    with pytest.raises(QuerySyntaxError):
        saved_searches.save(empty_workspace, "x", Query(text='"open'))
    assert saved_searches.all_of(empty_workspace) == []


def test_a_search_that_is_not_there(empty_workspace: Workspace) -> None:
    with pytest.raises(NotFound, match="no saved search “x”"):
        saved_searches.find(empty_workspace, "x")
    with pytest.raises(NotFound):
        saved_searches.remove(empty_workspace, "x")
