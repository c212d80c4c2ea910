"""Judged answers as TRL's KTO takes them: ``prompt``, ``completion`` and ``label``."""

from collections.abc import Mapping
from dataclasses import replace

from instrstudio.domain.transfer import Fault
from instrstudio.domain.wording import message
from instrstudio.formats.frame.choices import (
    LABEL,
    answer_of,
    as_judged,
    chosen_record,
    label_of,
    prompt_messages,
    prompt_of,
)
from instrstudio.formats.frame.dialogue import ASSISTANT
from instrstudio.formats.frame.losses import Item
from instrstudio.formats.frame.row_format import RowFormat
from instrstudio.formats.reading.tidy import Mender

_RAW = "messages"


class TrlKto(RowFormat):
    """Reads texts and messages, writes messages, so that all rows are of one type."""

    name = "trl-kto"
    about = message("An answer judged good or bad, for TRL")
    suffixes = (".jsonl", ".json")
    keeps = ("instruction", "first output", "system", "history")
    places = (LABEL, _RAW)
    shape = message("an object with “prompt”, “completion” and “label”")

    def likeness(self, row: Mapping[str, object]) -> float:
        """Return 1 for a prompt with a completion that was judged."""
        return float({"prompt", "completion", LABEL} <= row.keys())

    def items_of(
        self, row: Mapping[str, object], mender: Mender
    ) -> tuple[Item, ...] | Fault:
        """Return the record of a judgement."""
        turns = prompt_of(row.get("prompt"), "prompt", mender)
        answer = answer_of(row.get("completion"), "completion", mender)
        label = label_of(row.get(LABEL), LABEL, mender)
        if isinstance(turns, Fault):
            return turns
        if isinstance(answer, Fault):
            return answer
        if isinstance(label, Fault):
            return label
        record = chosen_record(turns, row.get("prompt"), _RAW, answer, mender)
        if isinstance(record, Fault):
            return record
        beside = {
            str(key): mender.value(value, str(key))
            for key, value in row.items()
            if key not in ("prompt", "completion", LABEL)
        }
        return (replace(record, extra={**record.extra, **beside, LABEL: label}),)

    def row_of(self, item: Item, number: int) -> Mapping[str, object] | Fault:
        """Return the row of a judgement."""
        record = as_judged(item)
        if isinstance(record, Fault):
            return record
        return {
            "prompt": prompt_messages(record, _RAW),
            "completion": [{"role": ASSISTANT, "content": record.examples[0].output}],
            LABEL: record.extra[LABEL],
        }


PLUGIN = TrlKto()
