import math

import engine_cases as cases
import pytest
import torch

from instrstudio.model.architecture import Goal
from instrstudio.model.corpus import Batch
from instrstudio.model.learner import Learner, Micro
from instrstudio.model.noise import Noise

ROWS = ((5, 4), (3, 6), (7, 2))


def part(*rows: tuple[int, int], draw: int = 0) -> Micro:
    return Micro(cases.batch(rows or ROWS, draw), Noise(0, draw, cases.CPU))


@pytest.mark.parametrize("name", ["seed", "copy"])
def test_a_gradient_that_is_no_number_changes_no_weight(name: str) -> None:
    model = cases.model(name)
    with torch.no_grad():
        next(model.parameters()).fill_(math.nan)
    before = {k: v.clone() for k, v in model.state_dict().items()}
    loss, _ = Learner(model, Goal(), 1.0).step([part()], 0.1)
    assert math.isnan(loss)
    after = model.state_dict()
    for key, value in before.items():
        assert torch.equal(value.nan_to_num(), after[key].nan_to_num())


def test_batches_of_one_update_weigh_by_their_tokens() -> None:
    whole, parts = cases.model("copy", dropout=0.0), cases.model("copy", dropout=0.0)
    both = cases.batch(((5, 4), (5, 4), (5, 4)))
    first = Micro(_rows(both, [0]), Noise(0, 0, cases.CPU))
    second = Micro(_rows(both, [1, 2]), Noise(0, 1, cases.CPU))
    together = Micro(both, Noise(0, 2, cases.CPU))
    one = Learner(whole, Goal(), 1.0).step([together], 0.01)
    other = Learner(parts, Goal(), 1.0).step([first, second], 0.01)
    assert one[1] == other[1] == 12
    assert one[0] == pytest.approx(other[0], rel=1e-5)
    for a, b in zip(whole.parameters(), parts.parameters(), strict=True):
        assert a.grad is not None
        assert b.grad is not None
        assert torch.allclose(a.grad, b.grad, atol=1e-5)


def _rows(batch: Batch, rows: list[int]) -> Batch:
    return Batch(
        source=batch.source[rows],
        lengths=batch.lengths[rows],
        target=batch.target[rows],
    )


def test_the_gradient_is_clipped() -> None:
    model = cases.model("copy")
    Learner(model, Goal(), 0.01).step([part()], 0.01)
    norms = [p.grad.norm() for p in model.parameters() if p.grad is not None]
    assert torch.stack(norms).norm().item() == pytest.approx(0.01, rel=1e-3)


def test_what_others_found_is_added_before_the_mean() -> None:
    def combine(
        gradients: list[torch.Tensor], nats: float, tokens: int
    ) -> tuple[float, int]:
        for gradient in gradients:
            gradient.mul_(2.0)  # as if another process had found the same
        return 2 * nats, 2 * tokens

    alone, together = cases.model("attention"), cases.model("attention")
    one = Learner(alone, Goal(), 1.0).step([part()], 0.01)
    two = Learner(together, Goal(), 1.0, combine).step([part()], 0.01)
    assert two[0] == pytest.approx(one[0])
    assert two[1] == 2 * one[1]
    for a, b in zip(alone.parameters(), together.parameters(), strict=True):
        assert torch.allclose(a, b, atol=1e-6)


def test_a_learner_goes_on_from_its_arrays() -> None:
    one, other = cases.model("copy"), cases.model("copy")
    learner = Learner(one, Goal(), 1.0)
    learner.step([part()], 0.01)
    fresh = Learner(other, Goal(), 1.0)
    other.load_state_dict(one.state_dict())
    fresh.restore(learner.arrays())
    for draw in (1, 2):
        assert learner.step([part(draw=draw)], 0.01) == fresh.step(
            [part(draw=draw)], 0.01
        )
    for a, b in zip(one.parameters(), other.parameters(), strict=True):
        assert torch.equal(a, b)
