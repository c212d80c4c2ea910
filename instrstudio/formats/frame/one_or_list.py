"""JSON files that hold one object, or several as a list."""

import json
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path

from instrstudio.formats.frame.growing import Piece
from instrstudio.formats.frame.losses import Item
from instrstudio.formats.frame.row_format import RowFormat
from instrstudio.formats.frame.text_out import encoded


class OneOrList(RowFormat):
    """Writes a row that is alone without a list around it."""

    def pieces(
        self, items: Iterable[Item], target: Path, begun: int = 0
    ) -> Iterator[Piece]:
        """Yield one row as an object, several as a list."""
        rows = self.rows(items, begun)
        first = [] if begun else list(islice(rows, 2))
        if len(first) == 1:
            text = json.dumps(first[0], ensure_ascii=False, indent=4)
            yield encoded(f"{text}\n"), 1
        else:
            yield from self.pieces_of(chain(first, rows), target, begun)

    def tail(self, count: int, target: Path) -> str:
        """Return the end of a list; a row alone has none."""
        return "" if count == 1 else super().tail(count, target)
