import pytest
import torch

from instrstudio.model.noise import Noise, dropped, masked

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


def test_a_mask_keeps_the_mean_and_is_a_function_of_seed_and_draw() -> None:
    mask = Noise(3, 4, CPU).mask((50, 40), 0.2)
    assert sorted(set(mask.flatten().tolist())) == pytest.approx([0.0, 1.25])
    assert mask.mean().item() == pytest.approx(1.0, abs=0.05)
    assert torch.equal(mask, Noise(3, 4, CPU).mask((50, 40), 0.2))
    assert not torch.equal(mask, Noise(3, 5, CPU).mask((50, 40), 0.2))
    assert not torch.equal(mask, Noise(4, 4, CPU).mask((50, 40), 0.2))


def test_a_mask_is_shared_along_axes_of_length_one() -> None:
    values = torch.ones(3, 7, 40)
    found = masked(values, (3, 1, 40), 0.5, Noise(0, 0, CPU))
    assert torch.equal(found, found[:, :1].expand_as(found))
    assert not torch.equal(found[0], found[1])
    assert set(found.flatten().tolist()) == {0.0, 2.0}
    assert masked(values, (3, 1, 40), 0.5, None) is values
    assert masked(values, (3, 1, 40), 0.0, Noise(0, 0, CPU)) is values


def test_chance_touches_no_global_generator() -> None:
    before = torch.get_rng_state()
    Noise(0, 0, CPU).mask((5,), 0.5)
    assert torch.equal(before, torch.get_rng_state())
