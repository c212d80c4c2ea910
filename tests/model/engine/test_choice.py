import pytest
import torch

from instrstudio.model.engine import choice
from instrstudio.model.engine.aten import AtenScan
from instrstudio.model.engine.graphs import GraphScan

CPU, CUDA = torch.device("cpu"), torch.device("cuda")


@pytest.fixture(autouse=True)
def forgotten() -> None:
    """Let each test measure anew."""
    choice.bfloat16_pays.cache_clear()


@pytest.mark.parametrize(("gain", "pays"), [(1.2, False), (4.0, True)])
def test_the_machine_is_measured_once(
    gain: float, pays: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    measured: list[torch.dtype] = []

    def rate(kind: torch.dtype, _device: torch.device) -> float:
        measured.append(kind)
        return gain if kind is torch.bfloat16 else 1.0

    monkeypatch.setattr(choice, "rate", rate)
    assert [choice.bfloat16_pays(CPU) for _ in range(3)] == [pays] * 3
    assert len(measured) == 2
    kind = torch.bfloat16 if pays else torch.float32
    chosen = choice.ops_for(CPU)
    assert isinstance(chosen, AtenScan)
    assert chosen.kind is kind
    choice.bfloat16_pays.cache_clear()


def test_a_rate_is_a_number_of_this_machine() -> None:
    assert choice.rate(torch.float32, CPU, side=64, tries=1) > 1e6


@pytest.mark.parametrize(
    ("precision", "kind", "name"),
    [
        ("float32", torch.float32, "scan"),
        ("bfloat16", torch.bfloat16, "scan-bfloat16"),
    ],
)
def test_a_wish_is_not_measured(
    precision: str,
    kind: torch.dtype,
    name: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delattr(choice, "rate")
    chosen = choice.ops_for(CPU, precision)
    assert isinstance(chosen, AtenScan)
    assert (chosen.kind, chosen.name) == (kind, name)


def test_a_gpu_gets_graphs() -> None:
    chosen = choice.ops_for(CUDA, "bfloat16")
    assert isinstance(chosen, GraphScan)
    assert (chosen.kind, chosen.name) == (torch.bfloat16, "graphs-bfloat16")
