"""Each system works in a process of its own, so that none changes another's memory.

Allocators and threads are set for a whole process; a rival must run as it is shipped.
"""

import multiprocessing
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Protocol

from .clock import pin
from .systems import Sizes, System, entry


class Work(Protocol):
    """What a system is asked to do, again and again; it travels to the process."""

    def begin(self, system: System, device: str) -> Callable[[], float]:
        """Get ready, warm up, and return what does it once and tells the rate."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the systems run: a core (None: any) and a device."""

    core: int | None
    device: str


@dataclass(frozen=True, slots=True)
class Worker:
    """A system that is ready: how many numbers it learns, and a round of its work."""

    parameters: int
    once: Callable[[], float]


def _serve(
    connection: Connection, name: str, sizes: Sizes, on: Place, work: Work
) -> None:
    """Do `work` each time it is asked for, until the other end closes."""
    pin(on.core, on.device)
    system = entry(name).make(sizes, 1, on.device)
    once = work.begin(system, on.device)
    connection.send(system.parameters())
    try:
        while connection.recv():
            connection.send(once())
    except EOFError:
        return


@contextmanager
def _worker(name: str, sizes: Sizes, on: Place, work: Work) -> Iterator[Worker]:
    """Run a system in a process of its own."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_serve, args=(there, name, sizes, on, work))
    process.start()
    there.close()

    def once() -> float:
        here.send(True)
        rate: float = here.recv()
        return rate

    try:
        yield Worker(here.recv(), once)
    finally:
        here.close()
        process.join()


@contextmanager
def workers(
    works: Mapping[str, Work], sizes: Sizes, on: Place
) -> Iterator[dict[str, Worker]]:
    """Run several systems, by name, each in its process; they get ready in turn."""
    with ExitStack() as stack:
        yield {
            name: stack.enter_context(_worker(name, sizes, on, work))
            for name, work in works.items()
        }
