"""Does the instruction keep the answer, and the sample's data, to itself?"""

from instrstudio.domain.candidate import Candidate, Score
from instrstudio.domain.language import units
from instrstudio.domain.ports import Context
from instrstudio.domain.task import Task
from instrstudio.domain.wording import Message, message
from instrstudio.metrics.measuring.quoting import quoted_share


class NoLeakage:
    """1 if neither an output nor a stretch of an input stands in the instruction."""

    name = "leakage"
    weight = 1.0

    def check(self, candidate: Candidate, task: Task, context: Context) -> Score:
        """Compare with every sample; listed labels and the description are no leak."""
        said = units(candidate.text)
        allowed = " ".join(units(task.description))
        labels = {label.text.strip().lower() for label in context.profile.labels}
        value: float = 1.0
        note: Message | None = None
        for example in task.examples:
            output = example.output.strip()
            if output.lower() in labels:
                continue
            share = quoted_share(units(output), said, allowed)
            if share > 0:
                value = min(value, 1 - share)
                note = message("part of the answer stands in the instruction")
            if not task.fill:
                share = quoted_share(units(example.input), said, allowed)
                if share > 0:
                    value = min(value, 1 - share / 2)
                    note = note or message("it quotes the sample's input")
        return Score(name=self.name, value=value, weight=self.weight, note=note)


PLUGIN = NoLeakage()
