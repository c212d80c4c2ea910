"""Runs and their curves."""

import math
from dataclasses import replace

import pytest

from instrstudio.domain.errors import InvalidInput, NotFound
from instrstudio.domain.run import Run, RunState, TrainConfig
from instrstudio.storage.store import Store

RUN = Run(name="first", config=TrainConfig(steps=None, minutes=2.5), records=40)


def test_a_run_comes_back_as_it_was(store: Store) -> None:
    run = store.runs.insert(RUN)
    assert run.id == 1
    assert run.created
    assert store.runs.get(1) == run
    assert store.runs.find_by_name("first") == run
    assert store.runs.find_by_name("other") is None


def test_a_run_without_name_gets_one_that_is_free(store: Store) -> None:
    store.runs.insert(Run(name="run-2"))
    assert store.runs.insert(Run()).name == "run-3"


def test_names_are_unique(store: Store) -> None:
    store.runs.insert(RUN)
    with pytest.raises(InvalidInput, match="“first” already"):
        store.runs.insert(RUN)


def test_a_run_is_updated(store: Store) -> None:
    run = store.runs.insert(RUN)
    changed = store.runs.update(
        replace(
            run,
            state=RunState.PAUSED,
            step=7,
            loss=1.5,
            checkpoint="a/b",
            chrf=30.5,
            rouge_l=28.0,
        )
    )
    assert store.runs.get(1) == changed
    assert store.runs.all() == [changed]
    with pytest.raises(NotFound, match="no run 9"):
        store.runs.update(replace(run, id=9))
    with pytest.raises(NotFound, match="no run 9"):
        store.runs.get(9)


def test_a_config_of_another_version_opens(store: Store) -> None:
    store.runs.insert(RUN)
    store.database.execute("""UPDATE run SET config = '{"steps": 3, "new": 1}'""")
    assert store.runs.get(1).config == TrainConfig(steps=3)


def test_curves_grow_and_go_back(store: Store) -> None:
    store.runs.insert(RUN)
    store.runs.append_steps(1, [(1, 3.0, 100.0), (2, math.nan, 100.0), (3, 1.0, 1.0)])
    store.runs.append_steps(1, [(3, 2.0, 1.0)])
    store.runs.append_validations(1, [(2, 2.5, None, None), (4, 2.0, 33.0, 41.5)])

    steps, validations = store.runs.curve(1)
    assert steps[0] == (1, 3.0, 100.0)
    assert math.isnan(steps[1][1])
    assert steps[2] == (3, 2.0, 1.0)
    assert validations == [(2, 2.5, None, None), (4, 2.0, 33.0, 41.5)]

    store.runs.truncate_curve(1, after_step=2)
    steps, validations = store.runs.curve(1)
    assert [point[0] for point in steps] == [1, 2]
    assert [point[0] for point in validations] == [2]


def test_a_deleted_run_takes_its_curve_along_and_not_its_number(store: Store) -> None:
    store.runs.insert(RUN)
    store.runs.append_steps(1, [(1, 3.0, 100.0)])
    store.runs.delete(1)
    assert store.runs.curve(1) == ([], [])
    assert store.runs.insert(RUN).id == 2
