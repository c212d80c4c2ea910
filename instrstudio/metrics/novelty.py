"""Does the instruction say what the library does not say already?"""

from instrstudio.domain.candidate import Candidate, Score
from instrstudio.domain.ports import Context
from instrstudio.domain.task import Task
from instrstudio.domain.wording import message

_LIKE = 0.7
"""Likeness above which Self-Instruct (Wang et al. 2023, section 2.2) drops a text."""


class Novelty:
    """1 up to a likeness of 0.7 to the nearest record, 0 for a copy."""

    name = "novelty"
    weight = 0.4

    def check(self, candidate: Candidate, task: Task, context: Context) -> Score:
        """Ask the library for the most similar instruction."""
        match = context.similar_to(candidate.text)
        if match is None or match.similarity <= _LIKE:
            return Score(name=self.name, value=1.0, weight=self.weight)
        note = message(
            "{percent} % like record {id}",
            percent=round(100 * match.similarity),
            id=match.record.id,
        )
        value = (1 - match.similarity) / (1 - _LIKE)
        return Score(name=self.name, value=value, weight=self.weight, note=note)


PLUGIN = Novelty()
