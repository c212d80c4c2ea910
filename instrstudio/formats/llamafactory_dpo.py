"""Preference rows as LLaMA-Factory takes them (``"ranking": true``).

Written in Alpaca style, where both answers are texts. Conversations with a ``chosen``
and a ``rejected`` message are read too.
"""

from collections.abc import Mapping
from dataclasses import replace

from instrstudio.domain.record import Record, Source
from instrstudio.domain.task import Example
from instrstudio.domain.transfer import Fault
from instrstudio.domain.wording import message
from instrstudio.formats.frame.choices import (
    REJECTED,
    answer_of,
    as_record,
    chosen_record,
)
from instrstudio.formats.frame.dialogue import turns_of
from instrstudio.formats.frame.losses import Item
from instrstudio.formats.frame.pairs_of_turns import history_of, written_history
from instrstudio.formats.frame.row_format import RowFormat
from instrstudio.formats.reading.tidy import Mender

_OWN = ("instruction", "input", "chosen", REJECTED, "system", "history")
_LISTS = ("conversations", "messages")


class LlamaFactoryDpo(RowFormat):
    """Reads and writes ``instruction``, ``input``, ``chosen`` and ``rejected``."""

    name = "llamafactory-dpo"
    about = message("Two answers to choose from, for LLaMA-Factory")
    keeps = ("instruction", "first input and output", "system", "history")
    places = (REJECTED,)
    shape = message("an object with “instruction”, “chosen” and “rejected”")

    def likeness(self, row: Mapping[str, object]) -> float:
        """Return 1 for a choice beside an instruction or a conversation."""
        asked = {"instruction", *_LISTS} & row.keys()
        return float(bool(asked) and {"chosen", REJECTED} <= row.keys())

    def items_of(
        self, row: Mapping[str, object], mender: Mender
    ) -> tuple[Item, ...] | Fault:
        """Return the record of a choice."""
        chosen = answer_of(row.get("chosen"), "chosen", mender)
        rejected = answer_of(row.get(REJECTED), REJECTED, mender)
        if isinstance(chosen, Fault):
            return chosen
        if isinstance(rejected, Fault):
            return rejected
        listed = next((name for name in _LISTS if name in row), "")
        found = (
            _from_turns(row, listed, chosen, mender)
            if listed
            else _from_fields(row, chosen, mender)
        )
        if isinstance(found, Fault):
            return found
        beside = {
            str(key): mender.value(value, str(key))
            for key, value in row.items()
            if key not in (*_OWN, listed)
        }
        extra = {**found.extra, **beside, REJECTED: rejected}
        return (replace(found, extra=extra),)

    def row_of(self, item: Item, number: int) -> Mapping[str, object] | Fault:
        """Return the row of a choice; every row has every field."""
        record = as_record(item)
        if isinstance(record, Fault):
            return record
        return {
            "instruction": record.instruction,
            "input": record.examples[0].input,
            "chosen": record.examples[0].output,
            REJECTED: record.extra[REJECTED],
            "system": record.system,
            "history": written_history(record),
        }


def _from_turns(
    row: Mapping[str, object], listed: str, chosen: str, mender: Mender
) -> Record | Fault:
    """Return the record of a conversation that ends with a question."""
    raw = row[listed]
    turns = turns_of(raw, listed, mender)
    if isinstance(turns, Fault):
        return turns
    record = chosen_record(turns, raw, listed, chosen, mender)
    if isinstance(record, Fault):
        return record
    system = mender.text(row.get("system"), "system")
    return replace(record, system=system or record.system)


def _from_fields(row: Mapping[str, object], chosen: str, mender: Mender) -> Record:
    """Return the record of a row in Alpaca style."""
    turns, odd = history_of(row.get("history"), mender)
    given = mender.text(row.get("input"), "input")
    return Record(
        instruction=mender.text(row.get("instruction"), "instruction"),
        examples=(Example(input=given, output=chosen),),
        system=mender.text(row.get("system"), "system"),
        history=turns,
        source=Source(kind=""),
        extra=odd,
    )


PLUGIN = LlamaFactoryDpo()
