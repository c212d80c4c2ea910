"""Chat messages for fine-tuning, one conversation a line, as OpenAI takes them."""

from collections.abc import Mapping
from dataclasses import replace

from instrstudio.domain.record import Record
from instrstudio.domain.transfer import Fault
from instrstudio.domain.wording import message
from instrstudio.formats.frame.dialogue import (
    is_dialogue,
    kept_whole,
    record_of,
    turns_of,
    written_turns,
)
from instrstudio.formats.frame.losses import UNKNOWN, Item
from instrstudio.formats.frame.row_format import RowFormat, no_record
from instrstudio.formats.reading.tidy import Mender

_FIELD = "messages"
_BESIDE = ("tools", "parallel_tool_calls")
_OTHERS = {"chosen", "rejected", "kto_tag", "label", "prompt", "completion"}


class OpenAiChat(RowFormat):
    """Reads and writes ``{"messages": [{"role", "content"}]}``; ends with an answer."""

    name = "openai-chat"
    about = message("Messages for fine-tuning by OpenAI and others")
    suffixes = (".jsonl", ".json")
    keeps = ("instruction", "first output", "system", "history")
    places = (_FIELD, *_BESIDE)
    shape = message("an object with “messages”")

    def likeness(self, row: Mapping[str, object]) -> float:
        """Return 1 for a row with messages and no choice between answers."""
        alike = is_dialogue(row.get(_FIELD), "role", "content")
        return float(alike and not _OTHERS & row.keys())

    def items_of(
        self, row: Mapping[str, object], mender: Mender
    ) -> tuple[Item, ...] | Fault:
        """Return the record of a conversation."""
        raw = row.get(_FIELD)
        turns = turns_of(raw, _FIELD, mender)
        if isinstance(turns, Fault):
            return turns
        record = record_of(turns, raw, _FIELD, mender)
        if isinstance(record, Fault):
            return record
        beside = {
            str(key): mender.value(value, str(key))
            for key, value in row.items()
            if key != _FIELD and value is not None
        }
        return (replace(record, extra={**record.extra, **beside}),)

    def row_of(self, item: Item, number: int) -> Mapping[str, object] | Fault:
        """Return the row of a record that has an output."""
        if not isinstance(item, Record):
            return no_record()
        messages = kept_whole(item, _FIELD)
        if messages is None:
            written = written_turns(item)
            if isinstance(written, Fault):
                return written
            messages = [{"role": t.role, "content": t.text} for t in written]
        beside = {name: item.extra[name] for name in _BESIDE if name in item.extra}
        return {_FIELD: messages, **beside}

    def lost(self, item: Item) -> tuple[str, ...]:
        """Return the parts that the row leaves behind, a stale conversation too."""
        gone = super().lost(item)
        if not isinstance(item, Record) or _FIELD not in item.extra:
            return gone
        return gone if kept_whole(item, _FIELD) is not None else (*gone, UNKNOWN)


PLUGIN = OpenAiChat()
