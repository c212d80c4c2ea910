"""The attention model and the pointer say what their equations say, in plain loops."""

import math

import engine_cases as cases
import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from instrstudio.model.architecture import Architecture, Goal
from instrstudio.model.attentive import AttentiveModel
from instrstudio.model.corpus import Batch
from instrstudio.model.engine.reference import Reference
from instrstudio.model.noise import Noise

Array = NDArray[np.float64]
SOURCE = [7, 5, 8, 9, 3, 8]  # 5 and 9 begin a part, see `cases.MARKERS`
PARTS = [0, 1, 1, 2, 2, 2]
TARGET = [1, 8, 3, 12, 8, 2]


def sigmoid(x: Array) -> Array:
    return np.asarray(1.0 / (1.0 + np.exp(-x)))


def unit(inputs: Array, hidden: Array, state: Array, new_bias: Array) -> Array:
    """The gated unit of Cho et al. 2014 in PyTorch's form, one number at a time."""
    size = len(state)
    new = []
    for i in range(size):
        rows = [float(sum(hidden[g * size + i] * state)) for g in range(3)]
        r = float(sigmoid(np.array(inputs[i] + rows[0])))
        z = float(sigmoid(np.array(inputs[size + i] + rows[1])))
        n = math.tanh(inputs[2 * size + i] + r * (rows[2] + new_bias[i]))
        new.append((1 - z) * n + z * state[i])
    return np.array(new)


def by_hand(model: Architecture) -> tuple[Array, Array, Array]:
    """Return p(y_t) over the vocabulary, alpha, and 1 - p_gen, a row a step."""
    w = {k: v.double().numpy() for k, v in model.state_dict().items()}
    size = model.sizes.hidden
    scale = math.sqrt(model.sizes.embedding)
    token, segment = w["embedding.token.weight"], w["embedding.segment.weight"]
    x = [scale * token[i] + segment[p] for i, p in zip(SOURCE, PARTS, strict=True)]
    read: list[list[Array]] = [[], []]
    for d, order in ((0, x), (1, x[::-1])):
        state = np.zeros(size)
        for x_j in order:
            inputs = w["encoder.input"][d] @ x_j + w["encoder.input_bias"][d]
            state = unit(
                inputs, w["encoder.hidden"][d], state, w["encoder.new_bias"][d][0]
            )
            read[d].append(state)
    last = np.concatenate([read[0][-1], read[1][-1]])
    h = [np.concatenate(both) for both in zip(read[0], read[1][::-1], strict=True)]
    s = np.tanh(w["bridge.weight"] @ last + w["bridge.bias"])
    fed_table = w.get("embedding.target.weight", token)
    vocabulary = w.get("output", token)
    recurrent, query = w["stacked"][: 3 * size], w["stacked"][3 * size :]
    chances, alphas, copies = [], [], []
    for previous in TARGET[:-1]:
        y = scale * fed_table[previous]
        keys = [w["key.weight"] @ h_j + w["key.bias"] for h_j in h]
        e = [float(w["energy"][0] @ np.tanh(query @ s + k)) for k in keys]
        alpha = [math.exp(e_j) / sum(math.exp(e_k) for e_k in e) for e_j in e]
        c = sum(a * h_j for a, h_j in zip(alpha, h, strict=True))
        inputs = w["feed.weight"] @ y + w["feed.bias"] + w["context.weight"] @ c
        s = unit(inputs, recurrent, s, w["new_bias"])
        readout = np.tanh(
            w["narrow.weight"] @ np.concatenate([s, c]) + w["narrow.bias"]
        )
        logits = vocabulary @ readout + w["output_bias"]
        p = np.exp(logits) / np.exp(logits).sum()
        if model.can_copy:
            parts = np.concatenate([s, c, y])
            written = sigmoid(w["gate.weight"][0] @ parts + w["gate.bias"][0])
            p = written * p
            for place, a in zip(SOURCE, alpha, strict=True):
                p[place] += (1 - written) * a
            copies.append(1 - written)
        chances.append(p)
        alphas.append(alpha)
    return np.array(chances), np.array(alphas), np.array(copies)


def precise(name: str, *, tied: bool) -> Architecture:
    model = cases.model(name, tied=tied).double()
    model.ops = Reference()
    return model


def batch() -> Batch:
    return Batch(
        source=torch.tensor([SOURCE]),
        lengths=torch.tensor([len(SOURCE)]),
        target=torch.tensor([TARGET]),
    )


CASES = [("attention", True), ("attention", False), ("copy", True), ("copy", False)]


@pytest.mark.parametrize(("name", "tied"), CASES)
def test_the_loss_is_that_of_the_equations(name: str, tied: bool) -> None:
    model = precise(name, tied=tied)
    chances, alpha, _ = by_hand(model)
    gold = TARGET[1:]
    expected = -np.log(chances[np.arange(len(gold)), gold]).sum()
    loss = model.loss(batch(), Goal())
    assert loss.tokens == len(gold)
    assert loss.total.item() == pytest.approx(expected, rel=1e-9)
    covered = np.cumsum(alpha, axis=0) - alpha
    more = model.loss(batch(), Goal(coverage=2.0)).total.item() - expected
    assert more == pytest.approx(2.0 * np.minimum(alpha, covered).sum(), rel=1e-9)


@pytest.mark.parametrize(("name", "tied"), CASES)
@pytest.mark.parametrize("reads", [0, 1000], ids=["as it is", "folded"])
@torch.no_grad()
def test_a_step_is_that_of_the_equations(name: str, tied: bool, reads: int) -> None:
    model = precise(name, tied=tied)
    chances, alpha, copies = by_hand(model)
    encoded = model.encode(batch().source, batch().lengths)
    for ready in (encoded, model.prepared(encoded, reads)):
        state = model.begin(ready)
        for t, previous in enumerate(TARGET[:-1]):
            found = model.step(torch.tensor([previous]), state, ready)
            state = found.state
            p = found.logits.softmax(-1)[0].numpy()
            np.testing.assert_allclose(p, chances[t], rtol=1e-6, atol=1e-11)
            np.testing.assert_allclose(found.weights[0].numpy(), alpha[t], rtol=1e-8)
            if model.can_copy:
                assert found.copy is not None
                assert found.copy.item() == pytest.approx(copies[t], rel=1e-8)
            else:
                assert found.copy is None


@pytest.mark.parametrize("tied", [True, False])
def test_the_output_is_the_embedding_where_tied(tied: bool) -> None:
    model = cases.model("attention", tied=tied)
    assert isinstance(model, AttentiveModel)
    table = model.get_parameter("embedding.token.weight")
    assert (model.vocabulary is table) == tied
    names = dict(model.named_parameters())
    assert ("output" in names) == ("embedding.target.weight" in names) == (not tied)


def losses(ratio: float) -> float:
    model, noise = cases.model("copy", dropout=0.0), Noise(1, 2, cases.CPU)
    pairs = cases.batch(cases.SHAPES["long sources"])
    goal = Goal(teacher_forcing_ratio=ratio)
    return model.loss(pairs, goal, noise).total.item()


def test_full_teacher_forcing_is_none_of_it() -> None:
    model = cases.model("copy", dropout=0.0)
    plain = model.loss(cases.batch(cases.SHAPES["long sources"]), Goal())
    assert losses(1.0) == plain.total.item()
    half, none = losses(0.5), losses(0.0)
    assert len({losses(1.0), half, none}) == 3
    assert math.isfinite(half)
    assert losses(0.5) == half  # the coins are a function of seed and draw


@torch.no_grad()
def test_without_teacher_forcing_its_own_tokens_are_fed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    model = cases.model("attention", dropout=0.0)
    assert isinstance(model, AttentiveModel)
    pairs = cases.batch(cases.SHAPES["long sources"]).sorted()
    encoded = model.encode(pairs.source, pairs.lengths)
    state, own = model.begin(encoded), []
    for t in range(pairs.target.shape[1] - 1):
        found = model.step(pairs.target[:, t], state, encoded)
        state = found.state
        own.append(found.logits.argmax(-1))
    fed: list[torch.Tensor] = []
    embed = model.embedding.fed

    def watched(ids: torch.Tensor, words: float, noise: Noise | None) -> torch.Tensor:
        fed.append(ids)
        return embed(ids, words, noise)

    monkeypatch.setattr(model.embedding, "fed", watched)
    goal = Goal(teacher_forcing_ratio=0.0)
    model.loss(pairs, goal, Noise(1, 2, cases.CPU))
    gold_prefix, mixed = fed
    assert torch.equal(gold_prefix, pairs.target[:, :-1].T)
    assert torch.equal(mixed[0], pairs.target[:, 0])
    real = pairs.target[:, 1:-1].T != 0
    assert torch.equal(mixed[1:][real], torch.stack(own[:-1])[real])
