"""Small models for the tests of searching, and the truth by trying everything."""

from itertools import product

import torch
from torch import Tensor

from instrstudio.model.architecture import Architecture, Sizes
from instrstudio.model.architectures import build, initialise
from instrstudio.model.encoder import Encoded
from instrstudio.model.tokenizer import BOS, EOS

ARCHITECTURES = ("seed", "seq2seq", "attention", "copy", "prototypes", "transformer")


def made(architecture: str, vocabulary: int = 30, seed: int = 3) -> Architecture:
    """Return a model with random weights that are large enough to prefer something."""
    sizes = Sizes(vocabulary=vocabulary, embedding=8, hidden=6, attention=5)
    model = build(architecture, sizes)
    initialise(model, seed)
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            if "bias" in name or name == "energy":
                parameter.normal_(generator=generator)
    return model


@torch.no_grad()
def read(model: Architecture, *rows: tuple[int, ...]) -> Encoded:
    """Return what `model` makes of sources of any lengths."""
    longest = max(len(row) for row in rows)
    source = torch.tensor([[*row, *[0] * (longest - len(row))] for row in rows])
    return model.encode(source, torch.tensor([len(row) for row in rows]))


def some(model: Architecture, count: int = 5) -> Encoded:
    """Return `count` sources of different lengths."""
    generator = torch.Generator().manual_seed(0)
    top = model.sizes.vocabulary
    return read(
        model,
        *(
            tuple(torch.randint(3, top, (2 + row,), generator=generator).tolist())
            for row in range(count)
        ),
    )


@torch.inference_mode()
def gains(model: Architecture, encoded: Encoded, ids: tuple[int, ...]) -> Tensor:
    """Return log p of each of `ids` after those before it, one plain step a token."""
    state, previous = model.begin(encoded), torch.tensor([BOS])
    found = []
    for token in ids:
        step = model.step(previous, state, encoded)
        found.append(step.logits.double().log_softmax(-1)[0, token])
        state, previous = step.state, torch.tensor([token])
    return torch.stack(found)


def every(vocabulary: int, most: int) -> list[tuple[int, ...]]:
    """Return all finished targets of at most `most` tokens, the end token included."""
    tokens = range(3, vocabulary)
    return [
        (*ids, EOS) for count in range(most) for ids in product(tokens, repeat=count)
    ]
