"""Judged answers as LLaMA-Factory takes them: a conversation and ``kto_tag``."""

from collections.abc import Mapping
from dataclasses import replace

from instrstudio.domain.record import Record, Source
from instrstudio.domain.task import Example
from instrstudio.domain.transfer import Fault
from instrstudio.domain.wording import message
from instrstudio.formats.frame.choices import LABEL, as_judged, label_of
from instrstudio.formats.frame.dialogue import (
    ASSISTANT,
    SYSTEM,
    USER,
    kept_whole,
    record_of,
    turns_of,
    written_turns,
)
from instrstudio.formats.frame.losses import Item
from instrstudio.formats.frame.pairs_of_turns import history_of
from instrstudio.formats.frame.row_format import RowFormat
from instrstudio.formats.reading.tidy import Mender

_TAG = "kto_tag"
_FIELD = "conversations"
_LISTS = (_FIELD, "messages")
_ALPACA = ("instruction", "input", "output", "response", "history")
_TAGS = {SYSTEM: "system", USER: "human", ASSISTANT: "gpt"}


class LlamaFactoryKto(RowFormat):
    """Reads conversations and Alpaca rows, writes conversations."""

    name = "llamafactory-kto"
    about = message("An answer judged good or bad, for LLaMA-Factory")
    keeps = ("instruction", "first output", "system", "history")
    places = (LABEL, _FIELD)
    shape = message("an object with “conversations” and “kto_tag”")

    def likeness(self, row: Mapping[str, object]) -> float:
        """Return 1 for a conversation or an instruction that was judged."""
        return float(_TAG in row and bool({"instruction", *_LISTS} & row.keys()))

    def items_of(
        self, row: Mapping[str, object], mender: Mender
    ) -> tuple[Item, ...] | Fault:
        """Return the record of a judgement."""
        label = label_of(row.get(_TAG), _TAG, mender)
        if isinstance(label, Fault):
            return label
        listed = next((name for name in _LISTS if name in row), "")
        record: Record | Fault
        if listed:
            turns = turns_of(row[listed], listed, mender)
            if isinstance(turns, Fault):
                return turns
            record = record_of(turns, row[listed], _FIELD, mender)
        else:
            record = _from_fields(row, mender)
        if isinstance(record, Fault):
            return record
        system = mender.text(row.get("system"), "system")
        known = (_TAG, "system", listed) if listed else (_TAG, "system", *_ALPACA)
        beside = {
            str(key): mender.value(value, str(key))
            for key, value in row.items()
            if key not in known
        }
        extra = {**record.extra, **beside, LABEL: label}
        return (replace(record, system=system or record.system, extra=extra),)

    def row_of(self, item: Item, number: int) -> Mapping[str, object] | Fault:
        """Return the row of a judgement; every row has every field."""
        record = as_judged(item)
        if isinstance(record, Fault):
            return record
        turns = kept_whole(record, _FIELD)
        if turns is None:
            written = written_turns(replace(record, system=""))
            if isinstance(written, Fault):
                return written
            turns = [{"from": _TAGS[t.role], "value": t.text} for t in written]
        return {_FIELD: turns, "system": record.system, _TAG: record.extra[LABEL]}


def _from_fields(row: Mapping[str, object], mender: Mender) -> Record:
    """Return the record of a row in Alpaca style."""
    turns, odd = history_of(row.get("history"), mender)
    answer = "output" if "output" in row else "response"
    return Record(
        instruction=mender.text(row.get("instruction"), "instruction"),
        examples=(
            Example(
                input=mender.text(row.get("input"), "input"),
                output=mender.text(row.get(answer), answer),
            ),
        ),
        history=turns,
        source=Source(kind=""),
        extra=odd,
    )


PLUGIN = LlamaFactoryKto()
