"""What kind of rows a file holds, told by its content; its name only breaks ties."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from pathlib import Path

from instrstudio.domain.errors import TransferError
from instrstudio.formats.reading.json_rows import json_rows
from instrstudio.formats.reading.opening import plain_suffix
from instrstudio.formats.reading.raw_row import RawRow
from instrstudio.formats.reading.text_file import TextFile, is_text, stamp_of
from instrstudio.formats.reading.yaml_rows import yaml_rows

JSON = (".json", ".jsonl")
YAML = (".yaml", ".yml")
_FEW = 5
"""Rows that are looked at to tell a format."""


def raw_rows(path: Path) -> Iterator[RawRow]:
    """Yield the rows of a JSON or a YAML file.

    Raises:
        TransferError: The file cannot be opened, is empty, or holds no rows.
    """
    is_yaml = plain_suffix(path) in YAML and first_character(path) not in "[{"
    return yaml_rows(path) if is_yaml else json_rows(path)


def first_character(path: Path) -> str:
    """Return the first character that is no white space; empty where there is none.

    Raises:
        TransferError: The file cannot be opened.
    """
    with TextFile(path) as source:
        while text := source.read():
            if text := text.lstrip(" \t\r\n\ufeff"):
                return text[0]
    return ""


def first_rows(path: Path) -> tuple[RawRow, ...]:
    """Return the first few rows of a JSON or YAML file; none of any other file.

    All formats ask for them; the file is opened once for all.
    """
    try:
        return _first_rows(path, stamp_of(path)) if path.is_file() else ()
    except OSError:
        return ()


@lru_cache(maxsize=8)
def _first_rows(path: Path, _stamp: tuple[int, int, int]) -> tuple[RawRow, ...]:
    """Read the first few rows."""
    try:
        if not is_text(path):
            return ()
        json = first_character(path) in ("[", "{")
        if not json and plain_suffix(path) not in YAML:
            return ()
        return tuple(islice(json_rows(path) if json else yaml_rows(path), _FEW))
    except TransferError:
        return ()
