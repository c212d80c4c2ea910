"""The Alpaca format as a plug-in."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path

from instrstudio.domain.errors import TransferError
from instrstudio.domain.record import Record
from instrstudio.domain.template import Template
from instrstudio.domain.transfer import Fault, Preference, Row
from instrstudio.domain.wording import message
from instrstudio.formats.alpaca import fields, writing
from instrstudio.formats.reading.json_rows import json_rows
from instrstudio.formats.reading.raw_row import RawRow
from instrstudio.formats.reading.tidy import Mender, kind_of
from instrstudio.formats.reading.yaml_rows import yaml_rows

_YAML = (".yaml", ".yml")


class Alpaca:
    """Reads and writes instruction, input, output, system and history.

    Positions are numbers of rows: going on from one reads the file up to it again,
    which costs seconds for a gigabyte and keeps every line number true.
    """

    name = "alpaca"
    suffixes = (".json", ".jsonl", *_YAML)
    reads = True
    writes = True
    keeps = ("instruction", "first input and output", "system", "history")
    drops = (
        "task description",
        "further samples",
        "constraints",
        "title",
        "tags",
        "task type",
        "languages",
        "source",
        "licence",
        "method",
        "pair",
        "times",
        "unknown fields",
    )

    def recognises(self, path: Path) -> float:
        """Return how many of the first rows look like Alpaca, in [0, 0.8]."""
        if path.suffix.lower() not in (*self.suffixes, ".txt", ""):
            return 0.0
        try:
            rows = [row.value for row in islice(_raw_rows(path), 5)]
        except TransferError:
            return 0.1
        alike = sum(map(_is_alike, rows))
        return max(0.1, 0.8 * alike / len(rows)) if rows else 0.1

    def read(self, path: Path, resume_at: int = 0) -> Iterator[Row]:
        """Yield the rows after the first `resume_at`.

        Raises:
            TransferError: The file cannot be opened, is empty, or is no list of rows.
        """
        for raw in _raw_rows(path):
            is_sound = raw.listed or raw.damage is not None
            if not is_sound and not fields.has_instruction(raw.value):
                raise TransferError(
                    message("“{file}” is no list of rows.", file=path.name)
                )
            if raw.number > resume_at:
                yield _row(raw, path.name)

    def write(
        self, items: Iterable[Record | Template | Preference], target: Path
    ) -> Iterator[int]:
        """Write the records among `items`; the suffix of `target` says how."""
        records = (item for item in items if isinstance(item, Record))
        if target.suffix.lower() in _YAML:
            return writing.write_yaml(records, target)
        if target.suffix.lower() == ".jsonl":
            return writing.write_lines(records, target)
        return writing.write_list(records, target)


def _raw_rows(path: Path) -> Iterator[RawRow]:
    """Return the rows of a JSON or YAML file."""
    is_yaml = path.suffix.lower() in _YAML
    return yaml_rows(path) if is_yaml else json_rows(path)


def _is_alike(row: object) -> float:
    """Return how much a row looks like Alpaca, in [0, 1]."""
    if not isinstance(row, Mapping) or not fields.has_instruction(row):
        return 0.0
    answers = (*fields.OUTPUT_KEYS, "en_output", "zh_output")
    return 1.0 if any(key in row for key in answers) else 0.6


def _row(raw: RawRow, file: str) -> Row:
    """Turn a raw row into records or a line of the report."""
    fault = raw.damage
    if fault is None and not isinstance(raw.value, Mapping):
        fault = Fault(
            field="",
            rule=f"The row is {kind_of(raw.value)}, not an object",
            repair="Write it as an object with “instruction”, “input” and “output”",
        )
    if fault is not None or not isinstance(raw.value, Mapping):
        skipped = raw.entry(file, *([fault] if fault else ()))
        return Row(items=(), resume_at=raw.number, skipped=skipped, share=raw.share)
    mender = Mender()
    records = fields.records_of(raw.value, mender)
    if not records:
        skipped = raw.entry(file, fields.missing(raw.value), *raw.notes)
        return Row(items=(), resume_at=raw.number, skipped=skipped, share=raw.share)
    faults = (*raw.notes, *mender.faults)
    return Row(
        items=records,
        resume_at=raw.number,
        repaired=raw.entry(file, *faults) if faults else None,
        share=raw.share,
    )
