import torch

from instrstudio.model.encoder import Encoder, at_tokens, mask_of
from instrstudio.model.recurrent import EncoderDecoder

CPU = torch.device("cpu")


def test_what_stands_at_padding_does_not_matter(model: EncoderDecoder) -> None:
    lengths, target = torch.tensor([2]), torch.tensor([[1, 4, 2]])
    zeros = model.unroll(model.encode(torch.tensor([[6, 7, 0]]), lengths), target)
    other = model.unroll(model.encode(torch.tensor([[6, 7, 9]]), lengths), target)
    assert torch.equal(zeros.state, other.state)


def test_the_mask_is_true_at_tokens() -> None:
    mask = mask_of(torch.zeros(2, 3, dtype=torch.long), torch.tensor([1, 3]))
    assert mask.tolist() == [[True, False, False], [True, True, True]]


def test_what_is_made_of_states_is_made_at_tokens_only() -> None:
    states = torch.arange(12.0).view(2, 3, 2)
    seen: list[int] = []

    def make(real: torch.Tensor) -> torch.Tensor:
        seen.append(len(real))
        return real.sum(dim=1, keepdim=True) + 1

    mask = torch.tensor([[True, True, False], [True, False, False]])
    made = at_tokens(make, states, mask)
    assert made.squeeze(-1).tolist() == [[2.0, 6.0, 0.0], [14.0, 0.0, 0.0]]
    whole = at_tokens(make, states, torch.ones(2, 3, dtype=torch.bool))
    assert whole.squeeze(-1).tolist() == [[2.0, 6.0, 10.0], [14.0, 18.0, 22.0]]
    assert seen == [3, 6]


def test_the_last_state_is_that_of_each_sources_own_end() -> None:
    encoder = Encoder(3, 4)
    embedded = torch.randn(2, 5, 3, generator=torch.Generator().manual_seed(0))
    states, last = encoder(embedded, torch.tensor([2, 5]))
    assert torch.equal(last, torch.stack([states[0, 1], states[1, 4]]))


def test_rows_may_repeat(model: EncoderDecoder) -> None:
    encoded = model.encode(torch.tensor([[6, 7], [8, 9]]), torch.tensor([2, 2]))
    rows = encoded.rows(torch.tensor([1, 1, 0]))
    assert torch.equal(rows.last, encoded.last[[1, 1, 0]])
    assert rows.keys.shape[0] == rows.mask.shape[0] == 3
