"""What was offered is kept whole, and in order."""

import pytest

from instrstudio.domain.candidate import (
    Candidate,
    Construction,
    MethodFailed,
    Provenance,
    Score,
)
from instrstudio.domain.errors import NotFound
from instrstudio.domain.record import Record
from instrstudio.domain.span import Origin, Ref, Span
from instrstudio.domain.task import Example, Task
from instrstudio.domain.wording import message
from instrstudio.storage.store import Store

TASK = Task(description="Translate \ud83d", examples=(Example(input="a"),))
FIRST = Candidate(
    method="template",
    text="Translate.",
    spans=(
        Span(
            start=0,
            end=10,
            origin=Origin.TEMPLATE,
            ref=Ref(kind="template", id="t.en", field="pattern", start=0, end=10),
        ),
    ),
    provenance=Provenance(
        source="Plain", template="t.en", records=(4,), versions={"t.en": "3"}
    ),
    fit=0.7,
    scores=(Score(name="length", value=0.123456, weight=2.0, note=message("short")),),
    score=0.123456,
)
SECOND = Candidate(
    method="seq2seq",
    text="Do.",
    spans=(Span(start=0, end=3, origin=Origin.GENERATED),),
    provenance=Provenance(checkpoint="run-1/best", log_probability=-1.5),
)
CONSTRUCTION = Construction(
    candidates=(FIRST, SECOND),
    failures=(MethodFailed(method="x", message=message("No {a}.", a="b")),),
    seed=5,
)


def test_a_construction_comes_back_as_it_was(store: Store) -> None:
    store.records.insert([Record(instruction="a")], label="Add")
    found = store.constructions.insert(TASK, CONSTRUCTION)
    logged = store.constructions.get(found)

    assert logged.task == TASK
    assert logged.construction.candidates == CONSTRUCTION.candidates
    assert logged.construction.failures == CONSTRUCTION.failures
    assert (logged.construction.seed, logged.construction.id) == (5, found)
    assert logged.template_versions == {"t.en": "3"}
    assert logged.model == "run-1/best"
    assert logged.library_version == store.history.last() == 1
    assert logged.at.endswith("Z")


def test_the_latest_come_first(store: Store) -> None:
    for _time in range(3):
        store.constructions.insert(TASK, Construction(candidates=()))
    assert [logged.id for logged in store.constructions.latest(2)] == [3, 2]


def test_what_is_not_there(store: Store) -> None:
    with pytest.raises(NotFound, match="no construction 4"):
        store.constructions.get(4)
