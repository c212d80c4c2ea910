"""The architectures by name, and how a new model gets its first weights."""

import math
from collections.abc import Callable, Collection, Mapping

import torch
from torch import Tensor, nn
from torch.overrides import TorchFunctionMode

from instrstudio.domain.errors import InvalidInput
from instrstudio.domain.wording import message
from instrstudio.model.architecture import Architecture, Sizes
from instrstudio.model.attentive import AttentiveModel
from instrstudio.model.copying import CopyModel
from instrstudio.model.prototypes import PrototypeModel
from instrstudio.model.seed import SeedModel
from instrstudio.model.seq2seq import Seq2SeqModel
from instrstudio.model.transformer import TransformerModel

_BY_NAME: dict[str, type[Architecture]] = {
    "seq2seq": Seq2SeqModel,
    "seed": SeedModel,
    "attention": AttentiveModel,
    "copy": CopyModel,
    "prototypes": PrototypeModel,
    "transformer": TransformerModel,
}
_SCALED = (AttentiveModel, TransformerModel)
"""Those that multiply embeddings by the root of their width."""


def reads_like(architecture: str) -> bool:
    """Say whether the sources of an architecture bring like instructions."""
    made = _BY_NAME.get(architecture)
    return made is not None and made.reads_like


def outline(architecture: str, sizes: Sizes) -> Architecture:
    """Return a model that has shapes and no numbers: it takes no memory.

    Raises:
        InvalidInput: There is no such architecture.
    """
    make = _BY_NAME.get(architecture)
    if make is None:
        raise InvalidInput(
            message("There is no architecture “{name}”.", name=architecture)
        )
    # On "meta" the layers' own initialisation draws nothing from the global generator.
    with _Undrawn(), torch.device("meta"):
        return make(sizes)


class _Undrawn(TorchFunctionMode):
    """Leaves out drawing normal numbers: on "meta" it would load PyTorch's compiler."""

    def __torch_function__(
        self,
        func: Callable[..., object],
        types: Collection[type],
        args: tuple[object, ...] = (),
        kwargs: Mapping[str, object] | None = None,
    ) -> object:
        """Call `func`, but for the one that draws."""
        del types
        given = kwargs or {}
        if func is nn.init.normal_:
            return given.get("tensor", next(iter(args), None))
        return func(*args, **given)


def build(architecture: str, sizes: Sizes) -> Architecture:
    """Return a model without weights yet (all zero), on the CPU.

    Raises:
        InvalidInput: There is no such architecture.
    """
    model = outline(architecture, sizes).to_empty(device="cpu")
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.zero_()
    return model.eval()


def initialise(model: Architecture, seed: int) -> None:
    """Fill `model` with its first weights, a pure function of `seed`.

    Matrices are Glorot uniform, those that act on a state orthogonal gate by gate
    (appendix B.1 of Bahdanau et al. 2015), biases zero, gains of norms one. Embeddings
    are normal; what is read has deviation 1 (with a tenth of it the gates hardly move
    and learning is many times slower).
    """
    generator = torch.Generator().manual_seed(seed)
    width = model.sizes.embedding
    deviation = 1 / math.sqrt(width) if isinstance(model, _SCALED) else 1.0
    for name, parameter in model.named_parameters():
        if name.startswith("embedding"):
            nn.init.normal_(parameter, std=deviation, generator=generator)
        elif "norm" in name and name.endswith("weight"):
            nn.init.ones_(parameter)
        elif parameter.dim() > 1 and "bias" not in name:
            _glorot(parameter, generator)
    with torch.no_grad():
        for block in model.recurrent_blocks():
            block.copy_(nn.init.orthogonal_(block.clone(), generator=generator))


def _glorot(parameter: Tensor, generator: torch.Generator) -> None:
    """Fill a matrix, or each of a stack of matrices."""
    matrices = parameter.data if parameter.dim() > 2 else parameter.data.unsqueeze(0)
    for matrix in matrices:
        nn.init.xavier_uniform_(matrix, generator=generator)
