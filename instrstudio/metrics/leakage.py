"""Does the instruction keep the answer, and the sample's data, to itself?"""

from instrstudio.domain.candidate import Candidate, Score
from instrstudio.domain.language import length_of, units
from instrstudio.domain.ports import Context
from instrstudio.domain.task import Task
from instrstudio.domain.wording import Message, message

_RUN = 6
"""Words (or Chinese characters) in a row that count as quoted."""


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
            share = _quoted(units(output), said, allowed)
            if share > 0:
                value = min(value, 1 - share)
                note = message("part of the answer stands in the instruction")
            if not task.fill:
                share = _quoted(units(example.input), said, allowed)
                if share > 0:
                    value = min(value, 1 - share / 2)
                    note = note or message("it quotes the sample's input")
        return Score(name=self.name, value=value, weight=self.weight, note=note)


def _quoted(text: list[str], said: list[str], allowed: str) -> float:
    """Return the share of `text` that stands in `said` in runs of `_RUN` or more.

    A text shorter than a run leaks only as a whole, and only if it says something: a
    single word may well be part of an instruction.
    """
    if length_of(" ".join(text)) < 2:
        return 0.0
    run = min(_RUN, len(text))
    if run < _RUN and len(text) < 3:
        return 0.0
    grams = {tuple(said[i : i + run]) for i in range(len(said) - run + 1)}
    hits = [
        i
        for i in range(len(text) - run + 1)
        if tuple(text[i : i + run]) in grams
        and " ".join(text[i : i + run]) not in allowed
    ]
    covered = {position for i in hits for position in range(i, i + run)}
    return len(covered) / len(text)


PLUGIN = NoLeakage()
