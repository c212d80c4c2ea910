"""What a row of a listed data file is, by the rules of LLaMA-Factory's own loader.

Source: hiyouga/LLaMA-Factory, src/llamafactory/data/converter.py.
"""

from collections.abc import Mapping
from dataclasses import replace

from instrstudio.domain.record import Record, Source
from instrstudio.domain.task import Example
from instrstudio.domain.transfer import Fault
from instrstudio.domain.wording import message
from instrstudio.formats.frame.choices import (
    LABEL,
    REJECTED,
    answer_of,
    chosen_record,
    label_of,
)
from instrstudio.formats.frame.dialogue import (
    ASSISTANT,
    SYSTEM,
    USER,
    Turn,
    record_of,
    turns_of,
)
from instrstudio.formats.frame.pairs_of_turns import history_of
from instrstudio.formats.llamafactory.entries import ALPACA, Entry
from instrstudio.formats.reading.tidy import Mender


def record_in(
    row: Mapping[str, object], entry: Entry, mender: Mender
) -> Record | Fault:
    """Return the record of a row of `entry`, or why LLaMA-Factory would skip it."""
    for name in entry.unseen(row):
        mender.note(
            name,
            message(
                "The entry names its columns but not this one, so LLaMA-Factory "
                "would not see it"
            ),
            message("Read all the same; name it under “columns”"),
        )
    judged: dict[str, object] = {}
    chosen: str | None = None
    tag = entry.columns["kto_tag"]
    if row.get(tag) is not None and (entry.listed == frozenset() or _lists(entry, tag)):
        label = label_of(row[tag], tag, mender)
        if isinstance(label, Fault):
            return label
        judged[LABEL] = label
    if entry.ranking:
        better = _answer(row, entry, "chosen", mender)
        rejected = _answer(row, entry, "rejected", mender)
        if isinstance(better, Fault):
            return better
        if isinstance(rejected, Fault):
            return rejected
        chosen, judged[REJECTED] = better, rejected
    found = (
        _from_fields(row, entry, chosen, mender)
        if entry.formatting == ALPACA
        else _from_turns(row, entry, chosen, mender)
    )
    if isinstance(found, Fault):
        return found
    known = set(entry.columns.values())
    beside = {
        str(key): mender.value(value, str(key))
        for key, value in row.items()
        if key not in known and value is not None
    }
    return replace(found, extra={**found.extra, **beside, **judged})


def _lists(entry: Entry, column: str) -> bool:
    """Say whether the entry names `column`."""
    return any(entry.columns[name] == column for name in entry.listed)


def _answer(
    row: Mapping[str, object], entry: Entry, column: str, mender: Mender
) -> str | Fault:
    """Return one of the two answers of a choice."""
    name = entry.columns[column]
    value = row.get(name)
    if entry.formatting == ALPACA:
        return answer_of(value, name, mender)
    if isinstance(value, Mapping):
        return mender.text(value.get(entry.tags["content_tag"]), name)
    return answer_of(value, name, mender)


def _from_fields(
    row: Mapping[str, object], entry: Entry, chosen: str | None, mender: Mender
) -> Record:
    """Return the record of a row in Alpaca style."""
    columns = entry.columns

    def text(column: str) -> str:
        return mender.text(row.get(columns[column]), columns[column])

    if chosen is None and not isinstance(row.get(columns["response"]), str):
        mender.note(
            columns["response"],
            message("The answer is no text, so LLaMA-Factory would skip the row"),
            message("Kept; write an answer before training"),
        )
    turns, odd = history_of(row.get(columns["history"]), mender)
    example = Example(
        input=text("query"), output=text("response") if chosen is None else chosen
    )
    return Record(
        instruction=text("prompt"),
        examples=(example,) if example != Example() or chosen is not None else (),
        system=text("system"),
        history=turns,
        source=Source(kind=""),
        extra=odd,
    )


def _from_turns(
    row: Mapping[str, object], entry: Entry, chosen: str | None, mender: Mender
) -> Record | Fault:
    """Return the record of a conversation."""
    name = entry.columns["messages"]
    raw = row.get(name)
    tags = entry.tags
    roles = {
        tags["user_tag"]: USER,
        tags["assistant_tag"]: ASSISTANT,
        tags["system_tag"]: SYSTEM,
    }
    renamed: object = raw
    if isinstance(raw, list):
        renamed = [_renamed(turn, entry, roles) for turn in raw]
    turns = turns_of(renamed, name, mender)
    if isinstance(turns, Fault):
        return turns
    _check_order(turns, name, entry, mender)
    record = (
        record_of(turns, renamed, "conversations", mender)
        if chosen is None
        else chosen_record(turns, renamed, "conversations", chosen, mender)
    )
    if isinstance(record, Fault):
        return record
    system = mender.text(row.get(entry.columns["system"]), "system")
    tools = row.get(entry.columns["tools"])
    extra = {**record.extra, **({"tools": tools} if tools else {})}
    return replace(record, system=system or record.system, extra=extra)


def _renamed(turn: object, entry: Entry, roles: Mapping[str, str]) -> object:
    """Return a turn with the names that turns have here."""
    if not isinstance(turn, Mapping):
        return turn
    own = {entry.tags["role_tag"], entry.tags["content_tag"]}
    role = turn.get(entry.tags["role_tag"])
    rest = {key: value for key, value in turn.items() if key not in own}
    known = roles.get(role, role) if isinstance(role, str) else role
    return {
        **rest,
        "role": known,
        "content": turn.get(entry.tags["content_tag"]),
    }


def _check_order(turns: list[Turn], field: str, entry: Entry, mender: Mender) -> None:
    """Note a conversation that LLaMA-Factory would skip without a word."""
    tags = entry.tags
    body = turns[1:] if turns[0].role == SYSTEM else turns
    sides = (
        {USER, tags["observation_tag"]},
        {ASSISTANT, tags["function_tag"]},
    )
    in_turn = all(turn.role in sides[at % 2] for at, turn in enumerate(body))
    if not in_turn or len(body) % 2 != int(entry.ranking):
        mender.note(
            field,
            message("The roles do not take turns, so LLaMA-Factory would skip the row"),
            message("Kept; mend the order of the turns before training"),
        )
