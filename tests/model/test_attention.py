import pytest
import torch

from instrstudio.model.attention import AdditiveAttention


@pytest.fixture
def attention() -> AdditiveAttention:
    torch_state = torch.get_rng_state()
    made = AdditiveAttention(3, 4, 5)
    torch.set_rng_state(torch_state)
    return made


def test_shapes_and_weights(attention: AdditiveAttention) -> None:
    states, state = torch.randn(2, 6, 4), torch.randn(2, 3)
    mask = torch.tensor([[True] * 6, [True] * 2 + [False] * 4])
    context, weights = attention(state, states, attention.keys(states), mask)
    assert context.shape == (2, 4)
    assert weights.shape == (2, 6)
    assert torch.allclose(weights.sum(-1), torch.ones(2))
    assert torch.equal(weights[1, 2:], torch.zeros(4))
    assert torch.allclose(context, (weights.unsqueeze(-1) * states).sum(1), atol=1e-6)


def test_padding_gets_no_gradient(attention: AdditiveAttention) -> None:
    states = torch.randn(1, 4, 4, requires_grad=True)
    mask = torch.tensor([[True, True, False, False]])
    context, _ = attention(torch.randn(1, 3), states, attention.keys(states), mask)
    (gradient,) = torch.autograd.grad(context.sum(), states)
    assert torch.equal(gradient[0, 2:], torch.zeros(2, 4))
    assert bool((gradient[0, :2] != 0).any())


def test_one_token_gets_all(attention: AdditiveAttention) -> None:
    states = torch.randn(1, 1, 4)
    mask = torch.ones(1, 1, dtype=torch.bool)
    context, weights = attention(
        torch.randn(1, 3), states, attention.keys(states), mask
    )
    assert weights.tolist() == [[1.0]]
    assert torch.allclose(context, states[:, 0])
