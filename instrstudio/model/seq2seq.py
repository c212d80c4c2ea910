"""Architecture ``seq2seq``: one fixed context, the encoder's last state.

Cho et al.: Learning Phrase Representations using RNN Encoder-Decoder for Statistical
Machine Translation, EMNLP 2014 (arXiv 1406.1078), section 2.2::

    c   = h_S
    s_t = g(y_{t-1}, s_{t-1}, c)
    y_t = h(s_t, c)
"""

import torch
from torch import Tensor

from instrstudio.model.encoder import Encoded
from instrstudio.model.recurrent import EncoderDecoder


class Seq2SeqModel(EncoderDecoder):
    """The whole source in one vector."""

    def keys(self, states: Tensor) -> Tensor:
        """Return nothing: (batch, source, 0)."""
        return states[:, :, :0]

    def attend(self, state: Tensor, encoded: Encoded) -> tuple[Tensor, Tensor]:
        """Return c (batch, hidden); the weight (batch, source) is all on the end."""
        ends = encoded.mask.sum(dim=1, keepdim=True) - 1
        weights = torch.zeros_like(encoded.mask, dtype=state.dtype)
        return encoded.last, weights.scatter(1, ends, 1.0)
