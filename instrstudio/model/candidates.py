"""The candidates a model offers for a source, and which of them is best."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from instrstudio.model.architecture import Architecture
from instrstudio.model.consensus import agreement
from instrstudio.model.decoding import (
    Advance,
    Beams,
    BeamSearch,
    Chance,
    Decoded,
    Nucleus,
    Rules,
    Writer,
    sampled,
)
from instrstudio.model.encoder import Encoded

_TEMPERATURE, _TOP_P = 0.9, 0.92
_GROUPS, _DIVERSITY = 4, 0.5
_SAMPLES = 8
_AGREEMENT = 0.5
"""What agreement with the other candidates counts beside the mean probability."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """How many texts somebody wants, from how wide a search, by which chance."""

    limit: int
    beam: int
    seed: int


@torch.inference_mode()
def collected(
    model: Architecture,
    encoded: Encoded,
    rules: Rules,
    asked: Asked,
    barred: Tensor | None,
) -> list[list[Decoded]]:
    """Return the candidates for each sentence.

    Without a seed: all of a beam, one of each group of a diverse beam, and some draws,
    always the same; the three searches take their steps together. With a seed: draws
    with that seed and nothing else.
    """
    chance = Chance(seed=asked.seed, temperature=_TEMPERATURE, top_p=_TOP_P)
    if asked.seed:
        # Few draws, or the consensus of different seeds would be the same.
        return sampled(model, encoded, rules, chance, 2 * asked.limit, barred)
    count = max(_SAMPLES, 2 * asked.limit)
    narrow = Beams(width=asked.beam, n_best=asked.beam)
    groups = max(_GROUPS, asked.limit)
    diverse = Beams(width=groups, n_best=groups, groups=groups, diversity=_DIVERSITY)
    chosen = Nucleus(chance, count, rules.max_tokens)
    searches = (
        BeamSearch(rules, narrow),
        BeamSearch(rules, diverse),
        Writer(rules, chosen, count),
    )
    record = Advance(model, encoded, rules, searches, barred).run()
    found = zip(*(search.found() for search in searches), strict=True)
    return record.nested([[*first, *second, *drawn] for first, second, drawn in found])


def ranked(
    found: Sequence[Decoded], text: Callable[[Decoded], str]
) -> list[tuple[Decoded, float]]:
    """Return `found`, the best first, with how far the others agree with each.

    Best is what the others agree with most (minimum Bayes risk over the candidates, see
    `agreement`) mixed with the mean probability a token; unfinished ones come last.
    """
    agreed = agreement([text(decoded) for decoded in found])
    worth = {
        id(decoded): _AGREEMENT * share
        + (1 - _AGREEMENT) * math.exp(decoded.mean_log_probability)
        for decoded, share in zip(found, agreed, strict=True)
    }
    return sorted(
        zip(found, agreed, strict=True),
        key=lambda one: (not one[0].finished, -worth[id(one[0])]),
    )


def bars(
    forbidden: Sequence[Sequence[int]], vocabulary: int, device: torch.device
) -> Tensor | None:
    """Return True at the tokens each sentence may not hold, (sentences, vocabulary)."""
    if not any(forbidden):
        return None
    barred = torch.zeros(len(forbidden), vocabulary, dtype=torch.bool)
    for row, ids in enumerate(forbidden):
        barred[row, list(ids)] = True
    return barred.to(device)
