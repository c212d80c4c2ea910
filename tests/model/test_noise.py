import pytest
import torch

from instrstudio.model.noise import Noise, dropped

CPU = torch.device("cpu")


def test_the_coin_is_thrown_for_each_step_and_sentence() -> None:
    like = torch.zeros(4000, dtype=torch.long)
    noise = Noise(0, 5, CPU)
    first, second = noise.coins(like, 0.3), noise.coins(like, 0.3)
    assert first.float().mean().item() == pytest.approx(0.3, abs=0.03)
    assert not torch.equal(first, second)
    assert torch.equal(first, Noise(0, 5, CPU).coins(like, 0.3))


def test_dropout_scales_what_it_keeps() -> None:
    values = torch.ones(2000)
    assert dropped(values, 0.25, None) is values
    kept = dropped(values, 0.25, Noise(0, 1, CPU))
    assert sorted(set(kept.tolist())) == pytest.approx([0.0, 4 / 3])
    assert kept.mean().item() == pytest.approx(1.0, abs=0.05)
