"""Instructions for bare samples: written by a model, kept by their round trip."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from instrstudio.domain.augmentation import (
    KNOWN,
    LABELLED,
    LEAKS,
    LOW_SCORE,
    NOTHING_WRITTEN,
    OTHER_KIND,
    TAG,
)
from instrstudio.domain.candidate import Candidate, Provenance
from instrstudio.domain.errors import InvalidInput, NotFound, NotTrained
from instrstudio.domain.job import run
from instrstudio.domain.ports import Context
from instrstudio.domain.record import Record, Source
from instrstudio.domain.task import Example, Task
from instrstudio.methods import generation
from instrstudio.services import augmenting, checkpoints
from instrstudio.services import augmenting_labels as labels
from instrstudio.services.augmenting_labels import LabelWish
from instrstudio.services.workspace import Workspace


class Model:
    """Writes “do” and “say” with the task's input; the first fits it better."""

    def propose(self, task: Task, context: Context) -> Iterator[Candidate]:
        word = task.examples[0].input
        if word == "silent":
            raise NotTrained("nothing usable")
        for text in (f"Say {word}", f"Do {word}"):
            yield Candidate(
                method="generation",
                text=text,
                spans=(),
                provenance=Provenance(source="model", checkpoint="model"),
            )

    def affinities(self, texts: Sequence[str], context: Context) -> Sequence[float]:
        word = context.profile.task.examples[0].input
        usual = 2.0 if "vague" in texts[0] else 0.0
        return [
            3.0 if text == f"Do {word}" and word != "vague" else usual for text in texts
        ]


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generation, "PLUGIN", Model())


def pairs(*words: str) -> list[Task]:
    return [Task(examples=(Example(input=w, output=f"{w} done"),)) for w in words]


@pytest.mark.usefixtures("model")
def test_what_fits_its_own_samples_best_is_kept(empty_workspace: Workspace) -> None:
    wish = LabelWish(same_kind=False, licence="MIT", source=Source(name="rows.jsonl"))
    given = pairs("add", "sort", "vague", "silent")
    found = run(labels.label(empty_workspace, given, wish))
    assert (found.way, found.looked_at) == (LABELLED, 4)
    assert found.left_out == {LOW_SCORE: 1, NOTHING_WRITTEN: 1}
    assert [(one.record.instruction, one.score) for one in found.additions] == [
        ("Do add", 3.0),
        ("Do sort", 3.0),
    ]
    record = found.additions[0].record
    assert record.examples[0].output == "add done"
    assert record.tags == (TAG, LABELLED)
    assert record.extra == {"round_trip": 3.0}
    assert (record.licence, record.source.name) == ("MIT", "rows.jsonl")
    assert record.parent is None
    assert empty_workspace.store.records.count() == 0
    run(augmenting.save(empty_workspace, found))
    again = run(labels.label(empty_workspace, pairs("add", "sort"), wish))
    assert again.left_out == {KNOWN: 2}


@pytest.mark.usefixtures("model")
def test_the_threshold_decides_and_the_library_lends_other_tasks(
    empty_workspace: Workspace,
) -> None:
    empty_workspace.store.records.insert(
        [
            Record(instruction="x", examples=(Example(input=w, output="y"),))
            for w in ("one", "two")
        ],
        label="Add",
    )
    strict = run(
        labels.label(
            empty_workspace, pairs("add"), LabelWish(same_kind=False, threshold=3.1)
        )
    )
    assert strict.left_out == {LOW_SCORE: 1}
    kind = run(
        labels.label(
            empty_workspace, pairs("add"), LabelWish(same_kind=False, threshold=2.9)
        )
    )
    assert len(kind.additions) == 1


@pytest.mark.usefixtures("model")
def test_another_kind_of_task_and_a_leak_are_left_out(
    empty_workspace: Workspace,
) -> None:
    translation = Task(
        examples=(Example(input="今天天气很好。", output="The weather is nice today."),)
    )
    wish = LabelWish(threshold=-9.0)
    told = run(labels.label(empty_workspace, [translation], wish))
    assert told.left_out == {LEAKS: 1}  # “Do” with the input behind it
    review = Task(examples=(Example(input="Love it", output="positive"),))
    kinds = run(labels.label(empty_workspace, [review], wish))
    assert kinds.left_out == {OTHER_KIND: 1}
    whatever = LabelWish(threshold=-9.0, same_kind=False)
    assert len(run(labels.label(empty_workspace, [review], whatever)).additions) == 1


@pytest.mark.usefixtures("model")
def test_a_score_is_the_difference_to_other_tasks(empty_workspace: Workspace) -> None:
    task, *others = (
        Task(examples=t.examples, language="en") for t in pairs("add", "sort", "vague")
    )
    scores = labels.round_trip(
        empty_workspace, ["Do add", "Do sort"], task, others, LabelWish()
    )
    assert scores == [3.0, -1.5]


def test_without_a_model_it_says_so(
    empty_workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checkpoints, "shipped", lambda: None)
    with pytest.raises(NotTrained, match="train or import"):
        run(labels.label(empty_workspace, pairs("add")))


def test_pairs_are_read_without_their_instructions(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    rows = [
        {"input": "a", "output": "b", "instruction": "left aside", "x": 1},
        {"input": "only an input"},
        {"output": "c"},
    ]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    found = labels.read_pairs(path)
    assert [task.examples[0].output for task in found] == ["b", "c"]
    assert found[0].description == ""
    path.write_text('[{"input": "a"}]', encoding="utf-8")
    with pytest.raises(InvalidInput, match=r"rows\.jsonl"):
        labels.read_pairs(path)
    with pytest.raises(NotFound):
        labels.read_pairs(tmp_path / "missing.jsonl")
