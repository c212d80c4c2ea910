"""Preference rows as OpenAI takes them: one input, a preferred and another answer."""

from collections.abc import Mapping
from dataclasses import replace

from instrstudio.domain.transfer import Fault
from instrstudio.domain.wording import message
from instrstudio.formats.frame.choices import (
    REJECTED,
    answer_of,
    as_record,
    chosen_record,
    prompt_messages,
)
from instrstudio.formats.frame.dialogue import turns_of
from instrstudio.formats.frame.losses import Item
from instrstudio.formats.frame.row_format import RowFormat
from instrstudio.formats.reading.tidy import Mender

_FIELD = "messages"
_BESIDE = ("tools", "parallel_tool_calls")


class OpenAiDpo(RowFormat):
    """Reads and writes ``input.messages``, ``preferred_output`` and its rival."""

    name = "openai-dpo"
    about = message("Two answers to choose from, for OpenAI")
    suffixes = (".jsonl", ".json")
    keeps = ("instruction", "first output", "system", "history")
    places = (REJECTED, _FIELD, *_BESIDE)
    shape = message(
        "an object with “input”, “preferred_output” and “non_preferred_output”"
    )

    def likeness(self, row: Mapping[str, object]) -> float:
        """Return 1 for a row with two outputs."""
        return float("preferred_output" in row and "non_preferred_output" in row)

    def items_of(
        self, row: Mapping[str, object], mender: Mender
    ) -> tuple[Item, ...] | Fault:
        """Return the record of a choice."""
        given = row.get("input")
        given = given if isinstance(given, Mapping) else {_FIELD: given}
        turns = turns_of(given.get(_FIELD), "input", mender)
        if isinstance(turns, Fault):
            return turns
        answers = [
            answer_of(row.get(name), name, mender)
            for name in ("preferred_output", "non_preferred_output")
        ]
        for answer in answers:
            if isinstance(answer, Fault):
                return answer
        record = chosen_record(
            turns, given.get(_FIELD), _FIELD, str(answers[0]), mender
        )
        if isinstance(record, Fault):
            return record
        beside = {name: given[name] for name in _BESIDE if name in given}
        beside |= {
            str(key): mender.value(value, str(key))
            for key, value in row.items()
            if key not in ("input", "preferred_output", "non_preferred_output")
        }
        extra = {**record.extra, **beside, REJECTED: answers[1]}
        return (replace(record, extra=extra),)

    def row_of(self, item: Item, number: int) -> Mapping[str, object] | Fault:
        """Return the row of a choice."""
        record = as_record(item)
        if isinstance(record, Fault):
            return record
        given: dict[str, object] = {_FIELD: prompt_messages(record, _FIELD)}
        given |= {name: record.extra[name] for name in _BESIDE if name in record.extra}
        return {
            "input": given,
            "preferred_output": [_message(record.examples[0].output)],
            "non_preferred_output": [_message(record.extra[REJECTED])],
        }


def _message(text: object) -> dict[str, object]:
    """Return an answer as a message."""
    return {"role": "assistant", "content": text}


PLUGIN = OpenAiDpo()
