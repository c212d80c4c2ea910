import pytest
import torch

from instrstudio.domain.errors import InvalidInput
from instrstudio.model.architecture import EncoderDecoder, Sizes
from instrstudio.model.architectures import build, initialise
from instrstudio.model.noise import Noise

CPU = torch.device("cpu")


def test_padding_changes_nothing_and_gets_no_attention(model: EncoderDecoder) -> None:
    target = torch.tensor([[1, 4, 5, 2]])
    alone = model.unroll(
        model.encode(torch.tensor([[6, 7, 8]]), torch.tensor([3])), target
    )
    batch = torch.tensor([[6, 7, 8, 0, 0], [9, 9, 9, 9, 9]])
    together = model.unroll(
        model.encode(batch, torch.tensor([3, 5])), target.expand(2, -1)
    )
    assert torch.allclose(alone.state[0], together.state[0], atol=1e-6)
    assert torch.equal(together.weights[0, :, 3:], torch.zeros(3, 2))
    assert torch.allclose(together.weights.sum(-1), torch.ones(2, 3))


def test_what_stands_at_padding_does_not_matter(model: EncoderDecoder) -> None:
    lengths, target = torch.tensor([2]), torch.tensor([[1, 4, 2]])
    zeros = model.unroll(model.encode(torch.tensor([[6, 7, 0]]), lengths), target)
    other = model.unroll(model.encode(torch.tensor([[6, 7, 9]]), lengths), target)
    assert torch.equal(zeros.state, other.state)


def test_full_teacher_forcing_feeds_the_gold_tokens(model: EncoderDecoder) -> None:
    encoded = model.encode(torch.tensor([[6, 7, 8]]), torch.tensor([3]))
    target = torch.tensor([[1, 4, 5, 2]])
    forced = model.unroll(
        encoded, target, teacher_forcing_ratio=1.0, noise=Noise(0, 0, CPU)
    )
    state = model.start(encoded)
    for t in range(3):
        state = model.advance(target[:, t], state, encoded).state
    assert torch.equal(forced.state[:, -1], state)


def test_no_teacher_forcing_feeds_the_models_own_tokens(model: EncoderDecoder) -> None:
    encoded = model.encode(torch.tensor([[6, 7, 8]]), torch.tensor([3]))
    target = torch.tensor([[1, 4, 5, 2]])
    free = model.unroll(
        encoded, target, teacher_forcing_ratio=0.0, noise=Noise(0, 0, CPU)
    )
    state, previous = model.start(encoded), torch.tensor([1])
    for _ in range(3):
        step = model.advance(previous, state, encoded)
        state = step.state
        previous = model.readout(step.state, step.context).argmax(-1)
    assert torch.equal(free.state[:, -1], state)


def test_the_coin_is_thrown_for_each_step_and_sentence() -> None:
    like = torch.zeros(4000, dtype=torch.long)
    noise = Noise(0, 5, CPU)
    first, second = noise.coins(like, 0.3), noise.coins(like, 0.3)
    assert first.float().mean().item() == pytest.approx(0.3, abs=0.03)
    assert not torch.equal(first, second)
    assert torch.equal(first, Noise(0, 5, CPU).coins(like, 0.3))


def test_first_weights_are_a_function_of_the_seed(sizes: Sizes) -> None:
    before = torch.get_rng_state()
    one, two, three = (build("seed", sizes) for _ in range(3))
    initialise(one, 1)
    initialise(two, 1)
    initialise(three, 2)
    assert torch.equal(one.cell.weight_hh, two.cell.weight_hh)
    assert not torch.equal(one.cell.weight_hh, three.cell.weight_hh)
    assert torch.equal(before, torch.get_rng_state())


def test_an_unknown_architecture_is_refused(sizes: Sizes) -> None:
    with pytest.raises(InvalidInput, match="no architecture “transformer”"):
        build("transformer", sizes)
