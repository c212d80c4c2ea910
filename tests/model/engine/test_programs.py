import pytest
import torch

from instrstudio.model.engine.programs import (
    ATTENTION_GRU,
    BIGRU,
    Program,
    bucket,
    padded_shape,
)
from instrstudio.model.engine.recording import EagerRecorder
from instrstudio.model.engine.scans import BiGruScan

CPU = torch.device("cpu")
H = 3


@pytest.mark.parametrize(
    ("axis", "size", "padded"),
    [("S", 1, 4), ("S", 4, 4), ("T", 5, 8), ("B", 1, 16), ("B", 16, 16), ("B", 17, 32)],
)
def test_sizes_are_rounded_up(axis: str, size: int, padded: int) -> None:
    assert bucket(axis, size) == padded


def test_only_steps_and_rows_are_padded() -> None:
    assert padded_shape(".SB.", (2, 5, 3, 7)) == (2, 8, 16, 7)
    assert padded_shape("TBS", (9, 16, 1)) == (12, 16, 4)


@pytest.mark.parametrize("records", [False, True])
def test_padding_is_cut_off_and_what_is_masked_is_zero(records: bool) -> None:
    inputs = (
        torch.randn(2, 3, 2, 3 * H),
        torch.randn(2, 3 * H, H),
        torch.randn(2, 1, H),
    )
    program = Program(BIGRU, inputs, torch.float32)
    if records:
        program.record(EagerRecorder(CPU), learning=True)
    mask = torch.tensor([[1.0, 1.0], [1.0, 0.0], [1.0, 0.0]]).view(1, 3, 2, 1)
    claim = program.claimed({"S": 3, "B": 2}, mask)
    (states,) = program.forward(inputs, claim)
    assert states.shape == (2, 3, 2, H)
    assert not bool(states[:, 1:, 1].any())
    gradients = program.backward((torch.ones(2, 3, 2, H),), claim)
    assert [g.shape for g in gradients if g is not None] == [x.shape for x in inputs]
    assert gradients[0] is not None
    assert not bool(gradients[0][:, 1:, 1].any())

    leaves = [x.clone().requires_grad_() for x in inputs]
    plain = BiGruScan.apply(  # type: ignore[no-untyped-call]
        *leaves, [2, 1, 1], torch.float32
    )
    assert torch.allclose(states, plain, atol=1e-6)
    wanted = torch.autograd.grad(plain.sum(), leaves)
    for gradient, slope in zip(gradients, wanted, strict=True):
        assert gradient is not None
        assert torch.allclose(gradient, slope, atol=1e-5)


def test_a_program_is_free_again_once_its_claim_is_dropped() -> None:
    inputs = (torch.zeros(2, 4, 16, 3 * H), torch.zeros(2, 3 * H, H), None)
    program = Program(BIGRU, inputs, torch.float32)
    held = [program.is_claimed]
    claim = program.claimed({}, torch.ones(1))
    held.append(program.is_claimed)
    del claim
    held.append(program.is_claimed)
    assert held == [False, True, False]


def test_a_program_knows_how_much_it_holds() -> None:
    inputs = (
        torch.zeros(2, 4, 16, 3 * H),
        torch.zeros(2, 3 * H, H),
        torch.zeros(2, 1, H),
    )
    program = Program(BIGRU, inputs, torch.float32)
    buffers = 4 * sum(x.numel() for x in inputs)
    assert program.bytes == buffers
    program.forward(inputs, program.claimed({}, torch.ones(1)))
    assert program.bytes > buffers + 4 * 2 * 5 * 16 * H


def test_every_input_has_axes_and_a_filling() -> None:
    for recurrence in (BIGRU, ATTENTION_GRU):
        assert len(recurrence.takes) == len(recurrence.fills)
        assert all("B" in axes for axes in recurrence.gives)
