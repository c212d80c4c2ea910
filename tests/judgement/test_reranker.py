import numpy as np
import pytest
from reacting import FACTS, by_chance, choice, edit, shown

from instrstudio.domain.reaction import Reaction
from instrstudio.judgement import features
from instrstudio.judgement.reranker import Pairs, Reranker, fit, prior, shared_by


def short(text: str) -> float:
    return -len(text)


def long(text: str) -> float:
    return len(text)


def share_first(reranker: Reranker, liked: object, count: int = 40) -> float:
    """How often what is liked most is put first, in lists never seen."""
    hits = 0
    for seed in range(1000, 1000 + count):
        candidates = shown(seed)
        values = reranker.values(candidates, FACTS)
        first = max(range(len(values)), key=values.__getitem__)
        best = max(candidates, key=lambda one: liked(one.text))  # type: ignore[operator] # a function of a text
        hits += candidates[first].text == best.text
    return hits / count


def taught(liked: object, count: int, start: int = 0) -> Reranker:
    reranker = Reranker()
    for seed in range(start, start + count):
        reranker.learn(choice(liked, shown(seed)))  # type: ignore[arg-type] # a function of a text
    return reranker


def test_nothing_learned_is_the_order_of_scores() -> None:
    values = Reranker().values(shown(), FACTS)
    assert values == sorted(values, reverse=True)
    assert not Reranker().is_trusted


def test_a_few_choices_are_enough() -> None:
    before = share_first(Reranker(), short)
    reranker = taught(short, 12)
    assert reranker.is_trusted
    assert share_first(reranker, short) >= before + 0.4


def test_one_choice_moves_the_order_already() -> None:
    reranker = taught(short, 1)
    assert reranker.is_trusted
    assert reranker.weights is not None
    at = features.NAMES.index("long")
    assert reranker.weights[at] < 0


def test_trust_grows_with_the_evidence() -> None:
    trusts = [taught(short, count).trust for count in (0, 1, 12)]
    assert trusts[0] == 0.0
    assert 0 < trusts[1] < 0.8 < trusts[2] <= 1.0


def test_trust_goes_when_guesses_are_no_better() -> None:
    reranker = taught(short, 12)
    reranker.gains += [-0.5] * 24
    assert not reranker.is_trusted
    candidates = shown(3)
    assert reranker.values(candidates, FACTS) == pytest.approx(
        Reranker().values(candidates, FACTS)
    )


def test_a_change_of_mind_is_followed() -> None:
    reranker = taught(short, 50)
    for seed in range(50, 90):
        reranker.learn(choice(long, shown(seed)))
    assert share_first(reranker, long) >= 0.7


def test_random_choices_are_not_trusted_for_long() -> None:
    trusted = 0
    for person in range(12):
        liked = by_chance(person)
        reranker = Reranker()
        for seed in range(40):
            reranker.learn(choice(liked, shown(seed)))
        trusted += reranker.is_trusted
    assert trusted <= 3


def test_a_rejected_one_goes_down() -> None:
    candidates = shown(5)
    reranker = Reranker()
    before = reranker.values(candidates, FACTS)
    reranker.learn(
        Reaction(kind="reject", text=candidates[0].text, place=0, shown=candidates,
                 facts=FACTS, weight=-0.7)
    )  # fmt: skip
    after = reranker.values(candidates, FACTS)
    assert after[0] - after[1] < before[0] - before[1]


def test_an_edit_prefers_what_it_made() -> None:
    reranker = Reranker()
    for _ in range(4):
        reranker.learn(edit("Please sum it up with all facts.", "Sum it up."))
    assert reranker.weights is not None
    assert reranker.weights[features.NAMES.index("polite")] < 0
    assert reranker.weights[features.NAMES.index("long")] < 0


def test_what_has_no_list_tells_nothing() -> None:
    reranker = Reranker()
    reranker.learn(Reaction(kind="choice", text="Sum it up."))
    assert reranker.weights is None


def test_the_fit_is_where_the_slope_is_nought() -> None:
    draw = np.random.default_rng(0)
    rows = draw.normal(size=(30, len(features.NAMES)))
    seen = [Pairs(rows=rows, weights=np.ones(30))]
    mean = prior(None)
    weights = fit(seen, mean)

    def loss(at: "np.ndarray[tuple[int, ...], np.dtype[np.float64]]") -> float:
        precision = np.full(len(mean), 2.0)
        precision[features.NAMES.index(features.SCORE)] = 2.0
        chance = np.log1p(np.exp(-rows @ at)).sum()
        return float(chance + 0.5 * (precision * (at - mean) ** 2).sum())

    least = loss(weights)
    for i in range(0, len(weights), 5):
        for step in (-0.01, 0.01):
            moved = weights.copy()
            moved[i] += step
            assert loss(moved) > least


def test_starting_elsewhere_ends_at_the_same_place() -> None:
    reranker = taught(short, 10)
    assert reranker.weights is not None
    again = fit(reranker.seen, prior(None))
    assert again == pytest.approx(reranker.weights, abs=1e-4)


def test_others_lend_a_new_person_their_weights() -> None:
    shared = shared_by([taught(short, 12), taught(short, 12, start=50)])
    at = features.NAMES.index("long")
    found = []
    for reranker in (Reranker(shared=shared), Reranker()):
        reranker.learn(choice(short, shown(90)))
        assert reranker.weights is not None
        found.append(float(reranker.weights[at]))
    assert found[0] < found[1] < 0
    assert shared_by([Reranker()]) is None


def test_reasons_name_what_is_preferred() -> None:
    reranker = taught(short, 12)
    candidates = sorted(shown(7), key=lambda one: len(one.text))
    best = dict(reranker.reasons(candidates, FACTS)[0])
    assert best["long"] < 0
