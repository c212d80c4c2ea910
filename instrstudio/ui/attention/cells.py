"""The numbers of a heat map: pieces of characters joined, on both axes."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from instrstudio.domain.candidate import Alignment
from instrstudio.ui.attention.token_words import joined

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PARTS = ("<task>", "<in>", "<out>", "<like>")
"""The tokens that begin a part of the source."""


@dataclass(frozen=True, slots=True)
class Cells:
    """One map as it is drawn: labels, weights (rows, columns), copies a row.

    `copied` is empty where the model cannot copy.
    """

    across: tuple[str, ...]
    down: tuple[str, ...]
    weights: "NDArray[np.float64]"
    copied: tuple[float, ...]

    @property
    def parts(self) -> tuple[int, ...]:
        """The columns at which a part of the source begins, the first one left out."""
        return tuple(n for n, label in enumerate(self.across) if n and label in PARTS)


def cells_of(alignment: Alignment) -> Cells:
    """Return the cells of an alignment.

    What several pieces of a character read is summed over the source and averaged over
    what was written, so that rows still sum to 1.
    """
    import numpy as np

    raw = np.asarray(alignment.attention, dtype=float)
    rows, columns = raw.shape
    across = joined(alignment.source_tokens[:columns], alignment.source)
    down = joined(alignment.target_tokens[:rows], alignment.text)
    weights = np.stack([raw[:, places].sum(axis=1) for _, places in across], axis=1)
    weights = np.stack([weights[places].mean(axis=0) for _, places in down])
    copied: list[float] = []
    if alignment.copied:
        known = np.asarray(alignment.copied[:rows])
        copied = [float(known[places].mean()) for _, places in down]
    return Cells(
        across=tuple(label for label, _ in across),
        down=tuple(label for label, _ in down),
        weights=weights,
        copied=tuple(copied),
    )
