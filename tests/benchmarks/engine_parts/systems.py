"""What every system beside ours must do, and which systems are compared."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

Ids = Sequence[int]
"""Token ids of one text, without begin and end token."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """The sizes of a model: units of its layers, tokens, and shares."""

    vocabulary: int = 8000
    embedding: int = 256
    hidden: int = 512
    attention: int = 512
    dropout: float = 0.2
    smoothing: float = 0.0


@dataclass(frozen=True, slots=True)
class Rows:
    """Some pairs of a corpus as token ids, the rows of one batch."""

    sources: list[list[int]]
    targets: list[list[int]]

    @property
    def tokens(self) -> int:
        """Real target tokens: the end token counts, padding does not."""
        return sum(len(target) + 1 for target in self.targets)


class System(Protocol):
    """A model with its optimiser and its search."""

    def parameters(self) -> int:
        """Return how many numbers are learned."""

    def prepare(self, rows: Rows) -> object:
        """Return the batch that `step` takes; this is outside the clock."""

    def step(self, batch: object, update: int, rate: float) -> float:
        """Learn from one batch; return nats a token.

        `update` counts from 0 and seeds the dropout; `rate` is the learning rate.
        """

    def decode(
        self, sources: Sequence[Ids], beam: int, shortest: int, longest: int
    ) -> list[list[int]]:
        """Return the best target of each source, `shortest` to `longest` tokens."""

    def save(self, path: Path) -> None:
        """Write weights and optimiser, for `load` to go on from."""

    def load(self, path: Path) -> None:
        """Take over what `save` wrote."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One row of the tables: how a system is made and which batches it gets.

    `low` asks for bfloat16 products; `own_batches` means JoeyNMT's random batches
    instead of ours, which go by length.
    """

    name: str
    make: Callable[[Sizes, int, str], System]
    own_batches: bool = False
    low: bool = False


NAMES = ("joeynmt", "joeynmt-bucketed", "ours-autograd", "ours-f32", "ours-bf16")


def entries(names: Sequence[str] = ()) -> list[Entry]:
    """Return the systems with the given names, in the order of the tables; or all."""
    from . import joey, ours

    found = [
        Entry(name="joeynmt", make=joey.JoeyNmt, own_batches=True),
        Entry(name="joeynmt-bucketed", make=joey.JoeyNmt),
        Entry(name="ours-autograd", make=ours.Autograd),
        Entry(name="ours-f32", make=ours.Engine),
        Entry(name="ours-bf16", make=ours.LowEngine, low=True),
    ]
    return [entry for entry in found if not names or entry.name in names]


def entry(name: str) -> Entry:
    """Return the system called `name`."""
    return entries([name])[0]
