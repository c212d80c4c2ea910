"""Dated copies of a project's file, beside it, and the way back to one of them."""

import re
import time
from collections.abc import Generator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from instrstudio.domain.errors import NotFound, StorageError
from instrstudio.domain.job import Progress
from instrstudio.domain.wording import message
from instrstudio.storage.copying import copying, put_in_place, written
from instrstudio.storage.database import Database
from instrstudio.storage.faults import BACKUPS_FOLDER
from instrstudio.storage.migrations import migrate
from instrstudio.storage.vetting import vet

DAILY, BULK, IMPORT, RESTORE, BY_HAND = "daily", "bulk", "import", "restore", "own"

KEPT = {DAILY: 10, BULK: 3, IMPORT: 3, RESTORE: 3}
"""How many copies of each reason are kept; of any other reason all are."""

_NAME = re.compile(r"(?P<stem>.+)-(?P<at>\d{8}T\d{12})-(?P<reason>.+)\.sqlite")
_ABANDONED = 3600.0
"""Seconds after which nobody is writing to an unfinished copy any more."""
_AT = "%Y%m%dT%H%M%S%f"


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """A copy: `at` is in UTC, `size` in bytes.

    `reason` is one of the names of this module or, for a copy made before the file was
    brought to a newer schema, the name of the older one.
    """

    path: Path
    at: datetime
    reason: str
    size: int


class Backups:
    """The copies of one project's file."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.folder = database.path.parent / BACKUPS_FOLDER

    def all(self) -> list[Backup]:
        """Return all copies, the newest first."""
        found = (_backup(path) for path in self.folder.glob("*.sqlite"))
        known = [backup for backup in found if backup is not None]
        return sorted(known, key=lambda backup: backup.at, reverse=True)

    def latest(self, reason: str) -> Backup | None:
        """Return the newest copy made for `reason`, or None."""
        return next((found for found in self.all() if found.reason == reason), None)

    def making(self, reason: str) -> Generator[Progress, None, Backup]:
        """Copy the project's file as it is now; forget the oldest of this reason.

        The copy has its name only when it is whole.

        Raises:
            StorageError: It cannot be written.
        """
        self._clean()
        path, at = self._database.path, datetime.now(UTC)
        target = self.folder / f"{path.stem}-{at.strftime(_AT)}-{reason}.sqlite"
        yield from written(path, target)
        self._prune(reason)
        return Backup(path=target, at=at, reason=reason, size=target.stat().st_size)

    def restoring(self, source: Path) -> Generator[Progress, None, Backup]:
        """Make the project what the copy `source` holds; return a copy of what it was.

        It happens in one transaction: others that use the project see the old state
        until they see the new one.

        Raises:
            NotFound: There is no such file.
            StorageError: The copy is not sound, or the disk refuses.
        """
        check(source)
        before = yield from self.making(RESTORE)
        label = message("Restoring the project…")
        yield from copying(source, self._database.path, label)
        migrate(self._database)
        return before

    def _clean(self) -> None:
        """Remove what copies left behind that were killed before they were whole."""
        old = time.time() - _ABANDONED
        for path in self.folder.glob(".*.partial*"):
            with suppress(OSError):  # another process may clean as well
                if path.stat().st_mtime < old:
                    path.unlink()

    def _prune(self, reason: str) -> None:
        """Remove the oldest copies of a reason that is not kept for ever."""
        if reason not in KEPT:
            return
        same = [found for found in self.all() if found.reason == reason]
        for found in same[KEPT[reason] :]:
            with suppress(OSError):  # one too many does no harm
                found.path.unlink()


def check(source: Path) -> None:
    """See that `source` is a sound project file of this or an older version.

    Raises:
        NotFound: There is no such file.
        ProjectDamaged: It is not sound, or is not only what this program makes.
        ProjectTooNew: A newer program wrote it.
    """
    if not source.is_file():
        raise NotFound(message("There is no backup “{path}”.", path=str(source)))
    vet(source)


def take_over(source: Path, target: Path) -> Generator[Progress, None, Path | None]:
    """Put a copy of `source` in the place of the project file `target`.

    For a project that cannot be opened: nobody may be using it. What lay there goes
    into the folder of backups and is returned.

    Raises:
        NotFound: There is no such copy.
        StorageError: The copy is not sound, or the disk refuses.
    """
    check(source)
    fresh = target.with_name(f"{target.stem}-restored.sqlite")
    yield from written(source, fresh)
    at = datetime.now(UTC).strftime(_AT)
    aside = target.parent / BACKUPS_FOLDER / f"{target.name}-{at}.damaged"
    aside.parent.mkdir(exist_ok=True)
    try:
        # The log goes first: SQLite would play it into the copy.
        for end in ("-wal", "-shm", ""):
            old = target.with_name(target.name + end)
            if old.exists():
                old.replace(aside.with_name(aside.name + end))
        put_in_place(fresh, target)
    except OSError as error:
        raise StorageError(
            message(
                "The project's file “{file}” cannot be read or written: "
                "check that the disk is there and has room.",
                file=str(target),
            )
        ) from error
    return aside if aside.exists() else None


def _backup(path: Path) -> Backup | None:
    """Return the copy at `path`, or None where the name is not one of ours."""
    match = _NAME.fullmatch(path.name)
    if match is None:
        return None
    try:
        at = datetime.strptime(match["at"], _AT).replace(tzinfo=UTC)
        size = path.stat().st_size
    except (ValueError, OSError):
        return None
    return Backup(path=path, at=at, reason=match["reason"], size=size)
