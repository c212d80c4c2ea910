"""The folder of one make of index: which build in it is current, and who may write.

``current.json`` names the build; ``<build>/position.json`` the last change of the
project that is in it. Both are replaced whole and carry a checksum: a flipped digit of
a position would hide changes. Position is written after Whoosh's own commit, so it is
never ahead of the index; changes that are applied twice do no harm.
"""

import json
import os
import secrets
import shutil
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from whoosh.util.filelock import FileLock, try_for

from instrstudio.domain.errors import IndexOutdated, SearchError
from instrstudio.domain.wording import message

_CURRENT = "current.json"
_POSITION = "position.json"
_LOCK = "write.lock"
_NEW = ".new"
_SUM = "sum"
_RETRY_SECONDS = 0.05


class Position(NamedTuple):
    """How far an index is: the number of the last change, and the project's mark then.

    Numbers are given anew where an older state of a project is put back; the mark
    tells such a state from the one that was indexed.
    """

    seq: int
    mark: str = ""


class IndexBusy(SearchError):
    """Another thread or process is writing the index."""


class IndexDamaged(IndexOutdated):
    """The index is there but cannot be read."""


def busy() -> IndexBusy:
    """Return the error for an index that another one writes."""
    return IndexBusy(
        message(
            "Another InstrStudio is indexing this project: "
            "wait for it to end and try again."
        )
    )


def missing() -> IndexOutdated:
    """Return the error for an index that is not there."""
    return IndexOutdated(message("There is no search index yet: build it."))


def unreadable() -> IndexDamaged:
    """Return the error for an index that cannot be read."""
    return IndexDamaged(message("The search index cannot be read: rebuild it."))


class IndexFolder:
    """The folder; `project` is the identity of the project that it must belong to."""

    def __init__(self, path: Path, project: str = "") -> None:
        self.path = path
        self.project = project

    def current(self) -> Path:
        """Return the folder of the current build.

        Raises:
            IndexOutdated: There is none, or it is of another project.
        """
        stored = _read(self.path / _CURRENT)
        build = self.path / str(stored.get("build"))
        if stored.get("project") != self.project or build.parent != self.path:
            raise missing()
        return build

    def new_build(self) -> Path:
        """Make the folder of a new build and return it."""
        build = self.path / secrets.token_hex(6)
        build.mkdir(parents=True)
        return build

    def switch(self, build: Path) -> None:
        """Make `build` the current one and remove what it replaces."""
        content = {"build": build.name, "project": self.project}
        _write(self.path / _CURRENT, content)
        for other in self.path.iterdir():
            if other.is_dir() and other != build:
                shutil.rmtree(other, ignore_errors=True)
            elif other.name.endswith(_NEW):  # of one that was killed
                other.unlink(missing_ok=True)

    def forget(self, build: Path) -> None:
        """Say that there is no index, if `build` is the current one: it is damaged."""
        with suppress(SearchError, OSError):
            if self.current() == build:
                (self.path / _CURRENT).unlink()

    def remove_other_makes(self) -> None:
        """Remove the indexes of other makes that nobody is writing."""
        for other in self.path.parent.iterdir():
            if other == self.path or not (other / _CURRENT).is_file():
                continue
            try:
                with IndexFolder(other).lock(0):
                    (other / _CURRENT).unlink()
            except (IndexBusy, OSError):
                continue
            shutil.rmtree(other, ignore_errors=True)

    @contextmanager
    def lock(self, wait: float) -> Iterator[None]:
        """Be the only one that writes; try for `wait` seconds.

        Raises:
            IndexBusy: Another one writes.
            SearchError: The folder may not be written to.
        """
        with written():
            self.path.mkdir(parents=True, exist_ok=True)
            lock = FileLock(str(self.path / _LOCK))
            is_mine = try_for(lock.acquire, timeout=wait, delay=_RETRY_SECONDS)
        if not is_mine:
            raise busy()
        try:
            yield
        finally:
            lock.release()


@contextmanager
def written() -> Iterator[None]:
    """Tell in one sentence when the disk refuses."""
    try:
        yield
    except OSError as error:
        raise SearchError(
            message(
                "The search index cannot be written ({reason}): "
                "see that the disk has room.",
                reason=error.strerror or type(error).__name__,
            )
        ) from error


def read_position(build: Path) -> Position:
    """Return how far `build` is.

    Raises:
        IndexOutdated: It is not known.
    """
    stored = _read(build / _POSITION)
    seq, mark = stored.get("seq"), stored.get("mark")
    if not isinstance(seq, int) or not isinstance(mark, str):
        raise unreadable()
    return Position(seq, mark)


def write_position(build: Path, position: Position) -> None:
    """Note that all changes up to `position` are in `build`."""
    _write(build / _POSITION, position._asdict())


def _read(path: Path) -> dict[str, object]:
    """Return a small JSON object."""
    try:
        stored = json.loads(path.read_bytes())
    except FileNotFoundError as error:
        raise missing() from error
    except (OSError, ValueError) as error:
        raise unreadable() from error
    if not isinstance(stored, dict) or stored.pop(_SUM, None) != _sum_of(stored):
        raise unreadable()
    return stored


def _write(path: Path, content: Mapping[str, object]) -> None:
    """Replace a small JSON file as a whole, once the disk has the new one."""
    new = path.with_name(f"{path.name}.{os.getpid()}{_NEW}")
    with new.open("wb") as file:
        file.write(json.dumps({**content, _SUM: _sum_of(content)}).encode())
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)


def _sum_of(content: Mapping[str, object]) -> int:
    """Return the checksum of a small JSON object."""
    return zlib.crc32(json.dumps(content, sort_keys=True).encode())
