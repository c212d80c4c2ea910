"""Does the instruction state the facts of the task that have to be exact?"""

import re

from instrstudio.domain.candidate import Candidate, Score
from instrstudio.domain.language import length_of
from instrstudio.domain.ports import Context
from instrstudio.domain.profile import TaskProfile
from instrstudio.domain.task import Task
from instrstudio.domain.wording import message
from instrstudio.metrics.measuring.names import holds, stems
from instrstudio.metrics.measuring.numbers import numbers

_QUOTED = re.compile(
    r"“([^“”\n]+)”|\"([^\"\n]+)\"|「([^「」\n]+)」|『([^『』\n]+)』|《([^《》\n]+)》"
    r"|`([^`\n]+)`|‘([^‘’\n]+)’"
)
_LONGEST_QUOTE = 12
"""Units; what is longer is a text rather than a name."""
_FORMAT = re.compile(
    r"(?<![A-Za-z])(?:JSONL?|YAML|XML|CSV|TSV|HTML|Markdown|LaTeX|tables?)(?![A-Za-z])"
    r"|表格",
    re.IGNORECASE,
)
_CHINESE_LANGUAGE = re.compile(r"^(.+)[文语]$")


class SlotCoverage:
    """The share of exact facts stated; without any, it has no weight.

    Facts are numbers, languages, formats, labels, fields and names in quotation marks,
    wherever the user wrote them. The check `forms` asks for the kinds of input and
    output, and `constraints` for the gist of each demand, which a wrong number does not
    hurt much; here a number is right or missing.
    """

    name = "slot_coverage"
    weight = 0.5

    def check(self, candidate: Candidate, task: Task, context: Context) -> Score:
        """Look up each fact; numbers by what they are worth, names in any form."""
        profile = context.profile
        wanted_numbers = _numbers(profile)
        wanted_names = _names(profile)
        total = len(wanted_numbers) + len(wanted_names)
        if not total:
            return Score(name=self.name, value=1.0, weight=0.0)
        text = _without_samples(candidate.text, task)
        given, said = numbers(text), stems(text)
        missing = [w for value, w in wanted_numbers.items() if value not in given]
        missing += [name for name in wanted_names if not _states(name, text, said)]
        note = None
        if missing:
            texts = ", ".join(f"“{fact}”" for fact in missing)
            note = message("not stated: {texts}", texts=texts)
        value = 1 - len(missing) / total
        return Score(name=self.name, value=value, weight=self.weight, note=note)


def _numbers(profile: TaskProfile) -> dict[float, str]:
    """Return the numbers that the user wrote, by worth."""
    return numbers(_written(profile))


def _names(profile: TaskProfile) -> list[str]:
    """Return the names that the user wrote or gave as outputs, each once."""
    written = _written(profile)
    phrases = (
        profile.source_language,
        profile.target_language,
        profile.programming_language,
        *profile.labels,
        *profile.fields,
    )
    # a phrase without a place is a usual word, or a guess from the samples
    found = [phrase.text for phrase in phrases if phrase and phrase.ref]
    found += _FORMAT.findall(written)
    for groups in _QUOTED.findall(written):
        quoted = "".join(groups).strip()
        if 0 < length_of(quoted) <= _LONGEST_QUOTE:
            found.append(quoted)
    return list({name.lower(): name for name in found}.values())


def _written(profile: TaskProfile) -> str:
    """Return the user's own words: description and constraints, a line each."""
    task = profile.task
    return "\n".join((task.description, *task.constraints))


def _without_samples(text: str, task: Task) -> str:
    """Take a filled-in sample out of `text`: what it holds is no statement."""
    for example in task.examples:
        if task.fill and example.input:
            text = text.replace(example.input, "")
    return text


def _states(name: str, text: str, said: set[str]) -> bool:
    """Say whether `text` holds `name`; 英文 and 英语 are one language."""
    if holds(name, text, said):
        return True
    language = _CHINESE_LANGUAGE.match(name)
    return language is not None and any(
        language.group(1) + ending in text for ending in "文语"
    )


PLUGIN = SlotCoverage()
