"""Does the instruction name what it works on and what it should give?"""

import re

from instrstudio.domain.candidate import Candidate, Score
from instrstudio.domain.language import CHINESE
from instrstudio.domain.ports import Context
from instrstudio.domain.profile import TaskProfile
from instrstudio.domain.task import Task
from instrstudio.domain.wording import message
from instrstudio.metrics.measuring.names import holds, stems

_GENERIC = 0.5
_GENERIC_INPUT = {
    CHINESE: re.compile("文本|文章|内容|材料|原文|段落|以下|下面|下列"),
    "en": re.compile(
        r"\b(?:text|passage|article|content|following|below|input)\b", re.I
    ),
}


class NamedForms:
    """The mean over input, output and what else the task fixes (languages, labels)."""

    name = "forms"
    weight = 1.2

    def check(self, candidate: Candidate, task: Task, context: Context) -> Score:
        """Look each name up in the instruction; inflected English forms count."""
        profile = context.profile
        wanted = _wanted(profile)
        said = stems(candidate.text)
        missing = [name for name in wanted if not holds(name, candidate.text, said)]
        value = float(sum(name not in missing for name in wanted))
        total = len(wanted) + int(profile.has_input)
        if profile.has_input:
            value += (got := _input(profile, candidate.text))
            missing += [] if got == 1.0 else [profile.input_form.text]
        note = None
        if missing:
            names = ", ".join(f"“{name}”" for name in missing)
            note = message("not named: {names}", names=names)
        share = value / total if total else 1.0
        return Score(name=self.name, value=share, weight=self.weight, note=note)


def _wanted(profile: TaskProfile) -> list[str]:
    """Return the names that the instruction should hold besides the input's."""
    match profile.task_type:
        case "translation":
            names = [profile.target_language.text]
        case "classification" if profile.labels:
            names = [label.text for label in profile.labels]
        case "code_generation" if profile.programming_language:
            names = [profile.programming_language.text]
        case "dialogue" | "rewriting" | "classification" | "other":
            names = []
        case "text_generation":
            names = [profile.output_form.text, profile.topic.text]
        case _:
            names = [profile.output_form.text]
    return [name for name in names if name]


def _input(profile: TaskProfile, text: str) -> float:
    """Return 1 if the input is named outside its slot, half for a general word."""
    outside = text.replace(profile.slot_text, "")
    form, ref = profile.input_form, profile.input_form.ref
    if holds(form.text, outside, stems(outside)):
        return 1.0
    if ref and ref.field == "description":
        words = profile.task.description[ref.start : ref.end]
        if len(words) > 1 and words.lower() in outside.lower():
            return 1.0
    generic = _GENERIC_INPUT.get(profile.language, _GENERIC_INPUT["en"])
    return _GENERIC if generic.search(outside) else 0.0


PLUGIN = NamedForms()
