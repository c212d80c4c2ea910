"""How likely a model finds texts that somebody else wrote."""

from collections.abc import Sequence

import torch

from instrstudio.model.architecture import Architecture
from instrstudio.model.corpus import padded
from instrstudio.model.decode.likeliest import normalisers
from instrstudio.model.encoder import Encoded
from instrstudio.model.tokenizer import BOS


@torch.inference_mode()
def mean_log_probabilities(
    model: Architecture, encoded: Encoded, targets: Sequence[Sequence[int]]
) -> list[float]:
    """Return the mean log-probability a token of each target for one source.

    Args:
        model: The model, in evaluation mode.
        encoded: One source; the targets share it.
        targets: Token ids, with the end token.
    """
    gold = padded(targets).to(encoded.mask.device)
    encoded = model.prepared(encoded, gold.numel())
    state = model.begin(encoded, len(targets))
    previous = torch.full_like(gold[:, 0], BOS)
    lengths = torch.tensor([len(target) for target in targets], device=gold.device)
    total = torch.zeros(len(targets), device=gold.device)
    for t in range(gold.shape[1]):
        step = model.step(previous, state, encoded)
        state, previous = step.state, gold[:, t]
        own = step.logits.gather(1, previous.unsqueeze(1))
        gained = (own - normalisers(step.logits)).squeeze(1)
        total += gained.where(t < lengths, torch.zeros_like(gained))
    means: list[float] = (total / lengths).tolist()
    return means
