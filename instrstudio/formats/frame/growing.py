"""Files that grow piece by piece, so that writing can stop and go on.

The pieces of a text are the file but for its end. A file that cannot go on where it
stopped, because it ends with a list of its contents, is made of its pieces at the end.
"""

import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from instrstudio.formats.frame.losses import Item
from instrstudio.formats.frame.text_out import encoded

Piece = tuple[bytes, int]
"""Bytes, and how many rows they hold."""
_WHOLE = "train"


class Grows(Protocol):
    """What is written piece by piece (`domain.ports.Growing`)."""

    def pieces(
        self, items: Iterable[Item], target: Path, begun: int = 0
    ) -> Iterator[Piece]:
        """Yield the pieces of `items`, of which `begun` were written before."""

    def finish(
        self, grown: Path, target: Path, sizes: Mapping[str, int]
    ) -> Iterator[int]:
        """Make `target` of the file of all pieces, yielding as it goes."""


def write(format: Grows, items: Iterable[Item], target: Path) -> Iterator[int]:
    """Write `items` at one stretch, yielding the count after each."""
    grown = target.with_name(f"{target.name}.grown")
    count = 0
    try:
        with grown.open("wb") as file:
            for data, rows in format.pieces(items, target):
                file.write(data)
                for _row in range(rows):
                    count += 1
                    yield count
        for _step in format.finish(grown, target, {_WHOLE: count}):
            pass
    finally:
        with suppress(OSError):
            grown.unlink(missing_ok=True)


def finish_text(grown: Path, target: Path, tail: str) -> Iterator[int]:
    """Put the end below the pieces, and the file in its place."""
    with grown.open("ab") as file:
        file.write(encoded(tail))
    shutil.move(grown, target)
    yield 0
