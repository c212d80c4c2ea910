"""Runs of evaluation and their rows."""

from dataclasses import replace

import pytest

from instrstudio.domain.errors import NotFound
from instrstudio.domain.evaluation import Cell, Scale, ScoredRow, Summary
from instrstudio.domain.task import Example, Task
from instrstudio.storage.store import Store


def row(place: int, method: str = "template", **scores: float) -> ScoredRow:
    return ScoredRow(
        method=method,
        place=place,
        task=Task(description="写 \ud83d", examples=(Example(output="x"),)),
        references=("a", "b"),
        text=f"text \ud83d {place}",
        scores=scores,
    )


def test_rows_come_back_as_they_were_put(store: Store) -> None:
    run = store.evaluations.add("mine", {"limit": 2})
    rows = [row(0, bleu=1.5), row(0, "retrieval"), row(1, bleu=0.5, ter=3.0)]
    store.evaluations.put(run, rows)
    assert list(store.evaluations.rows(run)) == [rows[1], rows[0], rows[2]]
    assert store.evaluations.at(run, 0) == [rows[1], rows[0]]
    assert store.evaluations.count(run, "template") == 2
    assert store.evaluations.values(run, "bleu") == [
        ("template", 0, 1.5),
        ("template", 1, 0.5),
    ]


def test_a_page_is_ordered_by_place_or_by_a_metric(store: Store) -> None:
    run = store.evaluations.add("mine", {})
    names = (0.5, None, 0.1, 0.9)
    for place, value in enumerate(names):
        scores = {} if value is None else {"verifiable.length": value}
        store.evaluations.put(run, [replace(row(place), scores=scores)])

    def places(offset: int, metric: str = "", *, descending: bool = False) -> list[int]:
        found = store.evaluations.page(
            run, "template", offset, 3, metric, descending=descending
        )
        return [r.place for r in found]

    assert places(0) == [0, 1, 2]
    assert places(3) == [3]
    assert places(0, "verifiable.length") == [2, 0, 3]
    assert places(3, "verifiable.length") == [1]
    assert places(0, "verifiable.length", descending=True) == [3, 0, 2]


def test_rows_are_added_all_or_none(store: Store) -> None:
    run = store.evaluations.add("mine", {})
    store.evaluations.put(run, [row(0)])
    with pytest.raises(Exception, match="UNIQUE"):
        store.evaluations.put(run, [row(1), row(0)])
    assert store.evaluations.count(run, "template") == 1


def test_a_run_begins_is_finished_renamed_and_removed(store: Store) -> None:
    first = store.evaluations.add("a", {"methods": ["template"]})
    assert store.evaluations.get(first).summary is None
    assert store.evaluations.get(first).cancelled
    summary = Summary(
        scales=(Scale("ter", "references", False, 0.0, float("inf")),),
        rows={"all": 1},
        tables={"all": {"template": {"ter": Cell(count=1, mean=0.5)}}},
    )
    store.evaluations.finish(first, summary)
    second = store.evaluations.add("b", {})
    store.evaluations.finish(second, summary, cancelled=True)
    assert store.evaluations.get(first).summary == summary
    assert not store.evaluations.get(first).cancelled
    listed = store.evaluations.all()
    assert [(r.id, r.name, r.cancelled, r.summary) for r in listed] == [
        (second, "b", True, None),
        (first, "a", False, None),
    ]
    store.evaluations.rename(first, "c")
    assert store.evaluations.get(first).name == "c"
    store.evaluations.put(first, [row(0)])
    store.evaluations.remove(first)
    assert list(store.evaluations.rows(first)) == []
    for call in (store.evaluations.get, lambda run: store.evaluations.rename(run, "x")):
        with pytest.raises(NotFound, match="no evaluation"):
            call(first)
