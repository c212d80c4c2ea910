"""How much of a sample's input stands in the instruction?"""

from collections.abc import Mapping

from instrstudio.domain.candidate import Candidate
from instrstudio.domain.language import units
from instrstudio.domain.ports import Context
from instrstudio.domain.task import Task
from instrstudio.metrics.measuring.quoting import quoted_share


class InputLeakage:
    """The highest share of an input that is quoted; [0, 1], lower is better.

    A task that asks for its input to be filled in cannot leak it.
    Without inputs nothing is measured.
    """

    name = "input_leakage"
    higher_is_better = False
    low = 0.0
    high = 1.0

    def measure(
        self, candidate: Candidate, task: Task, context: Context
    ) -> Mapping[str, float]:
        """Compare with every sample."""
        if task.fill:
            return {}
        said = units(candidate.text)
        allowed = " ".join(units(task.description))
        shares = []
        for example in task.examples:
            if example.input.strip():
                shares.append(quoted_share(units(example.input), said, allowed))
        return {self.name: max(shares)} if shares else {}


PLUGIN = InputLeakage()
