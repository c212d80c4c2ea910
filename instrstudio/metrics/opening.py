"""Does the instruction open like one?"""

import re

from instrstudio.domain.candidate import Candidate, Score
from instrstudio.domain.language import CHINESE
from instrstudio.domain.ports import Context
from instrstudio.domain.task import Task
from instrstudio.domain.wording import Message, message

# An instruction opens with what to do, with a role, a condition or the material; an
# opening that tells of somebody, or goes on from before, is a statement torn off.
_STATEMENTS = {
    CHINESE: re.compile(
        r"^(?:我(?!要你|想让你|希望你|需要你)|他|她|它|这是|那是|然后|因为|所以|但是|不过"
        r"|而且|并且|以及|的|了|吗|呢|好的|当然|以下是)"
    ),
    "en": re.compile(
        r"^(?:i(?! want you| would like you| need you)\b|he\b|she\b|it\b|they\b|we\b"
        r"|there (?:is|are|was)\b|this is\b|that is\b|because\b|but\b|and\b|or\b|so\b"
        r"|then\b|sure\b|certainly\b|of\b|to\b|here is\b)",
        re.IGNORECASE,
    ),
}
_PUNCTUATION = re.compile(r"^[\s。，、；：！？,.;:!?)\]}”’…-]")
_LOWER = re.compile(r"^[a-z]")
_UNUSUAL, _BROKEN = 0.6, 0.0


class Opening:
    """1 for an instruction's opening, less for a statement's, 0 for punctuation."""

    name = "opening"
    weight = 0.7

    def check(self, candidate: Candidate, task: Task, context: Context) -> Score:
        """Look at the first words."""
        text = candidate.text
        if not text.strip() or _PUNCTUATION.match(text):
            broken = message("opens with punctuation")
            return Score(name=self.name, value=_BROKEN, weight=self.weight, note=broken)
        language = context.profile.language
        value = 1.0
        note: Message | None = None
        if _STATEMENTS.get(language, _STATEMENTS["en"]).match(text):
            value, note = _UNUSUAL, message("an unusual opening for an instruction")
        if language != CHINESE and _LOWER.match(text):
            value, note = value * _UNUSUAL, message("opens without a capital letter")
        return Score(name=self.name, value=value, weight=self.weight, note=note)


PLUGIN = Opening()
