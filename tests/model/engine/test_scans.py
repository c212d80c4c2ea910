"""The two recurrences beside their definitions, on bare tensors."""

from collections.abc import Callable

import pytest
import torch
from torch import Tensor

from instrstudio.model.engine.aten import AtenScan
from instrstudio.model.engine.graphs import GraphScan
from instrstudio.model.engine.ops import AttentionWeights, Memory, Ops, active_rows, gru
from instrstudio.model.engine.recording import EagerRecorder
from instrstudio.model.engine.reference import Reference

H, A, D = 6, 5, 12
BACK_ENDS: list[Callable[[], Ops]] = [
    Reference,
    AtenScan,
    lambda: GraphScan(recorder=EagerRecorder),
]


def drawn(*shape: int, seed: int = 0) -> Tensor:
    return torch.randn(*shape, generator=torch.Generator().manual_seed(seed))


def test_the_rows_alive_at_each_step() -> None:
    assert active_rows([5, 3, 3, 1], 5) == [4, 3, 3, 1, 1]
    assert active_rows([5, 3, 3, 1], 3) == [4, 3, 3]
    assert active_rows([2], 4) == [1, 1, 0, 0]
    assert active_rows([1, 1], 1) == [2]


def test_the_unit_is_pytorchs() -> None:
    cell = torch.nn.GRUCell(4, H)
    x, state = drawn(3, 4), drawn(3, H, seed=1)
    with torch.no_grad():
        cell.bias_hh[: 2 * H] = 0  # r and z have one bias, that of the input
        inputs = x @ cell.weight_ih.T + cell.bias_ih
        hidden = state @ cell.weight_hh.T
        found, *_ = gru(inputs, hidden, state, cell.bias_hh[2 * H :])
        assert torch.allclose(found, cell(x, state), atol=1e-6)


@pytest.mark.parametrize("make", BACK_ENDS)
def test_states_are_zero_behind_a_rows_end(make: Callable[[], Ops]) -> None:
    lengths = [6, 4, 1]
    states = make().bigru(
        drawn(2, 6, 3, 3 * H),
        drawn(2, 3 * H, H, seed=1),
        drawn(2, 1, H, seed=2),
        active_rows(lengths, 6),
    )
    assert states.shape == (2, 6, 3, H)
    for row, length in enumerate(lengths):
        assert bool((states[:, :length, row] != 0).all())
        assert torch.equal(states[:, length:, row], torch.zeros(2, 6 - length, H))


@pytest.mark.parametrize("make", BACK_ENDS)
@pytest.mark.parametrize("steps", [3, 9])
def test_attention_follows_its_definition(make: Callable[[], Ops], steps: int) -> None:
    rows, source = 3, 7
    lengths = [steps, steps, 2]
    inputs, start = drawn(steps, rows, 3 * H), drawn(rows, H, seed=1)
    keys, states = drawn(rows, source, A, seed=2), drawn(rows, source, D, seed=3)
    barred = torch.zeros(rows, source)
    barred[1, 4:] = -1e9
    context, stacked = drawn(3 * H, D, seed=4), drawn(3 * H + A, H, seed=5)
    energy, new_bias = drawn(A, seed=6), drawn(H, seed=7)
    found, alpha = make().attention_gru(
        inputs,
        Memory(keys=keys, states=states, barred=barred),
        start,
        AttentionWeights(
            context=context, stacked=stacked, energy=energy, new_bias=new_bias
        ),
        active_rows(lengths, steps),
    )
    for row, length in enumerate(lengths):
        state, reads = start[row], 4 if row == 1 else source
        for t in range(length):
            query = stacked[3 * H :] @ state
            scores = [float(energy @ torch.tanh(query + k)) for k in keys[row, :reads]]
            weights = torch.tensor(scores).softmax(0)
            seen = weights @ states[row, :reads]
            hidden = stacked[: 3 * H] @ state
            state, *_ = gru(inputs[t, row] + context @ seen, hidden, state, new_bias)
            assert torch.allclose(alpha[t, row, :reads], weights, atol=1e-5)
            assert torch.equal(alpha[t, row, reads:], torch.zeros(source - reads))
            assert torch.allclose(found[t, row], state, atol=1e-5)
        assert not bool(found[length:, row].any())
        assert not bool(alpha[length:, row].any())


def test_products_in_bfloat16_round_only_their_inputs() -> None:
    x, weight, bias = drawn(3, 4, 8), drawn(5, 8, seed=1), drawn(5, seed=2)
    for ops in (Reference(), AtenScan()):
        expected = torch.nn.functional.linear(x, weight, bias)
        assert torch.equal(ops.linear(x, weight, bias), expected)
    low = AtenScan(torch.bfloat16).linear(x, weight, bias)
    assert low.dtype == torch.float32
    assert torch.allclose(low, expected, atol=0.1)
    assert not torch.equal(low, expected)


@pytest.mark.parametrize("kind", [torch.float32, torch.bfloat16])
def test_contexts_are_weighted_sums(kind: torch.dtype) -> None:
    alpha, states = drawn(4, 2, 7).softmax(-1), drawn(2, 7, D, seed=1)
    found = AtenScan(kind).context(alpha, states)
    expected = (alpha.unsqueeze(-1) * states).sum(2)
    assert torch.allclose(found, expected, atol=1e-5 if kind == torch.float32 else 0.05)
    assert torch.allclose(Reference().context(alpha, states), expected, atol=1e-5)


@pytest.mark.parametrize("make", BACK_ENDS)
def test_attention_survives_huge_queries_and_keys(make: Callable[[], Ops]) -> None:
    # exp(2q) exp(2k) must neither overflow nor vanish where tanh is plus or minus one
    keys = 300 * drawn(2, 4, A, seed=2).requires_grad_()
    stacked = (300 * drawn(3 * H + A, H, seed=5)).requires_grad_()
    states, alpha = make().attention_gru(
        drawn(3, 2, 3 * H),
        Memory(keys=keys, states=drawn(2, 4, D, seed=3), barred=torch.zeros(2, 4)),
        drawn(2, H, seed=1),
        AttentionWeights(
            context=drawn(3 * H, D, seed=4),
            stacked=stacked,
            energy=drawn(A, seed=6),
            new_bias=drawn(H, seed=7),
        ),
        [2, 2, 1],
    )
    torch.autograd.backward([states.sum()])
    assert bool(torch.isfinite(alpha).all())
    assert stacked.grad is not None
    assert bool(torch.isfinite(stacked.grad).all())
