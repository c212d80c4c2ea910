"""A file that appears under its name only when it is whole."""

import gzip
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from instrstudio.domain.errors import TransferError
from instrstudio.domain.wording import message

_PACKED = ".gz"


@contextmanager
def whole(target: Path) -> Iterator[Path]:
    """Give a place to write to; what is there at the end becomes `target`.

    A name in ``.gz`` is packed. When the block ends early nothing is left.

    Raises:
        TransferError: It cannot be written there.
    """
    name = target.name
    packed = name.lower().endswith(_PACKED)
    inner = name[: -len(_PACKED)] if packed else name
    # the suffix stays: it may decide how a format writes
    stem, dot, suffix = inner.partition(".")
    partial = target.with_name(f".{stem}-{os.getpid()}.partial{dot}{suffix}")
    squeezed = target.with_name(f".{name}-{os.getpid()}.partial")
    try:
        yield partial
        if packed:
            # no name and time within: the same text gives the same bytes
            with (
                partial.open("rb") as plain,
                squeezed.open("wb") as raw,
                gzip.GzipFile("", "wb", 6, raw, mtime=0) as file,
            ):
                shutil.copyfileobj(plain, file)
        _put_in_place(squeezed if packed else partial, target)
    except OSError as error:
        raise TransferError(
            message(
                "“{path}” cannot be written: {reason}.",
                path=target,
                reason=error.strerror or error,
            )
        ) from error
    finally:
        for left in (partial, squeezed):
            with suppress(OSError):
                left.unlink(missing_ok=True)


def _put_in_place(partial: Path, target: Path) -> None:
    """Make the bytes durable and give the file its name."""
    with partial.open("rb+") as file:
        os.fsync(file.fileno())
    partial.replace(target)
