"""How well a model does on pairs it has not learned from."""

from collections.abc import Sequence

import torch

from instrstudio.domain.run import Sample
from instrstudio.model.architecture import Architecture, Goal
from instrstudio.model.corpus import Encodings, Pair
from instrstudio.model.decoding import Decoded, Rules, greedy
from instrstudio.model.tokenizer import Tokenizer

_BATCH = 64
_WRITTEN, _SHOWN = 64, 16
"""How many held-out pairs are written for, and how many of these show attention."""


@torch.inference_mode()
def mean_loss(model: Architecture, encodings: Encodings, device: torch.device) -> float:
    """Return nats a token over all `encodings`, without dropout."""
    total, tokens = 0.0, 0
    for start in range(0, len(encodings), _BATCH):
        rows = range(start, min(start + _BATCH, len(encodings)))
        loss = model.loss(encodings.batch(rows, device), Goal())
        total, tokens = total + float(loss.total), tokens + loss.tokens
    return total / max(1, tokens)


def samples(
    model: Architecture,
    tokenizer: Tokenizer,
    pairs: Sequence[Pair],
    encodings: Encodings,
    max_tokens: int,
) -> tuple[Sample, ...]:
    """Return what the model writes for the first of `pairs` (greedy).

    The first few carry their attention. `encodings` hold these pairs, in order.
    """
    device = next(model.parameters()).device
    shown = pairs[:_WRITTEN]
    batch = encodings.batch(range(len(shown)), device)
    with torch.inference_mode():
        encoded = model.encode(batch.source, batch.lengths)
        rules = Rules(max_tokens=max_tokens)
        written = greedy(model, encoded, rules, scored=False)
    found = []
    for row, (pair, decoded) in enumerate(zip(shown, written, strict=True)):
        ids = encodings.sources[row].tolist() if row < _SHOWN else []
        found.append(_sample(pair, decoded, ids, tokenizer))
    return tuple(found)


def _sample(
    pair: Pair, decoded: Decoded, source: Sequence[int], tokenizer: Tokenizer
) -> Sample:
    """Return one text; with its attention where the `source` ids are given."""
    text = tokenizer.decode(decoded.ids)[0]
    if not source:
        return Sample(source=pair.source, reference=pair.target, text=text)
    rows = decoded.attention[:, : len(source)].tolist()
    return Sample(
        source=pair.source,
        reference=pair.target,
        text=text,
        source_tokens=tuple(tokenizer.shown(id_) for id_ in source),
        target_tokens=tuple(tokenizer.shown(id_) for id_ in decoded.ids),
        attention=tuple(tuple(row) for row in rows),
        copied=tuple(decoded.copied.tolist()),
    )
