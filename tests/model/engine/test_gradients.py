"""Every back end computes the gradients that autograd finds through plain loops."""

from collections.abc import Callable
from functools import cache

import engine_cases as cases
import pytest
import torch
from torch import Tensor

from instrstudio.model.architecture import Goal
from instrstudio.model.engine.aten import AtenScan
from instrstudio.model.engine.graphs import GraphScan
from instrstudio.model.engine.ops import Ops
from instrstudio.model.engine.recording import EagerRecorder
from instrstudio.model.engine.reference import Reference
from instrstudio.model.noise import Noise

EVERYTHING = Goal(smoothing=0.1, coverage=0.5, word_dropout=0.1)
BFLOAT16 = torch.bfloat16

# (architecture, tied, shape, noise and all parts of the loss)
CASES = [
    *(("attention", True, shape, True) for shape in cases.SHAPES),
    *(("copy", False, shape, True) for shape in cases.SHAPES),
    ("attention", False, "long targets", False),
    ("attention", True, "long sources", False),
    ("copy", True, "long sources", False),
    ("copy", True, "long targets", True),
    ("prototypes", True, "single tokens", True),
]
BACK_ENDS: dict[str, Callable[[], Ops]] = {
    "scan": AtenScan,
    "graphs": lambda: GraphScan(recorder=EagerRecorder),
}
LOW_BACK_ENDS: dict[str, Callable[[], Ops]] = {
    "scan": lambda: AtenScan(BFLOAT16),
    "graphs": lambda: GraphScan(BFLOAT16, recorder=EagerRecorder),
}

Found = tuple[float, dict[str, Tensor]]


def gradients(case: tuple[str, bool, str, bool], ops: Ops) -> Found:
    """Return loss and gradients of a case."""
    architecture, tied, shape, whole = case
    goal, noise = (EVERYTHING, Noise(1, 2, cases.CPU)) if whole else (Goal(), None)
    model = cases.model(architecture, tied=tied)
    return cases.gradients(model, ops, cases.batch(cases.SHAPES[shape]), goal, noise)


@cache
def measure(case: tuple[str, bool, str, bool]) -> Found:
    """Return loss and gradients of a case as autograd finds them."""
    return gradients(case, Reference())


@pytest.mark.parametrize("name", BACK_ENDS)
@pytest.mark.parametrize("case", CASES, ids=str)
def test_gradients_are_those_of_the_plain_loops(
    case: tuple[str, bool, str, bool], name: str
) -> None:
    loss, expected = measure(case)
    found_loss, found = gradients(case, BACK_ENDS[name]())
    assert found_loss == pytest.approx(loss, rel=1e-5)
    assert cases.worst(expected, found) <= 1e-4


@pytest.mark.parametrize("name", LOW_BACK_ENDS)
@pytest.mark.parametrize("case", CASES, ids=str)
def test_bfloat16_stays_close_layer_by_layer(
    case: tuple[str, bool, str, bool], name: str
) -> None:
    # by layer: the bias of the keys alone is a sum that nearly cancels
    loss, expected = measure(case)
    found_loss, found = gradients(case, LOW_BACK_ENDS[name]())
    assert found_loss == pytest.approx(loss, rel=5e-3)
    layers = cases.by_layer(expected), cases.by_layer(found)
    assert cases.worst(*layers) <= 2e-2
    assert all(value.dtype == torch.float32 for value in found.values())


def test_the_gradient_is_the_slope_of_the_loss() -> None:
    model = cases.model("copy").double()
    pairs = cases.batch(cases.SHAPES["long sources"])
    direction = {
        name: torch.randn(
            p.shape, generator=torch.Generator().manual_seed(1), dtype=torch.double
        )
        for name, p in model.named_parameters()
    }

    def loss_at(step: float) -> float:
        with torch.no_grad():
            for name, parameter in model.named_parameters():
                parameter.add_(direction[name], alpha=step)
            found = float(model.loss(pairs, Goal(smoothing=0.1)).total)
            for name, parameter in model.named_parameters():
                parameter.sub_(direction[name], alpha=step)
        return found

    _, found = cases.gradients(model, Reference(), pairs, Goal(smoothing=0.1), None)
    slope = sum(float((found[name] * direction[name]).sum()) for name in found)
    assert slope == pytest.approx((loss_at(1e-6) - loss_at(-1e-6)) / 2e-6, rel=1e-4)


@pytest.mark.parametrize("shape", ["long sources", "long targets"])
def test_a_pass_without_gradients_gives_the_same_loss(shape: str) -> None:
    model, pairs = cases.model("copy"), cases.batch(cases.SHAPES[shape])
    loss, _ = cases.gradients(model, Reference(), pairs, Goal(), None)
    for make in BACK_ENDS.values():
        model.ops = make()
        with torch.inference_mode():
            for _ in range(3):
                found = float(model.loss(pairs, Goal()).total)
                assert found == pytest.approx(loss, rel=1e-5)
