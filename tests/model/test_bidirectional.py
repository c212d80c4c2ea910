import pytest
import torch
from torch import Tensor

from instrstudio.model.bidirectional import BidirectionalEncoder
from instrstudio.model.encoder import mask_of
from instrstudio.model.engine.aten import AtenScan

E, H = 4, 5
LENGTHS = torch.tensor([3, 7, 1, 7])


@pytest.fixture
def encoder() -> BidirectionalEncoder:
    made = BidirectionalEncoder(E, H)
    chance = torch.Generator().manual_seed(0)
    with torch.no_grad():
        for parameter in made.parameters():
            parameter.copy_(torch.randn(parameter.shape, generator=chance) * 0.5)
    return made


def embedded() -> Tensor:
    return torch.randn(4, 7, E, generator=torch.Generator().manual_seed(1))


def test_reading_in_cpp_is_the_scan(encoder: BidirectionalEncoder) -> None:
    states, last = encoder(embedded(), LENGTHS, AtenScan())
    assert states.requires_grad
    with torch.no_grad():
        read, read_last = encoder(embedded(), LENGTHS, AtenScan())
    mask = mask_of(torch.zeros(4, 7), LENGTHS)
    assert torch.allclose(states[mask], read[mask], atol=1e-6)
    assert torch.allclose(last, read_last, atol=1e-6)
    assert states.shape == (4, 7, 2 * H)


def test_the_halves_are_one_direction_each(encoder: BidirectionalEncoder) -> None:
    states, last = encoder(embedded(), LENGTHS, AtenScan())
    units = []
    for d in range(2):
        unit = torch.nn.GRU(E, H, batch_first=True)
        new = torch.cat([torch.zeros(2 * H), encoder.new_bias[d].detach().view(-1)])
        weights = (encoder.input[d], encoder.hidden[d], encoder.input_bias[d], new)
        names = ("weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0")
        unit.load_state_dict(dict(zip(names, weights, strict=True)))
        units.append(unit)
    for row, length in enumerate(LENGTHS.tolist()):
        x = embedded()[row : row + 1, :length]
        ahead = units[0](x)[0][0]
        back = units[1](x.flip(1))[0][0].flip(0)
        expected = torch.cat([ahead, back], dim=1)
        assert torch.allclose(states[row, :length], expected, atol=1e-6)
        ends = torch.cat([ahead[-1], back[0]])
        assert torch.allclose(last[row], ends, atol=1e-6)


def test_what_stands_at_padding_does_not_matter(encoder: BidirectionalEncoder) -> None:
    other = embedded()
    other[0, 3:] = 9.0
    for grad in (True, False):
        with torch.set_grad_enabled(grad):
            one, one_last = encoder(embedded(), LENGTHS, AtenScan())
            two, two_last = encoder(other, LENGTHS, AtenScan())
        assert torch.equal(one[0, :3], two[0, :3])
        assert torch.equal(one_last, two_last)


def test_one_hidden_matrix_a_gate_and_direction(encoder: BidirectionalEncoder) -> None:
    assert [b.shape for b in encoder.recurrent_blocks()] == [(H, H)] * 6
