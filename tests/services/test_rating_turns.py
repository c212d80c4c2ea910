"""A rater's way through queues: order, sides, resuming, undo, the log."""

import pytest
from rating_cases import answer_all, judge_all, made, offered

from instrstudio.domain.errors import InvalidInput, NotFound
from instrstudio.domain.rating_queue import Turn
from instrstudio.services import rating_queues, rating_turns
from instrstudio.services.workspace import Workspace


def following(workspace: Workspace, rater: str = "ann") -> Turn:
    turn = rating_turns.next_turn(workspace, "q", rater)
    assert turn is not None
    return turn


def test_texts_come_one_by_one_and_a_rater_resumes(empty_workspace: Workspace) -> None:
    made(empty_workspace, "likert", criteria=("likert.clarity", "likert.fluency"))
    first = following(empty_workspace)
    assert [q.criterion for q in first.questions] == [
        "likert.clarity",
        "likert.fluency",
    ]
    rating_turns.answer(empty_workspace, first, {"likert.clarity": 4}, "ann")
    again = following(empty_workspace)
    assert again.left == first.left
    assert again.given == {"likert.clarity": 4}
    rating_turns.answer(empty_workspace, again, {"likert.fluency": 2}, "ann")
    assert following(empty_workspace).left != first.left
    assert following(empty_workspace, "ben").left == first.left
    progress = rating_queues.progress(empty_workspace, "q", "ann")
    assert (progress.done, progress.total) == (1, 60)
    assert progress.by_rater == {"ann": 1}


def test_a_queue_ends(empty_workspace: Workspace) -> None:
    made(empty_workspace, "audit", offered(tasks=2))
    assert answer_all(empty_workspace, "ann", lambda _turn, _criterion: 1) == 6
    assert rating_turns.next_turn(empty_workspace, "q", "ann") is None


def test_one_no_in_an_audit_says_no_to_the_whole(empty_workspace: Workspace) -> None:
    made(empty_workspace, "audit", offered(tasks=1))
    turn = following(empty_workspace)
    rating_turns.answer(empty_workspace, turn, {"audit.input": 0}, "ann")
    assert following(empty_workspace).given == {"audit.input": 0, "audit.all": 0}
    rest = {"audit.valid": 1, "audit.output": 1, "audit.all": 1}
    rating_turns.answer(empty_workspace, turn, rest, "ann")
    found = empty_workspace.store.ratings.of(turn.left.content_hash)
    assert {r.criterion: r.value for r in found} == {
        "audit.valid": 1,
        "audit.input": 0,
        "audit.output": 1,
        "audit.all": 0,
    }


@pytest.mark.parametrize(
    "values", [{}, {"likert.clarity": 6}, {"audit.valid": 1}, {"overall": 5}]
)
def test_only_what_is_asked_can_be_answered(
    empty_workspace: Workspace, values: dict[str, float]
) -> None:
    made(empty_workspace, "likert")
    with pytest.raises(InvalidInput):
        rating_turns.answer(empty_workspace, following(empty_workspace), values)
    assert empty_workspace.store.events.since() == []


def test_answers_are_taken_back_one_by_one(empty_workspace: Workspace) -> None:
    made(empty_workspace, "likert", criteria=("likert.clarity",))
    turns = []
    for value in (1, 2, 3):
        turns.append(following(empty_workspace))
        rating_turns.answer(
            empty_workspace, turns[-1], {"likert.clarity": value}, "ann"
        )
    for turn in reversed(turns):
        undone = rating_turns.undo(empty_workspace, "q", "ann")
        assert undone is not None
        assert undone.left == turn.left
        assert following(empty_workspace).left == turn.left
    assert rating_turns.undo(empty_workspace, "q", "ann") is None
    assert rating_turns.undo(empty_workspace, "q", "ben") is None
    assert empty_workspace.store.ratings.all() == []


def test_undo_brings_the_answer_before_with_its_time(
    empty_workspace: Workspace,
) -> None:
    made(empty_workspace, "likert", criteria=("likert.clarity",))
    turn = following(empty_workspace)
    rating_turns.answer(empty_workspace, turn, {"likert.clarity": 2}, "ann")
    before = empty_workspace.store.ratings.all()
    rating_turns.answer(empty_workspace, turn, {"likert.clarity": 5}, "ann")
    rating_turns.undo(empty_workspace, "q", "ann")
    assert empty_workspace.store.ratings.all() == before


def test_a_vote_is_kept_by_text_and_taken_back(empty_workspace: Workspace) -> None:
    made(empty_workspace, "pairwise", offered(tasks=3))
    turn = following(empty_workspace)
    assert turn.right is not None
    assert turn.is_pair
    assert turn.left.task == turn.right.task
    rating_turns.vote(empty_workspace, turn, "left", ("shorter",), "ann")
    (vote,) = empty_workspace.store.votes.all()
    chosen = vote.first if vote.verdict == "first" else vote.second
    assert chosen == vote.on_left == turn.left.content_hash
    assert vote.reasons == ("shorter",)
    rating_turns.vote(empty_workspace, turn, "right", (), "ann")
    (changed,) = empty_workspace.store.votes.all()
    assert changed.verdict != vote.verdict
    undone = rating_turns.undo(empty_workspace, "q", "ann")
    assert undone is not None
    assert (undone.left, undone.right) == (turn.left, turn.right)
    assert empty_workspace.store.votes.all() == [vote]
    rating_turns.undo(empty_workspace, "q", "ann")
    assert empty_workspace.store.votes.all() == []
    again = following(empty_workspace)
    assert (again.left, again.right) == (turn.left, turn.right)


@pytest.mark.parametrize(("outcome", "reasons"), [("first", ()), ("left", ("pretty",))])
def test_only_known_verdicts_are_kept(
    empty_workspace: Workspace, outcome: str, reasons: tuple[str, ...]
) -> None:
    made(empty_workspace, "pairwise", offered(tasks=1))
    with pytest.raises(InvalidInput):
        rating_turns.vote(empty_workspace, following(empty_workspace), outcome, reasons)


def test_a_single_text_takes_no_vote(empty_workspace: Workspace) -> None:
    made(empty_workspace, "audit", offered(tasks=1))
    with pytest.raises(InvalidInput):
        rating_turns.vote(empty_workspace, following(empty_workspace), "left")


def test_each_pair_is_turned_for_the_second_rater(empty_workspace: Workspace) -> None:
    made(empty_workspace, "pairwise")
    assert judge_all(empty_workspace, "ann", lambda _turn: "left") == 60
    assert judge_all(empty_workspace, "ben", lambda _turn: "left") == 60
    lefts: dict[tuple[str, str], set[str]] = {}
    for vote in empty_workspace.store.votes.all():
        lefts.setdefault((vote.first, vote.second), set()).add(vote.on_left)
    assert len(lefts) == 60
    assert all(len(seen) == 2 for seen in lefts.values())
    of_ann = [v for v in empty_workspace.store.votes.all() if v.profile == "ann"]
    assert 15 < sum(v.on_left == v.first for v in of_ann) < 45  # and random


def test_named_raters_see_turned_sides_without_knowing_of_each_other(
    empty_workspace: Workspace,
) -> None:
    made(empty_workspace, "pairwise", raters=("ann", "ben"))
    for_ann, for_ben = (following(empty_workspace, rater) for rater in ("ann", "ben"))
    assert (for_ann.left, for_ann.right) == (for_ben.right, for_ben.left)


def test_systems_that_are_not_told_apart_are_asked_about_most(
    empty_workspace: Workspace,
) -> None:
    made(empty_workspace, "pairwise", overlap=0.0)
    asked: list[bool] = []

    def said(turn: Turn) -> str:
        assert turn.right is not None
        asked.append("generation" not in (turn.left.system, turn.right.system))
        if asked[-1]:
            return "tie"
        return "right" if turn.left.system == "generation" else "left"

    judge_all(empty_workspace, "ann", said, most=30)
    assert sum(asked) > 12


def test_pairs_of_others_come_until_enough_are_judged_twice(
    empty_workspace: Workspace,
) -> None:
    made(empty_workspace, "pairwise", overlap=0.5)
    judge_all(empty_workspace, "ann", lambda _turn: "left", most=20)
    judge_all(empty_workspace, "ben", lambda _turn: "left", most=10)
    votes = empty_workspace.store.votes.all()
    assert len({(v.first, v.second) for v in votes}) == 20
    judge_all(empty_workspace, "ben", lambda _turn: "left", most=1)
    votes = empty_workspace.store.votes.all()
    assert len({(v.first, v.second) for v in votes}) == 21


def test_every_verdict_is_in_the_log(empty_workspace: Workspace) -> None:
    made(empty_workspace, "pairwise", offered(tasks=1))
    turn = following(empty_workspace)
    rating_turns.vote(empty_workspace, turn, "tie", profile="ann")
    rating_turns.undo(empty_workspace, "q", "ann")
    given, undone = empty_workspace.store.events.since()
    assert (given.kind, given.profile) == ("rate", "ann")
    assert given.payload["verdict"] == "tie"
    assert given.payload["left"]["text"] == turn.left.text
    assert undone.payload == {"queue": "q", "undoes": given.seq}


def test_whoever_rates_joins_the_queue(empty_workspace: Workspace) -> None:
    made(empty_workspace, "audit", raters=("zoe",))
    rating_turns.answer(
        empty_workspace, following(empty_workspace), {"audit.valid": 1}, "ann"
    )
    assert rating_queues.find(empty_workspace, "q").raters == ("zoe", "ann")


def test_there_must_be_such_a_queue(empty_workspace: Workspace) -> None:
    with pytest.raises(NotFound, match="“none”"):
        rating_turns.next_turn(empty_workspace, "none")


def test_what_is_put_off_comes_last(empty_workspace: Workspace) -> None:
    made(empty_workspace, "audit", offered(tasks=1))
    later: list[tuple[str, ...]] = []
    for _ in range(3):
        turn = rating_turns.next_turn(empty_workspace, "q", "ann", later=later)
        assert turn is not None
        later.append(turn.key)
    assert len(set(later)) == 3
    turn = rating_turns.next_turn(empty_workspace, "q", "ann", later=later)
    assert turn is not None
    assert turn.key == later[0]
    values = {question.criterion: 1 for question in turn.questions}
    rating_turns.answer(empty_workspace, turn, values, "ann")
    turn = rating_turns.next_turn(empty_workspace, "q", "ann", later=later)
    assert turn is not None
    assert turn.key == later[1]


def test_pairs_are_put_off_too(empty_workspace: Workspace) -> None:
    made(empty_workspace, "pairwise", offered(tasks=1))
    later: list[tuple[str, ...]] = []
    for _ in range(3):
        turn = rating_turns.next_turn(empty_workspace, "q", "ann", later=later)
        assert turn is not None
        assert turn.key not in later
        later.append(turn.key)
    turn = rating_turns.next_turn(empty_workspace, "q", "ann", later=later)
    assert turn is not None
    assert turn.key == later[0]


def test_a_turn_taken_back_says_what_was_answered(empty_workspace: Workspace) -> None:
    made(empty_workspace, "likert", criteria=("likert.clarity", "likert.fluency"))
    turn = following(empty_workspace)
    said = {"likert.clarity": 4, "likert.fluency": 2}
    rating_turns.answer(empty_workspace, turn, said, "ann")
    again = rating_turns.undo(empty_workspace, "q", "ann")
    assert again is not None
    assert (again.left, again.given, again.undone) == (turn.left, {}, said)
