"""A data set for the Hugging Face hub: Parquet data and a card; write only.

The file that is named becomes the card; ``README.md`` and ``data/`` lie beside it.
"""

import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from instrstudio.domain.errors import TransferError
from instrstudio.domain.language import language_of
from instrstudio.domain.record import Record
from instrstudio.domain.transfer import Fault
from instrstudio.domain.wording import message
from instrstudio.formats.frame.arrow_table import groups_of, pieces_of, write_table
from instrstudio.formats.frame.columns import cells_of
from instrstudio.formats.frame.growing import Piece
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

if TYPE_CHECKING:
    import pyarrow as pa

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
    takes_parts = True

    def row_of(self, item: Item, number: int) -> Mapping[str, object] | Fault:
        """Return the columns of a record."""
        if not isinstance(item, Record):
            return no_record()
        return without_instruction(item) or cells_of(item)

    def lost(self, item: Item) -> tuple[str, ...]:
        """Return nothing but halves of characters."""
        halves = isinstance(item, Record) and has_halves(item)
        return (HALF_CHARACTERS,) if halves else ()

    def pieces(
        self, items: Iterable[Item], target: Path, begun: int = 0
    ) -> Iterator[Piece]:
        """Yield groups of rows as messages of an Arrow stream, part after part.

        Raises:
            TransferError: There is a README.md that this program did not write.
        """
        _check(target.with_name(_CARD))
        yield from pieces_of(self._kept(items), begun)

    def finish(
        self, grown: Path, target: Path, sizes: Mapping[str, int]
    ) -> Iterator[int]:
        """Write a file of data for each part, then the card that names them.

        Raises:
            TransferError: There is a README.md that this program did not write.
        """
        readme = target.with_name(_CARD)
        _check(readme)
        folder = target.parent / "data"
        folder.mkdir(exist_ok=True)
        told = _Told()
        groups = groups_of(grown, sizes)
        for part, same in groupby(groups, key=lambda found: found[0]):
            yield from _write_part(folder, part, told.heard(group for _, group in same))
        for place in (readme, target):
            with text_out(place) as file:
                file.write(_card(sum(sizes.values()), told, tuple(sizes)))

    def _kept(self, items: Iterable[Item]) -> Iterator[Record]:
        """Yield the records that can be written."""
        for item in items:
            if isinstance(item, Record) and self.refusal(item) is None:
                yield item


def _write_part(folder: Path, part: str, groups: "Iterable[pa.Table]") -> Iterator[int]:
    """Write the data of one part, yielding the count so far."""
    name = _DATA.format(part=part)
    partial = folder / f".{name}-{os.getpid()}.partial"
    try:
        yield from write_table(groups, partial)
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

    def heard(self, groups: "Iterable[pa.Table]") -> "Iterator[pa.Table]":
        """Yield the groups of rows, counting."""
        for group in groups:
            texts = group.column("instruction").to_pylist()
            languages = group.column("language").to_pylist()
            for language, text in zip(languages, texts, strict=True):
                self.languages[language or language_of(text[:400])] += 1
            self.licences.update(group.column("licence").to_pylist())
            self.sources.update(map(_source, group.column("source").to_pylist()))
            yield group


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


def _source(cell: str) -> str:
    """Return the name of a source, which is an object in its cell."""
    name: str = json.loads(cell).get("name", "") if cell else ""
    return name


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
