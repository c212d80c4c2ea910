"""Where tensors live, and how many threads compute on them."""

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

import torch

from instrstudio.domain.errors import InvalidInput, ModelError
from instrstudio.domain.run import DEVICES
from instrstudio.domain.wording import message


def resolve(wish: str) -> torch.device:
    """Return the device for ``auto``, ``cpu`` or ``cuda``.

    Raises:
        InvalidInput: `wish` is none of these.
        ModelError: CUDA was asked for and is not there.
    """
    if wish not in DEVICES:
        raise InvalidInput(message("There is no device “{device}”.", device=wish))
    if wish == "cpu":
        return torch.device("cpu")
    if torch.cuda.is_available():
        return torch.device("cuda")
    if wish == "cuda":
        raise ModelError(
            message("No CUDA device was found: choose “auto” or “cpu” as the device.")
        )
    return torch.device("cpu")


@contextmanager
def threads(count: int) -> Iterator[None]:
    """Compute with `count` threads in the calling thread; put it back afterwards."""
    before = torch.get_num_threads()
    torch.set_num_threads(count)
    try:
        yield
    finally:
        torch.set_num_threads(before)


def training_threads() -> AbstractContextManager[None]:
    """Leave one core to the window while training.

    With every core taken, a thread that loses its core holds all others up at each
    barrier, and the window stalls with them.
    """
    return threads(max(1, (os.cpu_count() or 1) - 1))


def is_out_of_memory(error: BaseException) -> bool:
    """Say whether `error` means that memory ran out, on any device."""
    if isinstance(error, (torch.OutOfMemoryError, MemoryError)):
        return True
    return isinstance(error, RuntimeError) and "not enough memory" in str(error)
