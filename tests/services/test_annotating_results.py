"""What annotation gives in the end."""

import json
from pathlib import Path

import pytest

from instrstudio.domain.annotation import Annotation, AnnotationSet
from instrstudio.domain.errors import NotFound, TransferError
from instrstudio.domain.job import run
from instrstudio.domain.record import Record
from instrstudio.domain.task import Example, Task
from instrstudio.services import annotating, library
from instrstudio.services import annotating_results as results
from instrstudio.services.workspace import Workspace


@pytest.fixture
def pairs(empty_workspace: Workspace) -> Workspace:
    """A set “s” of six rows that two should judge."""
    rows = (
        (Task(description=c, examples=(Example(input=c, output="x"),)), None)
        for c in "abcdef"
    )
    wish = AnnotationSet(name="s", annotators=2, licence="CC-BY-4.0")
    run(annotating.make(empty_workspace, wish, rows))
    return empty_workspace


def say(
    workspace: Workspace, place: int, who: str, text: str, *, final: bool = False
) -> None:
    said = Annotation(
        place=place,
        annotator=who,
        verdict="edit" if text else "reject",
        text=text,
        method="template",
        is_final=final,
    )
    annotating.judge(workspace, "s", said)


def both(workspace: Workspace, place: int, one: str, other: str) -> None:
    say(workspace, place, "ann", one)
    say(workspace, place, "bob", other)


@pytest.fixture
def judged(pairs: Workspace) -> Workspace:
    """Row by row: the same, nearly, different, rejected by one, by both, half done."""
    both(pairs, 0, "Sum it up.", "Sum it up.")
    both(pairs, 1, "写成摘要。", "写成摘要")
    both(pairs, 2, "Translate the text.", "Answer briefly")
    both(pairs, 3, "Write.", "")
    both(pairs, 4, "", "")
    say(pairs, 5, "ann", "Half done.")
    return pairs


def test_agreement_is_counted(judged: Workspace) -> None:
    found = run(results.agreement(judged, "s"))
    assert (found.rows, found.texts) == (5, 3)
    assert found.verdict == pytest.approx(4 / 5)
    assert found.exact == pytest.approx(1 / 3)
    assert found.normalised == pytest.approx(2 / 3)
    assert found.chrf is not None
    assert 1 / 3 < found.chrf < 1


def test_there_is_no_agreement_of_one(pairs: Workspace) -> None:
    say(pairs, 0, "ann", "Do.")
    found = run(results.agreement(pairs, "s"))
    assert (found.rows, found.verdict, found.exact, found.chrf) == (0, None, None, None)
    with pytest.raises(NotFound):
        run(results.agreement(pairs, "none"))


def test_likeness_is_the_same_from_both_sides(pairs: Workspace) -> None:
    both(pairs, 0, "Sum the article up.", "Sum it up now.")
    one = run(results.agreement(pairs, "s")).chrf
    say(pairs, 0, "ann", "Sum it up now.")
    say(pairs, 0, "bob", "Sum the article up.")
    assert run(results.agreement(pairs, "s")).chrf == one


def test_disputes_are_listed_until_they_are_settled(judged: Workspace) -> None:
    found = results.disputes(judged, "s")
    assert [dispute.row.place for dispute in found] == [2, 3]
    texts = [said.text for said in found[0].said]
    assert texts == ["Translate the text.", "Answer briefly"]
    say(judged, 2, "cat", "Translate it.", final=True)
    assert [d.row.place for d in results.disputes(judged, "s")] == [3]
    assert annotating.undo(judged, "s", "cat") is not None
    assert len(results.disputes(judged, "s", limit=1)) == 1


def test_settled_rows_become_records_in_one_step(judged: Workspace) -> None:
    say(judged, 2, "cat", "Translate it.", final=True)
    before = judged.store.records.count()
    report, changes = run(results.finish(judged, "s"))
    assert (report.added, report.known) == (3, 0)
    assert (report.rejected, report.open) == (1, 2)
    records = judged.store.records.page(list(changes.records))
    assert [r.instruction for r in records] == [
        "Sum it up.",
        "写成摘要。",
        "Translate it.",
    ]
    third = records[2]
    assert (third.source.kind, third.source.name) == ("annotation", "s")
    assert (third.licence, third.method, third.language) == (
        "CC-BY-4.0",
        "template",
        "en",
    )
    assert third.extra == {"annotator": "cat"}
    assert (third.task_description, third.examples) == (
        "c",
        (Example(input="c", output="x"),),
    )
    assert records[1].language == "zh"
    library.undo(judged)
    assert judged.store.records.count() == before


def test_a_set_is_finished_bit_by_bit(judged: Workspace) -> None:
    run(results.finish(judged, "s"))
    say(judged, 5, "bob", "half done")
    report, changes = run(results.finish(judged, "s"))
    assert (report.added, report.known, report.open) == (1, 2, 2)
    assert len(changes.records) == 1
    report, changes = run(results.finish(judged, "s"))
    assert (report.added, report.known) == (0, 3)
    assert not changes


def test_a_record_that_was_annotated_anew_is_the_parent(
    empty_workspace: Workspace,
) -> None:
    (parent,) = empty_workspace.store.records.insert(
        [Record(instruction="Old.", task_description="News")], label="Import"
    ).added
    rows = iter([(Task(description="News"), parent)])
    run(annotating.make(empty_workspace, AnnotationSet(name="s"), rows))
    say(empty_workspace, 0, "ann", "New.")
    _report, changes = run(results.finish(empty_workspace, "s"))
    (record,) = empty_workspace.store.records.page(list(changes.records))
    assert record.parent == parent


def test_settled_rows_are_written_to_a_file(judged: Workspace, tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    before = judged.store.records.count()
    report = run(results.export(judged, "s", target))
    assert (report.written, report.refused, report.path) == (2, 0, target)
    lines = [json.loads(line) for line in target.read_text("utf-8").splitlines()]
    assert [line["instruction"] for line in lines] == ["Sum it up.", "写成摘要。"]
    assert judged.store.records.count() == before
    alpaca = tmp_path / "out.json"
    assert run(results.export(judged, "s", alpaca, "alpaca")).written == 2


def test_nothing_is_written_where_nothing_is_settled(
    pairs: Workspace, tmp_path: Path
) -> None:
    target = tmp_path / "out.jsonl"
    with pytest.raises(TransferError, match="no row"):
        run(results.export(pairs, "s", target))
    with pytest.raises(TransferError, match="nobody"):
        run(results.export_verdicts(pairs, "s", target))
    assert list(tmp_path.glob("*out*")) == []


def test_every_verdict_is_written_in_long_form(
    judged: Workspace, tmp_path: Path
) -> None:
    target = tmp_path / "verdicts.jsonl"
    report = run(results.export_verdicts(judged, "s", target))
    lines = [json.loads(line) for line in target.read_text("utf-8").splitlines()]
    assert report.written == len(lines) == 11
    assert lines[2]["text"] == "写成摘要。"
    assert [lines[7][key] for key in ("row", "annotator", "verdict", "final")] == [
        4,
        "bob",
        "reject",
        False,
    ]
    assert lines[0]["task"]["description"] == "a"
