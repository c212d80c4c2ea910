"""Short texts that one process leaves for the others, before and after they compute.

``torchrun`` keeps a store that all of its processes reach. A process that waits for a
text looks again and again, so that it can be stopped meanwhile, however long it takes.
Nothing is unpickled: what is read is text.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from torch.distributed.rendezvous import rendezvous

from instrstudio.domain.errors import ModelError
from instrstudio.domain.job import Job, Progress
from instrstudio.domain.wording import message

_BETWEEN = 0.05
"""Seconds between two looks."""
_ENDED = "ended"


class Board:
    """The texts of a group of processes, by key, in a `store` of torch.distributed."""

    def __init__(self, store: Any, rank: int, world: int) -> None:
        self.store = store
        self.rank = rank
        self.world = world

    @classmethod
    def of_group(cls) -> "Board":
        """Return the board of the group that the environment names.

        Raises:
            ModelError: The group's store cannot be reached.
        """
        with _reached():
            store, rank, world = next(rendezvous("env://"))
        return cls(store, int(rank), int(world))

    def pin(self, key: str, text: str) -> None:
        """Leave `text` for all to read."""
        with _reached():
            self.store.set(f"instrstudio/{key}", text)

    def read(self, key: str) -> Job[Progress, str | None]:
        """Wait for the text at `key`; None where the leading process ended before.

        Raises:
            ModelError: The group's store cannot be reached.
        """
        while True:
            ended = self._has(_ENDED)
            if self._has(key):
                with _reached():
                    return str(self.store.get(f"instrstudio/{key}"), "utf-8")
            if ended:
                return None
            yield Progress(done=0)
            time.sleep(_BETWEEN)

    def end(self) -> None:
        """Say that the leading process has ended, well or not."""
        self.pin(_ENDED, "")

    def ends_within(self, seconds: float) -> bool:
        """Say whether the leading process ends within so many seconds."""
        deadline = time.monotonic() + seconds
        while not self._has(_ENDED):
            if time.monotonic() > deadline:
                return False
            time.sleep(_BETWEEN)
        return True

    def _has(self, key: str) -> bool:
        """Say whether there is a text at `key`."""
        with _reached():
            return bool(self.store.check([f"instrstudio/{key}"]))


def parted() -> ModelError:
    """Return the error for a group that has lost one of its processes."""
    return ModelError(
        message("Another process of the group has ended: start them all again.")
    )


@contextmanager
def _reached() -> Iterator[None]:
    """Say in our words that the store cannot be reached."""
    try:
        yield
    except RuntimeError as error:
        raise parted() from error
