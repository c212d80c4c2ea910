"""Verdicts go out in long form and come in from another copy: the newest wins."""

import csv
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from rating_cases import answer_all, judge_all, made, offered

from instrstudio.domain.errors import InvalidInput, NotFound, StorageError
from instrstudio.domain.job import Cancelled, run
from instrstudio.domain.record import Record
from instrstudio.services import rating, rating_exchange, rating_queues, rating_results
from instrstudio.services.rating_exchange import MergeReport
from instrstudio.services.workspace import Workspace
from instrstudio.storage.ratings import Rating
from instrstudio.storage.votes import Vote

RATING = Rating(
    content_hash="h", profile="ann", criterion="overall", value=3.0, at="2026-01-02"
)
VOTE = Vote(
    first="a",
    second="b",
    profile="ann",
    criterion="preference",
    verdict="tie",
    on_left="a",
    at="2026-01-02",
)


@pytest.fixture
def other(empty_workspace: Workspace, tmp_path: Path) -> Iterator[Workspace]:
    """A second project."""
    with Workspace.open(tmp_path / "other") as found:
        yield found


def merged(ours: Workspace, theirs: Workspace) -> MergeReport:
    return run(rating_exchange.merge(ours, theirs.project.folder))


def test_the_newest_of_two_verdicts_stands(
    empty_workspace: Workspace, other: Workspace
) -> None:
    ours, theirs = empty_workspace.store, other.store
    newer = replace(RATING, value=5.0, at="2026-01-03")
    ours.ratings.restore(RATING)
    theirs.ratings.restore(newer)
    theirs.ratings.restore(replace(RATING, criterion="likert.clarity"))
    ours.ratings.restore(replace(newer, profile="ben"))
    theirs.ratings.restore(replace(RATING, profile="ben"))
    ours.votes.put(VOTE)
    theirs.votes.put(VOTE)
    theirs.votes.put(replace(VOTE, profile="ben"))
    report = merged(empty_workspace, other)
    assert report == MergeReport(new=2, newer=1, known=1, older=1)
    assert report.came_in == 3
    assert newer in ours.ratings.all()
    assert replace(newer, profile="ben") in ours.ratings.all()
    assert len(ours.ratings.all()) == 3
    assert len(ours.votes.all()) == 2
    again = merged(empty_workspace, other)
    assert (again.came_in, again.known, again.older) == (0, 4, 1)


def test_two_copies_judged_apart_become_one(
    empty_workspace: Workspace, tmp_path: Path
) -> None:
    made(empty_workspace, "pairwise", offered(tasks=4), raters=("ann", "ben"))
    copy = tmp_path / "copy"
    empty_workspace.store.backup(copy / "project.sqlite")
    judge_all(empty_workspace, "ann", lambda _turn: "left")
    with Workspace.open(copy) as theirs:
        judge_all(theirs, "ben", lambda _turn: "left")
        report = merged(empty_workspace, theirs)
    assert report == MergeReport(new=12)
    found = run(rating_results.results(empty_workspace, "q", resamples=5))
    assert found.by_rater == {"ann": 12, "ben": 12}
    assert found.side is not None
    assert found.side.both_orders == found.side.same_side == 12


def test_queues_and_raters_come_too(
    empty_workspace: Workspace, other: Workspace
) -> None:
    made(other, "audit", offered(tasks=1))
    answer_all(other, "ben", lambda _turn, _criterion: 1)
    report = merged(empty_workspace, other)
    assert (report.new, report.queues) == (12, 1)
    queue = rating_queues.find(empty_workspace, "q")
    assert queue == rating_queues.find(other, "q")
    assert queue.raters == ("ben",)
    answer_all(other, "cai", lambda _turn, _criterion: 1)
    merged(empty_workspace, other)
    assert rating_queues.find(empty_workspace, "q").raters == ("ben", "cai")
    progress = rating_queues.progress(empty_workspace, "q", "cai")
    assert progress.by_rater == {"ben": 3, "cai": 3}


def test_stars_that_came_in_are_found(
    empty_workspace: Workspace, other: Workspace
) -> None:
    for workspace in (empty_workspace, other):
        workspace.store.records.insert([Record(instruction="a")], label="x")
    run(rating.rate(other, [1], 4))
    merged(empty_workspace, other)
    assert rating.means(empty_workspace, [1]) == {1: 4.0}


def test_the_other_project_stays_as_it_is(
    empty_workspace: Workspace, tmp_path: Path
) -> None:
    with Workspace.open(tmp_path / "other") as theirs:
        theirs.store.ratings.restore(RATING)
        folder = theirs.project.folder
    before = {
        path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()
    }
    run(rating_exchange.merge(empty_workspace, folder))
    assert {p.name: p.read_bytes() for p in folder.iterdir() if p.is_file()} == before


def test_a_cancelled_merge_takes_nothing_in(
    empty_workspace: Workspace, other: Workspace
) -> None:
    for number in range(250):
        other.store.ratings.restore(replace(RATING, content_hash=str(number)))
    job = rating_exchange.merge(empty_workspace, other.project.folder)
    while next(job).total != 250:
        pass
    with pytest.raises(Cancelled):
        job.throw(Cancelled())
    assert empty_workspace.store.ratings.all() == []


def test_only_another_project_can_be_merged(
    empty_workspace: Workspace, tmp_path: Path
) -> None:
    with pytest.raises(NotFound):
        run(rating_exchange.merge(empty_workspace, tmp_path / "none"))
    assert not (tmp_path / "none").exists()
    with pytest.raises(StorageError, match="itself"):
        merged(empty_workspace, empty_workspace)


def test_all_verdicts_are_written_in_long_form(
    empty_workspace: Workspace, tmp_path: Path
) -> None:
    made(empty_workspace, "pairwise", offered(tasks=1, systems=("a", "b")))
    judge_all(empty_workspace, "ann", lambda _turn: "both_bad")
    empty_workspace.store.ratings.restore(RATING)
    lines, table = tmp_path / "all.jsonl", tmp_path / "all.csv"
    assert run(rating_exchange.export(empty_workspace, lines)) == 2
    assert run(rating_exchange.export(empty_workspace, table)) == 2
    rows = [json.loads(line) for line in lines.read_text("utf-8").splitlines()]
    with table.open(encoding="utf-8", newline="") as file:
        assert list(csv.DictReader(file)) == rows
    assert set(rows[0]) == set(rating_exchange.COLUMNS)
    assert (rows[0]["verdict"], rows[0]["criterion"]) == ("3", "overall")
    vote = rows[1]
    assert (vote["verdict"], vote["rater"]) == ("both_bad", "ann")
    assert {vote["system"], vote["other_system"]} == {"a", "b"}
    assert {vote["text"], vote["other_text"]} == {"a says 0", "b says 0"}
    assert json.loads(vote["task"])["description"] == "task 0"


def test_a_queue_is_written_alone(empty_workspace: Workspace, tmp_path: Path) -> None:
    made(empty_workspace, "audit", offered(tasks=1, systems=("a",)))
    answer_all(empty_workspace, "ann", lambda _turn, _criterion: 0)
    content = offered(tasks=1, systems=("a",))[0].content_hash
    empty_workspace.store.ratings.restore(replace(RATING, content_hash=content))
    empty_workspace.store.votes.put(VOTE)
    target = tmp_path / "q.jsonl"
    assert run(rating_exchange.export(empty_workspace, target, "q")) == 4
    with pytest.raises(NotFound):
        run(rating_exchange.export(empty_workspace, target, "none"))


def test_the_file_must_be_one_of_two_kinds(
    empty_workspace: Workspace, tmp_path: Path
) -> None:
    with pytest.raises(InvalidInput, match=r"\.csv or \.jsonl"):
        run(rating_exchange.export(empty_workspace, tmp_path / "all.xlsx"))
