import gc
import weakref

import engine_cases as cases
import pytest
import torch
from torch import Tensor, nn

from instrstudio.model.architecture import Goal
from instrstudio.model.attentive import AttentiveModel
from instrstudio.model.engine.packing import packed, product
from instrstudio.model.learner import Learner, Micro
from instrstudio.model.noise import Noise

MANY = 10_000
can_pack = pytest.mark.skipif(
    not hasattr(torch.ops.mkldnn, "_linear_pointwise"),
    reason="this torch has no oneDNN",
)


def drawn(*shape: int) -> Tensor:
    return torch.randn(*shape, generator=torch.Generator().manual_seed(0))


@pytest.mark.parametrize("rows", [1, 5, 64, 70])
@pytest.mark.parametrize("total", [0, MANY], ids=["as it is", "packed"])
@torch.no_grad()
def test_a_product_is_that_of_the_matrix(rows: int, total: int) -> None:
    matrix, bias, x = nn.Parameter(drawn(37, 20)), drawn(37), drawn(rows, 20)
    found = product(x, packed(matrix, total), bias)
    exact = x.double() @ matrix.double().T + bias.double()
    assert torch.allclose(found.double(), exact, atol=1e-5)


@can_pack
@torch.no_grad()
def test_a_matrix_is_packed_once() -> None:
    matrix = nn.Parameter(drawn(9, 8))
    first = packed(matrix, MANY)
    assert first.is_mkldnn
    assert packed(matrix, MANY) is first


@can_pack
@torch.no_grad()
def test_a_changed_matrix_is_packed_anew() -> None:
    matrix, bias, x = nn.Parameter(drawn(9, 8)), torch.zeros(9), drawn(3, 8)
    before = product(x, packed(matrix, MANY), bias)
    matrix.mul_(2.0)
    twice = product(x, packed(matrix, MANY), bias)
    assert torch.allclose(twice, 2 * before, atol=1e-5)
    matrix.data = 3 * matrix.data
    assert torch.allclose(product(x, packed(matrix, MANY), bias), 6 * before, atol=1e-5)


@can_pack
def test_what_was_packed_goes_with_its_matrix() -> None:
    matrix = nn.Parameter(drawn(9, 8))
    with torch.no_grad():
        gone = weakref.ref(packed(matrix, MANY))
    assert gone() is not None
    del matrix
    gc.collect()
    assert gone() is None


@can_pack
def test_an_update_is_seen() -> None:
    model = cases.model("attention")
    assert isinstance(model, AttentiveModel)
    bias, x = torch.zeros(cases.VOCABULARY), drawn(3, model.vocabulary.shape[1])
    with torch.no_grad():
        before = product(x, packed(model.vocabulary, MANY), bias)
    part = Micro(cases.batch(((5, 4), (3, 6))), Noise(0, 0, cases.CPU))
    Learner(model, Goal(), 1.0).step([part], 0.1)
    with torch.no_grad():
        after = product(x, packed(model.vocabulary, MANY), bias)
        assert torch.allclose(after, x @ model.vocabulary.T, atol=1e-5)
    assert not torch.allclose(before, after, atol=1e-2)


@pytest.mark.parametrize("kind", [torch.float64, torch.bfloat16])
@torch.no_grad()
def test_other_types_stay_as_they_are(kind: torch.dtype) -> None:
    matrix = nn.Parameter(drawn(9, 8).to(kind))
    assert packed(matrix, MANY) is matrix


def test_a_matrix_stays_as_it_is_where_gradients_or_few_rows_are_asked_for() -> None:
    matrix = nn.Parameter(drawn(9, 8))
    assert packed(matrix, MANY) is matrix
    with torch.no_grad():
        assert packed(matrix, 1) is matrix
