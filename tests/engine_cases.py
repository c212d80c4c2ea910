"""Models and batches on which every back end of the engine must agree."""

from collections.abc import Sequence

import torch
from torch import Tensor

from instrstudio.model.architecture import Architecture, Goal, Sizes
from instrstudio.model.architectures import build, initialise
from instrstudio.model.corpus import Batch
from instrstudio.model.engine.ops import Ops
from instrstudio.model.noise import Noise
from instrstudio.model.tokenizer import BOS, EOS, PAD

CPU = torch.device("cpu")
VOCABULARY = 60
MARKERS = (5, 9, 11)

Lengths = Sequence[tuple[int, int]]
"""Source and target tokens of each row of a batch, the end token included."""

SHAPES: dict[str, Lengths] = {
    "long sources": ((13, 6), (3, 7), (13, 5), (8, 2), (5, 7), (12, 4)),
    "long targets": ((5, 12), (7, 14), (2, 3), (7, 9), (6, 14), (4, 8)),
    "as long": ((8, 8), (8, 8), (8, 8), (8, 8)),
    "single tokens": ((1, 1), (9, 5), (1, 7), (6, 1), (4, 9), (7, 3)),
    "one row": ((6, 7),),
    "one token": ((1, 1),),
}


def batch(lengths: Lengths, seed: int = 0) -> Batch:
    """Return made-up pairs of the given lengths, some tokens in both texts."""
    chance = torch.Generator().manual_seed(seed)
    source = torch.zeros(len(lengths), max(s for s, _ in lengths), dtype=torch.long)
    target = torch.zeros(len(lengths), 1 + max(t for _, t in lengths), dtype=torch.long)
    for row, (reads, writes) in enumerate(lengths):
        source[row, :reads] = torch.randint(3, 25, (reads,), generator=chance)
        target[row, 0], target[row, writes] = BOS, EOS
        ids = torch.randint(3, 25, (writes - 1,), generator=chance)
        target[row, 1:writes] = ids
    assert int((source != PAD).sum()) == sum(s for s, _ in lengths)
    return Batch(
        source=source,
        lengths=torch.tensor([s for s, _ in lengths]),
        target=target,
    )


def model(name: str, *, tied: bool = True, dropout: float = 0.2) -> Architecture:
    """Return a model whose biases are not zero, as a fresh one's are."""
    sizes = Sizes(
        vocabulary=VOCABULARY,
        embedding=48,
        hidden=40,
        attention=24,
        dropout=dropout,
        tied=tied,
        markers=MARKERS,
    )
    made = build(name, sizes)
    initialise(made, 3)
    chance = torch.Generator().manual_seed(7)
    with torch.no_grad():
        for parameter in made.parameters():
            parameter.add_(torch.randn(parameter.shape, generator=chance), alpha=0.05)
    return made


def gradients(
    made: Architecture, ops: Ops, pairs: Batch, goal: Goal, noise: Noise | None
) -> tuple[float, dict[str, Tensor]]:
    """Return the loss and the gradient of every parameter, computed by `ops`."""
    made.ops = ops
    made.zero_grad(set_to_none=True)
    loss = made.loss(pairs, goal, noise)
    torch.autograd.backward(loss.total)
    found = {
        name: parameter.grad.clone()
        for name, parameter in made.named_parameters()
        if parameter.grad is not None
    }
    return float(loss.total.detach()), found


def worst(expected: dict[str, Tensor], found: dict[str, Tensor]) -> float:
    """Return the largest error of a parameter's gradient, relative to its norm."""
    assert expected.keys() == found.keys()
    return max(
        float((found[name] - wanted).norm() / wanted.norm().clamp_min(1e-6))
        for name, wanted in expected.items()
    )


def by_layer(gradient: dict[str, Tensor]) -> dict[str, Tensor]:
    """Return one vector for each layer: its weights and biases together."""
    layers: dict[str, list[Tensor]] = {}
    for name, value in gradient.items():
        layers.setdefault(name.rpartition(".")[0] or name, []).append(value.flatten())
    return {name: torch.cat(parts) for name, parts in layers.items()}
