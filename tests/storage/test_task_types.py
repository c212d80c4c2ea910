"""The open list of task types."""

import pytest

from instrstudio.domain.errors import InvalidInput
from instrstudio.domain.task import TASK_TYPES
from instrstudio.storage.store import Store


def test_added_types_follow_the_shipped_ones(store: Store) -> None:
    assert store.task_types.add("  poetry   writing ") == "poetry writing"
    store.task_types.add("诗歌")
    store.task_types.add("poetry writing")
    store.task_types.add("translation")
    assert store.task_types.all() == (*TASK_TYPES, "poetry writing", "诗歌")
    store.task_types.remove("poetry writing")
    assert store.task_types.all() == (*TASK_TYPES, "诗歌")


def test_a_type_needs_a_name(store: Store) -> None:
    with pytest.raises(InvalidInput, match="no name"):
        store.task_types.add(" ")
