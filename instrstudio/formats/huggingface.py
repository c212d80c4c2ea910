"""A data set for the Hugging Face hub: Parquet data and a card; write only.

The file that is named becomes the card; ``README.md`` and ``data/`` lie beside it.
"""

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from instrstudio.domain.errors import TransferError
from instrstudio.domain.language import language_of
from instrstudio.domain.record import Record
from instrstudio.domain.transfer import Fault
from instrstudio.domain.wording import message
from instrstudio.formats.frame.arrow_table import write_records
from instrstudio.formats.frame.columns import cells_of
from instrstudio.formats.frame.losses import (
    FIELDS,
    HALF_CHARACTERS,
    Item,
    has_halves,
    without_instruction,
)
from instrstudio.formats.frame.row_format import no_record
from instrstudio.formats.frame.text_out import text_out
from instrstudio.formats.frame.write_only import WriteOnly

_TRAIN = "train"
_DATA = "{part}-00000-of-00001.parquet"
_CARD = "README.md"
_MARK = "instrstudio"
_SIZES = (
    (1_000, "n<1K"),
    (10_000, "1K<n<10K"),
    (100_000, "10K<n<100K"),
    (1_000_000, "100K<n<1M"),
    (10_000_000, "1M<n<10M"),
)


class HuggingFace(WriteOnly):
    """Writes a folder that ``datasets.load_dataset`` opens."""

    name = "huggingface"
    about = message("A folder for Hugging Face: Parquet and a card")
    suffixes = (".dataset.md",)
    keeps = FIELDS
    drops = ()
    shape = message("a row of the data")

    def row_of(self, item: Item, number: int) -> Mapping[str, object] | Fault:
        """Return the columns of a record."""
        if not isinstance(item, Record):
            return no_record()
        return without_instruction(item) or cells_of(item)

    def lost(self, item: Item) -> tuple[str, ...]:
        """Return nothing but halves of characters."""
        halves = isinstance(item, Record) and has_halves(item)
        return (HALF_CHARACTERS,) if halves else ()

    def write(self, items: Iterable[Item], target: Path) -> Iterator[int]:
        """Write the data, then the card.

        Raises:
            TransferError: There is a README.md that this program did not write.
        """
        return self.write_parts({_TRAIN: items}, target)

    def write_parts(
        self, parts: Mapping[str, Iterable[Item]], target: Path
    ) -> Iterator[int]:
        """Write a file of data for each part, then the card that names them.

        Raises:
            TransferError: There is a README.md that this program did not write.
        """
        readme = target.with_name(_CARD)
        _check(readme)
        folder = target.parent / "data"
        folder.mkdir(exist_ok=True)
        count, told = 0, _Told()
        for part, items in parts.items():
            before = count
            for written in _write_part(folder, part, told.heard(self._kept(items))):
                count = before + written
                yield count
        for place in (readme, target):
            with text_out(place) as file:
                file.write(_card(count, told, tuple(parts)))

    def _kept(self, items: Iterable[Item]) -> Iterator[Record]:
        """Yield the records that can be written."""
        for item in items:
            if isinstance(item, Record) and self.refusal(item) is None:
                yield item


def _write_part(folder: Path, part: str, records: Iterable[Record]) -> Iterator[int]:
    """Write the data of one part, yielding the count after each record."""
    name = _DATA.format(part=part)
    partial = folder / f".{name}-{os.getpid()}.partial"
    try:
        yield from write_records(records, partial)
        partial.replace(folder / name)
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)


class _Told:
    """What the records say about themselves, counted as they pass."""

    def __init__(self) -> None:
        self.languages: Counter[str] = Counter()
        self.licences: Counter[str] = Counter()
        self.sources: Counter[str] = Counter()

    def heard(self, records: Iterable[Record]) -> Iterator[Record]:
        """Yield the records, counting."""
        for record in records:
            language = record.language or language_of(record.instruction[:400])
            self.languages[language] += 1
            self.licences[record.licence] += 1
            self.sources[record.source.name] += 1
            yield record


def _card(count: int, told: _Told, parts: Sequence[str]) -> str:
    """Return the card: its head in YAML, then what is in the data for people."""
    import yaml

    licences = sorted(name for name in told.licences if name)
    alone = licences[0].lower() if len(told.licences) == 1 and licences else "other"
    size = next((name for most, name in _SIZES if count < most), "n>10M")
    head = {
        "language": sorted(told.languages),
        "license": alone,
        "pretty_name": "Instructions",
        "size_categories": [size],
        "task_categories": ["text-generation"],
        "tags": ["instruction", _MARK],
        "configs": [
            {
                "config_name": "default",
                "data_files": [
                    {"split": part, "path": f"data/{part}-*.parquet"} for part in parts
                ],
            }
        ],
    }
    lines = ["---", yaml.safe_dump(head, sort_keys=False, allow_unicode=True) + "---"]
    lines += ["", "# Instructions", "", f"{count} instructions with their samples.", ""]
    for title, counted in (
        ("Licences", told.licences),
        ("Sources", told.sources),
        ("Languages", told.languages),
    ):
        lines += [f"## {title}", "", "| what | rows |", "| --- | ---: |"]
        lines += [
            f"| {_cell(name)} | {rows} |" for name, rows in counted.most_common(50)
        ]
        lines.append("")
    return "\n".join(lines)


def _cell(name: str) -> str:
    """Return a name as a cell of a table."""
    return " ".join(name.replace("|", "/").split()) or "not said"


def _check(readme: Path) -> None:
    """See that no card of somebody else is lost.

    Raises:
        TransferError: There is one.
    """
    if readme.exists() and f"- {_MARK}\n" not in readme.read_text("utf-8", "replace"):
        raise TransferError(
            message(
                "There is a “{path}” that this program did not write: "
                "choose an empty folder.",
                path=readme,
            )
        )


PLUGIN = HuggingFace()
