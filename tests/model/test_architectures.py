import pytest
import torch

from instrstudio.domain.errors import InvalidInput
from instrstudio.domain.run import ARCHITECTURES
from instrstudio.model.architecture import Sizes
from instrstudio.model.architectures import build, initialise, reads_like


@pytest.mark.parametrize("name", ARCHITECTURES)
def test_first_weights_are_a_function_of_the_seed(name: str, sizes: Sizes) -> None:
    before = torch.get_rng_state()
    one, two, three = (build(name, sizes).state_dict() for _ in range(3))
    for state, seed in ((one, 1), (two, 1), (three, 2)):
        model = build(name, sizes)
        initialise(model, seed)
        state.update(model.state_dict())
    assert all(torch.equal(one[key], two[key]) for key in one)
    differ = {key for key in one if not torch.equal(one[key], three[key])}
    same = {key for key in one if key not in differ}
    assert all("bias" in key or "norm" in key for key in same)
    assert torch.equal(before, torch.get_rng_state())


@pytest.mark.parametrize("name", ["seed", "seq2seq", "attention", "copy"])
def test_matrices_that_act_on_a_state_begin_orthogonal(name: str, sizes: Sizes) -> None:
    model = build(name, sizes)
    initialise(model, 1)
    blocks = list(model.recurrent_blocks())
    assert len(blocks) >= 6
    for block in blocks:
        product = block @ block.T
        assert torch.allclose(product, torch.eye(len(product)), atol=1e-5)


def test_norms_begin_as_they_are_and_biases_at_zero(sizes: Sizes) -> None:
    model = build("transformer", sizes)
    initialise(model, 1)
    for name, parameter in model.named_parameters():
        if "norm" in name and name.endswith("weight"):
            assert torch.equal(parameter, torch.ones_like(parameter))
        elif "bias" in name:
            assert not bool(parameter.any())


def test_only_the_prototypes_read_like_instructions() -> None:
    assert [name for name in ARCHITECTURES if reads_like(name)] == ["prototypes"]
    assert not reads_like("perceptron")


def test_an_unknown_architecture_is_refused(sizes: Sizes) -> None:
    with pytest.raises(InvalidInput, match="no architecture “perceptron”"):
        build("perceptron", sizes)


@pytest.mark.parametrize("width", [32, 72, 200, 7])
def test_a_transformer_of_any_width_has_heads_that_divide_it(width: int) -> None:
    sizes = Sizes(vocabulary=300, embedding=width, hidden=width, attention=8)
    model = build("transformer", sizes)
    found = model.encode(torch.ones(1, 3, dtype=torch.long), torch.tensor([3]))
    assert found.states.shape == (1, 3, width)
