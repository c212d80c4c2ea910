"""How much of a sample's answer stands in the instruction?"""

from collections.abc import Mapping

from instrstudio.domain.candidate import Candidate
from instrstudio.domain.language import units
from instrstudio.domain.ports import Context
from instrstudio.domain.task import Task
from instrstudio.metrics.measuring.quoting import quoted_share


class AnswerLeakage:
    """The highest share of an output that is quoted; [0, 1], lower is better.

    Listed labels are no leak, nor is what the description says itself.
    Without outputs nothing is measured.
    """

    name = "answer_leakage"
    higher_is_better = False
    low = 0.0
    high = 1.0

    def measure(
        self, candidate: Candidate, task: Task, context: Context
    ) -> Mapping[str, float]:
        """Compare with every sample."""
        said = units(candidate.text)
        allowed = " ".join(units(task.description))
        labels = {label.text.strip().lower() for label in context.profile.labels}
        shares = []
        for example in task.examples:
            answer = example.output.strip()
            if answer and answer.lower() not in labels:
                shares.append(quoted_share(units(answer), said, allowed))
        return {self.name: max(shares)} if shares else {}


PLUGIN = AnswerLeakage()
