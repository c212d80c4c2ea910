"""Annotation from a file of rows to verdicts."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from instrstudio.domain.annotation import Annotation, AnnotationSet
from instrstudio.domain.errors import InvalidInput, NotFound
from instrstudio.domain.job import Cancelled, run
from instrstudio.domain.record import Record
from instrstudio.domain.task import Example, Task
from instrstudio.services import annotating
from instrstudio.services.annotating_rows import (
    Waiting,
    tasks_of_file,
    tasks_of_records,
)
from instrstudio.services.construct import ConstructOptions
from instrstudio.services.workspace import Workspace

QUICK = ConstructOptions(methods=("template",), limit=3)


def tasks(count: int) -> Iterator[Waiting]:
    for number in range(count):
        described = f"Summarise the news article {number} in one sentence."
        yield Task(description=described), None


def verdict(place: int, text: str = "Do it.", **more: str) -> Annotation:
    fields = {"annotator": "", "verdict": "accept", "proposed": "Do it.", **more}
    return Annotation(place=place, text=text, **fields)  # type: ignore[arg-type]


@pytest.fixture
def made(empty_workspace: Workspace) -> Workspace:
    """A project with a set “news” of four rows."""
    run(annotating.make(empty_workspace, AnnotationSet(name="news"), tasks(4)))
    return empty_workspace


def written(path: Path, *rows: object) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_a_set_is_made_of_a_file(empty_workspace: Workspace, tmp_path: Path) -> None:
    rows = written(
        tmp_path / "rows.jsonl",
        {"task_description": "写新闻摘要", "input": "暴雨。", "output": "雨。"},
        {"description": "b", "examples": [{"input": "1"}, {"input": "2"}]},
    )
    wish = AnnotationSet(name=" news ", guideline="Short.", licence="CC0-1.0")
    found = run(annotating.make(empty_workspace, wish, tasks_of_file(rows)))
    assert (found.name, found.guideline, found.licence) == ("news", "Short.", "CC0-1.0")
    first = annotating.row(empty_workspace, "news", 0)
    assert first.task.description == "写新闻摘要"
    assert first.task.examples == (Example(input="暴雨。", output="雨。"),)
    assert len(annotating.row(empty_workspace, "news", 1).task.examples) == 2
    assert annotating.progress(empty_workspace, "news").total == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"description": "a"}\nnonsense\n', "Line 2"),
        ('{"description": "a"}\n{"description": " "}\n', "Line 2"),
        ('{"input": 3}\n', "Line 1"),
        ("\n\n", "nothing to annotate"),
    ],
)
def test_a_faulty_file_makes_no_set(
    empty_workspace: Workspace, tmp_path: Path, text: str, said: str
) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidInput, match=said):
        run(
            annotating.make(
                empty_workspace, AnnotationSet(name="x"), tasks_of_file(path)
            )
        )
    assert annotating.sets(empty_workspace) == []


def test_a_missing_file_and_a_missing_name_are_said(
    empty_workspace: Workspace, tmp_path: Path
) -> None:
    job = annotating.make(
        empty_workspace, AnnotationSet(name="x"), tasks_of_file(tmp_path / "none")
    )
    with pytest.raises(NotFound, match="none"):
        run(job)
    with pytest.raises(InvalidInput, match="needs a name"):
        run(annotating.make(empty_workspace, AnnotationSet(name=" "), tasks(1)))


def test_a_cancelled_set_is_not_there(
    empty_workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(annotating, "CHUNK", 2)
    job = annotating.make(empty_workspace, AnnotationSet(name="x"), tasks(5))
    assert next(job).done == 2
    with pytest.raises(Cancelled):
        job.throw(Cancelled())
    assert annotating.sets(empty_workspace) == []


def test_rows_are_read_as_they_are_written(
    empty_workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(annotating, "CHUNK", 2)
    read: list[int] = []

    def watched() -> Iterator[Waiting]:
        for number, waiting in enumerate(tasks(5)):
            read.append(number)
            yield waiting

    job = annotating.make(empty_workspace, AnnotationSet(name="x"), watched())
    next(job)
    assert len(read) == 2
    run(job)
    assert annotating.progress(empty_workspace, "x").total == 5


def test_records_become_rows(empty_workspace: Workspace) -> None:
    ids = empty_workspace.store.records.insert(
        [
            Record(instruction="Sum up.", examples=(Example(input="a", output="b"),)),
            Record(instruction="Nothing to go by."),
            Record(instruction="Do.", task_description="News", constraints=("short",)),
        ],
        label="Import",
    ).added
    rows = list(tasks_of_records(empty_workspace, ids))
    assert [record for _task, record in rows] == [ids[0], ids[2]]
    assert rows[0][0].examples == (Example(input="a", output="b"),)
    assert rows[1][0].constraints == ("short",)


def test_rows_come_in_order_and_each_once(made: Workspace) -> None:
    places = [row.place for row in annotating.upcoming(made, "news", limit=2)]
    assert places == [0, 1]
    annotating.judge(made, "news", verdict(0))
    annotating.judge(made, "news", verdict(2, verdict="skip"))
    places = [row.place for row in annotating.upcoming(made, "news")]
    assert places == [1, 3]
    others = annotating.upcoming(made, "news", annotator="other")
    assert [row.place for row in others] == [1, 2, 3]
    assert annotating.skipped(made, "news") == [2]


def test_proposals_are_ready_before_a_row_is_shown(made: Workspace) -> None:
    events: list[object] = []
    job = annotating.prefetch(made, "news", limit=2, options=QUICK)
    assert run(job, events.append) == 2
    told = [e for e in events if isinstance(e, annotating.Proposed)]
    assert [e.place for e in told] == [0, 1]
    first, second, third = annotating.upcoming(made, "news", limit=3)
    assert first.proposals is not None
    assert first.proposals.candidates
    assert first.proposals == told[0].proposals
    assert second.proposals is not None
    assert third.proposals is None
    again = annotating.prefetch(made, "news", limit=2, options=QUICK)
    assert run(again) == 0


def test_a_stopped_prefetch_keeps_what_is_whole(made: Workspace) -> None:
    job = annotating.prefetch(made, "news", options=QUICK)
    while not isinstance(next(job), annotating.Proposed):
        pass
    next(job)
    with pytest.raises(StopIteration) as end:
        job.throw(Cancelled())
    assert end.value.value in (0, 1)
    rows = annotating.upcoming(made, "news")
    assert [row.proposals is not None for row in rows] == [True, False, False, False]


def test_what_differs_from_the_proposal_is_an_edit(made: Workspace) -> None:
    assert annotating.judge(made, "news", verdict(0)).verdict == "accept"
    said = annotating.judge(made, "news", verdict(1, "Do that."))
    assert (said.verdict, said.proposed) == ("edit", "Do it.")
    said = annotating.judge(made, "news", verdict(2, "left over", verdict="reject"))
    assert (said.verdict, said.text) == ("reject", "")
    assert said.annotator == made.settings.profile


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (verdict(0, " "), "empty"),
        (verdict(0, "a\ud800"), "half"),
        (verdict(0, verdict="maybe"), "no verdict"),
    ],
)
def test_a_verdict_that_says_nothing_is_refused(
    made: Workspace, said: Annotation, why: str
) -> None:
    with pytest.raises(InvalidInput, match=why):
        annotating.judge(made, "news", said)
    assert annotating.said_of(made, "news", 0) == []


def test_a_verdict_on_no_row_is_refused(made: Workspace) -> None:
    with pytest.raises(NotFound, match="no row 10"):
        annotating.judge(made, "news", verdict(9))
    with pytest.raises(NotFound, match="none"):
        annotating.upcoming(made, "none")


def test_verdicts_are_taken_back_in_their_order(made: Workspace) -> None:
    for place in (0, 1):
        annotating.judge(made, "news", verdict(place))
    annotating.judge(made, "news", verdict(0, verdict="reject"))
    back = [annotating.undo(made, "news") for _ in range(4)]
    assert [one and (one.place, one.verdict) for one in back] == [
        (0, "reject"),
        (1, "accept"),
        (0, "accept"),
        None,
    ]
    assert annotating.progress(made, "news").mine == 0


def test_choices_and_edits_are_logged_for_learning(made: Workspace) -> None:
    run(annotating.prefetch(made, "news", limit=2, options=QUICK))
    first, second = annotating.upcoming(made, "news", limit=2)
    assert first.proposals is not None
    assert second.proposals is not None
    best, other = first.proposals.candidates[0], second.proposals.candidates[1]
    taken = verdict(0, best.text, proposed=best.text, annotator="ann")
    annotating.judge(made, "news", taken)
    annotating.judge(made, "news", verdict(1, "Else.", proposed=other.text))
    annotating.judge(made, "news", verdict(2, "Own words.", proposed=""))
    choice, edit = made.store.events.since()
    assert (choice.kind, choice.profile, choice.candidate_rank) == ("choice", "ann", 1)
    assert choice.construction == first.proposals.id
    assert (edit.kind, edit.candidate_rank) == ("edit", 2)
    assert (edit.payload["before"], edit.payload["after"]) == (other.text, "Else.")


def test_a_set_is_changed_and_removed(made: Workspace) -> None:
    found = AnnotationSet(name="news", guideline="G", annotators=0, source="other")
    changed = annotating.change(made, found)
    assert (changed.guideline, changed.annotators, changed.source) == ("G", 1, "")
    assert annotating.sets(made)[0] == changed
    annotating.remove(made, "news")
    assert annotating.sets(made) == []
    with pytest.raises(NotFound, match="news"):
        annotating.remove(made, "news")


_KILLED = """
import os, sys
from pathlib import Path
from instrstudio.domain.annotation import Annotation
from instrstudio.services import annotating
from instrstudio.services.workspace import Workspace
workspace = Workspace.open(Path(sys.argv[1]))
for place in range(3):
    said = Annotation(place=place, annotator="ann", verdict="edit", text=f"Do {place}.")
    annotating.judge(workspace, "news", said)
os._exit(9)
"""


def test_nothing_is_lost_when_the_program_is_killed(made: Workspace) -> None:
    folder = str(made.project.folder)
    ended = subprocess.run([sys.executable, "-c", _KILLED, folder], check=False)
    assert ended.returncode == 9
    said = [annotating.said_of(made, "news", place)[0].text for place in range(3)]
    assert said == ["Do 0.", "Do 1.", "Do 2."]
    assert annotating.annotators(made, "news") == ["ann"]
