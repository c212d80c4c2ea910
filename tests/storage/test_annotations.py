"""Sets of rows to annotate."""

import pytest

from instrstudio.domain.annotation import Annotation, AnnotationSet
from instrstudio.domain.candidate import Candidate, Construction
from instrstudio.domain.errors import InvalidInput, NotFound
from instrstudio.domain.task import Example, Task
from instrstudio.storage.store import Store


def test_a_set_is_kept_and_changed(store: Store) -> None:
    made = AnnotationSet(name="news", licence="CC0-1.0", annotators=2, source="a.jsonl")
    store.annotations.add(made)
    store.annotations.change(
        AnnotationSet(name="news", guideline="Be short.", annotators=3)
    )
    (found,) = store.annotations.all()
    assert (found.name, found.guideline) == ("news", "Be short.")
    assert (found.annotators, found.licence) == (3, "")
    assert found.at
    assert store.annotations.get("news") == found


def test_a_name_is_taken_once(store: Store) -> None:
    store.annotations.add(AnnotationSet(name="news"))
    with pytest.raises(InvalidInput, match="already"):
        store.annotations.add(AnnotationSet(name="news"))
    with pytest.raises(NotFound, match="other"):
        store.annotations.get("other")


def test_rows_follow_each_other(store: Store) -> None:
    store.annotations.add(AnnotationSet(name="news"))
    tasks = [
        (Task(description="新闻\ud800", examples=(Example(input="x"),)), None),
        (Task(description="b"), 7),
    ]
    assert store.annotations.append("news", tasks, 0) == 2
    assert store.annotations.append("news", [(Task(description="c"), None)], 2) == 1
    assert store.annotations.count("news") == 3
    first, second = store.annotations.row("news", 0), store.annotations.row("news", 1)
    assert first.task == tasks[0][0]
    assert (first.record, second.record) == (None, 7)
    with pytest.raises(NotFound, match="no row 4"):
        store.annotations.row("news", 3)


def test_the_first_proposals_of_a_row_stay(store: Store) -> None:
    store.annotations.add(AnnotationSet(name="news"))
    store.annotations.append("news", [(Task(description="a"), None)] * 2, 0)
    assert store.annotations.row("news", 0).proposals is None
    shown = Construction(candidates=(Candidate(method="m", text="Do.", spans=()),))
    first = store.constructions.insert(Task(description="a"), shown)
    other = store.constructions.insert(
        Task(description="a"), Construction(candidates=())
    )
    store.annotations.propose("news", 0, first)
    store.annotations.propose("news", 0, other)
    found = store.annotations.row("news", 0).proposals
    assert found is not None
    assert (found.id, found.candidates[0].text) == (first, "Do.")
    assert store.annotations.unproposed("news", [1, 0]) == [1]


def test_a_set_goes_with_everything_in_it(store: Store) -> None:
    for name in ("a", "b"):
        store.annotations.add(AnnotationSet(name=name))
        store.annotations.append(name, [(Task(description="x"), None)], 0)
        store.annotation_log.say(
            name, Annotation(place=0, annotator="me", verdict="reject")
        )
    store.annotations.remove("a")
    assert [found.name for found in store.annotations.all()] == ["b"]
    assert store.annotations.count("a") == 0
    assert store.annotation_log.of("a", 0) == []
    assert len(store.annotation_log.of("b", 0)) == 1
