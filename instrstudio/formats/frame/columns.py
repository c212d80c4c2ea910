"""Columns of a table: which field of a record each is, and records as cells.

A record has one column for each of its fields; lists and objects stand in their cells
as JSON. Columns of other people's tables are matched by their names, in English or
Chinese; those that match nothing are kept as unknown fields.
"""

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import replace

from instrstudio.domain.record import Record, Source
from instrstudio.domain.task import Example
from instrstudio.formats.frame.record_json import record_of, row_of
from instrstudio.formats.reading.tidy import Mender

TEXTS = (
    "instruction",
    "input",
    "output",
    "system",
    "task_description",
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
STRUCTURES = (
    "history",
    "constraints",
    "tags",
    "examples",
    "source",
    "parent",
    "archived",
    "extra",
)
COLUMNS = (*TEXTS, *STRUCTURES)
"""The columns that are written; `examples` are the samples after the first."""
_LISTS = ("constraints", "tags")
_ALSO = {
    "instruction": (
        "prompt",
        "instructions",
        "question",
        "query",
        "指令",
        "提示词",
        "提示",
        "问题",
    ),
    "input": ("context", "text", "source_text", "输入", "上下文", "原文"),
    "output": (
        "response",
        "completion",
        "answer",
        "target",
        "reply",
        "输出",
        "回答",
        "答案",
        "回复",
    ),
    "system": ("system_prompt", "系统", "系统提示"),
    "title": ("name", "act", "标题", "名称"),
    "task_description": ("description", "任务描述", "描述"),
    "task_type": ("task", "scenario", "category", "任务类型", "类型", "场景"),
    "tags": ("labels", "keywords", "标签"),
    "language": ("lang", "语言"),
    "licence": ("license", "许可"),
    "history": ("conversation_history", "历史"),
}
"""Other names of a column, the likelier first."""

Mapped = Mapping[str, str]
"""For each column of a file, the column of ours that it is; left out: unknown."""


def guessed(header: Iterable[str]) -> dict[str, str]:
    """Return which of our columns each column of a file is, by its name.

    A table with inputs and outputs and no instruction has its instructions in the
    inputs, as question and answer tables do.
    """
    names = {_plain(name): name for name in header if name.strip()}
    found: dict[str, str] = {}
    for ours in COLUMNS:
        for name in (ours, *_ALSO.get(ours, ())):
            theirs = names.get(name)
            if theirs is not None and theirs not in found:
                found[theirs] = ours
                break
    if "instruction" not in found.values() and "output" in found.values():
        found = {
            theirs: "instruction" if ours == "input" else ours
            for theirs, ours in found.items()
        }
    return found


def cells_of(record: Record) -> dict[str, str]:
    """Return the cells of a record, all columns, empty where there is nothing."""
    row = structures_of(record)
    return {
        name: _cell(row.get(name), is_text=name in TEXTS or name == "source")
        for name in COLUMNS
    }


def structures_of(record: Record) -> dict[str, object]:
    """Return the columns of a record that hold something, lists as lists."""
    row = row_of(record)
    first = record.examples[0] if record.examples else Example()
    row |= {"input": first.input, "output": first.output}
    row["examples"] = [example.as_dict() for example in record.examples[1:]]
    if isinstance(row.get("source"), Mapping):
        row["source"] = json.dumps(row["source"], ensure_ascii=False)
    return row


def record_from(row: Mapping[str, object], mapping: Mapped, mender: Mender) -> Record:
    """Return the record of a row, whose cells are texts or values.

    Args:
        row: Cells by the names of the file's columns.
        mapping: Which of our columns they are.
        mender: Gathers what had to be mended.
    """
    ours: dict[str, object] = {}
    extra: dict[str, object] = {}
    for column, value in row.items():
        name = mapping.get(column)
        if value is None or value == "":
            continue
        if name is None:
            extra[str(column)] = mender.value(value, str(column))
        else:
            ours[name] = value if name in TEXTS else _structure(name, value)
    first = Example(
        input=mender.text(_plainly(ours.pop("input", "")), "input"),
        output=mender.text(_plainly(ours.pop("output", "")), "output"),
    )
    source = ours.pop("source", None)
    kept = ours.pop("extra", None)
    given = {
        name: _plainly(ours[name]) if name in TEXTS else ours[name] for name in ours
    }
    record = record_of(given, mender)
    more = record.examples
    examples = (first, *more) if more or first != Example() else ()
    if isinstance(kept, Mapping):
        extra = {**{str(k): mender.value(v, "extra") for k, v in kept.items()}, **extra}
    return replace(
        record, examples=examples, source=_source(source, mender), extra=extra
    )


def _plain(name: str) -> str:
    """Return the name of a column as it is looked up."""
    return (
        name.strip().removeprefix("\ufeff").lower().replace(" ", "_").replace("-", "_")
    )


def _cell(value: object, *, is_text: bool) -> str:
    """Return a value as the text of a cell."""
    if value is None or value in ("", []):
        return ""
    if is_text:
        return str(value)
    return json.dumps(value, ensure_ascii=False)


def _structure(name: str, value: object) -> object:
    """Return the value of a cell that is no text; a plain list of tags is cut."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        pass
    if name in _LISTS:
        for mark in (";", "；", "，", ","):
            value = value.replace(mark, "\n")
        return [part.strip() for part in value.split("\n") if part.strip()]
    return value


def _plainly(value: object) -> object:
    """Return numbers and times of a table as the texts they are shown as."""
    if isinstance(value, (str, list, Mapping)) or value is None:
        return value
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _source(value: object, mender: Mender) -> Source:
    """Return the source that a cell tells."""
    if isinstance(value, str) and value.startswith("{"):
        with suppress(ValueError):
            value = json.loads(value)
    return record_of({"source": value}, mender).source
