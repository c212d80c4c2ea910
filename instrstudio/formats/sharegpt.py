"""ShareGPT: conversations of turns with ``from`` and ``value``.

Tools and turns that are no plain questions and answers are kept beside the record and
written again. Files that call the turns ``role`` and ``content`` are read too.
"""

from collections.abc import Mapping
from dataclasses import replace

from instrstudio.domain.record import Record
from instrstudio.domain.transfer import Fault
from instrstudio.domain.wording import message
from instrstudio.formats.frame.dialogue import (
    ASSISTANT,
    SYSTEM,
    USER,
    is_dialogue,
    kept_whole,
    record_of,
    turns_of,
    written_turns,
)
from instrstudio.formats.frame.losses import UNKNOWN, Item
from instrstudio.formats.frame.row_format import RowFormat, no_record
from instrstudio.formats.reading.tidy import Mender

_FIELD = "conversations"
_NAMES = (_FIELD, "conversation")
_TAGS = {SYSTEM: "system", USER: "human", ASSISTANT: "gpt"}
_OTHERS = {"chosen", "rejected", "kto_tag", "label"}
"""Fields of rows that say which answer is better."""


class ShareGpt(RowFormat):
    """Reads and writes ``conversations`` with ``system`` and ``tools`` beside them."""

    name = "sharegpt"
    about = message("Conversations with “from” and “value”")
    keeps = ("instruction", "first output", "system", "history")
    places = (_FIELD, "tools")
    shape = message("an object with “conversations”")

    def likeness(self, row: Mapping[str, object]) -> float:
        """Return 1 for a row with a list of turns and no choice between answers."""
        turns = row.get(_name(row))
        alike = is_dialogue(turns, "from", "value")
        alike = alike or is_dialogue(turns, "role", "content")
        return float(alike and not _OTHERS & row.keys())

    def items_of(
        self, row: Mapping[str, object], mender: Mender
    ) -> tuple[Item, ...] | Fault:
        """Return the record of a conversation."""
        name = _name(row)
        raw = row.get(name)
        turns = turns_of(raw, name, mender)
        if isinstance(turns, Fault):
            return turns
        record = record_of(turns, raw, _FIELD, mender)
        if isinstance(record, Fault):
            return record
        extra = {
            str(key): mender.value(value, str(key))
            for key, value in row.items()
            if key not in (name, "system") and value not in ("", None, [])
        }
        system = mender.text(row.get("system"), "system")
        return (
            replace(
                record,
                system=system or record.system,
                extra={**record.extra, **extra},
            ),
        )

    def row_of(self, item: Item, number: int) -> Mapping[str, object] | Fault:
        """Return the row of a record that has an output."""
        if not isinstance(item, Record):
            return no_record()
        turns = kept_whole(item, _FIELD)
        if turns is None:
            written = written_turns(replace(item, system=""))
            if isinstance(written, Fault):
                return written
            turns = [{"from": _TAGS[t.role], "value": t.text} for t in written]
        tools = item.extra.get("tools", "")
        return {_FIELD: turns, "system": item.system, "tools": tools}

    def lost(self, item: Item) -> tuple[str, ...]:
        """Return the parts that the row leaves behind, a stale conversation too."""
        stale = _is_stale(item, _FIELD)
        return (*super().lost(item), *((UNKNOWN,) if stale else ()))


def _name(row: Mapping[str, object]) -> str:
    """Return the name of the field that holds the turns."""
    return next((name for name in _NAMES if name in row), _FIELD)


def _is_stale(item: Item, field: str) -> bool:
    """Say whether the record no longer says what was kept beside it."""
    return (
        isinstance(item, Record)
        and field in item.extra
        and kept_whole(item, field) is None
    )


PLUGIN = ShareGpt()
