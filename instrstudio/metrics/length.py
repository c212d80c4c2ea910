"""Is the instruction neither a stub nor a novel?"""

from instrstudio.domain.candidate import Candidate, Score
from instrstudio.domain.language import CHINESE, length_of
from instrstudio.domain.ports import Context
from instrstudio.domain.task import Task
from instrstudio.domain.wording import message

# Self-Instruct (Wang et al. 2023, filter of the released code) keeps 4 to 150 words;
# a Chinese character is worth about half a word.
_BOUNDS = {CHINESE: (8, 300), "en": (5, 150)}


class Length:
    """Full marks within the bounds, falling to nothing at half and at double."""

    name = "length"
    weight = 0.6

    def check(self, candidate: Candidate, task: Task, context: Context) -> Score:
        """Count words, or Chinese characters, of the instruction without its sample."""
        low, high = _BOUNDS.get(context.profile.language, _BOUNDS["en"])
        text = candidate.text
        for example in task.examples:
            if task.fill and example.input:
                text = text.replace(example.input, "")
        length = length_of(text)
        value, note = 1.0, None
        if length < low:
            value = max(0.0, 2 * length / low - 1)
            note = message("short: {length} words", length=length)
        elif length > high:
            value = max(0.0, 2 - length / high)
            note = message("long: {length} words", length=length)
        return Score(name=self.name, value=value, weight=self.weight, note=note)


PLUGIN = Length()
