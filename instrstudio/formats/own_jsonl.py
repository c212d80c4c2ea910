"""Our own JSON lines: one record a line, nothing lost.

A line is an object with the fields of `Record`; empty ones are left out. Ids are not
written: they mean something in one project only.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, replace
from itertools import islice
from pathlib import Path
from typing import Any

from instrstudio.domain.errors import TransferError
from instrstudio.domain.record import Record, Source
from instrstudio.domain.task import Example
from instrstudio.domain.template import Template
from instrstudio.domain.transfer import Fault, Preference, Row
from instrstudio.formats.reading.json_rows import json_rows
from instrstudio.formats.reading.raw_row import RawRow
from instrstudio.formats.reading.tidy import Mender, kind_of

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
_TELLING = {"examples", "source", "task_description", "tags", "created"}
"""Fields that Alpaca rows do not have."""


class OwnJsonl:
    """Reads and writes every field of a record except its id."""

    name = "jsonl"
    suffixes = (".jsonl",)
    reads = True
    writes = True
    keeps = tuple(f.name.replace("_", " ") for f in fields(Record) if f.name != "id")
    drops = ()

    def recognises(self, path: Path) -> float:
        """Return 0.9 when the first rows have fields that only a record has."""
        if path.suffix.lower() not in (".jsonl", ".json"):
            return 0.0
        try:
            rows = [row.value for row in islice(json_rows(path), 3)]
        except TransferError:
            return 0.0
        own = [r for r in rows if isinstance(r, Mapping) and "instruction" in r]
        telling = [r for r in own if isinstance(r.get("examples"), list)]
        telling += [r for r in own if isinstance(r.get("source"), Mapping)]
        return 0.9 if telling and not any(map(_is_alpaca, own)) else 0.0

    def read(self, path: Path, resume_at: int = 0) -> Iterator[Row]:
        """Yield the rows after the first `resume_at`.

        Raises:
            TransferError: The file cannot be opened, is empty, or is no JSON lines.
        """
        for raw in json_rows(path):
            if raw.number > resume_at:
                yield _row(raw, path.name)

    def write(
        self, items: Iterable[Record | Template | Preference], target: Path
    ) -> Iterator[int]:
        """Write the records among `items`, one a line, UTF-8."""
        records = (item for item in items if isinstance(item, Record))
        with target.open("w", encoding="utf-8", newline="\n") as file:
            for count, record in enumerate(records, start=1):
                file.write(json.dumps(row_of(record), ensure_ascii=False) + "\n")
                yield count


PLUGIN = OwnJsonl()


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


def _is_alpaca(row: Mapping[str, object]) -> bool:
    """Say whether a row has its answer where Alpaca has it."""
    return "output" in row or "response" in row


def _row(raw: RawRow, file: str) -> Row:
    """Turn a raw row into a record or a line of the report."""
    fault, mender = raw.damage, Mender()
    record: Record | None = None
    if fault is None and isinstance(raw.value, Mapping):
        record = record_of(raw.value, mender)
        if not record.instruction.strip():
            fault = Fault(
                field="instruction",
                rule="The row has no instruction",
                repair="Write what is to be done into “instruction”",
            )
    elif fault is None:
        fault = Fault(
            field="",
            rule=f"The row is {kind_of(raw.value)}, not an object",
            repair="Write it as an object with “instruction”",
        )
    if fault is not None or record is None:
        skipped = raw.entry(file, *([fault] if fault else ()), *raw.notes)
        return Row(items=(), resume_at=raw.number, skipped=skipped, share=raw.share)
    faults = (*raw.notes, *mender.faults)
    return Row(
        items=(record,),
        resume_at=raw.number,
        repaired=raw.entry(file, *faults) if faults else None,
        share=raw.share,
    )


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
    mender.note(field, "The value is no list", "Took it as the only item")
    return [value]


def _texts(row: Mapping[str, object], field: str, mender: Mender) -> tuple[str, ...]:
    """Return a list of texts."""
    return tuple(mender.text(v, field) for v in _list(row.get(field), field, mender))


def _examples(value: object, mender: Mender) -> tuple[Example, ...]:
    """Return the samples."""
    found = []
    for item in _list(value, "examples", mender):
        if not isinstance(item, Mapping):
            mender.note("examples", "A sample is no object", "Took it as an input")
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
            mender.note("history", "A turn is no pair of texts", "Left it out")
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
