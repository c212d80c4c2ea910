import pytest
import torch

from instrstudio.domain.errors import InvalidInput
from instrstudio.model.architecture import Sizes
from instrstudio.model.architectures import build, initialise

CPU = torch.device("cpu")


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
