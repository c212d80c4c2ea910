"""Which of an instruction's demands could a program check?"""

from collections.abc import Mapping

from instrstudio.domain.candidate import Candidate
from instrstudio.domain.ports import Context
from instrstudio.domain.task import Task
from instrstudio.metrics.measuring.demands import KINDS, demands


class Verifiable:
    """The share of the demands stated that can be checked, as in IFEval; [0, 1].

    Parts say for each kind (``verifiable.length``) whether such a demand is stated. An
    instruction without demands has parts only.
    """

    name = "verifiable"
    higher_is_better = True
    low = 0.0
    high = 1.0

    def measure(
        self, candidate: Candidate, task: Task, context: Context
    ) -> Mapping[str, float]:
        """Look at each clause of the instruction."""
        found = demands(candidate.text)
        stated = {kind for demand in found for kind in demand.kinds}
        values = {f"{self.name}.{kind}": float(kind in stated) for kind in KINDS}
        if found:
            values[self.name] = sum(bool(d.kinds) for d in found) / len(found)
        return values


PLUGIN = Verifiable()
