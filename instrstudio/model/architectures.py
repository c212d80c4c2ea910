"""The architectures by name, and how a new model gets its first weights."""

import torch
from torch import nn

from instrstudio.domain.errors import InvalidInput
from instrstudio.domain.wording import message
from instrstudio.model.architecture import EncoderDecoder, Sizes
from instrstudio.model.seed import SeedModel
from instrstudio.model.seq2seq import Seq2SeqModel

_BY_NAME: dict[str, type[EncoderDecoder]] = {
    "seed": SeedModel,
    "seq2seq": Seq2SeqModel,
}


def build(architecture: str, sizes: Sizes) -> EncoderDecoder:
    """Return a model without weights yet (all zero), on the CPU.

    Raises:
        InvalidInput: There is no such architecture.
    """
    make = _BY_NAME.get(architecture)
    if make is None:
        raise InvalidInput(
            message("There is no architecture “{name}”.", name=architecture)
        )
    # On "meta" the layers' own initialisation draws nothing from the global generator.
    with torch.device("meta"):
        model = make(sizes)
    model = model.to_empty(device="cpu")
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.zero_()
    return model.eval()


def initialise(model: EncoderDecoder, seed: int) -> None:
    """Fill `model` with its first weights, a pure function of `seed`.

    Embeddings are normal with deviation 1 (with a tenth of it the gates hardly move and
    learning is many times slower); matrices are Glorot uniform, recurrent ones
    orthogonal gate by gate (appendix B.1 of Bahdanau et al. 2015); biases zero.
    """
    generator = torch.Generator().manual_seed(seed)
    for name, parameter in model.named_parameters():
        if name.startswith("embedding"):
            nn.init.normal_(parameter, generator=generator)
        elif "weight_hh" in name:
            for gate in parameter.data.chunk(3):
                nn.init.orthogonal_(gate, generator=generator)
        elif parameter.dim() > 1:
            nn.init.xavier_uniform_(parameter, generator=generator)
