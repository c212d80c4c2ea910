"""The processes that train one model together, each on its share of a batch.

``torchrun`` starts them and says in the environment who is who; a single process is a
group of one. Every process takes the same steps: gradients, losses and wishes to stop
are summed over all of them before anything is done with them.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

import torch
from torch import Tensor, distributed

from instrstudio.domain.errors import ModelError
from instrstudio.domain.wording import message
from instrstudio.model.board import Board, parted

_PATIENCE = timedelta(days=7)
"""The others wait while one validates or saves; torchrun sees to one that died."""


class OutOfMemoryElsewhere(MemoryError):
    """Another process had too little memory for its part of the step."""


@dataclass(frozen=True, slots=True)
class Ranks:
    """A group of `world` processes, of which this is number `rank`.

    `local` of them run on this machine.
    """

    rank: int = 0
    world: int = 1
    local: int = 1

    @classmethod
    def join(cls, device: torch.device, board: Board) -> "Ranks":
        """Join the group; on CUDA each process takes a device of its own.

        Raises:
            ModelError: There are more processes than devices here, or one has ended.
        """
        place, local = _number("LOCAL_RANK", 0), _number("LOCAL_WORLD_SIZE", 1)
        if device.type == "cuda":
            if local > torch.cuda.device_count():
                raise ModelError(
                    message(
                        "There are {processes} processes for {devices} CUDA devices: "
                        "start one for each device.",
                        processes=local,
                        devices=torch.cuda.device_count(),
                    )
                )
            torch.cuda.set_device(place)
        with _together():
            distributed.init_process_group(
                "nccl" if device.type == "cuda" else "gloo",
                store=board.store,
                rank=board.rank,
                world_size=board.world,
                timeout=_PATIENCE,
            )
        return cls(board.rank, board.world, local)

    def leave(self) -> None:
        """Leave the group; every process does so once all is done."""
        if self.world > 1 and distributed.is_initialized():
            distributed.destroy_process_group()

    @property
    def leads(self) -> bool:
        """Whether this process is the one that writes."""
        return self.rank == 0

    def combined(
        self, gradients: Sequence[Tensor], nats: float, tokens: int
    ) -> tuple[float, int]:
        """Sum gradients in place, and nats and tokens by return, over all processes.

        Losses are sums over tokens, so the sum over processes is the gradient of one
        process with all batches: averaging means of unequal shares would not be.

        Raises:
            OutOfMemoryElsewhere: Another process could not compute its part.
            ModelError: Another process has ended.
        """
        if self.world == 1:
            return nats, tokens
        flat = torch.cat([gradient.flatten() for gradient in gradients])
        nats, count, lacking = self._summed((nats, float(tokens), 0.0), flat.device)
        if lacking:
            raise OutOfMemoryElsewhere
        with _together():
            distributed.all_reduce(flat)
        parts = torch.split(flat, [gradient.numel() for gradient in gradients])
        for gradient, part in zip(gradients, parts, strict=True):
            gradient.copy_(part.view_as(gradient))
        return nats, int(count)

    def lack_memory(self, device: torch.device) -> None:
        """Tell the others, who wait in `combined`, that there is no part from here."""
        if self.world > 1:
            self._summed((0.0, 0.0, 1.0), device)

    def agreed(
        self, wish: bool, seconds: float, device: torch.device
    ) -> tuple[bool, float]:
        """Return whether any process has the wish, and the leading one's `seconds`.

        Clocks differ, and the learning rate of a run bounded by time reads them: the
        same answer in all processes keeps their models the same.

        Raises:
            ModelError: Another process has ended.
        """
        if self.world == 1:
            return wish, seconds
        own = seconds if self.leads else 0.0
        wishes, spent, _ = self._summed((float(wish), own, 0.0), device)
        return wishes > 0, spent

    def any(self, wish: bool, device: torch.device) -> bool:
        """Say whether any process has the wish, once every process has come here."""
        return self.agreed(wish, 0.0, device)[0]

    def _summed(
        self, values: tuple[float, float, float], device: torch.device
    ) -> tuple[float, float, float]:
        """Return each of three numbers summed over all processes."""
        sums = torch.tensor(values, device=device, dtype=torch.float64)
        with _together():
            distributed.all_reduce(sums)
            first, second, third = sums.tolist()
        return first, second, third


ALONE = Ranks()


@contextmanager
def _together() -> Iterator[None]:
    """Say in our words that a process of the group is gone."""
    try:
        yield
    except torch.OutOfMemoryError:
        raise
    except RuntimeError as error:
        raise parted() from error


def _number(name: str, usual: int) -> int:
    """Return a number of the environment."""
    return int(os.environ.get(name, usual))
