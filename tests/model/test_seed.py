"""The tensors say what the equations say, computed again one number at a time."""

import math
from collections.abc import Callable

import numpy as np
import pytest
import torch

from instrstudio.model.architecture import Sizes
from instrstudio.model.architectures import build, initialise
from instrstudio.model.recurrent import EncoderDecoder
from instrstudio.model.seed import SeedModel

Vector = list[float]


def weights_of(model: EncoderDecoder) -> dict[str, np.ndarray]:
    return {k: v.double().numpy() for k, v in model.state_dict().items()}


def sigmoid(x: float) -> float:
    return 1.0 / (1.0 + math.exp(-x))


def gru(
    w_in: np.ndarray, w_h: np.ndarray, b_in: np.ndarray, b_h: np.ndarray
) -> Callable[[Vector, Vector], Vector]:
    """The gated unit of Cho et al. 2014 in PyTorch's form, with plain loops."""

    def unit(x: Vector, h: Vector) -> Vector:
        size = len(h)

        def row(w: np.ndarray, v: Vector, i: int) -> float:
            return sum(float(w[i][k]) * v[k] for k in range(len(v)))

        new = []
        for i in range(size):
            r = sigmoid(row(w_in, x, i) + b_in[i] + row(w_h, h, i) + b_h[i])
            j, k = i + size, i + 2 * size
            z = sigmoid(row(w_in, x, j) + b_in[j] + row(w_h, h, j) + b_h[j])
            n = math.tanh(row(w_in, x, k) + b_in[k] + r * (row(w_h, h, k) + b_h[k]))
            new.append((1 - z) * n + z * h[i])
        return new

    return unit


def by_hand(
    model: EncoderDecoder, source: list[int], target: list[int], *, attends: bool
) -> tuple[np.ndarray, np.ndarray]:
    """Return logits (steps, vocabulary) and alpha (steps, source)."""
    w = weights_of(model)
    names = ("weight_ih", "weight_hh", "bias_ih", "bias_hh")
    f = gru(*(w[f"encoder.unit.{name}_l0"] for name in names))
    g = gru(*(w[f"cell.{name}"] for name in names))
    h: list[Vector] = []
    for x in source:  # h_t = f(x_t, h_{t-1})
        before = h[-1] if h else [0.0] * model.sizes.hidden
        h.append(f(list(w["embedding.weight"][x]), before))
    s = np.tanh(w["bridge.weight"] @ h[-1] + w["bridge.bias"])
    logits, alphas = [], []
    for y in target[:-1]:
        if attends:
            e = [
                float(
                    w["attention.energy.weight"][0]
                    @ np.tanh(
                        w["attention.query.weight"] @ s
                        + w["attention.query.bias"]
                        + w["attention.key.weight"] @ h_j
                    )
                )
                for h_j in h
            ]
            alpha = [math.exp(e_j) / sum(math.exp(e_k) for e_k in e) for e_j in e]
        else:
            alpha = [0.0] * (len(h) - 1) + [1.0]
        c = np.array(alpha) @ np.array(h)
        embedded = list(w["embedding.weight"][y])
        s = np.array(g([*embedded, *c.tolist()], s.tolist()))
        narrow = np.tanh(w["narrow.weight"] @ np.concatenate([s, c]) + w["narrow.bias"])
        logits.append(w["vocabulary.weight"] @ narrow + w["vocabulary.bias"])
        alphas.append(alpha)
    return np.array(logits), np.array(alphas)


@pytest.mark.parametrize("architecture", ["seed", "seq2seq"])
def test_the_model_computes_its_equations(architecture: str, sizes: Sizes) -> None:
    model = build(architecture, sizes)
    initialise(model, 7)
    assert isinstance(model, EncoderDecoder)
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.add_(0.1)  # biases that are zero would hide a mistake
    model.double()
    source, target = [5, 9, 3, 7, 2], [1, 11, 4, 6, 2]
    encoded = model.encode(torch.tensor([source]), torch.tensor([len(source)]))
    steps = model.unroll(encoded, torch.tensor([target]))
    logits = model.readout(steps.state, steps.context)[0]

    expected, alpha = by_hand(model, source, target, attends=architecture == "seed")

    np.testing.assert_allclose(logits.detach().numpy(), expected, atol=1e-12)
    np.testing.assert_allclose(steps.weights[0].detach().numpy(), alpha, atol=1e-12)


def test_attention_looks_with_the_state_before_the_step(sizes: Sizes) -> None:
    model = build("seed", sizes)
    initialise(model, 7)
    assert isinstance(model, EncoderDecoder)
    encoded = model.encode(torch.tensor([[5, 9, 3]]), torch.tensor([3]))
    state = model.start(encoded)
    one = model.advance(torch.tensor([4]), state, encoded)
    other = model.advance(torch.tensor([8]), state, encoded)
    assert torch.equal(one.weights, other.weights)
    assert not torch.equal(one.state, other.state)


def test_gradients_agree_with_finite_differences(model: EncoderDecoder) -> None:
    model.double()
    source, target = torch.tensor([[5, 9, 3]]), torch.tensor([[1, 11, 4, 2]])

    def loss() -> torch.Tensor:
        steps = model.unroll(model.encode(source, torch.tensor([3])), target)
        logits = model.readout(steps.state, steps.context)[0]
        return torch.nn.functional.cross_entropy(logits, target[0, 1:])

    names = ["encoder.unit.weight_ih_l0", "cell.weight_hh", "bridge.weight"]
    if isinstance(model, SeedModel):
        names.append("attention.key.weight")
    for name in names:
        parameter = model.get_parameter(name)
        (gradient,) = torch.autograd.grad(loss(), parameter)
        with torch.no_grad():
            parameter[1, 2] += 1e-6
            above = float(loss())
            parameter[1, 2] -= 2e-6
            below = float(loss())
            parameter[1, 2] += 1e-6
        assert float(gradient[1, 2]) == pytest.approx((above - below) / 2e-6, rel=1e-4)
