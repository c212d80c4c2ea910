"""Architecture ``prototypes``: writes with instructions for like tasks before its eyes.

The instructions that retrieval found for a task are further parts of its source, each
with a segment of its own, attended to and copied from like the rest: retrieve and edit
as one model (Hashimoto et al. 2018, arXiv 1812.01194), by concatenation as in neural
fuzzy repair (Bulté and Tezcan, ACL 2019). In training a task never meets its own
instruction among them, nor any that is held out; who makes the pairs sees to that.
"""

from instrstudio.model.copying import CopyModel


class PrototypeModel(CopyModel):
    """A pointer-generator that tells the first, second, ... like instruction apart."""

    reads_like = True
    _numbered = 3
