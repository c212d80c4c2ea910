"""Does the instruction have a place for the input, exactly if there is one?"""

import re

from instrstudio.domain.candidate import Candidate, Score
from instrstudio.domain.ports import Context
from instrstudio.domain.span import Origin
from instrstudio.domain.task import Task
from instrstudio.domain.wording import message

_SLOT = re.compile(r"\[[^\[\]\n]{1,60}\]")
_STRAY = 0.3


class SlotPresent:
    """1 with the place that the task needs, 0 without it."""

    name = "slot"
    weight = 1.0

    def check(self, candidate: Candidate, task: Task, context: Context) -> Score:
        """Look for the slot's span, a bracketed name, or the filled-in sample."""
        marked = any(span.origin is Origin.SLOT for span in candidate.spans)
        found = marked or _SLOT.search(candidate.text) is not None
        if context.profile.has_input:
            filled = any(e.input and e.input in candidate.text for e in task.examples)
            if found or filled:
                return Score(name=self.name, value=1.0, weight=self.weight)
            note = message("no place for the input")
            return Score(name=self.name, value=0.0, weight=self.weight, note=note)
        if not found:
            return Score(name=self.name, value=1.0, weight=self.weight)
        note = message("a place for an input that the task does not have")
        return Score(name=self.name, value=_STRAY, weight=self.weight, note=note)


PLUGIN = SlotPresent()
