import pytest
import torch

from instrstudio.domain.errors import InvalidInput, ModelError
from instrstudio.model import device


def test_devices_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    assert device.resolve("auto") == torch.device("cpu")
    with pytest.raises(ModelError, match="No CUDA device"):
        device.resolve("cuda")
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    assert device.resolve("auto") == torch.device("cuda")
    assert device.resolve("cpu") == torch.device("cpu")
    with pytest.raises(InvalidInput, match="no device “tpu”"):
        device.resolve("tpu")


def test_threads_are_put_back_even_after_a_failure() -> None:
    before = torch.get_num_threads()
    with pytest.raises(KeyError), device.training():
        raise KeyError
    assert torch.get_num_threads() == before


def test_memory_is_told_from_other_troubles() -> None:
    assert device.is_out_of_memory(MemoryError())
    assert device.is_out_of_memory(
        RuntimeError("DefaultCPUAllocator: not enough memory: you tried")
    )
    assert not device.is_out_of_memory(RuntimeError("shape mismatch"))
