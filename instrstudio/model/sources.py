"""How an architecture reads a source: its parts told apart, its words in one space."""

import math

import torch
from torch import Tensor, nn

from instrstudio.model.architecture import Sizes
from instrstudio.model.noise import Noise, masked


class Embeddings(nn.Module):
    """Token embeddings, and embeddings of the parts of a source (segments).

    One table serves source, target and output (Press and Wolf 2017, arXiv 1608.05859)
    where sizes say so. Its rows have length about 1, as the output wants them, so what
    is read is multiplied by the root of the width (Vaswani et al. 2017, section 3.4).
    """

    def __init__(self, sizes: Sizes, numbered: int = 0) -> None:
        """Make the tables.

        Args:
            sizes: The widths.
            numbered: How many parts of the last kind are told apart by their number.
        """
        super().__init__()
        self._scale = math.sqrt(sizes.embedding)
        self._numbered = numbered
        self.token = nn.Embedding(sizes.vocabulary, sizes.embedding)
        kinds = len(sizes.markers) + 1 + numbered
        self.segment = nn.Embedding(kinds, sizes.embedding)
        self.target = None if sizes.tied else nn.Embedding(*self.token.weight.shape)
        self._markers = sizes.markers
        self._dropout = sizes.dropout

    def segments(self, source: Tensor) -> Tensor:
        """Return the part each token stands in, 0 before the first marker.

        Args:
            source: Token ids (batch, source).

        Returns:
            Numbers (batch, source): k from the k-th marker on; the parts that begin
            with the last marker count on from there, up to the highest number.
        """
        kind = torch.zeros_like(source)
        for number, marker in enumerate(self._markers, 1):
            kind = kind.masked_fill(source == marker, number)
        places = torch.arange(source.shape[1], device=source.device)
        begun = torch.where(kind > 0, places, -1).cummax(dim=1).values
        part = kind.gather(1, begun.clamp_min(0)) * (begun >= 0)
        if not self._numbered or not self._markers:
            return part
        last = len(self._markers)
        count = (source == self._markers[-1]).cumsum(dim=1) - 1
        return torch.where(part == last, last + count.clamp(0, self._numbered), part)

    def read(self, source: Tensor, word_dropout: float, noise: Noise | None) -> Tensor:
        """Return ``x_j`` (batch, source, embedding)."""
        embedded = self.token(source) * self._scale + self.segment(
            self.segments(source)
        )
        return self._dropped(embedded, (len(source), 1, -1), word_dropout, noise)

    def fed(self, target: Tensor, word_dropout: float, noise: Noise | None) -> Tensor:
        """Return ``y_{t-1}`` (steps, batch, embedding) of ids (steps, batch)."""
        table = self.target or self.token
        embedded = table(target) * self._scale
        return self._dropped(embedded, (1, target.shape[1], -1), word_dropout, noise)

    def _dropped(
        self,
        embedded: Tensor,
        shape: tuple[int, int, int],
        word_dropout: float,
        noise: Noise | None,
    ) -> Tensor:
        """Drop units for whole sentences, and whole words."""
        units = (shape[0], shape[1], embedded.shape[-1])
        embedded = masked(embedded, units, self._dropout, noise)
        return masked(embedded, (*embedded.shape[:2], 1), word_dropout, noise)
