"""Dolly: instruction, context, response and one of eight categories."""

from collections.abc import Mapping

from instrstudio.domain.record import Record, Source
from instrstudio.domain.task import Example
from instrstudio.domain.transfer import Fault
from instrstudio.domain.wording import message
from instrstudio.formats.frame.losses import Item, without_instruction
from instrstudio.formats.frame.row_format import RowFormat, no_record
from instrstudio.formats.reading.tidy import Mender

_TYPES = {
    "brainstorming": "text_generation",
    "classification": "classification",
    "closed_qa": "question_answering",
    "creative_writing": "text_generation",
    "general_qa": "question_answering",
    "information_extraction": "extraction",
    "open_qa": "question_answering",
    "summarization": "summarization",
}
"""The type of task that each category is."""
_USUAL = {
    "text_generation": "creative_writing",
    "classification": "classification",
    "extraction": "information_extraction",
    "summarization": "summarization",
}
"""The category of a type of task, where one says as much as the other."""
_OWN = ("instruction", "context", "response", "category")


class Dolly(RowFormat):
    """Reads and writes ``instruction``, ``context``, ``response``, ``category``."""

    name = "dolly"
    about = message("Databricks Dolly: instruction, context, response, category")
    suffixes = (".jsonl", ".json")
    keeps = ("instruction", "first input and output", "task type")
    places = ("category",)
    shape = message(
        "an object with “instruction”, “context”, “response” and “category”"
    )

    def likeness(self, row: Mapping[str, object]) -> float:
        """Return 1 for a row with a context and a response."""
        if not {"instruction", "context", "response"} <= row.keys():
            return 0.0
        return 1.0 if "category" in row else 0.95

    def items_of(
        self, row: Mapping[str, object], mender: Mender
    ) -> tuple[Item, ...] | Fault:
        """Return the record of a row."""
        example = Example(
            input=mender.text(row.get("context"), "context"),
            output=mender.text(row.get("response"), "response"),
        )
        category = mender.text(row.get("category"), "category")
        task_type = _TYPES.get(category, "")
        extra = {
            str(key): mender.value(value, str(key))
            for key, value in row.items()
            if key not in _OWN
        }
        if category != _category(task_type, example.input):
            extra["category"] = category
        return (
            Record(
                instruction=mender.text(row.get("instruction"), "instruction"),
                examples=(example,) if example != Example() else (),
                task_type=task_type,
                source=Source(kind=""),
                extra=extra,
            ),
        )

    def row_of(self, item: Item, number: int) -> Mapping[str, object] | Fault:
        """Return the row of a record; a type that is no category is left empty."""
        if not isinstance(item, Record):
            return no_record()
        if fault := without_instruction(item):
            return fault
        example = item.examples[0] if item.examples else Example()
        known = item.extra.get("category")
        category = _category(item.task_type, example.input)
        return {
            "instruction": item.instruction,
            "context": example.input,
            "response": example.output,
            "category": known if isinstance(known, str) else category,
        }

    def lost(self, item: Item) -> tuple[str, ...]:
        """Return the parts left behind, a type of task that is no category too."""
        gone = super().lost(item)
        if not isinstance(item, Record) or not item.task_type:
            return gone
        row = self.row_of(item, 1)
        told = "" if isinstance(row, Fault) else str(row["category"])
        is_told = _TYPES.get(told, "") == item.task_type
        return gone if is_told else (*gone, "task type")


def _category(task_type: str, given: str) -> str:
    """Return the category of a type of task; empty where there is none."""
    if task_type == "question_answering":
        return "closed_qa" if given else "open_qa"
    return _USUAL.get(task_type, "")


PLUGIN = Dolly()
