import math

import pytest
import torch

from instrstudio.model.architecture import Sizes
from instrstudio.model.noise import Noise
from instrstudio.model.sources import Embeddings

CPU = torch.device("cpu")
SIZES = Sizes(
    vocabulary=20, embedding=6, hidden=4, attention=3, dropout=0.5, markers=(5, 9, 11)
)


def embeddings(numbered: int = 0) -> Embeddings:
    made = Embeddings(SIZES, numbered)
    chance = torch.Generator().manual_seed(0)
    with torch.no_grad():
        for parameter in made.parameters():
            parameter.copy_(torch.randn(parameter.shape, generator=chance))
    return made


@pytest.mark.parametrize(
    ("source", "parts"),
    [
        ([7, 8, 5, 7, 9, 7, 7, 11, 7], [0, 0, 1, 1, 2, 2, 2, 3, 3]),
        ([9, 7, 5, 7, 9], [2, 2, 1, 1, 2]),  # in any order, and again
        ([5, 5, 7], [1, 1, 1]),
        ([7, 7], [0, 0]),
    ],
)
def test_a_token_belongs_to_the_last_marker(
    source: list[int], parts: list[int]
) -> None:
    assert embeddings().segments(torch.tensor([source])).tolist() == [parts]


def test_parts_of_the_last_kind_are_numbered() -> None:
    source = torch.tensor([[7, 5, 7, 11, 7, 11, 11, 7, 11, 7, 11, 7]])
    expected = [[0, 1, 1, 3, 3, 4, 5, 5, 6, 6, 6, 6]]  # the highest number stays
    made = embeddings(3)
    assert made.segments(source).tolist() == expected
    assert made.segment.num_embeddings == 7


def test_rows_do_not_mix() -> None:
    rows = torch.tensor([[5, 7, 11], [7, 7, 7]])
    assert embeddings(3).segments(rows).tolist() == [[1, 1, 3], [0, 0, 0]]


def test_what_is_read_is_token_and_part() -> None:
    made, source = embeddings(), torch.tensor([[7, 5, 8]])
    found = made.read(source, 0.9, None)
    expected = made.token.weight[[7, 5, 8]] * math.sqrt(6)
    assert torch.allclose(found[0], expected + made.segment.weight[[0, 1, 1]])


def test_what_is_fed_has_no_part() -> None:
    made = embeddings()
    found = made.fed(torch.tensor([[5], [7]]), 0.9, None)
    assert torch.allclose(found[:, 0], made.token.weight[[5, 7]] * math.sqrt(6))


def test_dropout_is_shared_over_a_sentence_and_takes_whole_words() -> None:
    made = embeddings()
    with torch.no_grad():
        made.token.weight.fill_(1.0)
        made.segment.weight.fill_(0.0)
    source = torch.full((40, 30), 7)
    for found in (
        made.read(source, 0.25, Noise(0, 1, CPU)),
        made.fed(source.T, 0.25, Noise(0, 1, CPU)).transpose(0, 1),
    ):
        words = (found != 0).any(dim=2)
        assert words.float().mean().item() == pytest.approx(0.75, abs=0.05)
        units = (found != 0).any(dim=1)
        assert units.float().mean().item() == pytest.approx(0.5, abs=0.12)
        whole = words.unsqueeze(2) & units.unsqueeze(1)
        assert torch.equal(found != 0, whole)
        assert found.mean().item() == pytest.approx(math.sqrt(6), rel=0.15)


def test_untied_targets_have_a_table_of_their_own() -> None:
    sizes = Sizes(vocabulary=9, embedding=4, hidden=4, attention=3, tied=False)
    made = Embeddings(sizes)
    assert made.target is not None
    assert torch.allclose(
        made.fed(torch.tensor([[3]]), 0.0, None)[0, 0], made.target.weight[3] * 2
    )
