"""Likeness counted exactly, and candidates that miss next to nothing."""

import random

import numpy as np
import pytest

from instrstudio.search import sketches
from instrstudio.search.sketches import Said, Sketches, likeness


def _pairs(found: Sketches, threshold: float) -> set[tuple[int, int]]:
    return {(int(a), int(b)) for band in found.candidates(threshold) for a, b in band}


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (("Sum it up", ""), ("sum it up!", ""), 1.0),
        (("Sum it up", ""), ("Draw a cat", ""), 0.0),
        # 3 words + 2 pairs each; "sum", "it" and "sum it" are shared: 3 of 7
        (("Sum it up", ""), ("Sum it down", ""), 3 / 7),
        (("翻译文字", ""), ("翻译文本", ""), 5 / 9),
        (("ＡＢＣ", ""), ("abc", ""), 1.0),
        (("same", "one thing"), ("same", "another matter"), 0.0),
        (("same", ""), ("same", "text"), 0.0),
        (("", ""), ("", ""), 1.0),
        (("!?", ""), ("!?", ""), 1.0),
        (("!?", ""), ("?!", ""), 0.0),
    ],
)
def test_likeness_is_the_smaller_share_in_common(
    a: Said, b: Said, expected: float
) -> None:
    assert likeness(a, b) == pytest.approx(expected)
    assert likeness(b, a) == pytest.approx(expected)


def _library(pairs: int) -> tuple[list[Said], list[tuple[int, int, float]]]:
    """Return texts, two by two alike, and how alike they are."""
    chance = random.Random(0)
    words = [f"w{number}" for number in range(5000)]
    said: list[Said] = []
    alike = []
    for number in range(pairs):
        text = chance.choices(words, k=40)
        other = list(text)
        for place in chance.sample(range(40), number % 4):
            other[place] = chance.choice(words)
        said += [(" ".join(text), "x"), (" ".join(other), "x")]
        alike.append((2 * number, 2 * number + 1, likeness(said[-2], said[-1])))
    return said, alike


def test_pairs_above_the_threshold_are_candidates_and_few_others() -> None:
    said, alike = _library(400)
    found = Sketches()
    for start in range(0, len(said), 300):
        some = said[start : start + 300]
        found.add(range(start, start + len(some)), some)

    candidates = _pairs(found, 0.8)

    wanted = {(a, b) for a, b, share in alike if share >= 0.8}
    assert len(wanted) > 100
    assert len(wanted - candidates) <= len(wanted) // 50
    assert candidates <= {(a, b) for a, b, _share in alike}


def test_a_thousand_equal_records_hang_together_without_a_million_pairs() -> None:
    found = Sketches()
    found.add(range(1000), [("the same", "")] * 1000)
    pairs = _pairs(found, 0.8)
    assert {(n, n + 1) for n in range(999)} <= pairs
    assert len(pairs) < 5 * 1000


def test_nothing_has_no_candidates() -> None:
    found = Sketches()
    found.add([], [])
    assert _pairs(found, 0.8) == set()
    found.add([1, 2], [("", ""), ("a", "")])
    assert _pairs(found, 0.8) == set()


def test_estimates_are_near_the_truth() -> None:
    said, alike = _library(200)
    found = Sketches()
    found.add(range(len(said)), said)
    signs = np.concatenate(found._bytes)
    first = np.array([a for a, _b, _s in alike])
    second = np.array([b for _a, b, _s in alike])
    # the union of both parts is what is sketched; the second part is equal here
    errors = sketches._estimated(signs, first, second) - [s for _a, _b, s in alike]
    assert abs(errors.mean()) < 0.02
    assert np.abs(errors).max() < 0.25
