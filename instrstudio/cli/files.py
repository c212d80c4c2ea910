"""Texts that are named on the command line: a file, or ``-`` for stdin."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from instrstudio.domain.errors import InvalidInput, NotFound
from instrstudio.domain.wording import message

STDIN = "-"


def text_of(path: Path) -> str:
    """Return the text of a file, or of stdin, without the line end at its end.

    Raises:
        NotFound: There is no such file.
        InvalidInput: It cannot be read, or is no text.
    """
    try:
        text = _decoded(_bytes(path))
    except FileNotFoundError as error:
        raise NotFound(message("There is no file “{path}”.", path=path)) from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise InvalidInput(
            message("“{path}” cannot be read: {reason}.", path=path, reason=reason)
        ) from error
    except UnicodeDecodeError as error:
        raise InvalidInput(
            message("“{path}” is no text in UTF-8: convert it.", path=path)
        ) from error
    return text.replace("\r\n", "\n").removesuffix("\n")


@contextmanager
def named_or_stdin(name: str) -> Iterator[Path]:
    """Give the file of that name; what comes from stdin is one for the time being."""
    if name != STDIN:
        yield Path(name)
        return
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        path = Path(folder) / "stdin.jsonl"
        path.write_text(text_of(Path(name)) + "\n", encoding="utf-8")
        yield path


def _bytes(path: Path) -> bytes:
    """Return the bytes of a file or of stdin."""
    if str(path) == STDIN:
        with click.open_file(STDIN, "rb") as stdin:
            data: bytes = stdin.read()
            return data
    return path.read_bytes()


def _decoded(data: bytes) -> str:
    """Decode UTF-8 with or without a mark, or else GB 18030."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030")
