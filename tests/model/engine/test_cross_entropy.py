"""The loss in blocks of rows beside PyTorch's, and the pointer's beside its formula."""

import pytest
import torch
from torch import Tensor
from torch.nn import functional

from instrstudio.model.engine import cross_entropy
from instrstudio.model.engine.aten import AtenScan
from instrstudio.model.engine.cross_entropy import Mixing, blocks, turn, turn_whole
from instrstudio.model.engine.ops import Copying
from instrstudio.model.engine.reference import Reference

N, P, V = 23, 6, 17
MIB = 2**20


@pytest.fixture(autouse=True)
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Several blocks a chunk and several chunks, the last of each not full."""
    small = cross_entropy.Blocks(rows=4, turn=3, chunk=10)
    monkeypatch.setattr(cross_entropy, "blocks", lambda *_: small)


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


@pytest.mark.parametrize("vocabulary", [1, 300, 8_000, 32_000, 250_000, 10**9])
@pytest.mark.parametrize(("device", "most"), [("cpu", 64 * MIB), ("cuda", 256 * MIB)])
def test_blocks_keep_to_a_budget_of_bytes(
    vocabulary: int, device: str, most: int
) -> None:
    rows, turn, chunk = blocks(vocabulary, device)
    assert 1 <= turn <= rows <= chunk
    assert rows == 1 or rows * vocabulary * 4 <= most
    assert chunk == 1 or chunk * vocabulary * 4 <= 512 * MIB


def test_a_processor_keeps_to_its_cache_and_a_gpu_has_large_blocks() -> None:
    assert blocks(8_000, "cpu") == (1024, 2 * MIB // 32_000, 4096)
    assert blocks(100_000, "cpu").rows == 64 * MIB // 400_000
    assert blocks(8_000, "cuda") == (4096, 4096, 4096)
    assert blocks(32_000, "cuda").rows == 256 * MIB // 128_000


def test_the_blocks_are_those_of_the_vocabulary_and_the_device(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[tuple[int, str]] = []

    def noted(vocabulary: int, device: str) -> cross_entropy.Blocks:
        asked.append((vocabulary, device))
        return cross_entropy.Blocks(rows=5, turn=2, chunk=7)

    monkeypatch.setattr(cross_entropy, "blocks", noted)
    readout, weight, bias, gold = leaves()
    AtenScan().cross_entropy(readout, weight, bias, gold, 0.1, None)
    assert asked == [(V, "cpu")]


@pytest.mark.parametrize("smoothing", [0.0, 0.1])
@pytest.mark.parametrize("copies", [False, True])
def test_fewer_passes_find_the_same(smoothing: float, *, copies: bool) -> None:
    chance = torch.Generator().manual_seed(2)
    logits, gold = torch.randn(N, V, generator=chance), leaves()[3]
    gate, mass = torch.randn(N, generator=chance), torch.rand(N, generator=chance)
    mixings = [Mixing(gate, mass) if copies else Mixing(None, None) for _ in range(2)]
    slopes = logits.clone()
    expected = turn(slopes, gold, smoothing, mixings[0])
    found = turn_whole(logits, gold, smoothing, mixings[1])
    assert found.item() == pytest.approx(expected.item(), rel=1e-6)
    assert torch.allclose(logits, slopes, atol=1e-6)
    assert torch.allclose(mixings[1].d_gate, mixings[0].d_gate, atol=1e-6)
    assert torch.allclose(mixings[1].d_mass, mixings[0].d_mass, atol=1e-6)
