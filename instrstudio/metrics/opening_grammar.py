"""Do the first words read as an instruction does?"""

from collections.abc import Mapping

from instrstudio.domain.candidate import Candidate
from instrstudio.domain.ports import Context
from instrstudio.domain.task import Task
from instrstudio.metrics.measuring.imperatives import opens_well


class OpeningGrammar:
    """1 for an imperative, a question, an address, or what is given before either; 0.

    The check `opening` looks for what is wrong with an opening, this for what is right.
    """

    name = "opening_grammar"
    higher_is_better = True
    low = 0.0
    high = 1.0

    def measure(
        self, candidate: Candidate, task: Task, context: Context
    ) -> Mapping[str, float]:
        """Look at the first sentence."""
        return {self.name: float(opens_well(candidate.text))}


PLUGIN = OpeningGrammar()
