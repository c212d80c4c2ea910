"""Self-Instruct seeds: an instruction with its instances.

Rows of Unnatural Instructions have the same shape; what they say beside input and
output is kept with the record and written again.
"""

import re
from collections.abc import Mapping

from instrstudio.domain.record import Record, Source
from instrstudio.domain.task import Example
from instrstudio.domain.transfer import Fault
from instrstudio.domain.wording import message
from instrstudio.formats.frame.losses import Item, lost, without_instruction
from instrstudio.formats.frame.row_format import RowFormat, no_record
from instrstudio.formats.reading.tidy import Mender

_OWN = ("id", "name", "instruction", "instances", "is_classification")
_OURS = re.compile(r"instrstudio_task_[0-9]+")
_INSTANCES = "instances"
_CLASSIFICATION = "classification"


class SelfInstruct(RowFormat):
    """Reads and writes ``id``, ``name``, ``instruction`` and ``instances``."""

    name = "self-instruct"
    about = message("Instructions with several instances each")
    suffixes = (".jsonl", ".json")
    keeps = ("instruction", "first input and output", "further samples", "title")
    places = ("id", _INSTANCES)
    shape = message("an object with “instruction” and “instances”")

    def likeness(self, row: Mapping[str, object]) -> float:
        """Return 1 for an instruction with a list of instances."""
        listed = isinstance(row.get(_INSTANCES), list)
        return float(listed and "instruction" in row)

    def items_of(
        self, row: Mapping[str, object], mender: Mender
    ) -> tuple[Item, ...] | Fault:
        """Return the record of a row."""
        examples, rests = [], []
        listed = row.get(_INSTANCES)
        for instance in listed if isinstance(listed, list) else []:
            given = instance
            if not isinstance(given, Mapping):
                mender.note(
                    _INSTANCES,
                    message("An instance is no object"),
                    message("Took it as an input"),
                )
                given = {"input": instance}
            examples.append(
                Example(
                    input=mender.text(given.get("input"), "input"),
                    output=mender.text(given.get("output"), "output"),
                )
            )
            rest = {k: v for k, v in given.items() if k not in ("input", "output")}
            rests.append(mender.value(rest, _INSTANCES))
        extra = {
            str(key): mender.value(value, str(key))
            for key, value in row.items()
            if key not in _OWN
        }
        if any(rests):
            extra[_INSTANCES] = rests
        number = mender.text(row.get("id"), "id")
        if number and not _OURS.fullmatch(number):
            extra["id"] = number
        is_classification = row.get("is_classification") is True
        return (
            Record(
                instruction=mender.text(row.get("instruction"), "instruction"),
                examples=tuple(examples),
                title=mender.text(row.get("name"), "name"),
                task_type=_CLASSIFICATION if is_classification else "",
                source=Source(kind=""),
                extra=extra,
            ),
        )

    def row_of(self, item: Item, number: int) -> Mapping[str, object] | Fault:
        """Return the row of a record."""
        if not isinstance(item, Record):
            return no_record()
        if fault := without_instruction(item):
            return fault
        instances = [example.as_dict() for example in item.examples]
        rests = item.extra.get(_INSTANCES)
        if isinstance(rests, list) and len(rests) == len(instances):
            instances = [
                {**instance, **rest} if isinstance(rest, Mapping) else instance
                for instance, rest in zip(instances, rests, strict=True)
            ]
        known = item.extra.get("id")
        return {
            "id": known if isinstance(known, str) else f"instrstudio_task_{number}",
            "name": item.title,
            "instruction": item.instruction,
            _INSTANCES: instances,
            "is_classification": item.task_type == _CLASSIFICATION,
        }

    def lost(self, item: Item) -> tuple[str, ...]:
        """Return the parts left behind; that a task is no classification is one."""
        if not isinstance(item, Record):
            return ()
        told = ("task type",) if item.task_type == _CLASSIFICATION else ()
        return tuple(lost(item, (*self.keeps, *told), self.places))


PLUGIN = SelfInstruct()
