"""A project's own templates."""

from dataclasses import replace

import pytest

from instrstudio.domain.errors import InvalidInput
from instrstudio.domain.template import Slot, Template
from instrstudio.storage.store import Store

TEMPLATE = Template(
    id="mine.zh",
    name="我的",
    task_type="translation",
    language="zh",
    pattern="把{{ input_form }}翻译成{{ target_language }}。",
    pair="mine",
    keywords=("翻译",),
    needs=("target_language",),
    slots=(Slot(name="input_form", label="输入", required=True, default="文本"),),
    priority=0.75,
    origin="project",
)


def test_a_template_comes_back_as_it_was(store: Store) -> None:
    assert store.templates.save(TEMPLATE, label="Save") == TEMPLATE
    assert store.templates.find("mine.zh") == TEMPLATE
    assert store.templates.all() == [TEMPLATE]
    assert store.templates.find("other") is None


def test_each_save_has_a_version_of_its_own(store: Store) -> None:
    store.templates.save(TEMPLATE, label="Save")
    second = store.templates.save(replace(TEMPLATE, name="b"), label="Save")
    store.history.undo()
    assert store.templates.find("mine.zh") == TEMPLATE
    third = store.templates.save(replace(TEMPLATE, name="c"), label="Save")

    assert (second.version, third.version) == (2, 3)
    assert store.templates.find("mine.zh") == third


def test_deleting_can_be_taken_back(store: Store) -> None:
    store.templates.save(TEMPLATE, label="Save")
    assert store.templates.delete("mine.zh", label="Delete")
    assert not store.templates.delete("mine.zh", label="Delete")
    assert store.templates.all() == []
    store.history.undo()
    assert store.templates.all() == [TEMPLATE]
    store.history.undo()
    assert store.templates.all() == []
    store.history.redo()
    assert store.templates.all() == [TEMPLATE]


def test_a_shipped_template_saved_here_is_the_projects(store: Store) -> None:
    shipped = replace(TEMPLATE, origin="shipped", version=9)
    assert store.templates.save(shipped, label="Save").origin == "project"


def test_a_template_without_id_is_refused(store: Store) -> None:
    with pytest.raises(InvalidInput, match="has no id"):
        store.templates.save(replace(TEMPLATE, id=" "), label="Save")


def test_half_a_character_is_refused(store: Store) -> None:
    with pytest.raises(InvalidInput, match="lone surrogate"):
        store.templates.save(replace(TEMPLATE, pattern="\ud83d"), label="Save")
    assert store.history.last() == 0
