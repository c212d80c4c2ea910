"""How likely would the current model have written the instruction?"""

import math
from collections.abc import Mapping

from instrstudio.domain.candidate import Candidate
from instrstudio.domain.ports import Context, TellsLikelihood
from instrstudio.domain.task import Task


class Likelihood:
    """The mean log-probability a token, given the task, in nats; higher is likelier.

    It says how usual a text is to the model, not how good: a model's own texts come out
    ahead. Without a model nothing is measured.
    """

    name = "likelihood"
    higher_is_better = True
    low = -math.inf
    high = 0.0

    def measure(
        self, candidate: Candidate, task: Task, context: Context
    ) -> Mapping[str, float]:
        """Ask the context, which knows the model."""
        if not isinstance(context, TellsLikelihood):
            return {}
        found = context.likelihoods([candidate.text])
        return {self.name: found[0]} if found else {}


PLUGIN = Likelihood()
