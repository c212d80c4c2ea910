"""Text files on their way out: UTF-8 without a mark, line ends as they are given."""

import codecs
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO

_REPLACEMENT = "\ufffd".encode()


def _replace(error: UnicodeError) -> tuple[bytes, int]:
    """Put U+FFFD in the place of half a character."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return _REPLACEMENT * (error.end - error.start), error.end


# the standard handler “replace” writes a question mark
codecs.register_error("instrstudio.replace", _replace)


def encoded(text: str) -> bytes:
    """Return a text in UTF-8, with U+FFFD in place of halves of characters."""
    return text.encode("utf-8", "instrstudio.replace")


def sound(text: str) -> str:
    """Return a text with U+FFFD in place of halves of characters."""
    return encoded(text).decode()


def text_out(target: Path, *, mark: bool = False) -> IO[str]:
    """Open `target` for writing; `mark` puts a byte order mark at its beginning."""
    encoding = "utf-8-sig" if mark else "utf-8"
    return target.open("w", encoding=encoding, errors="instrstudio.replace", newline="")


def write_lines(rows: Iterable[Mapping[str, object]], target: Path) -> Iterator[int]:
    """Write JSON lines, yielding the count after each row."""
    with text_out(target) as file:
        for count, row in enumerate(rows, start=1):
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
            yield count


def write_list(rows: Iterable[Mapping[str, object]], target: Path) -> Iterator[int]:
    """Write a JSON list, yielding the count after each row."""
    count = 0
    with text_out(target) as file:
        file.write("[")
        for count, row in enumerate(rows, start=1):
            text = json.dumps(row, ensure_ascii=False, indent=2)
            file.write(",\n" if count > 1 else "\n")
            file.write("\n".join("  " + line for line in text.split("\n")))
            yield count
        file.write("\n]\n" if count else "]\n")


def write_object(row: Mapping[str, object], target: Path) -> Iterator[int]:
    """Write the only row of a file by itself."""
    with text_out(target) as file:
        json.dump(row, file, ensure_ascii=False, indent=4)
        file.write("\n")
    yield 1
