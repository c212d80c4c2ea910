"""Files of the benchmark that are made once: named by what made them, or not there."""

import hashlib
import json
import os
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from .rows import BUILD

TOLD_EVERY_SECONDS = 15.0

ItemT = TypeVar("ItemT")


def digest_of(files: Iterable[Path], *more: str) -> str:
    """Return a digest of the contents of files, and of more texts."""
    found = hashlib.blake2b(digest_size=6)
    for path in sorted(files):
        found.update(path.name.encode() + path.read_bytes())
    for text in more:
        found.update(text.encode())
    return found.hexdigest()


def place(name: str) -> Path:
    """Return the path of a kept file; its folder is there."""
    BUILD.mkdir(parents=True, exist_ok=True)
    return BUILD / name


@contextmanager
def written(path: Path) -> Iterator[Path]:
    """Give a path to write to; the file takes its name when all is well."""
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        yield part
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def write_lines(path: Path, lines: Iterable[object]) -> None:
    """Write a file of JSON lines."""
    with written(path) as part, part.open("w", encoding="utf-8") as file:
        for line in lines:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")


def read_lines(path: Path) -> Iterator[dict[str, object]]:
    """Yield the objects of a file of JSON lines."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def told(items: Sequence[ItemT], what: str) -> Iterator[ItemT]:
    """Yield items; a long walk says now and then how far it is."""
    last = start = time.monotonic()
    for done, item in enumerate(items):
        if time.monotonic() - last > TOLD_EVERY_SECONDS:
            last = time.monotonic()
            rate = done / (last - start)
            print(f"{what}: {done}/{len(items)}, {rate:.0f}/s", file=sys.stderr)
        yield item
