"""The Instruction Induction benchmark: annotations and raw samples; read only.

The instructions of a task stand in ``annotations/TASK.json``, its samples in
``raw/induce/TASK.json`` beside that folder. Either file may be named.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from instrstudio.domain.errors import TransferError
from instrstudio.domain.record import Record, Source
from instrstudio.domain.task import Example
from instrstudio.domain.transfer import Fault, Row
from instrstudio.domain.wording import message
from instrstudio.formats.frame.losses import Item
from instrstudio.formats.frame.row_format import RowFormat
from instrstudio.formats.reading.opening import plain_stem
from instrstudio.formats.reading.raw_row import RawRow
from instrstudio.formats.reading.sniffing import raw_rows
from instrstudio.formats.reading.tidy import Mender

_SAMPLES = 5
"""Samples that go with each instruction."""
_LARGEST = 1 << 24
"""Bytes of a file of samples."""


class InstructionInduction(RowFormat):
    """Reads each annotation of a task as one instruction."""

    name = "instruction-induction"
    about = message("Samples of a task and what people wrote as its instruction")
    suffixes = (".json",)
    writes = False
    keeps = ("instruction", "first input and output", "further samples", "title")
    shape = message("an object with “annotations”, or with “metadata” and “examples”")

    def likeness(self, row: Mapping[str, object]) -> float:
        """Return 1 for annotations, or for numbered samples with their metadata."""
        if isinstance(row.get("annotations"), list) and len(row) <= 2:
            return 1.0
        examples, about = row.get("examples"), row.get("metadata")
        return float(
            isinstance(examples, Mapping)
            and isinstance(about, Mapping)
            and "num_examples" in about
        )

    def raw_rows(self, path: Path) -> Iterator[RawRow]:
        """Yield each annotation with samples of its task."""
        raw = next(iter(raw_rows(path)))
        if raw.damage is not None or not isinstance(raw.value, Mapping):
            yield raw
            return
        if not self.likeness(raw.value):
            yield raw
            return
        samples = raw.value.get("examples")
        annotations = raw.value.get("annotations")
        if not isinstance(annotations, list):
            annotations = _beside(path, "annotations").get("annotations")
        if not samples:
            samples = _beside(path, "raw/induce").get("examples")
        if not isinstance(annotations, list):
            yield replace(raw, value={"examples": samples}, listed=True, share=1.0)
            return
        for number, text in enumerate(annotations, start=1):
            yield replace(
                raw,
                number=number,
                value={"instruction": text, "examples": samples},
                listed=True,
                share=number / len(annotations),
            )

    def read(self, path: Path, resume_at: int = 0) -> Iterator[Row]:
        """Yield the instructions after the first `resume_at`.

        Raises:
            TransferError: The file is not of the benchmark.
        """
        for row in super().read(path, resume_at):
            titled = (
                replace(item, title=plain_stem(path))
                for item in row.items
                if isinstance(item, Record)
            )
            yield replace(row, items=tuple(titled))

    def items_of(
        self, row: Mapping[str, object], mender: Mender
    ) -> tuple[Item, ...] | Fault:
        """Return the record of an annotation."""
        if "instruction" not in row:
            return Fault(
                field="annotations",
                rule=message("The file has samples but no instruction"),
                repair=message(
                    "Put it beside the folder “annotations”, or import from there"
                ),
            )
        samples = row.get("examples")
        listed = list(samples.values()) if isinstance(samples, Mapping) else []
        return (
            Record(
                instruction=mender.text(row["instruction"], "annotations"),
                examples=tuple(
                    Example(
                        input=mender.text(sample.get("input"), "input"),
                        output=mender.text(_answer(sample), "output"),
                    )
                    for sample in listed[:_SAMPLES]
                    if isinstance(sample, Mapping)
                ),
                source=Source(kind=""),
            ),
        )

    def row_of(self, item: Item, number: int) -> Mapping[str, object] | Fault:
        """Return why nothing is written."""
        return Fault(
            field="",
            rule=message("This format is only read"),
            repair=message("Export as Self-Instruct"),
        )

    def write(self, items: Iterable[Item], target: Path) -> Iterator[int]:
        """Refuse to write.

        Raises:
            TransferError: Always.
        """
        raise TransferError(message("“{format}” is only read.", format=self.name))


def _answer(sample: Mapping[str, object]) -> object:
    """Return the answer of a sample; some have several, or a cause and an effect."""
    output = sample.get("output", sample.get("outputs"))
    if isinstance(output, list):
        return output[0] if output else ""
    return output


def _beside(path: Path, folder: str) -> Mapping[str, object]:
    """Return the file of the same task in another folder; nothing without one."""
    for root in list(path.resolve().parents)[:3]:
        there = root / folder / path.name
        if there.is_file() and there.stat().st_size <= _LARGEST:
            try:
                found = json.loads(there.read_text(encoding="utf-8-sig"))
            except ValueError:
                continue
            return found if isinstance(found, Mapping) else {}
    return {}


PLUGIN = InstructionInduction()
