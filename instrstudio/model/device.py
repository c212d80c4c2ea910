"""Where tensors live, and how many threads compute on them."""

import ctypes
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import torch

from instrstudio.domain.errors import InvalidInput, ModelError
from instrstudio.domain.run import DEVICES
from instrstudio.domain.wording import message

_MMAP_THRESHOLD, _TRIM_THRESHOLD = -3, -1  # of malloc.h


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


@contextmanager
def training(processes: int = 1) -> Iterator[None]:
    """Compute as training wants it: all cores but one, and memory that is kept.

    One core stays with the window: with every core taken, a thread that loses its core
    holds all others up at each barrier, and the window stalls with them. Several
    `processes` of one run on this machine share the cores.
    """
    keep_memory()
    with threads(max(1, ((os.cpu_count() or 1) - 1) // processes)):
        yield


def is_out_of_memory(error: BaseException) -> bool:
    """Say whether `error` means that memory ran out, on any device."""
    if isinstance(error, (torch.OutOfMemoryError, MemoryError)):
        return True
    return isinstance(error, RuntimeError) and "not enough memory" in str(error)


def keep_memory() -> None:
    """Let the C library keep large blocks between steps, where it is GNU's.

    By default each large array is mapped afresh, and the system clears every page of it
    again: a good part of a training step. For a process that trains; it stays so.
    """
    with suppress(OSError, AttributeError):
        mallopt = ctypes.CDLL(None).mallopt
        mallopt(_MMAP_THRESHOLD, 2**30)
        mallopt(_TRIM_THRESHOLD, 2**31 - 1)
