"""The folder of one make of index: which build in it is current, and who may write.

``current.json`` names the build; ``<build>/position.json`` the last change of the
project that is in it. Both are replaced whole. Position is written after Whoosh's own
commit, so it is never ahead of the index; changes that are applied twice do no harm.
"""

import json
import os
import secrets
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from whoosh.util.filelock import FileLock, try_for

from instrstudio.domain.errors import IndexOutdated, SearchError
from instrstudio.domain.wording import message

_CURRENT = "current.json"
_POSITION = "position.json"
_LOCK = "write.lock"
_RETRY_SECONDS = 0.05


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
        """
        self.path.mkdir(parents=True, exist_ok=True)
        lock = FileLock(str(self.path / _LOCK))
        if not try_for(lock.acquire, timeout=wait, delay=_RETRY_SECONDS):
            raise busy()
        try:
            yield
        finally:
            lock.release()


def read_position(build: Path) -> int:
    """Return the number of the last change that is in `build`.

    Raises:
        IndexOutdated: It is not known.
    """
    position = _read(build / _POSITION).get("seq")
    if not isinstance(position, int):
        raise unreadable()
    return position


def write_position(build: Path, seq: int) -> None:
    """Note that all changes up to `seq` are in `build`."""
    _write(build / _POSITION, {"seq": seq})


def _read(path: Path) -> dict[str, object]:
    """Return a small JSON object."""
    try:
        stored = json.loads(path.read_text("utf-8"))
    except FileNotFoundError as error:
        raise missing() from error
    except (OSError, ValueError) as error:
        raise unreadable() from error
    if not isinstance(stored, dict):
        raise unreadable()
    return stored


def _write(path: Path, content: Mapping[str, object]) -> None:
    """Replace a small JSON file as a whole."""
    new = path.with_name(f"{path.name}.{os.getpid()}.new")
    new.write_text(json.dumps(content), "utf-8")
    new.replace(path)
