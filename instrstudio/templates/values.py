"""The names a pattern may use, and what they stand for in a given task."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from instrstudio.domain.profile import Phrase, TaskProfile
from instrstudio.domain.span import Origin, Ref
from instrstudio.domain.task import Example
from instrstudio.domain.template import Slot

INPUT = "input"
SAMPLES_AT_MOST = 3


@dataclass(frozen=True, slots=True)
class SlotName:
    """A name a pattern may use.

    `kind` is ``slot`` (the place of the input), ``text``, ``list`` (of texts) or
    ``samples`` (each with ``.input`` and ``.output``); `zh` and `en` say what it is.
    """

    name: str
    kind: str
    zh: str
    en: str

    def label(self, language: str) -> str:
        """Return the label in `language`."""
        return self.zh if language == "zh" else self.en


SLOT_NAMES = (
    SlotName(INPUT, "slot", "输入", "Input"),
    SlotName("input_form", "text", "输入形式", "Kind of input"),
    SlotName("output_form", "text", "输出形式", "Kind of output"),
    SlotName("goal", "text", "目标", "Goal"),
    SlotName("topic", "text", "主题", "Topic"),
    SlotName("source_language", "text", "原文语言", "Source language"),
    SlotName("target_language", "text", "目标语言", "Target language"),
    SlotName("programming_language", "text", "编程语言", "Programming language"),
    SlotName("role", "text", "角色", "Role"),
    SlotName("labels", "list", "类别", "Labels"),
    SlotName("fields", "list", "字段", "Fields"),
    SlotName("constraints", "list", "要求", "Constraints"),
    SlotName("samples", "samples", "样本", "Samples"),
    SlotName("language", "text", "指令语言", "Language of the instruction"),
)
"""Every name a pattern may use, in the order people are shown them."""

NAMES = frozenset(slot.name for slot in SLOT_NAMES)


class Words(str):
    """A text that remembers where it came from, as long as it is used unchanged."""

    __slots__ = ("_origin", "_ref")
    _origin: Origin
    _ref: Ref | None

    @classmethod
    def of(cls, text: str, origin: Origin, ref: Ref | None) -> Self:
        """Return `text` as words of `origin`, taken from `ref`."""
        words = cls(text)
        words._origin = origin
        words._ref = ref
        return words

    @property
    def _source(self) -> tuple[Origin, Ref | None]:
        """Origin and ref; the underscore keeps it out of reach of patterns."""
        return self._origin, self._ref


def source_of(words: Words) -> tuple[Origin, Ref | None]:
    """Return where `words` come from."""
    return words._source  # noqa: SLF001 - private so that no pattern can read it


@dataclass(frozen=True, slots=True)
class Sample:
    """A complete sample of the task, as a pattern sees it."""

    input: Words
    output: Words


def values_of(
    profile: TaskProfile,
    *,
    template: str = "",
    slots: Sequence[Slot] = (),
    fill: bool = False,
) -> dict[str, object]:
    """Return the value of every name of `SLOT_NAMES` for a task.

    Args:
        profile: What was read off the task.
        template: The id of the template, for the refs of its slots.
        slots: Places the template itself declares; they show their default, or their
            label in brackets.
        fill: Put the first sample's input in the input's place.
    """
    task = profile.task
    filled = fill and bool(task.examples) and bool(task.examples[0].input.strip())
    samples = [
        Sample(_sample(i, "input", example), _sample(i, "output", example))
        for i, example in enumerate(task.examples)
        if example.input.strip()
        and example.output.strip()
        and not (filled and i == 0)  # the answer must not stand beside the question
    ]
    values: dict[str, object] = {
        slot.name: _own_slot(slot, template) for slot in slots if slot.name not in NAMES
    }
    for name in _PHRASES:
        values[name] = _words(getattr(profile, name), name)
    for name in _LISTS:
        values[name] = _word_list(getattr(profile, name), name)
    values["samples"] = tuple(samples[:SAMPLES_AT_MOST])
    values["language"] = Words.of(
        profile.language, Origin.TASK, Ref(kind="task", field="language")
    )
    values[INPUT] = _input(profile, template, filled)
    return values


_PHRASES = tuple(
    s.name for s in SLOT_NAMES if s.kind == "text" and s.name != "language"
)
_LISTS = tuple(s.name for s in SLOT_NAMES if s.kind == "list")


def present(values: Mapping[str, object]) -> frozenset[str]:
    """Return the names that have something to say."""
    return frozenset(name for name, value in values.items() if value)


def _input(profile: TaskProfile, template: str, filled: bool) -> Words:
    """Return the named place of the input, or what stands in it."""
    if filled:
        return _sample(0, "input", profile.task.examples[0])
    if not profile.has_input:
        return Words.of("", Origin.SLOT, None)
    ref = Ref(kind="template", id=template, field=INPUT)
    return Words.of(profile.slot_text, Origin.SLOT, ref)


def _own_slot(slot: Slot, template: str) -> Words:
    """Return the default of a template's own slot, or its label in brackets."""
    ref = Ref(kind="template", id=template, field=slot.name)
    if slot.default:
        return Words.of(slot.default, Origin.TEMPLATE, ref)
    return Words.of(f"[{slot.label or slot.name}]", Origin.SLOT, ref)


def _words(phrase: Phrase, name: str) -> Words:
    """Return the words of a phrase; usual ones refer to the task as a whole."""
    ref = phrase.ref or Ref(kind="task", field=name)
    return Words.of(phrase.text, Origin.TASK, ref)


def _word_list(phrases: Iterable[Phrase], name: str) -> tuple[Words, ...]:
    """Return the words of several phrases, without full stops and empty ones."""
    words = (_clipped(phrase, name) for phrase in phrases)
    return tuple(word for word in words if word)


def _clipped(phrase: Phrase, name: str) -> Words:
    """Return a phrase without white space around it and punctuation behind it."""
    text = phrase.text.rstrip(" \t\n。.；;，,")
    return _stripped(text, phrase.ref or Ref(kind="task", field=name), phrase.text)


def _sample(index: int, field: str, example: Example) -> Words:
    """Return one side of a sample without white space around it."""
    whole: str = getattr(example, field)
    place = f"examples.{index}.{field}"
    ref = Ref(kind="task", field=place, start=0, end=len(whole))
    return _stripped(whole.rstrip(), ref, whole)


def _stripped(text: str, ref: Ref, whole: str) -> Words:
    """Return `text`, a beginning of `whole`, left-stripped, and its exact range."""
    bare = text.lstrip()
    start = ref.start
    if start is None or ref.end is None or ref.end - start != len(whole):
        return Words.of(bare, Origin.TASK, ref)
    start += len(text) - len(bare)
    exact = Ref(
        kind=ref.kind,
        id=ref.id,
        field=ref.field,
        start=start,
        end=start + len(bare),
    )
    return Words.of(bare, Origin.TASK, exact)
