"""A target that a search found, and how it is put together from a search's steps."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import torch
from torch import Tensor

from instrstudio.model.architecture import Stepped
from instrstudio.model.encoder import Encoded


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


@dataclass(frozen=True, slots=True)
class Trail:
    """What every row of a search has behind it, each (rows, tokens).

    `ids` are the tokens, `gains` their log-probabilities, `path` the row that stood for
    this one at each step: attention is gathered by it once, at the end.
    """

    ids: Tensor
    gains: Tensor
    path: Tensor

    @classmethod
    def empty(cls, rows: int, device: torch.device) -> "Trail":
        """Return the trail before the first step."""
        none = torch.zeros(rows, 0, dtype=torch.long, device=device)
        return cls(none, none.float(), none)

    def select(self, rows: Tensor) -> "Trail":
        """Return the trails of `rows`, which may repeat."""
        return Trail(self.ids[rows], self.gains[rows], self.path[rows])

    def shortened(self) -> "Trail":
        """Return the trails without their last step."""
        return Trail(self.ids[:, :-1], self.gains[:, :-1], self.path[:, :-1])

    def grown(self, parents: Tensor, tokens: Tensor, gains: Tensor) -> "Trail":
        """Return the trails of `parents`, each with one more token; all (count,)."""

        def joined(old: Tensor, new: Tensor) -> Tensor:
            return torch.cat([old[parents], new.unsqueeze(1)], dim=1)

        return Trail(
            joined(self.ids, tokens),
            joined(self.gains, gains),
            joined(self.path, parents),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One row of a `Trail` that is a result; `sentence` counts within the search.

    The trail of a `finished` one ends with the end token.
    """

    sentence: int
    score: float
    trail: Trail
    row: int
    finished: bool

    @property
    def ids(self) -> tuple[int, ...]:
        """The tokens without the end token."""
        ids: list[int] = self.trail.ids[self.row].tolist()
        return tuple(ids[:-1] if self.finished else ids)


class Record:
    """Remembers the attention of all steps, and makes results of rows."""

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

    def decoded(self, found: Sequence[Found]) -> list[Decoded]:
        """Return `found` as results."""
        ids = [each.ids for each in found]
        weights = self._gathered(found, max((len(own) for own in ids), default=0))
        return [
            self._one(each, own, weights[row, : len(own)])
            for row, (each, own) in enumerate(zip(found, ids, strict=True))
        ]

    def _gathered(self, found: Sequence[Found], steps: int) -> Tensor:
        """Return the attention of `found`, (found, steps, source)."""
        path = torch.zeros(len(found), steps, dtype=torch.long)
        for row, each in enumerate(found):
            own = each.trail.path[each.row, :steps]
            path[row, : len(own)] = own
        if not steps:
            return torch.zeros(len(found), 0, self._source.shape[1])
        path = path.to(self._source.device)
        return torch.stack(
            [self._weights[t].index_select(0, path[:, t]) for t in range(steps)], dim=1
        ).float()

    def _one(self, found: Found, ids: tuple[int, ...], weights: Tensor) -> Decoded:
        """Return one row as a result; `weights` are (tokens, padded source)."""
        trail, row, count = found.trail, found.row, len(ids)
        source = self._lengths[found.sentence]
        attention = weights[:, :source]
        copied, sources = _none(), _none()
        if self._copies:
            path: list[int] = trail.path[row, :count].tolist()
            copies = [self._copies[t][at] for t, at in enumerate(path)]
            copied, sources = origins(
                attention,
                torch.stack(copies) if copies else _none(),
                trail.ids[row, :count],
                trail.gains[row, :count],
                self._source[found.sentence, :source],
            )
        return Decoded(
            ids=ids,
            log_probability=float(trail.gains[row].sum()),
            attention=attention,
            finished=found.finished,
            copied=copied,
            sources=sources,
        )


def origins(
    attention: Tensor, copies: Tensor, ids: Tensor, gains: Tensor, source: Tensor
) -> tuple[Tensor, Tensor]:
    """Return how probably each token was copied, and from where.

    Args:
        attention: (tokens, source).
        copies: The probability of copying at each step, ``1 - p_gen``, (tokens,).
        ids: The tokens written, (tokens,).
        gains: Their log-probabilities, (tokens,).
        source: The source's tokens, (source,).

    Returns:
        Probabilities (tokens,) and source positions (tokens,), -1 for none.
    """
    there = attention * (source.unsqueeze(0) == ids.unsqueeze(1))
    copied = (copies * there.sum(dim=1) / gains.exp()).clamp(0.0, 1.0)
    places = there.argmax(dim=1)
    return copied, places.masked_fill(copied <= 0.5, -1)
