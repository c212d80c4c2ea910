from dataclasses import replace

import pytest

from instrstudio.domain.job import run
from instrstudio.domain.record import Record
from instrstudio.services.versions import restored
from instrstudio.services.workspace import Workspace
from instrstudio.ui.library.marks import Marks
from instrstudio.ui.library.shelves import shelves
from instrstudio.ui.library.view import View, all_of, find, typed


@pytest.mark.parametrize(
    ("text", "rest", "filters"),
    [
        ("summary", "summary", {}),
        ("tag:news ", "", {"tag": "news"}),
        ("tag:news", "tag:news", {}),
        ("type:translation letter", "letter", {"task_type": "translation"}),
        ('tag:"two words" x', "x", {"tag": "two words"}),
        ("lang:chinese ", "", {"language": "zh"}),
        ("标签：新闻 摘要", "摘要", {"tag": "新闻"}),
        ("tag:a | tag:b ", "tag:a | tag:b ", {}),
        ("tag:ne* x", "tag:ne* x", {}),
        ("rating:>3 x", "rating:>3 x", {}),
    ],
)
def test_finished_filters_are_taken_out(
    text: str, rest: str, filters: dict[str, str]
) -> None:
    found = typed(text)
    assert (found.text, found.filters) == (rest, filters)


def test_views_are_read_from_storage_or_the_index(library: Workspace) -> None:
    everything = run(find(library, View()))
    assert (everything.total, len(everything.first)) == (3, 3)
    chosen = run(find(library, View(task_type="translation")))
    assert [r.task_type for r in chosen.first] == ["translation"]
    words = run(find(library, View(text="摘要", order="relevance")))
    assert [r.language for r in words.first] == ["zh"]
    counted = run(shelves(library))
    assert dict(counted.task_types) == {"summarization": 2, "translation": 1}
    assert ("news", 1) in counted.tags


def test_hits_can_be_ordered_otherwise(library: Workspace) -> None:
    view = View(text="the", order="title", descending=False)
    found = run(find(library, view))
    titles = [library.store.records.get(one).title.lower() for one in found.ids]
    assert len(titles) == 2
    assert titles == sorted(titles)
    assert [record.id for record in found.first] == list(found.ids)


def test_a_version_is_restored_with_all_its_parts(library: Workspace) -> None:
    from instrstudio.services import library as verbs

    before = library.store.records.get(1)
    changed = replace(before, instruction="Other.", tags=(), examples=())
    verbs.edit(library, changed)
    versions = verbs.versions(library, 1)
    body = versions[0].body
    assert body is not None
    back = restored(library.store.records.get(1), body)
    assert (back.instruction, back.tags, back.examples) == (
        before.instruction,
        before.tags,
        before.examples,
    )


def test_a_few_hits_stand_above_similar_ones(library: Workspace) -> None:
    view = View(text="translate letter news", order="relevance")
    found = run(find(library, view))
    assert (found.similar_from, found.total) == (0, len(found.ids))
    assert found.counted == found.ids
    few = run(find(library, View(text="news article", order="relevance")))
    assert (few.total, few.similar_from) == (1, None)
    library.store.records.insert(
        [Record(instruction=f"Another article, {n}.") for n in range(4)], label="Add"
    )
    view = replace(view, text="news article")
    few = run(find(library, view))
    assert (few.total, few.similar_from, len(few.ids)) == (1, 1, 5)
    assert [record.id for record in few.first] == list(few.ids)
    assert list(few.counted) == list(few.ids[:1])
    everything, some = Marks(), Marks()
    everything.mark_everything()
    some.mark(few.ids[3:4])
    assert list(run(all_of(library, view, everything))) == list(few.ids[:1])
    assert list(run(all_of(library, view, some))) == list(few.ids[3:4])
    assert list(run(all_of(library, view))) == list(few.ids[:1])
    ordered = run(find(library, replace(view, order="title")))
    assert (list(ordered.ids), ordered.similar_from) == ([1], None)
