"""Exports that were cut off, kept in the user's cache until they go on.

An export that was cancelled or killed leaves what it had counted and written. The same
export asked for again goes on there: same file, same options, same records, the library
as it was. Of anything else nothing is kept.
"""

import hashlib
import json
import shutil
import sys
import tempfile
import time
import zlib
from array import array
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import IO, Any

from instrstudio import __version__
from instrstudio.domain.transfer_plan import ExportPlan
from instrstudio.domain.wording import Message, Sentence
from instrstudio.services.survey import Survey
from instrstudio.services.workspace import Workspace

WORTH_KEEPING = 1_000
"""Rows from which on an export is worth going on with."""
_EVERY = 1_000
"""Rows between two notes of the position."""
_KEPT_SECONDS = 7 * 24 * 3600
_PORTION = 2**20
_PLAN, _LOCK, _SURVEY, _IDS = "plan.json", "lock", "survey.json", "ids"


class Unfinished:
    """What is kept of one export: what it counted, and how far its files came."""

    def __init__(self, folder: Path, key: str) -> None:
        self.folder = folder
        self._lock = _locked(folder)
        if self._lock is None:  # another process is at the same export
            self.folder = folder.with_name(f"{folder.name}-{time.time_ns()}")
            self.folder.mkdir(parents=True)
        found = _json(self.folder / _PLAN)
        self.is_other = bool(found) and found.get("key") != key
        """Whether something was kept that is about another export to this file."""
        if self.is_other:
            self._empty()
        _write_json(self.folder / _PLAN, {"key": key})

    def survey(self) -> Survey | None:
        """Return what was counted; None where that is not known."""
        found = _json(self.folder / _SURVEY)
        try:
            ids = array("q", (self.folder / _IDS).read_bytes())
            if found.get("crc") != zlib.crc32(ids.tobytes()):
                return None
            parts: dict[str, Sequence[int]] = {}
            start = 0
            for part, size in found["parts"]:
                parts[part] = ids[start : start + size]
                start += size
            return Survey(
                chosen=found["chosen"],
                left_out=dict(found["left_out"]),
                refused={_sentence(*why): count for *why, count in found["refused"]},
                lost=dict(found["lost"]),
                ids=parts,
            )
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def keep_survey(self, found: Survey) -> None:
        """Keep what was counted, if that is worth it."""
        if found.kept < WORTH_KEEPING:
            return
        ids = array("q", chain.from_iterable(found.ids.values()))
        counted = found.as_dict() | {
            "parts": [(part, len(part_ids)) for part, part_ids in found.ids.items()],
            "refused": [(*_parts_of(why), n) for why, n in found.refused.items()],
            "crc": zlib.crc32(ids.tobytes()),
        }
        with suppress(OSError):  # it can be counted again
            (self.folder / _IDS).write_bytes(ids.tobytes())
            _write_json(self.folder / _SURVEY, counted)

    def file(self, number: int) -> "Grown":
        """Return the `number`-th file that grows."""
        return Grown(self.folder / str(number))

    def close(self, *, keep: bool) -> None:
        """Let go of it, and `keep` it or not."""
        if not keep or self._lock is None:
            shutil.rmtree(self.folder, ignore_errors=True)
        if self._lock is not None:
            self._lock.close()

    def _empty(self) -> None:
        """Remove all files but the lock."""
        for path in self.folder.iterdir():
            if path.name != _LOCK:
                path.unlink()


class Grown:
    """A file that grows, and beside it how far it is sound."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._noted = path.with_name(f"{path.name}.json")
        self.count = 0
        self._bytes = 0
        self._crc = 0

    def done(self, place: Path) -> int | None:
        """Return how many rows went to `place`, if that is as it was left."""
        found = _json(self._noted)
        with suppress(OSError):
            if found.get("done") == _state(place):
                return int(found["count"])
        return None

    def take_up(self) -> int:
        """Return how many rows are there already; what is not sound is cut off."""
        found = _json(self._noted)
        try:
            size, crc, count = found["bytes"], found["crc"], found["count"]
            with self.path.open("rb+") as file:
                if _checksum(file, size) == crc:
                    file.truncate(size)
                    self.count, self._bytes, self._crc = count, size, crc
        except (OSError, KeyError, TypeError):
            pass
        return self.count

    def take(self, pieces: Iterator[tuple[bytes, int]]) -> Iterator[int]:
        """Put pieces below what is there, yielding the count after each."""
        before = self.count
        with self.path.open("ab" if before else "wb") as file:
            try:
                for data, rows in pieces:
                    file.write(data)
                    self._bytes += len(data)
                    self._crc = zlib.crc32(data, self._crc)
                    self.count += rows
                    if self.count - before >= _EVERY:
                        before = self._note(file)
                    yield self.count
            finally:
                if self.count >= WORTH_KEEPING:
                    self._note(file)

    def put(self, place: Path) -> None:
        """Note that it became `place`."""
        noted = {"count": self.count, "done": _state(place)}
        _write_json(self._noted, noted)
        self.path.unlink(missing_ok=True)

    def _note(self, file: IO[bytes]) -> int:
        """Note how far it is sound."""
        file.flush()
        noted = {"count": self.count, "bytes": self._bytes, "crc": self._crc}
        _write_json(self._noted, noted)
        return self.count


def opened(
    workspace: Workspace, target: Path, plan: ExportPlan, ids: Sequence[int] | None
) -> Unfinished:
    """Return what is kept of an export, which may be nothing yet.

    Raises:
        OSError: Nothing can be written, neither in the cache nor in its stead.
    """
    root = workspace.index_root.with_name(f"{workspace.index_root.name}-exports")
    _tidy(root)
    place = str(target.absolute()).encode("utf-8", "surrogateescape")
    name = hashlib.blake2b(place, digest_size=8).hexdigest()
    key = _key(workspace, plan, ids)
    try:
        return Unfinished(root / name, key)
    except OSError:  # no cache: written all the same, and not to go on with
        return Unfinished(Path(tempfile.mkdtemp(prefix="instrstudio-")), key)


def _key(workspace: Workspace, plan: ExportPlan, ids: Sequence[int] | None) -> str:
    """Return what must be the same for an export to be the same."""
    store = workspace.store
    chosen = b"" if ids is None else array("q", ids).tobytes() + b"."
    said = json.dumps(
        [__version__, plan.as_dict(), store.history.mark(), store.ratings.mark()]
    )
    return hashlib.blake2b(said.encode() + chosen, digest_size=16).hexdigest()


def _tidy(root: Path) -> None:
    """Remove what nobody came back to for a week."""
    oldest = time.time() - _KEPT_SECONDS
    for folder in root.iterdir() if root.is_dir() else ():
        with suppress(OSError):
            if (folder / _PLAN).stat().st_mtime < oldest:
                shutil.rmtree(folder)


def _locked(folder: Path) -> IO[bytes] | None:
    """Return a lock of the folder that ends with the process; None: it is taken."""
    folder.mkdir(parents=True, exist_ok=True)
    file = (folder / _LOCK).open("ab")
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        file.close()
        return None
    return file


def _state(place: Path) -> list[int]:
    """Return what tells a file from one that was written to since."""
    found = place.stat()
    return [found.st_size, found.st_mtime_ns, found.st_ino]


def _checksum(file: IO[bytes], size: int) -> int | None:
    """Return the checksum of the first `size` bytes; None where there are fewer."""
    crc = 0
    while size:
        data = file.read(min(size, _PORTION))
        if not data:
            return None
        crc = zlib.crc32(data, crc)
        size -= len(data)
    return crc


def _json(path: Path) -> dict[str, Any]:
    """Return the object in a file; an empty one where there is none."""
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _write_json(path: Path, value: Mapping[str, object]) -> None:
    """Write an object so that it is there as a whole or not at all."""
    fresh = path.with_name(f"{path.name}.new")
    fresh.write_text(json.dumps(value, default=str), encoding="utf-8")
    fresh.replace(path)


def _parts_of(sentence: Sentence) -> tuple[str, dict[str, object] | None]:
    """Return the template of a sentence and its values, None where it is a text."""
    if isinstance(sentence, Message):
        return sentence.template, dict(sentence.values)
    return str(sentence), None


def _sentence(template: str, values: dict[str, object] | None) -> Sentence:
    """Return the sentence that `_parts_of` took apart."""
    return template if values is None else Message(template, values)
