"""One score from the checks' verdicts and the method's own opinion."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from instrstudio.domain.candidate import Candidate, Score
from instrstudio.domain.errors import SearchError
from instrstudio.domain.ports import Context
from instrstudio.domain.span import Origin, Span
from instrstudio.domain.task import Task
from instrstudio.services.construct import context_of, profile_of
from instrstudio.services.scoring import CHECKS_SHARE, overall, scored
from instrstudio.services.workspace import Workspace

CANDIDATE = Candidate(
    method="test",
    text="Do it.",
    spans=(Span(start=0, end=6, origin=Origin.EDITED),),
    fit=0.5,
)
SCORES = st.lists(
    st.builds(
        Score,
        name=st.just("x"),
        value=st.floats(0, 1),
        weight=st.floats(0, 3),
    )
)


@dataclass
class Says:
    """A check that always says the same, or cannot judge."""

    value: float
    weight: float = 1.0
    name: str = "says"
    able: bool = True

    def check(self, candidate: Candidate, task: Task, context: Context) -> Score:
        if not self.able:
            raise SearchError("The index cannot answer.")
        return Score(name=self.name, value=self.value, weight=self.weight)


def test_overall_is_a_weighted_mean_with_the_fit() -> None:
    scores = [Score(name="a", value=1.0, weight=3.0), Score(name="b", value=0.0)]
    wanted = CHECKS_SHARE * 0.75 + (1 - CHECKS_SHARE) * 0.4
    assert overall(scores, 0.4) == pytest.approx(wanted)
    assert overall([], 1.0) == pytest.approx(CHECKS_SHARE * 0.5 + (1 - CHECKS_SHARE))
    weightless = [Score(name="a", value=0.0, weight=0.0), Score(name="b", value=1.0)]
    assert overall(weightless, 1.0) == 1.0


@given(SCORES, st.floats(0, 1))
def test_overall_lies_between_nothing_and_one(scores: list[Score], fit: float) -> None:
    assert 0.0 <= overall(scores, fit) <= 1.0


def test_every_check_is_kept_and_counted(empty_workspace: Workspace) -> None:
    task = Task(description="Do it")
    context = context_of(empty_workspace, profile_of(task))
    made = scored(CANDIDATE, task, context, [Says(1.0), Says(0.0, name="other")])
    assert [score.name for score in made.scores] == ["says", "other"]
    assert made.score == overall(made.scores, CANDIDATE.fit)
    assert (made.text, made.spans) == (CANDIDATE.text, CANDIDATE.spans)


def test_a_check_that_cannot_judge_is_left_out(empty_workspace: Workspace) -> None:
    task = Task(description="Do it")
    context = context_of(empty_workspace, profile_of(task))
    made = scored(CANDIDATE, task, context, [Says(0.0, able=False), Says(1.0)])
    assert [score.value for score in made.scores] == [1.0]
    assert made.score == pytest.approx(CHECKS_SHARE + (1 - CHECKS_SHARE) * 0.5)


@pytest.mark.parametrize("standing", [0.0, 0.5, 0.83, 1.0])
def test_the_standing_of_a_method_multiplies_the_score(
    empty_workspace: Workspace, standing: float
) -> None:
    task = Task(description="Do it")
    context = context_of(empty_workspace, profile_of(task))
    made = scored(CANDIDATE, task, context, [Says(1.0)], standing)
    assert made.score == pytest.approx(
        standing * overall(made.scores, CANDIDATE.fit), abs=5e-5
    )
    assert [score.value for score in made.scores] == [1.0]
    assert made.fit == CANDIDATE.fit
