"""What a candidate is worth, by the signs it carries."""

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from instrstudio.domain.candidate import Candidate
from instrstudio.services.worth import Seen, Sign, Worth, agreements, learned

SEEN = st.builds(Seen, st.floats(0, 1), st.floats(0, 1), st.floats(0, 100))
FINITE = st.floats(-1e6, 1e6).map(lambda value: round(value, 4))


@given(st.lists(SEEN, min_size=1, max_size=30))
def test_the_gains_are_those_of_ridge_regression(seen: list[Seen]) -> None:
    signs = np.array([(one.fit, one.agreement) for one in seen])
    scores = np.array([one.score for one in seen])
    spread = np.maximum(signs.std(0), 0.05)
    away = (signs - signs.mean(0)) / spread
    wanted = np.linalg.solve(
        away.T @ away + 30 * np.eye(2), away.T @ (scores - scores.mean())
    )
    found = learned(seen, first=1.0)
    assert [found.fit.gain, found.agreement.gain] == pytest.approx(wanted, abs=1e-6)
    assert found.mean == pytest.approx(scores.mean())
    assert [found.fit.spread, found.agreement.spread] == pytest.approx(spread)


def test_a_sign_that_tells_the_score_is_believed_and_noise_is_not() -> None:
    chance = random.Random(0)
    seen = []
    for _ in range(200):
        fit, noise = chance.random(), chance.random()
        seen.append(Seen(fit, noise, 100 * fit))
    found = learned(seen, first=50.0)
    assert found.fit.gain > 20
    assert abs(found.agreement.gain) < 2
    assert found.of(0.9, 0.5) > 80
    assert found.of(0.1, 0.5) < 20


def test_who_never_offered_anything_is_worth_nothing() -> None:
    assert learned([], first=0.0).of(1.0, 1.0) == 0.0


def test_a_worth_is_never_below_nothing() -> None:
    steep = Sign(usual=0.5, spread=0.1, gain=50.0)
    worth = Worth(first=10.0, mean=10.0, fit=steep, agreement=steep)
    assert worth.of(0.1, 0.1) == 0.0


@given(
    st.builds(
        Worth,
        FINITE,
        FINITE,
        *[st.builds(Sign, FINITE, st.floats(0.1, 9).map(lambda v: round(v, 4)), FINITE)]
        * 2,
    )
)
def test_what_is_kept_is_read_again(worth: Worth) -> None:
    assert Worth.known(worth.as_dict()) == worth


def candidate(text: str) -> Candidate:
    return Candidate(method="x", text=text, spans=())


def test_agreement_is_the_mean_likeness_to_all_others() -> None:
    found = agreements([candidate(text) for text in ("a b", "a b", "c d", "a c")])
    assert found == pytest.approx(
        [(1 + 0 + 0.5) / 3, 0.5, 0.5 / 3, (0.5 + 0.5 + 0.5) / 3]
    )


def test_one_alone_agrees_with_nobody() -> None:
    assert agreements([candidate("a b")]) == [0.0]
    assert agreements([]) == []


def test_chinese_agrees_by_its_characters() -> None:
    found = agreements([candidate("请写一篇摘要"), candidate("写一篇摘要")])
    assert found[0] == found[1] == pytest.approx(10 / 11)
