"""How near a record's own task is to another task, and how much of it carries over."""

import re
from dataclasses import dataclass, replace

from instrstudio.analysis.lexicon import lexicon
from instrstudio.analysis.likeness import likeness
from instrstudio.analysis.profile import profile_of
from instrstudio.domain.errors import InvalidInput
from instrstudio.domain.language import CHINESE, ENGLISH, LANGUAGES
from instrstudio.domain.profile import Phrase, TaskProfile
from instrstudio.domain.record import Record
from instrstudio.domain.task import Example, Task

SLOT = re.compile(r"\[[^\[\]\n]{1,40}\]")
"""The place of an input in a record's instruction."""
_TO_DO = re.compile(r"^(?:待\w{1,4}的|最近的|下面的)|(?:text|content) of the ", re.I)
_TAIL = re.compile(
    r"(?:的?(?:内容|全文|正文|原文|原稿|列表|样例|文字))$| (?:text|draft)$"
)
OPEN_TYPES = {"text_generation", "rewriting", "dialogue", "code_generation", "other"}
"""Types whose tasks differ in more than their input and output."""
_BRIEFED = {"text_generation", "dialogue"}
"""Types whose input is what somebody said or wants, under many names."""
_SUFFIX = 2
_AND = {"and", "a", "the", "of", "text", "message"}
_ALIKE_NEAR, _ALIKE_OPEN, _ALIKE = 0.12, 0.25, 0.42
_GENERIC, _HEAD, _USUAL = 0.8, 0.6, 0.4


@dataclass(frozen=True, slots=True)
class Kin:
    """What a record's task shares with another one; each part lies in [0, 1].

    `own` is the record's task as it was understood. `whole` says that all statements of
    its instruction make sense for the other task, `order` that its first one does too;
    `general` that the record is for any kind of text.
    """

    own: TaskProfile
    type: float
    input: float
    output: float
    likeness: float
    whole: bool
    order: bool
    general: bool

    @property
    def nearness(self) -> float:
        """The overall nearness in [0, 1]."""
        near = 0.3 * self.input + 0.3 * self.output + 0.4 * self.likeness
        return near * self.type


def profile_of_record(record: Record) -> TaskProfile | None:
    """Read a record as the task it was made for; None if it says nothing.

    The name in the brackets of an instruction tells its kind of input best.
    """
    task = Task(
        description=record.task_description or record.instruction.split("\n")[0][:120],
        examples=record.examples[:1] or (Example(input=record.instruction[:200]),),
        task_type=record.task_type,
        language=record.language if record.language in LANGUAGES else "",
    )
    try:
        own = profile_of(task)
    except InvalidInput:
        return None
    slots = SLOT.findall(record.instruction)
    if not slots:
        return replace(
            own, has_input=bool(record.examples and record.examples[0].input)
        )
    name = slots[-1].strip("[]")
    return replace(own, has_input=True, slot=name, input_form=_slot_form(name, own))


def _slot_form(name: str, own: TaskProfile) -> Phrase:
    """Return the kind of text that a slot's name tells of."""
    words = lexicon(own.language if own.language in LANGUAGES else ENGLISH)
    text = _TO_DO.sub("", name)
    names = {n for ns in words.languages.values() for n in ns}
    for language in sorted(names, key=len, reverse=True):
        rest = text.removeprefix(language).strip()
        text = rest if len(rest) > 1 else text
    for attempt in (text, _TAIL.sub("", text)):
        form = words.inputs.get(attempt.lower())
        if form:
            return Phrase(form.name)
    return Phrase(_TAIL.sub("", text))


def kinship(record: Record, profile: TaskProfile) -> Kin | None:
    """Compare the record's task with that of `profile`; None if it says nothing."""
    own = profile_of_record(record)
    if own is None or own.language != profile.language:
        return None
    same_type = own.task_type == profile.task_type
    source, result = _input(own, profile), _output(own, profile)
    alike = likeness(own.task.description, profile.task.description)
    words = lexicon(profile.language if profile.language in LANGUAGES else ENGLISH)
    whole = same_type and _is_whole(own, profile, source, result, alike)
    near = alike >= _ALIKE or (source == 1.0 and alike >= _ALIKE_OPEN)
    return Kin(
        own=own,
        type=1.0 if same_type else 0.3,
        input=source,
        output=result,
        likeness=alike,
        whole=whole,
        general=own.input_form.text.lower() in words.generic,
        order=whole and (profile.task_type not in OPEN_TYPES or near),
    )


def _is_whole(
    own: TaskProfile, profile: TaskProfile, source: float, result: float, alike: float
) -> bool:
    """Say whether everything that a record's instruction says can stay."""
    if profile.task_type == "translation":
        target = own.target_language.text == profile.target_language.text
        return target and source >= _GENERIC and alike >= _ALIKE_NEAR
    if profile.task_type in OPEN_TYPES:
        loose = profile.task_type in _BRIEFED
        enough = result >= (_HEAD if loose else 1.0)
        near = _ALIKE_NEAR if loose else _ALIKE_OPEN
        return source >= _HEAD and (alike >= _ALIKE or (enough and alike >= near))
    near = _ALIKE_NEAR if source == 1.0 else _ALIKE_OPEN
    if profile.task_type == "classification":
        near = _ALIKE_OPEN if source == 1.0 else _ALIKE
    enough = alike >= near or not profile.task.description.strip()
    return source >= _GENERIC and result == 1.0 and enough


def _input(own: TaskProfile, profile: TaskProfile) -> float:
    """Compare the kinds of text that two tasks work on."""
    if not own.has_input and not profile.has_input:
        return 1.0
    if own.has_input != profile.has_input:
        return _HEAD if profile.topic or profile.goal else 0.0
    words = lexicon(profile.language if profile.language in LANGUAGES else ENGLISH)
    theirs, ours = own.input_form.text.lower(), profile.input_form.text.lower()
    if theirs == ours:
        return 1.0
    if profile.task_type in _BRIEFED:
        return _HEAD  # whatever it is called, it is a turn, or a brief
    if theirs in words.generic:
        return _GENERIC
    if ours in words.generic or theirs in ours or ours in theirs:
        return _HEAD
    if profile.language != CHINESE and set(theirs.split()) & set(ours.split()) - _AND:
        return _HEAD
    return 0.0


def _output(own: TaskProfile, profile: TaskProfile) -> float:
    """Compare what two tasks should give."""
    theirs, ours = own.output_form.text.lower(), profile.output_form.text.lower()
    if theirs == ours:
        return 1.0
    if theirs.endswith(ours) or ours.endswith(theirs):
        return _HEAD
    if profile.language == CHINESE and theirs[-_SUFFIX:] == ours[-_SUFFIX:]:
        return _HEAD
    if _usual_name(theirs, profile.language) == _usual_name(ours, profile.language):
        return _HEAD
    words = lexicon(profile.language if profile.language in LANGUAGES else ENGLISH)
    usual = words.types.get(profile.task_type, words.types["other"]).output.lower()
    return _USUAL if usual in (theirs, ours) else 0.0


def _usual_name(output: str, language: str) -> str:
    """Return the usual name of what is given: a “modern poem” is a poem."""
    forms = lexicon(language if language in LANGUAGES else ENGLISH).outputs
    space = "" if language == CHINESE else " "
    heads = [a for a in forms if output == a or output.endswith(space + a)]
    return forms[max(heads, key=len)].name if heads else output
