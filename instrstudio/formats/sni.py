"""Super-NaturalInstructions: a file of one task, version 2, and version 1 to read.

The definition is the instruction; positive examples and instances are its samples.
What a record has no place for is kept beside it, but for instances beyond
`MOST_SAMPLES` and answers beside the first, which the report counts.
"""

from collections.abc import Mapping

from instrstudio.domain.record import Record, Source
from instrstudio.domain.task import Example
from instrstudio.domain.transfer import Fault
from instrstudio.domain.wording import message
from instrstudio.formats.frame.losses import Item, without_instruction
from instrstudio.formats.frame.one_or_list import OneOrList
from instrstudio.formats.frame.row_format import no_record
from instrstudio.formats.reading.tidy import Mender

MOST_SAMPLES = 100
"""Instances of a task that are taken as samples; tasks have thousands."""
_POSITIVE, _NEGATIVE, _INSTANCES = "Positive Examples", "Negative Examples", "Instances"
_LICENCE = "Instance License"
_LANGUAGES = {"English": "en", "Chinese": "zh"}
_NAMES = {code: name for name, code in _LANGUAGES.items()}
_BESIDE = ("Contributors", "Source", "URL", "Reasoning", "Domains", _NEGATIVE)
_READ = {
    "Definition",
    "Categories",
    "Input_language",
    "Output_language",
    "Instruction_language",
    "Title",
    "Examples",
    _POSITIVE,
    _INSTANCES,
    _LICENCE,
}
_V1_RULES = ("Things to Avoid", "Emphasis & Caution")
_EXPLANATIONS, _IDS = "explanations", "instance ids"
_OURS = "instrstudio-"
"""What an id of ours begins with; it tells nothing, so it is not kept."""


class Sni(OneOrList):
    """Reads task files of both versions, writes version 2.

    Several records become a list of tasks in one file, which is read again here; other
    readers want one task a file.
    """

    name = "sni"
    about = message("Super-NaturalInstructions: one task with many samples")
    suffixes = (".task.json",)
    keeps = (
        "instruction",
        "first input and output",
        "further samples",
        "tags",
        "languages",
        "licence",
    )
    places = (*_BESIDE, _EXPLANATIONS, _IDS)
    shape = message("an object with “Definition”, “Positive Examples” and “Instances”")

    def likeness(self, row: Mapping[str, object]) -> float:
        """Return 1 for a task with a definition and instances."""
        return float("Definition" in row and bool({_INSTANCES, _POSITIVE} & row.keys()))

    def items_of(
        self, row: Mapping[str, object], mender: Mender
    ) -> tuple[Item, ...] | Fault:
        """Return the record of a task."""
        examples = row.get("Examples")
        positive = _listed(row.get(_POSITIVE))
        if isinstance(examples, Mapping):  # version 1
            positive = positive or _listed(examples.get(_POSITIVE))
        instances = _listed(row.get(_INSTANCES))
        if len(instances) > MOST_SAMPLES:
            mender.note(
                _INSTANCES,
                message("The task has {count} instances", count=len(instances)),
                message("Took the first {count} as samples", count=MOST_SAMPLES),
            )
        extra = {
            str(key): mender.value(value, str(key))
            for key, value in row.items()
            if key not in _READ
            and key not in _V1_RULES
            and value not in (None, "", "-", [], [""])
        }
        explained = [_field(p, "explanation") or _field(p, "reason") for p in positive]
        if any(explained):
            extra[_EXPLANATIONS] = explained
        ids = [_field(instance, "id") for instance in instances[:MOST_SAMPLES]]
        if any(str(one) and not str(one).startswith(_OURS) for one in ids):
            extra[_IDS] = mender.value(ids, _IDS)
        if isinstance(examples, Mapping) and examples.get(_NEGATIVE):
            extra[_NEGATIVE] = mender.value(examples[_NEGATIVE], _NEGATIVE)
        samples = [*positive, *instances[:MOST_SAMPLES]]
        return (
            Record(
                instruction=_joined(row.get("Definition"), "Definition", mender),
                examples=tuple(_example(sample, mender) for sample in samples),
                title=mender.text(row.get("Title"), "Title"),
                constraints=tuple(
                    text
                    for name in _V1_RULES
                    if (text := mender.text(row.get(name), name).strip()) not in "-"
                ),
                tags=tuple(_texts(row.get("Categories"), "Categories", mender)),
                language=_language(row, "Instruction_language", mender),
                input_language=_language(row, "Input_language", mender),
                output_language=_language(row, "Output_language", mender),
                licence=_joined(row.get(_LICENCE), _LICENCE, mender),
                source=Source(kind=""),
                extra=extra,
            ),
        )

    def row_of(self, item: Item, number: int) -> Mapping[str, object] | Fault:
        """Return the task of a record; up to three samples are its examples."""
        if not isinstance(item, Record):
            return no_record()
        if fault := without_instruction(item):
            return fault
        extra = item.extra
        explained = extra.get(_EXPLANATIONS)
        known = len(explained) if isinstance(explained, list) else 0
        shown = min(known, len(item.examples)) or min(3, max(0, len(item.examples) - 1))
        ids = extra.get(_IDS)
        if isinstance(ids, list) and len(ids) <= len(item.examples):
            shown = len(item.examples) - len(ids)
        else:
            many = len(item.examples) - shown
            ids = [f"{_OURS}{number}-{at}" for at in range(1, many + 1)]
        texts = [*(explained if isinstance(explained, list) else ()), *[""] * shown]
        given = {name: extra.get(name, []) for name in _BESIDE}
        instances = item.examples[shown:]
        task: dict[str, object] = {
            **given,
            "Categories": list(item.tags),
            "Definition": [item.instruction],
            "Input_language": _named(item.input_language),
            "Output_language": _named(item.output_language),
            "Instruction_language": _named(item.language),
            _POSITIVE: [
                {**example.as_dict(), "explanation": text}
                for example, text in zip(
                    item.examples[:shown], texts[:shown], strict=True
                )
            ],
            _INSTANCES: [
                {
                    "id": one,
                    "input": example.input,
                    "output": [example.output],
                }
                for one, example in zip(ids, instances, strict=True)
            ],
        }
        if item.licence:
            task[_LICENCE] = [item.licence]
        return task


def _listed(value: object) -> list[object]:
    """Return a list; anything else is none (version 1 writes “-” for nothing)."""
    return value if isinstance(value, list) else []


def _field(value: object, name: str) -> object:
    """Return a field of an object; nothing of anything else."""
    return value.get(name, "") if isinstance(value, Mapping) else ""


def _example(value: object, mender: Mender) -> Example:
    """Return a sample with the first of its answers."""
    output = _field(value, "output")
    if isinstance(output, list):
        if len(output) > 1:
            mender.note(
                "output",
                message("There are several answers"),
                message("Took the first of each"),
            )
        output = output[0] if output else ""
    return Example(
        input=mender.text(_field(value, "input"), "input"),
        output=mender.text(output, "output"),
    )


def _texts(value: object, field: str, mender: Mender) -> list[str]:
    """Return a list of texts; a text alone is a list of one."""
    values = value if isinstance(value, list) else [value]
    return [text for item in values if (text := mender.text(item, field))]


def _joined(value: object, field: str, mender: Mender) -> str:
    """Return a text; several are put one below the other."""
    return "\n".join(_texts(value, field, mender))


def _language(row: Mapping[str, object], field: str, mender: Mender) -> str:
    """Return the code of a language; its name where there is no code here."""
    names = _texts(row.get(field), field, mender)
    return _LANGUAGES.get(names[0], names[0]) if names else ""


def _named(code: str) -> list[str]:
    """Return the name of a language as a list."""
    return [_NAMES.get(code, code)] if code else []


PLUGIN = Sni()
