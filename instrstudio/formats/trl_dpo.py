"""Preference rows as TRL takes them: ``prompt``, ``chosen`` and ``rejected``.

Written as lists of messages, so that a system message and earlier turns have a place
and every row has the same type. Texts are read too, and rows without a prompt whose
two conversations (lists, or transcripts with “Human:” and “Assistant:”) share all but
the last turn.
"""

import re
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
    prompt_of,
)
from instrstudio.formats.frame.dialogue import ASSISTANT
from instrstudio.formats.frame.losses import Item
from instrstudio.formats.frame.row_format import RowFormat
from instrstudio.formats.reading.tidy import Mender

_OWN = ("prompt", "chosen", REJECTED)
_SPEAKER = re.compile(r"(?:^|\n\n)(Human|Assistant): ?")
_RAW = "messages"


class TrlDpo(RowFormat):
    """Reads and writes ``{"prompt", "chosen", "rejected"}``."""

    name = "trl-dpo"
    about = message("Two answers to choose from, for TRL")
    suffixes = (".jsonl", ".json")
    keeps = ("instruction", "first output", "system", "history")
    places = (REJECTED, _RAW)
    shape = message("an object with “prompt”, “chosen” and “rejected”")

    def likeness(self, row: Mapping[str, object]) -> float:
        """Return 1 for a choice that belongs to no other format."""
        if not {"chosen", REJECTED} <= row.keys():
            return 0.0
        if {"instruction", "conversations", "messages"} & row.keys():
            return 0.0
        return 1.0 if "prompt" in row else 0.9

    def items_of(
        self, row: Mapping[str, object], mender: Mender
    ) -> tuple[Item, ...] | Fault:
        """Return the record of a choice."""
        row = row if "prompt" in row else _split(row)
        turns = prompt_of(row.get("prompt"), "prompt", mender)
        chosen = answer_of(row.get("chosen"), "chosen", mender)
        rejected = answer_of(row.get(REJECTED), REJECTED, mender)
        for part in (turns, chosen, rejected):
            if isinstance(part, Fault):
                return part
        if isinstance(turns, Fault):
            return turns
        record = chosen_record(turns, row.get("prompt"), _RAW, str(chosen), mender)
        if isinstance(record, Fault):
            return record
        beside = {
            str(key): mender.value(value, str(key))
            for key, value in row.items()
            if key not in _OWN
        }
        extra = {**record.extra, **beside, REJECTED: rejected}
        return (replace(record, extra=extra),)

    def row_of(self, item: Item, number: int) -> Mapping[str, object] | Fault:
        """Return the row of a choice."""
        record = as_record(item)
        if isinstance(record, Fault):
            return record
        return {
            "prompt": prompt_messages(record, _RAW),
            "chosen": [{"role": ASSISTANT, "content": record.examples[0].output}],
            REJECTED: [{"role": ASSISTANT, "content": record.extra[REJECTED]}],
        }


def _split(row: Mapping[str, object]) -> Mapping[str, object]:
    """Return the row with the turns that both conversations share as its prompt."""
    chosen, rejected = (_listed(row.get(name)) for name in ("chosen", REJECTED))
    if not chosen or not rejected:
        return row
    prompt = chosen[:-1]
    return {**row, "prompt": prompt, "chosen": chosen[-1:], REJECTED: rejected[-1:]}


def _listed(value: object) -> list[object]:
    """Return a conversation as a list; a transcript is cut at its speakers."""
    if isinstance(value, list):
        return value
    if not isinstance(value, str) or not _SPEAKER.match(value):
        return []
    parts = _SPEAKER.split(value)[1:]
    roles = {"Human": "user", "Assistant": ASSISTANT}
    return [
        {"role": roles[speaker], "content": text}
        for speaker, text in zip(parts[::2], parts[1::2], strict=True)
    ]


PLUGIN = TrlDpo()
