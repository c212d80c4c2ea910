"""The loss in blocks of rows beside PyTorch's, and the pointer's beside its formula."""

import pytest
import torch
from torch import Tensor
from torch.nn import functional

from instrstudio.model.engine import cross_entropy
from instrstudio.model.engine.aten import AtenScan
from instrstudio.model.engine.ops import Copying
from instrstudio.model.engine.reference import Reference

N, P, V = 23, 6, 17


@pytest.fixture(autouse=True)
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Several blocks a chunk and several chunks, the last of each not full."""
    monkeypatch.setattr(cross_entropy, "_ROWS", 4)
    monkeypatch.setattr(cross_entropy, "_CHUNK", 10)


def leaves() -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Readout, vocabulary, bias, gold."""
    chance = torch.Generator().manual_seed(0)
    readout, weight, bias = (
        torch.randn(*shape, generator=chance, requires_grad=True)
        for shape in ((N, P), (V, P), (V,))
    )
    return readout, weight, bias, torch.randint(0, V, (N,), generator=chance)


@pytest.mark.parametrize("smoothing", [0.0, 0.1])
def test_the_loss_is_pytorchs(smoothing: float) -> None:
    *learned, gold = leaves()
    readout, weight, bias = learned
    expected = functional.cross_entropy(
        functional.linear(readout, weight, bias),
        gold,
        reduction="sum",
        label_smoothing=smoothing,
    )
    slopes = torch.autograd.grad(expected, learned)
    for ops in (AtenScan(), Reference()):
        found = ops.cross_entropy(readout, weight, bias, gold, smoothing, None)
        assert found.item() == pytest.approx(expected.item(), rel=1e-6)
        gradients = torch.autograd.grad(3.0 * found, learned)
        for gradient, slope in zip(gradients, slopes, strict=True):
            assert torch.allclose(gradient, 3.0 * slope, atol=1e-4)


@pytest.mark.parametrize("smoothing", [0.0, 0.1])
def test_copying_mixes_both_distributions(smoothing: float) -> None:
    chance = torch.Generator().manual_seed(1)
    gate = torch.randn(N, generator=chance, requires_grad=True)
    mass = torch.rand(N, generator=chance) * (torch.arange(N) % 3 > 0)
    mass.requires_grad_()
    readout, weight, bias, gold = leaves()
    learned = (readout, weight, bias, gate, mass)
    p = functional.linear(readout, weight, bias).softmax(dim=1)
    rows = torch.arange(N)
    mixed = gate.sigmoid() * p[rows, gold] + (1 - gate.sigmoid()) * mass
    each = -(1 - smoothing) * mixed.log() - smoothing * p.log().mean(dim=1)
    slopes = torch.autograd.grad(each.sum(), learned)
    for ops in (AtenScan(), Reference()):
        found = ops.cross_entropy(
            readout, weight, bias, gold, smoothing, Copying(gate=gate, mass=mass)
        )
        assert found.item() == pytest.approx(each.sum().item(), rel=1e-6)
        gradients = torch.autograd.grad(found, learned)
        for gradient, slope in zip(gradients, slopes, strict=True):
            assert torch.allclose(gradient, slope, rtol=1e-4, atol=1e-5)


def test_a_token_that_nothing_gives_costs_much_and_is_finite() -> None:
    readout, weight, bias, gold = leaves()
    closed = Copying(gate=torch.full((N,), -200.0), mass=torch.zeros(N))
    found = AtenScan().cross_entropy(readout, weight, bias, gold, 0.0, closed)
    assert bool(torch.isfinite(found))
    assert found.item() > 50 * N
    (gradient,) = torch.autograd.grad(found, readout)
    assert bool(torch.isfinite(gradient).all())


def test_large_logits_do_not_overflow() -> None:
    readout, weight, bias, gold = leaves()
    found = AtenScan().cross_entropy(readout * 1e4, weight, bias, gold, 0.1, None)
    assert bool(torch.isfinite(found))


def test_bfloat16_is_near() -> None:
    readout, weight, bias, gold = leaves()
    exact = AtenScan().cross_entropy(readout, weight, bias, gold, 0.1, None)
    low = AtenScan(torch.bfloat16)
    found = low.cross_entropy(readout, weight, bias, gold, 0.1, None)
    assert found.item() == pytest.approx(exact.item(), rel=1e-2)
    (gradient,) = torch.autograd.grad(found, weight)
    (slope,) = torch.autograd.grad(exact, weight)
    assert float((gradient - slope).norm() / slope.norm()) < 2e-2
