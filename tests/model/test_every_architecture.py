"""What holds for all six: steps and loss agree, padding and order do not matter."""

import engine_cases as cases
import pytest
import torch

from instrstudio.domain.run import ARCHITECTURES
from instrstudio.model.architecture import Architecture, Goal
from instrstudio.model.corpus import Batch
from instrstudio.model.engine.reference import Reference
from instrstudio.model.noise import Noise

PAIRS = cases.batch(cases.SHAPES["single tokens"])
EVERY = pytest.mark.parametrize("name", ARCHITECTURES)


def precise(name: str) -> Architecture:
    model = cases.model(name).double()
    model.ops = Reference()
    return model


def stepped(model: Architecture, pairs: Batch) -> torch.Tensor:
    """Return nats of each row, step by step."""
    encoded = model.encode(pairs.source, pairs.lengths)
    state, nats = model.begin(encoded), torch.zeros(len(pairs.source)).double()
    for t in range(1, pairs.target.shape[1]):
        found = model.step(pairs.target[:, t - 1], state, encoded)
        state, gold = found.state, pairs.target[:, t]
        own = found.logits.log_softmax(-1).gather(1, gold.unsqueeze(1)).squeeze(1)
        nats -= torch.where(gold == 0, 0.0, own)
        assert torch.allclose(found.weights.sum(1), torch.ones(len(gold)).double())
        assert not bool(found.weights[~encoded.mask].any())
    return nats


@EVERY
def test_steps_add_up_to_the_loss(name: str) -> None:
    model = precise(name)
    with torch.no_grad():
        nats = stepped(model, PAIRS)
    loss = model.loss(PAIRS, Goal())
    assert loss.total.item() == pytest.approx(float(nats.sum()), rel=1e-9)
    assert loss.tokens == int((PAIRS.target[:, 1:] != 0).sum())


@EVERY
@torch.no_grad()
def test_rows_do_not_disturb_each_other(name: str) -> None:
    model = precise(name)
    nats = stepped(model, PAIRS)
    for row in range(len(PAIRS.source)):
        reads = int(PAIRS.lengths[row])
        writes = int((PAIRS.target[row] != 0).sum())
        alone = Batch(
            source=PAIRS.source[row : row + 1, :reads],
            lengths=PAIRS.lengths[row : row + 1],
            target=PAIRS.target[row : row + 1, :writes],
        )
        loss = model.loss(alone, Goal()).total.item()
        assert loss == pytest.approx(float(nats[row]), rel=1e-9)


@EVERY
@torch.no_grad()
def test_beams_share_their_source(name: str) -> None:
    model = precise(name)
    encoded = model.encode(PAIRS.source, PAIRS.lengths)
    rows, beams = len(PAIRS.source), 3
    previous = PAIRS.target[:, 0].repeat_interleave(beams)
    one = model.step(PAIRS.target[:, 0], model.begin(encoded), encoded)
    many = model.step(previous, model.begin(encoded, beams), encoded)
    assert many.logits.shape[0] == rows * beams
    expected = one.logits.repeat_interleave(beams, dim=0)
    assert torch.allclose(many.logits, expected, atol=1e-10)
    # a step after choosing hypotheses goes on from theirs
    chosen = torch.arange(rows) * beams + 1
    following = torch.full((rows,), 7)
    after = model.step(following, many.state.select(chosen), encoded)
    straight = model.step(following, one.state, encoded)
    assert torch.allclose(after.logits, straight.logits, atol=1e-10)


@EVERY
def test_noise_is_a_pure_function(name: str) -> None:
    model = cases.model(name)
    goal = Goal(teacher_forcing_ratio=0.5, smoothing=0.1, word_dropout=0.2)

    def loss(draw: int) -> float:
        return model.loss(PAIRS, goal, Noise(0, draw, cases.CPU)).total.item()

    state = torch.get_rng_state()
    assert loss(1) == loss(1)
    assert loss(1) != loss(2)
    assert torch.equal(state, torch.get_rng_state())


@EVERY
def test_smoothing_spreads_the_target(name: str) -> None:
    model = cases.model(name)
    plain = model.loss(PAIRS, Goal()).total.item()
    smooth = model.loss(PAIRS, Goal(smoothing=0.2)).total.item()
    whole = model.loss(PAIRS, Goal(smoothing=1.0)).total.item()
    assert smooth == pytest.approx(0.8 * plain + 0.2 * whole, rel=1e-4)


@EVERY
def test_the_nats_of_rows_are_those_of_steps_and_their_sum_is_the_loss(
    name: str,
) -> None:
    model = precise(name)
    nats = model.nats(PAIRS)
    with torch.no_grad():
        assert torch.allclose(nats, stepped(model, PAIRS), rtol=1e-9)
    torch.autograd.backward(nats.sum())
    found = {
        k: p.grad.clone() for k, p in model.named_parameters() if p.grad is not None
    }
    model.zero_grad()
    torch.autograd.backward(model.loss(PAIRS, Goal()).total)
    for key, parameter in model.named_parameters():
        if parameter.grad is not None:
            assert torch.allclose(found[key], parameter.grad, atol=1e-9)


@EVERY
def test_the_nats_keep_the_order_of_the_rows(name: str) -> None:
    model, order = precise(name), torch.arange(len(PAIRS.source)).flip(0)
    turned = Batch(
        source=PAIRS.source[order],
        lengths=PAIRS.lengths[order],
        target=PAIRS.target[order],
    )
    with torch.no_grad():
        assert torch.allclose(model.nats(turned), model.nats(PAIRS)[order], rtol=1e-9)
