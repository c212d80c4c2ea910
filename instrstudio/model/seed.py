"""Architecture ``seed``: a GRU encoder-decoder with additive attention.

Bahdanau, Cho, Bengio: Neural Machine Translation by Jointly Learning to Align and
Translate, ICLR 2015 (arXiv 1409.0473). With x the source and y the target::

    h_t      = f(x_t, h_{t-1})              section 2.1, (1)   `Encoder`
    e_tj     = a(s_{t-1}, h_j)              section 3.1        `AdditiveAttention`
    alpha_tj = softmax_j(e_tj)              section 3.1, (6)
    c_t      = sum_j alpha_tj h_j           section 3.1, (5)
    s_t      = g(y_{t-1}, s_{t-1}, c_t)     section 3.1        `GRUCell`
    y_t      = h(s_t, c_t)                                     `readout`

The attention looks with ``s_{t-1}``, before the state moves on. The paper's encoder
runs in both directions (section 3.2) and its h also sees ``y_{t-1}``; here f and h are
as written above.
"""

from torch import Tensor

from instrstudio.model.architecture import Sizes
from instrstudio.model.attention import AdditiveAttention
from instrstudio.model.encoder import Encoded
from instrstudio.model.recurrent import EncoderDecoder


class SeedModel(EncoderDecoder):
    """A context of its own for every target token."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__(sizes)
        self.attention = AdditiveAttention(sizes.hidden, sizes.hidden, sizes.attention)

    def keys(self, states: Tensor) -> Tensor:
        """Return ``U h_j``: (batch, source, attention)."""
        return self.attention.keys(states)

    def attend(self, state: Tensor, encoded: Encoded) -> tuple[Tensor, Tensor]:
        """Return ``c_t`` (batch, hidden) and ``alpha_t`` (batch, source)."""
        context, weights = self.attention(
            state, encoded.states, encoded.keys, encoded.mask
        )
        return context, weights
