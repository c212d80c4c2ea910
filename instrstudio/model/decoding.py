"""From a source to target tokens: the door to all ways of searching."""

from instrstudio.model.decode.beam import BeamSearch, beam_search
from instrstudio.model.decode.chance import Chance, Nucleus
from instrstudio.model.decode.decoded import Decoded
from instrstudio.model.decode.picking import Beams
from instrstudio.model.decode.rules import Rules
from instrstudio.model.decode.search import Advance
from instrstudio.model.decode.writing import Token, Writer, greedy, sampled, stream

__all__ = [
    "Advance",
    "BeamSearch",
    "Beams",
    "Chance",
    "Decoded",
    "Nucleus",
    "Rules",
    "Token",
    "Writer",
    "beam_search",
    "greedy",
    "sampled",
    "stream",
]
