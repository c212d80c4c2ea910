import torch

from instrstudio.model.architecture import Sizes
from instrstudio.model.architectures import build, initialise
from instrstudio.model.recurrent import EncoderDecoder


def test_the_context_is_the_last_state_at_every_step(sizes: Sizes) -> None:
    model = build("seq2seq", sizes)
    initialise(model, 1)
    assert isinstance(model, EncoderDecoder)
    source, lengths = torch.tensor([[6, 7, 0], [8, 9, 5]]), torch.tensor([2, 3])
    encoded = model.encode(source, lengths)
    steps = model.unroll(encoded, torch.tensor([[1, 4, 2], [1, 5, 2]]))
    for t in range(2):
        assert torch.equal(steps.context[:, t], encoded.last)
    assert steps.weights[:, 0].tolist() == [[0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]
