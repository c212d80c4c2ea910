"""How a piece of work becomes something that can be repeated.

On a GPU the step loop of a recurrence is bound by the launch of its thousands of small
kernels; a CUDA graph launches them all at once. Whoever records needs no GPU to be
tested: `EagerRecorder` repeats the work by doing it.
"""

from collections.abc import Callable
from typing import Protocol

import torch

Body = Callable[[], None]
"""Work on tensors that stay where they are; doing it twice is as doing it once."""

_WARM_UPS = 1


class Recorder(Protocol):
    """Records work; what one recorder has recorded may share memory."""

    def record(self, body: Body) -> Body:
        """Return what repeats `body` on the same tensors.

        `body` may run on the way, but whoever wants its results calls what comes back.

        Raises:
            RuntimeError: The work cannot be recorded.
        """


class EagerRecorder:
    """Repeats work by doing it again."""

    def __init__(self, device: torch.device) -> None:
        self._device = device

    def record(self, body: Body) -> Body:
        """Return `body`."""
        return body


class CudaRecorder:
    """Captures work into CUDA graphs that share one pool of memory.

    Capture fixes every address, so results stay where the last run of a body put them.
    Graphs of one recorder are to be replayed in the order of their recording.
    """

    def __init__(self, device: torch.device) -> None:
        self._device = device
        self._pool = torch.cuda.graph_pool_handle()

    def record(self, body: Body) -> Body:
        """Run `body` on a stream of its own, then capture it.

        The runs before let libraries set themselves up, which no graph may hold.
        """
        with torch.cuda.device(self._device):
            aside = torch.cuda.Stream()  # type: ignore[no-untyped-call]
            aside.wait_stream(torch.cuda.current_stream())
            with torch.cuda.stream(aside):
                for _ in range(_WARM_UPS):
                    body()
            torch.cuda.current_stream().wait_stream(aside)
            graph = torch.cuda.CUDAGraph()
            with torch.cuda.graph(
                graph, pool=self._pool, capture_error_mode="thread_local"
            ):
                body()
        return graph.replay
