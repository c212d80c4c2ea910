"""The catalogue of public data sets: looked through, and from a file to an import.

Nothing is fetched. A person downloads a file; `plan` checks that it looks like the data
set and says how it is read, and `import_file` takes it in, with the name, the address
and the licence of the data set on every record.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatch
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from instrstudio import resources
from instrstudio.domain.catalogue import YES, Entry
from instrstudio.domain.errors import InvalidInput, NotFound, TransferError
from instrstudio.domain.job import Job, Progress
from instrstudio.domain.ports import Format
from instrstudio.domain.record import Record, Source
from instrstudio.domain.task import Example
from instrstudio.domain.transfer import ImportReport, Row
from instrstudio.domain.transfer_plan import ImportPlan
from instrstudio.domain.wording import message
from instrstudio.services import backups
from instrstudio.services.file_formats import (
    format_to_read,
    format_with_columns,
    table_of,
)
from instrstudio.services.import_preview import ImportPreview
from instrstudio.services.intake import Intake
from instrstudio.services.transfer import WORTH_A_BACKUP

if TYPE_CHECKING:
    from instrstudio.services.workspace import Workspace

_PACKED = ".gz"
_LEAST = 0.1
"""How sure a format is of any JSON file; of what is its own it is surer."""


@lru_cache(maxsize=1)
def entries() -> tuple[Entry, ...]:
    """Return all data sets, in the order of the catalogue.

    Raises:
        InvalidInput: The catalogue is broken; says where.
    """
    text = resources.path("catalogue.toml").read_text(encoding="utf-8")
    found = tuple(map(Entry.from_mapping, tomllib.loads(text)["dataset"]))
    if len({entry.id for entry in found}) < len(found):
        raise InvalidInput(message("The catalogue has one id twice."))
    return found


def search(
    words: str = "", language: str = "", shippable: bool = False
) -> tuple[Entry, ...]:
    """Return the data sets that have all `words`, in the order of the catalogue.

    Args:
        words: Looked for in names, descriptions, licences and addresses, any case.
        language: Only those with instructions in this language.
        shippable: Only those whose models may be shipped for certain.
    """
    wanted = words.split()
    return tuple(
        entry
        for entry in entries()
        if entry.matches(wanted)
        and (not language or language in entry.languages)
        and (not shippable or entry.shippable == YES)
    )


def get(entry_id: str) -> Entry:
    """Return the data set with this id.

    Raises:
        NotFound: There is none.
    """
    for entry in entries():
        if entry.id == entry_id:
            return entry
    raise NotFound(
        message("The catalogue has no “{id}”: look through its list.", id=entry_id)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class CataloguePlan:
    """How a downloaded file of a data set is read.

    `plan` holds the mapping and the licence as any import does; `format` reads the file
    and puts the source on every record. `is_named` says whether the file is called as
    the data set's files are, `missing` which of its fields no row at the beginning has:
    a plan with missing fields was asked for anyway.
    """

    entry: Entry
    path: Path
    plan: ImportPlan
    format: Format
    is_named: bool
    missing: tuple[str, ...] = ()


def plan(entry: Entry, path: Path, *, anyway: bool = False) -> CataloguePlan:
    """Return how the file `path` of a data set is imported.

    `anyway` takes a file that does not look like it, as far as it can be read.

    Raises:
        TransferError: There is no such file, or it cannot be read.
        InvalidInput: The data set has to be converted first, or the file is another's.
    """
    if not entry.is_importable:
        raise InvalidInput(
            message(
                "“{name}” cannot be imported as it comes: see how to convert it.",
                name=entry.name,
            )
        )
    chosen = ImportPlan(
        format=_format_name(entry, path),
        columns=_columns(entry),
        licence=entry.licence,
    )
    inner = format_with_columns(path, chosen.format, chosen.columns)
    missing = _missing(entry, inner, path)
    alike = bool(entry.columns) or inner.recognises(path) > _LEAST
    if (missing or not alike) and not anyway:
        raise _another(entry, path, missing)
    return CataloguePlan(
        entry=entry,
        path=path,
        plan=chosen,
        format=_Sourced(inner, entry),
        is_named=any(fnmatch(_bare(path), pattern) for pattern in entry.files),
        missing=missing,
    )


def preview(found: CataloguePlan, rows: int = 5) -> ImportPreview:
    """Return the first rows as they would be imported, source and licence included.

    Raises:
        TransferError: The file cannot be read.
    """
    shown = [
        replace(row, items=tuple(_licensed(item, found.plan) for item in row.items))
        for row in islice(found.format.read(found.path), rows)
    ]
    return ImportPreview(
        format=found.plan.format or found.format.name.partition("@")[0],
        columns=found.entry.columns or None,
        rows=tuple(shown),
        header=tuple(found.entry.fields),
    )


def import_file(
    workspace: "Workspace", found: CataloguePlan, dry_run: bool = False
) -> Job[Progress, ImportReport]:
    """Import the file of a plan: one step to undo, as `transfer.import_files` does it.

    Raises:
        TransferError: The file cannot be read as a whole.
    """
    next(iter(found.format.read(found.path)), None)
    if not dry_run and found.path.stat().st_size >= WORTH_A_BACKUP:
        yield from backups.before(workspace, backups.IMPORT)
    intake = Intake(workspace, [found.path], found.plan, dry_run=dry_run)
    yield from intake.run([(found.path, found.format)])
    return intake.report


class _Sourced:
    """A format whose records say which data set they are from.

    Where the data set has no instructions, what was read as one is the first sample's
    input, and the instruction is that of the catalogue.
    """

    writes = False
    reads = True

    def __init__(self, inner: Format, entry: Entry) -> None:
        self._inner, self._entry = inner, entry
        # an import of the same file that was begun otherwise is not gone on with
        self.name = f"{inner.name}@{entry.id}"
        self.suffixes, self.keeps, self.drops = inner.suffixes, inner.keeps, inner.drops
        self._source = Source(kind="", name=entry.name, url=entry.url)

    def recognises(self, path: Path) -> float:
        """Return how sure the format itself is."""
        return self._inner.recognises(path)

    def read(self, path: Path, resume_at: int = 0) -> Iterator[Row]:
        """Yield the rows with their source.

        Raises:
            TransferError: The file as a whole cannot be read.
        """
        for row in self._inner.read(path, resume_at):
            items = tuple(
                self._marked(item) if isinstance(item, Record) else item
                for item in row.items
            )
            yield replace(row, items=items)

    def write(self, items: object, target: Path) -> Iterator[int]:
        """Refuse to write.

        Raises:
            TransferError: Always.
        """
        raise TransferError(message("“{format}” is only read.", format=self.name))

    def _marked(self, record: Record) -> Record:
        """Return a record with its source, and with the catalogue's instruction."""
        sourced = replace(record, source=self._source)
        if not self._entry.instruction:
            return sourced
        output = record.examples[0].output if record.examples else ""
        sample = Example(input=record.instruction, output=output)
        return replace(sourced, instruction=self._entry.instruction, examples=(sample,))


def _licensed(item: object, wish: ImportPlan) -> Record:
    """Return an item as it would be kept; one that is no record stays as it is."""
    if isinstance(item, Record) and not item.licence:
        return replace(item, licence=wish.licence)
    return item  # type: ignore[return-value]  # templates pass through


def _format_name(entry: Entry, path: Path) -> str:
    """Return the format to name: none where the suffix says which table it is."""
    if entry.columns:
        return ""
    try:
        surest = format_to_read(path).name
    except TransferError:
        if not path.exists():
            raise
        return entry.format
    return surest if surest in _TABLES else entry.format


_TABLES = ("parquet", "csv", "xlsx")
"""Formats in which other people hand on what was published in another."""


def _columns(entry: Entry) -> Mapping[str, str]:
    """Return the mapping; without instructions the input is read in their place."""
    if not entry.instruction:
        return entry.columns
    return {
        theirs: "instruction" if ours == "input" else ours
        for theirs, ours in entry.columns.items()
    }


def _missing(entry: Entry, format: Format, path: Path) -> tuple[str, ...]:
    """Return the fields that no row at the beginning of a file has."""
    names = _names(format, path)
    return tuple(name for name in entry.fields if name not in names)


def _names(format: Format, path: Path) -> Sequence[str]:
    """Return the names of the columns, or of the fields of the first rows."""
    from instrstudio.formats.reading.sniffing import first_rows

    rows = first_rows(path)
    if not rows:
        table = format if hasattr(format, "header") else table_of(path)
        header = getattr(table, "header", None)
        return tuple(header(path)) if callable(header) else ()
    names: dict[str, None] = {}
    for row in rows:
        if isinstance(row.value, Mapping):
            names |= dict.fromkeys(map(str, row.value))
    return tuple(names)


def _bare(path: Path) -> str:
    """Return the name of a file without what says that it is packed."""
    return path.name.removesuffix(_PACKED)


def _another(entry: Entry, path: Path, missing: Sequence[str]) -> InvalidInput:
    """Return the error for a file that is no file of the data set."""
    if not missing:
        return InvalidInput(
            message(
                "“{file}” does not look like a file of “{name}”.",
                file=path.name,
                name=entry.name,
            )
        )
    return InvalidInput(
        message(
            "“{file}” does not look like a file of “{name}”: no row has {fields}.",
            file=path.name,
            name=entry.name,
            fields=", ".join(f"“{field}”" for field in missing),
        )
    )
