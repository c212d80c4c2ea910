import pytest
import torch

from instrstudio.model.decode.likeliest import likeliest, normalisers


@pytest.mark.parametrize("columns", [5, 64, 640, 1000, 8000, 8003])
@pytest.mark.parametrize("count", [1, 4, 10])
def test_the_highest_are_found_with_their_places(columns: int, count: int) -> None:
    generator = torch.Generator().manual_seed(columns)
    scores = torch.randn(7, columns, generator=generator)
    scores[2] = float("-inf")
    scores[3, -1] = 99.0
    count = min(count, columns)
    values, places = likeliest(scores, count)
    assert torch.equal(values, scores.topk(count, dim=-1).values)
    assert torch.equal(scores.gather(1, places), values)
    assert places[3, 0] == columns - 1
    assert all(len(set(row)) == count for row in places.tolist())


@pytest.mark.parametrize("shift", [0.0, 500.0, -500.0])
def test_normalisers_are_log_sum_exp_of_any_size(shift: float) -> None:
    generator = torch.Generator().manual_seed(1)
    logits = torch.randn(3, 50, generator=generator) * 5 + shift
    before = logits.clone()
    expected = logits.double().logsumexp(dim=-1, keepdim=True).float()
    assert torch.allclose(normalisers(logits), expected, rtol=1e-6, atol=1e-5)
    assert torch.equal(logits, before)
