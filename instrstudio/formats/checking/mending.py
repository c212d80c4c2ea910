"""A row mended in its own shape: nothing is believed to be mended until it is read.

Four ways are tried, the gentlest first; each result is read again as a row of the
format, and taken only when nothing is wrong with it any more.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from instrstudio.domain.record import Record
from instrstudio.domain.transfer import Fault, Row
from instrstudio.formats.checking import llama_factory, rules
from instrstudio.formats.frame.row_format import RowFormat
from instrstudio.formats.reading.raw_row import RawRow
from instrstudio.formats.reading.tidy import Mender

_WHOLE = ("conversations", "messages")
"""Where a conversation is kept as it was, beside what a record holds of it."""


def mended(
    format: RowFormat, value: Mapping[str, object], row: Row, faults: list[Fault]
) -> Mapping[str, object] | None:
    """Return the row without its faults; None where none of the ways takes them all.

    Args:
        format: The format of the row.
        value: The row as it stands in the file.
        row: What the format made of it.
        faults: What is wrong with it.
    """
    if any(
        _wants_an_answer(fault) and value.get(fault.field) is None for fault in faults
    ):
        return None  # an answer is not invented
    for attempt in _attempts(format, value, row, faults):
        if is_sound(format, attempt):
            return attempt
    return None


def _wants_an_answer(fault: Fault) -> bool:
    """Say whether a row is skipped for want of an answer."""
    return rules.rule_of(fault.rule) == rules.LF_ANSWER


def is_sound(format: RowFormat, value: Mapping[str, object]) -> bool:
    """Say whether nothing is wrong with a row."""
    read = format.row(RawRow(number=1, line=1, value=value), "")
    if read.skipped is not None or llama_factory.skipped(format.name, value):
        return False
    noted = read.repaired.faults if read.repaired else ()
    return all(rules.rule_of(fault.rule) in rules.NOTES for fault in noted)


def _attempts(
    format: RowFormat, value: Mapping[str, object], row: Row, faults: list[Fault]
) -> Iterator[Mapping[str, object]]:
    """Yield the row as it could be mended."""
    fields = {fault.field for fault in faults}
    yield {key: _same_shape(key, item, fields) for key, item in value.items()}
    if len(row.items) != 1:
        return
    (item,) = row.items
    written = format.row_of(item, 1)
    if isinstance(written, Fault) or not isinstance(item, Record):
        return
    beside = {key: x for key, x in item.extra.items() if key not in written}
    yield {**written, **beside}
    plain = replace(
        item, extra={key: x for key, x in item.extra.items() if key not in _WHOLE}
    )
    again = format.row_of(plain, 1)
    if isinstance(again, Fault):
        return
    left = {key: x for key, x in beside.items() if key not in _WHOLE}
    yield {**left, **again}
    aside = {f"{key}_as_it_was" if key in fields else key: left[key] for key in left}
    yield {**aside, **again}


def _same_shape(key: str, value: object, fields: set[str]) -> object:
    """Return a field with texts for what is no text; others only without bad bytes."""
    mender = Mender()
    if key in fields and not isinstance(value, Mapping):
        return mender.text(value, key)
    return mender.value(value, key)
