"""Does the instruction state every constraint of the task?"""

from itertools import pairwise

from instrstudio.domain.candidate import Candidate, Score
from instrstudio.domain.language import units
from instrstudio.domain.ports import Context
from instrstudio.domain.task import Task
from instrstudio.domain.wording import message

_STATED = 0.6


class Constraints:
    """The share of constraints stated; without any, it has no weight."""

    name = "constraints"
    weight = 1.0

    def check(self, candidate: Candidate, task: Task, context: Context) -> Score:
        """Look for most neighbouring pairs of words of each constraint."""
        wanted = context.profile.constraints
        if not wanted:
            return Score(name=self.name, value=1.0, weight=0.0)
        said = "".join(units(candidate.text))
        missing = [c.text for c in wanted if not _states(said, c.text)]
        note = None
        if missing:
            texts = ", ".join(f"“{text}”" for text in missing)
            note = message("not stated: {texts}", texts=texts)
        value = 1 - len(missing) / len(wanted)
        return Score(name=self.name, value=value, weight=self.weight, note=note)


def _states(said: str, constraint: str) -> bool:
    """Say whether `said` (units joined) holds most of `constraint`."""
    tokens = units(constraint)
    pairs = [a + b for a, b in pairwise(tokens)] or tokens
    return not pairs or sum(pair in said for pair in pairs) >= _STATED * len(pairs)


PLUGIN = Constraints()
