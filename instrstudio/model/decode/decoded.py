"""A target that a search found, and how it is put together from a search's steps."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import torch
from torch import Tensor

from instrstudio.model.architecture import Stepped
from instrstudio.model.decode.trails import Found
from instrstudio.model.encoder import Encoded

_BLOCK = 64


def _none() -> Tensor:
    """Return an empty tensor."""
    return torch.zeros(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """A target that search found, without begin and end token.

    `log_probability` is the model's own, summed over all tokens, the end token
    included when `finished`; `attention` has the shape (tokens, source).

    `copied` (tokens,) is the probability that a token was copied and not written,
    ``(1 - p_gen) sum_j alpha_j [x_j = y] / p(y)``; `sources` (tokens,) the source
    position it most probably came from, -1 where it was rather written. Both are empty
    for a model that cannot copy.
    """

    ids: tuple[int, ...]
    log_probability: float
    attention: Tensor
    finished: bool
    copied: Tensor = field(default_factory=_none)
    sources: Tensor = field(default_factory=_none)

    @property
    def mean_log_probability(self) -> float:
        """The log-probability a token: comparable between lengths."""
        return self.log_probability / max(1, len(self.ids) + self.finished)


class Record:
    """Remembers the attention of all steps, and makes results of what was found."""

    def __init__(self, encoded: Encoded) -> None:
        self._source = encoded.source
        self._lengths: list[int] = encoded.mask.sum(dim=1).tolist()
        self._weights: list[Tensor] = []
        self._copies: list[Tensor] = []

    def keep(self, step: Stepped) -> None:
        """Remember a step; nothing is copied."""
        self._weights.append(step.weights)
        if step.copy is not None:
            self._copies.append(step.copy)

    def nested(self, found: Sequence[Sequence[Found]]) -> list[list[Decoded]]:
        """Return what was found for each sentence as results; equal ones are one."""
        different = {one.key: one for own in found for one in own}
        made = self.decoded(list(different.values()))
        results = dict(zip(different, made, strict=True))
        return [[results[one.key] for one in own] for own in found]

    def decoded(self, found: Sequence[Found]) -> list[Decoded]:
        """Return `found` as results."""
        made: list[Decoded] = []
        for at in range(0, len(found), _BLOCK):
            made += self._block(found[at : at + _BLOCK])
        return made

    def _block(self, found: Sequence[Found]) -> list[Decoded]:
        """Return some of the results; their steps are gathered together."""
        ids = [each.ids for each in found]
        steps, place = max(len(own) for own in ids), self._source.device
        path = _padded([each.trail.rows[:steps] for each in found], steps, 0).to(place)
        attention = _gathered(self._weights, path).float()
        copied = sources = None
        if self._copies:
            rows = torch.tensor([each.sentence for each in found], device=place)
            gains = [each.trail.gains[:steps] for each in found]
            copied, sources = origins(
                attention,
                _gathered(self._copies, path).float(),
                _padded(ids, steps, 0).to(place),
                _padded(gains, steps, 0.0).to(place),
                self._source[rows],
            )
        return [
            Decoded(
                ids=own,
                log_probability=sum(each.trail.gains),
                attention=attention[row, : len(own), : self._lengths[each.sentence]],
                finished=each.finished,
                copied=_none() if copied is None else copied[row, : len(own)],
                sources=_none() if sources is None else sources[row, : len(own)],
            )
            for row, (each, own) in enumerate(zip(found, ids, strict=True))
        ]


def _padded(
    rows: Sequence[Sequence[int] | Sequence[float]], width: int, fill: float
) -> Tensor:
    """Return rows as one tensor (rows, width)."""
    return torch.tensor([[*row, *[fill] * (width - len(row))] for row in rows])


def _gathered(kept: Sequence[Tensor], path: Tensor) -> Tensor:
    """Return what was kept at each step of each path, (found, steps, ...).

    Args:
        kept: One tensor (rows, ...) a step.
        path: Rows (found, steps).
    """
    if not path.shape[1]:
        return kept[0].new_zeros(len(path), 0, *kept[0].shape[1:])
    columns = path.long().unbind(dim=1)
    found = [own.index_select(0, at) for own, at in zip(kept, columns, strict=False)]
    return torch.stack(found, dim=1)


def origins(
    attention: Tensor, copies: Tensor, ids: Tensor, gains: Tensor, source: Tensor
) -> tuple[Tensor, Tensor]:
    """Return how probably each token was copied, and from where.

    Args:
        attention: (..., tokens, source).
        copies: The probability of copying at each step, ``1 - p_gen``, (..., tokens).
        ids: The tokens written, (..., tokens).
        gains: Their log-probabilities, (..., tokens).
        source: The source's tokens, (..., source).

    Returns:
        Probabilities (..., tokens) and source positions (..., tokens), -1 for none.
    """
    there = attention * (source.unsqueeze(-2) == ids.unsqueeze(-1))
    copied = (copies * there.sum(dim=-1) / gains.exp()).clamp(0.0, 1.0)
    places = there.argmax(dim=-1)
    return copied, places.masked_fill(copied <= 0.5, -1)
