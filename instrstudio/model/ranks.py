"""The processes that train one model together, each on its share of a batch.

``torchrun`` starts them and says in the environment who is who; a single process is a
group of one. Every process takes the same steps: gradients, losses and wishes to stop
are summed over all of them before anything is done with them.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, distributed


@dataclass(frozen=True, slots=True)
class Ranks:
    """A group of `world` processes, of which this is number `rank`."""

    rank: int = 0
    world: int = 1

    @classmethod
    def join(cls, device: torch.device) -> "Ranks":
        """Join the group that the environment names; alone where it names none."""
        world = int(os.environ.get("WORLD_SIZE", "1"))
        if world <= 1:
            return cls()
        if not distributed.is_initialized():
            distributed.init_process_group("nccl" if device.type == "cuda" else "gloo")
        return cls(distributed.get_rank(), world)

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
        """
        if self.world == 1:
            return nats, tokens
        where = gradients[0].device
        flat = torch.cat([gradient.flatten() for gradient in gradients])
        counts = torch.tensor([nats, float(tokens)], device=where, dtype=torch.float64)
        distributed.all_reduce(flat)
        distributed.all_reduce(counts)
        parts = torch.split(flat, [gradient.numel() for gradient in gradients])
        for gradient, part in zip(gradients, parts, strict=True):
            gradient.copy_(part.view_as(gradient))
        return float(counts[0]), int(counts[1])

    def any(self, wish: bool, device: torch.device) -> bool:
        """Say whether any process has the wish, the same answer in all of them."""
        if self.world == 1:
            return wish
        count = torch.tensor([float(wish)], device=device)
        distributed.all_reduce(count)
        return bool(count.item() > 0)

    def wait(self) -> None:
        """Wait until every process has come here."""
        if self.world > 1:
            distributed.barrier()


ALONE = Ranks()
