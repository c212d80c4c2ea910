"""What the fields of an Alpaca row mean."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace

from instrstudio.domain.language import ENGLISH, LANGUAGES
from instrstudio.domain.record import Record, Source
from instrstudio.domain.task import Example
from instrstudio.domain.transfer import Fault
from instrstudio.domain.wording import message
from instrstudio.formats.frame.pairs_of_turns import history_of
from instrstudio.formats.reading.tidy import Mender

OUTPUT_KEYS = ("output", "response")
"""Names of the answer; the first that holds something counts."""
_OWN_KEYS = ("instruction", "input", "system", "history", "task_description")
"""Fields of a row; the description is no Alpaca, but files of ours have it."""


def is_bilingual(row: Mapping[str, object]) -> bool:
    """Say whether the row gives its fields once in each language."""
    return "instruction" not in row and any(
        f"{language}_instruction" in row for language in LANGUAGES
    )


def has_instruction(row: object) -> bool:
    """Say whether the row has a field for an instruction at all."""
    return isinstance(row, Mapping) and ("instruction" in row or is_bilingual(row))


def records_of(row: Mapping[str, object], mender: Mender) -> tuple[Record, ...]:
    """Return the record of a row, or the two of a bilingual one; none if it has none.

    `mender` gathers what had to be mended.
    """
    if not is_bilingual(row):
        record = _record(row, mender)
        return (record,) if record.instruction.strip() else ()
    return _pair(row, mender)


def missing(row: Mapping[str, object]) -> Fault:
    """Return the fault of a row without an instruction."""
    if is_bilingual(row):
        field = "en_instruction"
        rule = message("The instruction is empty in both languages")
    elif "instruction" in row:
        field, rule = "instruction", message("The instruction is empty")
    else:
        field, rule = "instruction", message("The row has no instruction")
    return Fault(
        field=field,
        rule=rule,
        repair=message("Write what is to be done into “{field}”", field=field),
    )


def _record(row: Mapping[str, object], mender: Mender, prefix: str = "") -> Record:
    """Return the record made from the fields that begin with `prefix`."""
    answer = _answer_key(row, prefix)
    example = Example(
        input=mender.text(row.get(f"{prefix}input"), f"{prefix}input"),
        output=mender.text(row.get(answer), answer),
    )
    turns, odd_history = history_of(row.get("history"), mender)
    return Record(
        instruction=mender.text(
            row.get(f"{prefix}instruction"), f"{prefix}instruction"
        ),
        task_description=mender.text(row.get("task_description"), "task_description"),
        examples=(example,) if example != Example() else (),
        system=mender.text(row.get("system"), "system"),
        history=turns,
        source=Source(kind=""),  # whoever imports the row knows where it came from
        extra=_extra(row, answer, mender) | odd_history,
    )


def _answer_key(row: Mapping[str, object], prefix: str) -> str:
    """Return the name of the field that holds the answer."""
    names = [f"{prefix}{name}" for name in OUTPUT_KEYS]
    filled = (name for name in names if row.get(name) not in (None, ""))
    given = (name for name in names if name in row)
    return next(filled, next(given, names[0]))


def _extra(row: Mapping[str, object], answer: str, mender: Mender) -> dict[str, object]:
    """Return the fields of a row that mean nothing to this format, verbatim."""
    known = {*_OWN_KEYS, answer}
    if is_bilingual(row):
        names = ("instruction", "input", *OUTPUT_KEYS)
        known.update(f"{lang}_{name}" for lang in LANGUAGES for name in names)
    return {
        str(key): mender.value(value, str(key))
        for key, value in row.items()
        if key not in known and not (key in OUTPUT_KEYS and value in (None, ""))
    }


def _pair(row: Mapping[str, object], mender: Mender) -> tuple[Record, ...]:
    """Return the records of a bilingual row, joined by a common id."""
    found = [
        replace(_record(row, mender, f"{language}_"), language=language)
        for language in LANGUAGES
    ]
    found = [record for record in found if record.instruction.strip()]
    if len(found) == 1:
        kept = found[0].language
        gone = next(language for language in LANGUAGES if language != kept)
        name = message("English") if kept == ENGLISH else message("Chinese")
        mender.note(
            f"{gone}_instruction",
            message("The instruction is missing in one language"),
            message("Took the {name} one alone", name=name),
        )
        return tuple(found)
    joined = "\n".join(record.content_hash for record in found)
    pair = hashlib.blake2b(joined.encode(), digest_size=8).hexdigest()
    return tuple(replace(record, pair=pair) for record in found)
