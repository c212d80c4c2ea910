"""Tags renamed, merged and taken off everywhere."""

import pytest

from instrstudio.domain.errors import InvalidInput, NotFound
from instrstudio.domain.job import run
from instrstudio.domain.record import Record
from instrstudio.services import library, tags
from instrstudio.services.workspace import Workspace


@pytest.fixture
def tagged(empty_workspace: Workspace) -> Workspace:
    records = [
        Record(instruction="a", tags=("news", "old")),
        Record(instruction="b", tags=("News",)),
        Record(instruction="c", tags=("new", "x", "news")),
        Record(instruction="d", tags=("x",)),
    ]
    empty_workspace.store.records.insert(records, label="Add")
    return empty_workspace


def _tags(workspace: Workspace) -> list[tuple[str, ...]]:
    return [record.tags for record in workspace.store.records.iterate()]


def test_a_tag_gets_a_new_name_everywhere(tagged: Workspace) -> None:
    library.archive(tagged, [1])
    changes = run(tags.rename(tagged, "news", " press "))
    assert changes.records == (1, 3)
    assert str(changes.label) == "Rename the tag “news” to “press”"
    assert _tags(tagged) == [("press", "old"), ("News",), ("new", "x", "press"), ("x",)]


def test_tags_are_merged_in_one_step(tagged: Workspace) -> None:
    before = _tags(tagged)
    run(tags.merge(tagged, ("news", "News", "new"), "news"))
    assert _tags(tagged) == [("news", "old"), ("news",), ("news", "x"), ("x",)]
    assert tags.all_of(tagged) == [("news", 3), ("x", 2), ("old", 1)]
    library.undo(tagged)
    assert _tags(tagged) == before


def test_a_tag_is_taken_off(tagged: Workspace) -> None:
    changes = run(tags.remove(tagged, "x"))
    assert changes.records == (3, 4)
    assert dict(tags.all_of(tagged)).get("x") is None


def test_what_cannot_be_done_is_said(tagged: Workspace) -> None:
    with pytest.raises(NotFound, match="“nothing”"):
        run(tags.rename(tagged, "nothing", "x"))
    with pytest.raises(NotFound, match="“nothing”"):
        run(tags.remove(tagged, "nothing"))
    with pytest.raises(InvalidInput, match="no name"):
        run(tags.rename(tagged, "x", "  "))
