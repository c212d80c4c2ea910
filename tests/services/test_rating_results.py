"""Two raters and 60 items: all figures equal those of the libraries run beside them."""

import random
from collections import defaultdict

import choix
import krippendorff
import pytest
from rating_cases import SYSTEMS, answer_all, judge_all, made, offered
from scipy.stats import binomtest

from instrstudio.domain.job import run
from instrstudio.domain.rating_queue import RatingItem, Turn
from instrstudio.domain.rating_results import QueueResults
from instrstudio.services import rating_queues, rating_results, rating_sources
from instrstudio.services.workspace import Workspace

WORTH = {"template": 1.0, "retrieval": 0.4, "generation": 0.0}


def results(workspace: Workspace, **options: int) -> QueueResults:
    return run(rating_results.results(workspace, "q", **{"resamples": 50, **options}))


class Rater:
    """Has a taste, a noise and a liking for the left side; keeps a list of its own."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self.said: list[tuple[str, str, str]] = []

    def __call__(self, turn: Turn) -> str:
        assert turn.right is not None
        left, right = turn.left.system, turn.right.system
        edge = WORTH[left] - WORTH[right] + 0.4 + self._random.gauss(0, 0.7)
        if abs(edge) < 0.15:
            outcome = self._random.choice(("tie", "both_bad"))
        else:
            outcome = "left" if edge > 0 else "right"
        self.said.append((turn.left.text, turn.right.text, outcome))
        return outcome


def system_of(text: str) -> int:
    return SYSTEMS.index(text.split(maxsplit=1)[0])


@pytest.fixture
def judged(empty_workspace: Workspace) -> tuple[Workspace, Rater, Rater]:
    """Sixty pairs, all judged by two simulated raters."""
    made(empty_workspace, "pairwise")
    ann, ben = Rater(1), Rater(2)
    assert judge_all(empty_workspace, "ann", ann) == 60
    assert judge_all(empty_workspace, "ben", ben) == 60
    return empty_workspace, ann, ben


def test_strengths_are_those_of_choix(judged: tuple[Workspace, Rater, Rater]) -> None:
    workspace, ann, ben = judged
    wins: list[tuple[int, int]] = []
    for left, right, outcome in ann.said + ben.said:
        a, b = system_of(left), system_of(right)
        wins += {
            "left": [(a, b), (a, b)],
            "right": [(b, a), (b, a)],
            "tie": [(a, b), (b, a)],
            "both_bad": [],
        }[outcome]
    expected = choix.ilsr_pairwise(3, wins, alpha=0.2, max_iter=10_000)
    ranking = results(workspace).ranking
    assert ranking is not None
    found = {one.system: one.strength for one in ranking.standings}
    assert [found[system] for system in SYSTEMS] == pytest.approx(expected, abs=1e-6)
    assert ranking.votes == 120
    both_bad = sum(outcome == "both_bad" for *_texts, outcome in ann.said + ben.said)
    assert ranking.both_bad == both_bad > 0


def test_shares_of_wins_are_those_of_the_lists(
    judged: tuple[Workspace, Rater, Rater],
) -> None:
    workspace, ann, ben = judged
    won: defaultdict[tuple[int, int], float] = defaultdict(float)
    for left, right, outcome in ann.said + ben.said:
        a, b = system_of(left), system_of(right)
        if outcome != "both_bad":
            won[a, b] += {"left": 1, "right": 0, "tie": 0.5}[outcome]
            won[b, a] += {"left": 0, "right": 1, "tie": 0.5}[outcome]
    ranking = results(workspace).ranking
    assert ranking is not None
    for (a, b), times in won.items():
        share = times / (times + won[b, a])
        assert ranking.matrix[SYSTEMS[a]][SYSTEMS[b]] == pytest.approx(share)


def test_agreement_is_that_of_krippendorff(
    judged: tuple[Workspace, Rater, Rater],
) -> None:
    workspace, ann, ben = judged
    # By the text that comes first in an order that no hash decides, as 0 to 3.
    answers: list[dict[tuple[str, str], float]] = []
    for rater in (ann, ben):
        of_rater = {}
        for left, right, outcome in rater.said:
            key = tuple(sorted((left, right)))
            chosen = {"left": left, "right": right}.get(outcome)
            value = {"tie": 2.0, "both_bad": 3.0}.get(outcome, float(chosen != key[0]))
            of_rater[key[0], key[1]] = value
        answers.append(of_rater)
    # Which of two texts is called the first is the hash's choice: the same here.
    for pair in rating_queues.pairs_of(offered()):
        texts = (pair.first.text, pair.second.text)
        key = (min(texts), max(texts))
        if texts != key:
            for of_rater in answers:
                value = of_rater[key]
                of_rater[key] = 1.0 - value if value < 2 else value
    keys = list(answers[0])
    matrix = [[of_rater[key] for key in keys] for of_rater in answers]
    expected = krippendorff.alpha(
        reliability_data=matrix, level_of_measurement="nominal"
    )
    found = results(workspace).agreement["preference"]
    assert found.alpha == pytest.approx(expected)
    alike = sum(a == b for a, b in zip(*matrix, strict=True))
    assert found.percent == pytest.approx(alike / 60)
    assert found.items == 60
    assert len(results(workspace).disagreements) == 60 - alike


def test_side_bias_is_that_of_scipy(judged: tuple[Workspace, Rater, Rater]) -> None:
    workspace, ann, ben = judged
    outcomes = [outcome for *_texts, outcome in ann.said + ben.said]
    left, right = outcomes.count("left"), outcomes.count("right")
    test = binomtest(left, left + right, 0.5)
    side = results(workspace).side
    assert side is not None
    assert (side.left, side.right) == (left, right)
    assert side.p_value == pytest.approx(test.pvalue)
    bounds = test.proportion_ci(method="wilson")
    assert (side.low, side.high) == pytest.approx((bounds.low, bounds.high))
    of_ben = {frozenset((a, b)): (a, outcome) for a, b, outcome in ben.said}
    both = same_text = 0
    for a, b, outcome in ann.said:
        there, other = of_ben[frozenset((a, b))]
        if outcome in ("left", "right") and other in ("left", "right"):
            assert there == b  # every pair was turned for the second rater
            both += 1
            same_text += outcome != other
    assert (side.both_orders, side.same_text) == (both, same_text)
    assert side.same_side == both - same_text > 0


def test_the_same_results_come_again_and_it_says_whether_to_stop(
    judged: tuple[Workspace, Rater, Rater],
) -> None:
    workspace, *_ = judged
    found = results(workspace)
    assert results(workspace) == found
    assert found.by_rater == {"ann": 60, "ben": 60}
    assert found.ranking is not None
    assert found.ranking.standings[0].system == "template"
    assert found.stopping is not None
    best, second = found.ranking.standings[:2]
    assert best.low is not None
    assert second.high is not None
    assert found.stopping.is_enough == (best.low > second.high)


def test_scales_and_their_agreement_for_two_raters_and_60_texts(
    empty_workspace: Workspace,
) -> None:
    made(empty_workspace, "likert")
    said: dict[str, list[tuple[str, str, int]]] = {"ann": [], "ben": []}

    def value(rater: str, seed: int) -> "Value":
        return Value(said[rater], random.Random(seed))

    assert answer_all(empty_workspace, "ann", value("ann", 1)) == 60
    assert answer_all(empty_workspace, "ben", value("ben", 2)) == 60
    found = results(empty_workspace)
    for criterion in found.queue.criteria:
        rows = [
            {text: v for text, c, v in said[rater] if c == criterion}
            for rater in ("ann", "ben")
        ]
        texts = sorted(rows[0])
        expected = krippendorff.alpha(
            reliability_data=[[row[text] for text in texts] for row in rows],
            value_domain=[1, 2, 3, 4, 5],
            level_of_measurement="ordinal",
        )
        assert found.agreement[criterion].alpha == pytest.approx(expected)
        for scale in found.scales:
            if scale.criterion == criterion:
                own = [t for t in texts if t.startswith(scale.system)]
                mean = sum(row[t] for row in rows for t in own) / (2 * len(own))
                assert scale.estimate.value == pytest.approx(mean)
                assert scale.estimate.low is not None
                assert scale.estimate.high is not None
                assert scale.estimate.low < mean < scale.estimate.high
    widest = found.disagreements[0]
    assert widest.spread == max(one.spread for one in found.disagreements)
    assert {float(said) for said in widest.verdicts.values()} != {3.0}


class Value:
    """Answers around a mean, and writes down what it said."""

    def __init__(self, said: list[tuple[str, str, int]], drawn: random.Random) -> None:
        self._said, self._drawn = said, drawn

    def __call__(self, turn: Turn, criterion: str) -> int:
        number = int(turn.left.text.split()[-1])
        value = min(5, max(1, number % 5 + 1 + self._drawn.randint(-1, 1)))
        self._said.append((turn.left.text, criterion, value))
        return value


def test_the_share_of_an_audit_is_by_hand(empty_workspace: Workspace) -> None:
    made(empty_workspace, "audit", offered(tasks=4, systems=("template",)))
    answer_all(empty_workspace, "ann", lambda turn, _c: int("3" not in turn.left.text))
    found = results(empty_workspace)
    scale = next(s for s in found.scales if s.criterion == "audit.all")
    bounds = binomtest(3, 4).proportion_ci(method="wilson")
    assert scale.estimate.value == 0.75
    assert (scale.estimate.low, scale.estimate.high) == pytest.approx(tuple(bounds))
    assert found.agreement["audit.all"].alpha is None
    assert "two raters" in str(rating_results.in_words(found.agreement["audit.all"]))


def test_verdicts_survive_a_re_run_and_a_new_queue(
    judged: tuple[Workspace, Rater, Rater],
) -> None:
    workspace, *_ = judged
    before = results(workspace)
    rating_queues.remove(workspace, "q")
    made(workspace, "pairwise", list(reversed(offered())))  # made again, other order
    again = results(workspace)
    assert again.ranking is not None
    assert before.ranking is not None
    assert again.ranking.matrix == before.ranking.matrix
    assert again.by_rater == before.by_rater
    assert again.side == before.side


def test_the_same_text_of_two_systems_is_asked_once(
    empty_workspace: Workspace,
) -> None:
    task = offered(tasks=1)[0].task

    def item(system: str, text: str) -> RatingItem:
        return rating_sources.item(task, system, text)

    items = [item("a", "same"), item("b", "same"), item("c", "other")]
    made(empty_workspace, "pairwise", items)
    assert judge_all(empty_workspace, "ann", lambda turn: "tie") == 1
    found = results(empty_workspace)
    assert found.identical == 1
    assert found.ranking is not None
    assert found.ranking.counts["c"] == {"a": 1, "b": 1}
    assert found.ranking.counts["a"] == {"c": 1}


def test_without_verdicts_there_are_results_that_say_so(
    empty_workspace: Workspace,
) -> None:
    made(empty_workspace, "pairwise")
    found = results(empty_workspace)
    assert found.stopping is not None
    assert "nothing to compare" in str(found.stopping.sentence)
    rating_queues.remove(empty_workspace, "q")
    made(empty_workspace, "likert")
    assert results(empty_workspace).scales == ()
