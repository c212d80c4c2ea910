import torch

from instrstudio.model.noise import Noise
from instrstudio.model.recurrent import EncoderDecoder

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
