import numpy as np
import pytest
import torch

from instrstudio.model.decode.chance import Chance, Nucleus
from instrstudio.model.decode.likeliest import likeliest
from instrstudio.model.decode.rules import BARRED
from instrstudio.model.decode.search import Options


def options(scores: torch.Tensor, count: int) -> Options:
    """Return what may come after rows with these scores, before any token."""
    values, tokens = likeliest(scores, count)
    return Options(
        tokens=tokens.numpy(),
        values=values.double().numpy(),
        norms=np.zeros(len(scores)),
        scores=scores,
        covered=np.zeros(len(scores)),
        step=0,
    )


def plainly(scores: torch.Tensor, draw: float, chance: Chance) -> int:
    """Return the token that a draw falls on, by sorting everything."""
    shares = (scores.double() / chance.temperature).softmax(dim=-1)
    order: list[int] = shares.argsort(descending=True).tolist()
    kept, total = list[int](), 0.0
    for token in order:
        if total >= chance.top_p:
            break
        kept.append(token)
        total += float(shares[token])
    reached, so_far = draw * total, 0.0
    for token in kept:
        so_far += float(shares[token])
        if so_far > reached:
            return token
    return kept[-1]


@pytest.mark.parametrize("top_p", [0.3, 0.9, 0.999, 1.0])
@pytest.mark.parametrize("spread", [0.1, 1.0, 6.0])
def test_a_draw_is_what_sorting_everything_gives(top_p: float, spread: float) -> None:
    generator = torch.Generator().manual_seed(2)
    scores = spread * torch.randn(4, 900, generator=generator)
    chance = Chance(seed=9, temperature=0.8, top_p=top_p)
    nucleus = Nucleus(chance, 30, 1)
    rows, numbers = np.repeat(np.arange(4), 30), np.tile(np.arange(30), 4)
    tokens, values = nucleus(options(scores, 8), rows, numbers)
    for row, number, token, value in zip(rows, numbers, tokens, values, strict=True):
        draw = float(nucleus._draws[number, 0])
        assert token == plainly(scores[row], draw, chance)
        assert value == pytest.approx(float(scores[row, token]))


def test_other_rows_do_not_touch_a_draw() -> None:
    scores = torch.randn(6, 200, generator=torch.Generator().manual_seed(1))
    nucleus = Nucleus(Chance(seed=4, top_p=0.95), 3, 1)
    both = options(scores, 8)
    many, _ = nucleus(both, np.array([0, 4, 4, 5]), np.array([0, 1, 2, 0]))
    one, _ = nucleus(both, np.array([4]), np.array([1]))
    assert one[0] == many[1]


def test_where_all_is_barred_the_score_says_so() -> None:
    nucleus = Nucleus(Chance(seed=4, top_p=0.9), 1, 1)
    scores = torch.full((1, 300), BARRED)
    _, values = nucleus(options(scores, 8), np.array([0]), np.array([0]))
    assert values.tolist() == [BARRED]
