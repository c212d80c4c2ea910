"""Takes checkpoints in from elsewhere, and packs them to be taken along.

A model from elsewhere is data, not a program: only the files a checkpoint has are
accepted, by name; whatever else lies in the folder or archive makes it be refused.
"""

import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from instrstudio.domain.errors import CheckpointMismatch, NotFound, TransferError
from instrstudio.domain.run import Checkpoint
from instrstudio.domain.wording import Message, message
from instrstudio.model import checkpoint
from instrstudio.model.card import (
    CARD,
    FILES,
    TOKENIZER,
    WEIGHTS,
    check_files,
    described,
    read_card,
)

_LARGEST_BYTES = 2 * 2**30
_NEEDED = {CARD, TOKENIZER, WEIGHTS}


def take_in(source: Path, target: Path) -> Checkpoint:
    """Copy the checkpoint in `source` (a folder or a .zip) to `target` and check it.

    Raises:
        NotFound: `source` is not there.
        CheckpointMismatch: It holds anything else, is damaged, or does not fit.
        TransferError: It cannot be read, or `target` cannot be written.
    """
    if not source.exists():
        raise NotFound(message("There is no file {path}.", path=str(source)))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".import-") as place:
            fresh = Path(place) / "model"
            fresh.mkdir()
            for name, file in _files(source):
                with (fresh / name).open("wb") as copy:
                    _copy(file, copy, source)
            contents = _loaded(fresh, source)
            fresh.rename(target)
    except (OSError, EOFError, zipfile.BadZipFile, zlib.error) as error:
        raise TransferError(
            message(
                "The model {path} cannot be read: {reason}.",
                path=str(source),
                reason=_reason(error),
            )
        ) from error
    return described(target, contents.card)


def pack(folder: Path, target: Path) -> None:
    """Write the checkpoint in `folder`, without training state, to the .zip `target`.

    Raises:
        CheckpointMismatch: The checkpoint is damaged.
        TransferError: `target` cannot be written.
    """
    card = read_card(folder)
    check_files(folder, card)
    partial = target.with_name(f".{target.name}.part")
    try:
        with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in sorted(_NEEDED):
                archive.write(folder / name, name)
        partial.replace(target)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise TransferError(
            message(
                "The model cannot be written to {path}: {reason}.",
                path=str(target),
                reason=_reason(error),
            )
        ) from error


def _files(source: Path) -> Iterator[tuple[str, IO[bytes]]]:
    """Yield the files of a checkpoint with their names, open for reading."""
    if source.is_dir():
        _check_names(source, [path.name for path in source.iterdir()])
        for path in source.iterdir():
            if path.is_symlink() or not path.is_file():
                raise _unexpected(source, path.name)
            with path.open("rb") as file:
                yield path.name, file
        return
    with zipfile.ZipFile(source) as archive:
        _check_names(source, archive.namelist())
        for name in archive.namelist():
            with _member(archive, name, source) as file:
                yield name, file


@contextmanager
def _member(archive: zipfile.ZipFile, name: str, source: Path) -> Iterator[IO[bytes]]:
    """Open one file of an archive that is not locked by a password."""
    try:
        with archive.open(name) as file:
            yield file
    except (RuntimeError, NotImplementedError) as error:
        raise _unexpected(source, name) from error


def _check_names(source: Path, names: list[str]) -> None:
    """Refuse anything but the files of a checkpoint, each once.

    Names are compared whole, so a path that leads elsewhere is refused as well.
    """
    for name in names:
        if name not in FILES or names.count(name) > 1:
            raise _unexpected(source, name)
    for name in sorted(_NEEDED - set(names)):
        raise CheckpointMismatch(
            message(
                "{path} is no model: {file} is missing.", path=str(source), file=name
            )
        )


def _unexpected(source: Path, name: str) -> CheckpointMismatch:
    """Return the error for content that no checkpoint has."""
    return CheckpointMismatch(
        message(
            "{path} is not taken in: “{file}” does not belong in a model.",
            path=str(source),
            file=name,
        )
    )


def _copy(file: IO[bytes], target: IO[bytes], source: Path) -> None:
    """Copy at most `_LARGEST_BYTES`, whatever an archive says of its sizes."""
    left = _LARGEST_BYTES
    while chunk := file.read(2**20):
        left -= len(chunk)
        if left < 0:
            raise CheckpointMismatch(
                message("{path} is too large for a model.", path=str(source))
            )
        target.write(chunk)


def _loaded(fresh: Path, source: Path) -> checkpoint.Contents:
    """Load the copy in `fresh`; what is wrong with it is wrong with `source`."""
    try:
        return checkpoint.load(fresh)
    except CheckpointMismatch as error:
        if not isinstance(error.message, Message):
            raise
        said = error.message
        named = {
            name: value.replace(str(fresh), str(source))
            if isinstance(value, str)
            else value
            for name, value in said.values.items()
        }
        raise CheckpointMismatch(Message(said.template, named), error.hint) from error


def _reason(error: Exception) -> str:
    """Return in a few words what an error says, without the path it names."""
    return (isinstance(error, OSError) and error.strerror) or str(error)
