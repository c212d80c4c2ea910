"""The JSON form of a record: all its fields but the id, nothing lost."""

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from instrstudio.domain.record import Record, Source
from instrstudio.domain.task import Example
from instrstudio.domain.wording import message
from instrstudio.formats.reading.tidy import Mender

_TEXTS = (
    "instruction",
    "task_description",
    "system",
    "title",
    "task_type",
    "language",
    "input_language",
    "output_language",
    "licence",
    "method",
    "pair",
    "created",
    "updated",
)
_LISTS = ("constraints", "tags")
_KNOWN = {f.name for f in fields(Record)} - {"id", "extra"}


def row_of(record: Record) -> dict[str, object]:
    """Return the JSON form of a record: its fields but the id, without empty ones."""
    row: dict[str, object] = {name: getattr(record, name) for name in _TEXTS}
    row |= {name: list(getattr(record, name)) for name in _LISTS}
    row["examples"] = [example.as_dict() for example in record.examples]
    row["history"] = [list(turn) for turn in record.history]
    row["parent"] = record.parent
    row["archived"] = record.archived
    row["extra"] = dict(record.extra)
    row["source"] = {k: v for k, v in record.source.as_dict().items() if v}
    return {name: value for name, value in row.items() if not _is_empty(value)}


def _is_empty(value: object) -> bool:
    """Say whether a value is what a missing field is read as."""
    return value is None or value is False or value in ("", [], {})


def record_of(row: Mapping[str, object], mender: Mender) -> Record:
    """Return the record of a row; fields it does not know go into `extra`."""
    parent = row.get("parent")
    extra = row.get("extra")
    unknown = {
        key: value for key, value in row.items() if key not in {*_KNOWN, "extra"}
    }
    if isinstance(extra, Mapping):
        unknown |= extra
    texts: dict[str, Any] = {name: mender.text(row.get(name), name) for name in _TEXTS}
    record = Record(
        instruction="",
        constraints=_texts(row, "constraints", mender),
        tags=_texts(row, "tags", mender),
        examples=_examples(row.get("examples"), mender),
        history=_history(row.get("history"), mender),
        source=_source(row.get("source"), mender),
        parent=parent if isinstance(parent, int) else None,
        archived=row.get("archived") is True,
        extra={str(key): mender.value(unknown[key], str(key)) for key in unknown},
    )
    return replace(record, **texts)


def _list(value: object, field: str, mender: Mender) -> list[object]:
    """Return a list; anything else but nothing is mended."""
    if value is None or isinstance(value, list):
        return value or []
    mender.note(
        field, message("The value is no list"), message("Took it as the only item")
    )
    return [value]


def _texts(row: Mapping[str, object], field: str, mender: Mender) -> tuple[str, ...]:
    """Return a list of texts."""
    return tuple(mender.text(v, field) for v in _list(row.get(field), field, mender))


def _examples(value: object, mender: Mender) -> tuple[Example, ...]:
    """Return the samples."""
    found = []
    for item in _list(value, "examples", mender):
        if not isinstance(item, Mapping):
            mender.note(
                "examples",
                message("A sample is no object"),
                message("Took it as an input"),
            )
            item = {"input": item}  # noqa: PLW2901 - the same sample in its right form
        found.append(
            Example(
                input=mender.text(item.get("input"), "input"),
                output=mender.text(item.get("output"), "output"),
            )
        )
    return tuple(found)


def _history(value: object, mender: Mender) -> tuple[tuple[str, str], ...]:
    """Return the turns; one that is no pair is left out."""
    turns = []
    for turn in _list(value, "history", mender):
        if isinstance(turn, list) and len(turn) == 2:
            user, assistant = (mender.text(side, "history") for side in turn)
            turns.append((user, assistant))
        else:
            mender.note(
                "history", message("A turn is no pair of texts"), message("Left it out")
            )
    return tuple(turns)


def _source(value: object, mender: Mender) -> Source:
    """Return where the record came from; nothing said is nothing known."""
    if isinstance(value, str):
        return Source(kind="", name=mender.text(value, "source"))
    data = value if isinstance(value, Mapping) else {}
    return Source(
        kind=mender.text(data.get("kind"), "source"),
        name=mender.text(data.get("name"), "source"),
        url=mender.text(data.get("url"), "source"),
        retrieved=mender.text(data.get("retrieved"), "source"),
    )
