"""Which format a file is in, or should be, and what that format keeps."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, runtime_checkable

from instrstudio.domain.errors import TransferError
from instrstudio.domain.ports import Format
from instrstudio.domain.project import holds_a_project
from instrstudio.domain.wording import Message, Sentence, message
from instrstudio.services import plugins

_CONFIDENT = 0.05
"""How sure a format must be before it is tried on a file."""
_PACKED = ".gz"


@dataclass(frozen=True, slots=True)
class Loss:
    """What of a record survives a format, and what does not."""

    keeps: tuple[str, ...]
    drops: tuple[str, ...]


@runtime_checkable
class _Mapped(Format, Protocol):
    """A format with columns, of which one may say what they are."""

    def with_mapping(self, mapping: Mapping[str, str]) -> Format:
        """Return the same format with a mapping of its own."""

    def guess(self, path: Path) -> Mapping[str, str]:
        """Return which column seems to be which field."""


def loss(format: str) -> Loss:
    """Return what the format called `format` keeps and drops.

    Raises:
        TransferError: There is no such format.
    """
    chosen = _named(format, writes=True)
    return Loss(chosen.keeps, chosen.drops)


def about(format: str) -> Sentence:
    """Return in one line what a format is; nothing where it does not say."""
    found = next((f for f in plugins.formats() if f.name == format), None)
    said = getattr(found, "about", "")
    return said if isinstance(said, (Message, str)) else ""


def format_to_write(target: Path, format: str = "") -> Format:
    """Return the format for `target`: the one named, or by its suffix.

    The longest suffix that fits counts; of several formats with it, the one that drops
    least is taken.

    Raises:
        TransferError: No format fits.
    """
    if format:
        return _named(format, writes=True)
    name = target.name.lower().removesuffix(_PACKED)
    fitting = [
        (max(len(s) for s in found.suffixes if name.endswith(s)), found)
        for found in plugins.formats()
        if found.writes and name.endswith(found.suffixes)
    ]
    if not fitting:
        raise TransferError(
            message(
                "No format is written to files in “{suffix}”; known are {known}.",
                suffix=Path(name).suffix,
                known=_names(writes=True),
            )
        )
    return min(fitting, key=lambda found: (-found[0], len(found[1].drops)))[1]


def format_to_read(path: Path, format: str = "") -> Format:
    """Return the format of the file `path`: the one named, or the surest of all.

    Raises:
        TransferError: There is no such file, or no format recognises it.
    """
    if not path.exists():
        raise TransferError(message("There is no file “{path}”.", path=path))
    if format:
        return _named(format, writes=False)
    candidates = [found for found in plugins.formats() if found.reads]
    sure = {found.name: found.recognises(path) for found in candidates}
    best = max(candidates, key=lambda found: sure[found.name], default=None)
    if best is None or sure[best.name] < _CONFIDENT:
        raise TransferError(
            message(
                "“{file}” is in no format that can be read; known are {known}.",
                file=path.name,
                known=_names(writes=False),
            )
        )
    return best


def format_with_columns(path: Path, format: str, columns: Mapping[str, str]) -> Format:
    """Return the format of a file whose columns are what `columns` says.

    Without a name, it is the one with columns that has the suffix of the file: nobody
    recognises a table by names that need a mapping. No columns: see `format_to_read`.

    Raises:
        TransferError: There is no such file, or its rows have no columns to choose.
    """
    if not columns:
        return format_to_read(path, format)
    table = None if format or not path.exists() else table_of(path)
    if table is not None:
        return table.with_mapping(columns)
    chosen = format_to_read(path, format)
    if not isinstance(chosen, _Mapped):
        raise TransferError(
            message("“{format}” has no columns to choose from.", format=chosen.name)
        )
    return chosen.with_mapping(columns)


def table_of(path: Path) -> "_Mapped | None":
    """Return the format with columns that has the suffix of a file, or None.

    What is in the columns does not matter.
    """
    suffix = Path(path.name.lower().removesuffix(_PACKED)).suffix
    for found in plugins.formats():
        if found.reads and suffix in found.suffixes and isinstance(found, _Mapped):
            return found
    return None


def columns_of(format: Format, path: Path) -> Mapping[str, str] | None:
    """Return which column seems to be which of our fields; None where none are chosen.

    Raises:
        TransferError: The file cannot be opened.
    """
    return format.guess(path) if isinstance(format, _Mapped) else None


def check_place(target: Path) -> None:
    """See that a file may be written at `target`.

    Raises:
        TransferError: A project lies there.
    """
    if holds_a_project(target):
        raise TransferError(
            message(
                "“{path}” is the file of a project: name another file.", path=target
            )
        )


def _named(name: str, *, writes: bool) -> Format:
    """Return the format called `name` that reads, or writes."""
    for found in plugins.formats():
        if found.name == name and (found.writes if writes else found.reads):
            return found
    raise TransferError(
        message(
            "There is no format “{name}”; known are {known}.",
            name=name,
            known=_names(writes=writes),
        )
    )


def _names(*, writes: bool) -> str:
    """Return the names of the formats that read, or write, for a sentence."""
    able = (f for f in plugins.formats() if (f.writes if writes else f.reads))
    return ", ".join(f"{found.name} ({' '.join(found.suffixes)})" for found in able)
