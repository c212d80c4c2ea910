"""How well a model does on pairs it has not learned from."""

from collections.abc import Sequence

import torch

from instrstudio.domain.run import Sample
from instrstudio.model.architecture import EncoderDecoder
from instrstudio.model.corpus import Encodings, Pair
from instrstudio.model.decoding import Rules, rollout
from instrstudio.model.generator import rows_of
from instrstudio.model.learner import batch_loss
from instrstudio.model.tokenizer import Tokenizer

_BATCH = 64


@torch.inference_mode()
def mean_loss(
    model: EncoderDecoder, encodings: Encodings, device: torch.device
) -> float:
    """Return nats a token over all `encodings`, without dropout."""
    total, tokens = 0.0, 0
    for start in range(0, len(encodings), _BATCH):
        rows = range(start, min(start + _BATCH, len(encodings)))
        loss = batch_loss(model, encodings.batch(rows, device))
        total, tokens = total + float(loss.total), tokens + loss.tokens
    return total / max(1, tokens)


@torch.inference_mode()
def samples(
    model: EncoderDecoder,
    tokenizer: Tokenizer,
    pairs: Sequence[Pair],
    encodings: Encodings,
    max_tokens: int,
) -> tuple[Sample, ...]:
    """Return what the model writes for `pairs` (greedy), with its attention.

    `encodings` hold at least these pairs, in the same order.
    """
    device = next(model.parameters()).device
    batch = encodings.batch(range(len(pairs)), device)
    encoded = model.encode(batch.source, batch.lengths)
    written = rollout(model, encoded, Rules(max_tokens=max_tokens))
    found = []
    for row, (pair, decoded) in enumerate(zip(pairs, written, strict=True)):
        ids = encodings.sources[row]
        found.append(
            Sample(
                source=pair.source,
                reference=pair.target,
                text=tokenizer.decode(decoded.ids)[0],
                source_tokens=tuple(tokenizer.shown(id_) for id_ in ids),
                target_tokens=tuple(tokenizer.shown(id_) for id_ in decoded.ids),
                attention=rows_of(decoded.attention[:, : len(ids)]),
            )
        )
    return tuple(found)
