"""From a source to target tokens: the door to all ways of searching."""

from instrstudio.model.decode.beam import beam_search
from instrstudio.model.decode.decoded import Decoded
from instrstudio.model.decode.picking import Beams
from instrstudio.model.decode.rules import Rules
from instrstudio.model.decode.writing import Chance, Token, greedy, sampled, stream

__all__ = [
    "Beams",
    "Chance",
    "Decoded",
    "Rules",
    "Token",
    "beam_search",
    "greedy",
    "sampled",
    "stream",
]
