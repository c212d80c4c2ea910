"""Saving, editing and taking back; what people did is logged."""

from dataclasses import replace

import pytest

from instrstudio.domain.candidate import Candidate, Construction, Provenance
from instrstudio.domain.changes import Changes
from instrstudio.domain.errors import InvalidInput
from instrstudio.domain.record import Record
from instrstudio.domain.span import Origin, Span
from instrstudio.domain.task import Example, Task
from instrstudio.services import library
from instrstudio.services.workspace import Workspace

TASK = Task(
    description="Translate into English",
    examples=(Example(input="你好", output="hello"),),
    task_type="translation",
    input_language="zh",
    output_language="en",
    constraints=("one line",),
)
CANDIDATE = Candidate(
    method="retrieval",
    text="Translate the sentence.",
    spans=(Span(start=0, end=23, origin=Origin.RECORD),),
    provenance=Provenance(source="Records 4 + 9", records=(4, 9)),
    score=0.5,
)


def _saved(workspace: Workspace, text: str = "Write a poem.") -> Record:
    return library.save_record(workspace, Record(instruction=text))[0]


def test_a_record_is_saved_once(empty_workspace: Workspace) -> None:
    record, changes = library.save_record(empty_workspace, Record(instruction="A b."))
    again, nothing = library.save_record(empty_workspace, Record(instruction="A b."))

    assert changes.records == (record.id,)
    assert str(library.undo_label(empty_workspace)) == "Save “A b”"
    assert again == record
    assert not nothing


def test_an_empty_instruction_is_refused(empty_workspace: Workspace) -> None:
    with pytest.raises(InvalidInput, match="instruction is empty"):
        library.save_record(empty_workspace, Record(instruction=" \n"))
    record = _saved(empty_workspace)
    with pytest.raises(InvalidInput, match="instruction is empty"):
        library.edit(empty_workspace, replace(record, instruction=""))


def test_a_candidate_becomes_a_record(empty_workspace: Workspace) -> None:
    shown = library.log_construction(
        empty_workspace, TASK, Construction(candidates=(CANDIDATE,))
    )
    record, changes = library.save_candidate(
        empty_workspace, TASK, CANDIDATE, construction=shown.id, rank=1
    )

    assert changes.records == (record.id,)
    assert record.instruction == CANDIDATE.text
    assert record.examples == TASK.examples
    assert (record.method, record.parent) == ("retrieval", 4)
    assert (record.source.kind, record.source.name) == ("constructed", "Records 4 + 9")
    (event,) = empty_workspace.store.events.since()
    assert (event.kind, event.construction, event.candidate_rank) == (
        "save",
        shown.id,
        1,
    )
    assert event.profile == "default"
    assert event.payload["record"] == record.id
    assert event.payload["spans"] == [span.as_dict() for span in CANDIDATE.spans]


def test_an_edited_candidate_logs_the_edit(empty_workspace: Workspace) -> None:
    spans = (Span(start=0, end=4, origin=Origin.EDITED),)
    record, _changes = library.save_candidate(
        empty_workspace, TASK, CANDIDATE, text="翻译句子", spans=spans
    )

    assert (record.instruction, record.language) == ("翻译句子", "zh")
    edited, saved = empty_workspace.store.events.since()
    assert edited.kind == "edit"
    assert edited.payload == {"before": CANDIDATE.text, "after": "翻译句子"}
    assert saved.payload["edited"] is True
    assert saved.payload["spans"] == [spans[0].as_dict()]


def test_a_save_that_fails_logs_nothing(empty_workspace: Workspace) -> None:
    with pytest.raises(InvalidInput):
        library.save_candidate(empty_workspace, TASK, CANDIDATE, text="half \ud83d")
    assert empty_workspace.store.events.since() == []
    assert empty_workspace.store.records.count() == 0


def test_only_known_events_are_logged(empty_workspace: Workspace) -> None:
    for kind in library.EVENTS:
        library.log_event(empty_workspace, kind, rank=2)
    with pytest.raises(InvalidInput, match="“glance” is not logged"):
        library.log_event(empty_workspace, "glance")
    kinds = [event.kind for event in empty_workspace.store.events.since()]
    assert kinds == list(library.EVENTS)


def test_every_verb_tells_what_it_touched_and_can_be_taken_back(
    empty_workspace: Workspace,
) -> None:
    workspace, record = empty_workspace, _saved(empty_workspace)
    ids = [record.id or 0]
    done = [
        library.edit(workspace, replace(record, instruction="Write a song.")),
        library.tag(workspace, ids, add=["a"], remove=["b"]),
        library.archive(workspace, ids),
        library.archive(workspace, ids, archived=False),
        library.delete(workspace, ids),
    ]
    assert [changes.records for changes in done] == [tuple(ids)] * 5
    assert [str(changes.label) for changes in done] == [
        "Edit “Write a poem”",
        "Tag: +a, −b",
        "Archive records",
        "Unarchive records",
        "Delete records",
    ]

    for changes in reversed(done):
        assert str(library.undo_label(workspace)) == str(changes.label)
        assert library.undo(workspace).records == tuple(ids)
    assert workspace.store.records.get(ids[0]) == record
    assert str(library.redo_label(workspace)) == "Edit “Write a poem”"
    assert library.redo(workspace).records == tuple(ids)
    texts = [v.body and v.body["instruction"] for v in library.versions(workspace, 1)]
    assert texts[0] == "Write a poem."
    assert texts[-1] == "Write a song."


def test_what_changes_nothing_is_empty(empty_workspace: Workspace) -> None:
    record = _saved(empty_workspace)
    label = library.undo_label(empty_workspace)
    assert library.edit(empty_workspace, record) == Changes()
    assert library.tag(empty_workspace, [99], add=["a"]) == Changes()
    assert library.archive(empty_workspace, [1], archived=False) == Changes()
    assert library.delete(empty_workspace, []) == Changes()
    assert library.redo(empty_workspace) == Changes()
    assert library.undo_label(empty_workspace) == label


def test_many_are_not_listed(
    empty_workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library, "LISTED", 1)
    for text in ("a", "b"):
        _saved(empty_workspace, text)
    changes = library.delete(empty_workspace, [1, 2])
    assert changes.many
    assert changes.records == ()
    library.undo(empty_workspace)
    library.undo(empty_workspace)
    library.undo(empty_workspace)
    assert library.undo(empty_workspace) == Changes()
