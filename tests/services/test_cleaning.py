"""What should not be learned from is found, put away and left out of files."""

import json
from pathlib import Path

import pytest

from instrstudio.domain.errors import InvalidInput
from instrstudio.domain.job import Cancelled, run
from instrstudio.domain.record import Record
from instrstudio.domain.task import Example
from instrstudio.domain.transfer_plan import ExportPlan
from instrstudio.services import cleaning, library
from instrstudio.services.cleaning import ANSWER, DUPLICATE, INPUT, CleaningWish
from instrstudio.services.workspace import Workspace

LONG = "Summarise the following news article in three short sentences for a busy reader"
INPUT_TEXT = "The quick brown fox jumps over the lazy dog near the old river bank."


def fill(workspace: Workspace, *records: Record) -> list[int]:
    found = workspace.store.records.insert(records, label="Add", on_duplicate="keep")
    return list(found.added)


def sample(source: str, target: str) -> tuple[Example, ...]:
    return (Example(input=source, output=target),)


def test_the_oldest_of_those_nearly_the_same_stays(empty_workspace: Workspace) -> None:
    fill(
        empty_workspace,
        Record(instruction=LONG),
        Record(instruction="Draw a cat"),
        Record(instruction=LONG + "!"),
        Record(instruction=LONG + " today"),
    )
    report = run(cleaning.look(empty_workspace))
    assert report.kept == (1, 2)
    assert [(one.id, one.reason, one.like) for one in report.findings] == [
        (3, DUPLICATE, 1),
        (4, DUPLICATE, 1),
    ]
    assert report.counts == {DUPLICATE: 2}
    assert str(report.findings[0].said) == "100 % like #1"


def test_the_ends_of_a_chain_that_are_not_alike_both_stay(
    empty_workspace: Workspace,
) -> None:
    words = [f"word{n}" for n in range(40)]
    texts = [" ".join(words[start : start + 34]) for start in (0, 2, 4, 6)]
    fill(empty_workspace, *(Record(instruction=text) for text in texts))
    report = run(cleaning.look(empty_workspace, wish=CleaningWish(near=0.85)))
    assert report.kept[0] == 1
    assert len(report.kept) == 2


def test_variants_of_one_record_are_no_duplicates(empty_workspace: Workspace) -> None:
    fill(empty_workspace, Record(instruction=LONG))
    fill(
        empty_workspace,
        Record(instruction=LONG + ".", parent=1, tags=("augmented",)),
        Record(instruction=LONG + " now", parent=1),
    )
    assert run(cleaning.look(empty_workspace)).kept == (1, 2, 3)


@pytest.mark.parametrize(
    ("instruction", "examples", "reason"),
    [
        (f"Translate: {INPUT_TEXT}", sample(INPUT_TEXT, "Der Fuchs."), INPUT),
        (f"Say that {INPUT_TEXT}", sample("x", INPUT_TEXT), ANSWER),
        (
            "把“今天天气很好我们去公园”译成英文",
            sample("今天天气很好我们去公园", "x"),
            INPUT,
        ),
        ("请回答北京是中国的首都", sample("问", "北京是中国的首都"), ANSWER),
        (
            "Name three sports that come from Japan.",
            sample("", "Three sports that come from Japan are sumo, judo and karate."),
            None,
        ),
        ("Translate the sentence", sample(INPUT_TEXT, "Der Fuchs."), None),
        ("分类为体育新闻、财经新闻或其他", sample("球赛", "体育新闻"), None),
        ("将问题分类为优化问题或估计问题", sample("最短路线", "优化问题。"), None),
        (
            "Answer with 'strongly agree with it', 'no opinion at all' or 'other'.",
            sample("x", "no opinion at all"),
            None,
        ),
    ],
)
def test_answers_and_inputs_in_the_instruction_are_leaks(
    instruction: str, examples: tuple[Example, ...], reason: str | None
) -> None:
    found = cleaning.leak(
        Record(id=7, instruction=instruction, examples=examples), CleaningWish()
    )
    assert (found.reason if found else None) == reason


def test_what_the_description_says_too_and_a_small_share_are_no_leaks() -> None:
    asked = Record(
        instruction=f"Repeat: {INPUT_TEXT}",
        task_description=f"Repeat {INPUT_TEXT}",
        examples=sample("x", INPUT_TEXT),
    )
    assert cleaning.leak(asked, CleaningWish()) is None
    long = Record(
        instruction="The quick brown fox jumps over",
        examples=sample(INPUT_TEXT * 5, ""),
    )
    assert cleaning.leak(long, CleaningWish()) is None
    assert cleaning.leak(long, CleaningWish(least=0.01)) is not None
    assert cleaning.leak(long, CleaningWish(least=0.01, inputs=False)) is None


def test_looking_changes_nothing_and_applying_is_one_step(
    empty_workspace: Workspace,
) -> None:
    fill(
        empty_workspace,
        Record(instruction=LONG),
        Record(instruction=LONG + "!"),
        Record(
            instruction=f"Translate: {INPUT_TEXT}", examples=sample(INPUT_TEXT, "F")
        ),
    )
    before = list(empty_workspace.store.records.iterate())
    report = run(cleaning.look(empty_workspace))
    assert list(empty_workspace.store.records.iterate()) == before
    changes = run(cleaning.apply(empty_workspace, report))
    assert changes.records == (2, 3)
    assert empty_workspace.store.records.count() == 1
    assert str(library.undo_label(empty_workspace)) == "Clean: archive 2 records"
    library.undo(empty_workspace)
    assert empty_workspace.store.records.count() == 3
    nothing = cleaning.CleaningReport(looked_at=0, findings=(), kept=())
    assert not run(cleaning.apply(empty_workspace, nothing))


def test_what_stays_is_written_with_families_in_one_part(
    empty_workspace: Workspace, tmp_path: Path
) -> None:
    fill(empty_workspace, *(Record(instruction=f"Task number {n}") for n in range(9)))
    fill(empty_workspace, Record(instruction="Job 3", parent=4))
    report = run(cleaning.look(empty_workspace, wish=CleaningWish(near=None)))
    plan = ExportPlan(validation=0.3, test=0.2)
    written = run(cleaning.write(empty_workspace, report, tmp_path / "a.json", plan))
    assert sum(written.files.values()) == 10
    assert len(written.files) == 3
    parts = [
        {row["instruction"] for row in json.loads(path.read_text(encoding="utf-8"))}
        for path in written.files
    ]
    assert sum({"Task number 3", "Job 3"} <= part for part in parts) == 1


def test_a_wish_that_cannot_be_met_is_refused(empty_workspace: Workspace) -> None:
    with pytest.raises(InvalidInput, match="share"):
        CleaningWish(least=0).checked()
    with pytest.raises(InvalidInput, match="share"):
        CleaningWish(least_answer=1.5).checked()
    with pytest.raises(InvalidInput, match="what to look for"):
        CleaningWish(near=None, answers=False, inputs=False).checked()
    with pytest.raises(InvalidInput, match="likeness"):
        run(cleaning.look(empty_workspace, wish=CleaningWish(near=0.1)))


def test_a_cancelled_look_ends(empty_workspace: Workspace) -> None:
    fill(empty_workspace, *(Record(instruction=f"Task {n}") for n in range(3)))
    with pytest.raises(Cancelled):
        run(cleaning.look(empty_workspace), stop=lambda: True)


def test_a_project_beside_is_thrown_away() -> None:
    with cleaning.beside() as workspace:
        fill(workspace, Record(instruction="Add"))
        folder = workspace.project.folder
        assert folder.exists()
    assert not folder.exists()
