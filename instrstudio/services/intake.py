"""One import at work: rows into records, a thousand to a transaction."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from instrstudio.domain.job import Cancelled, Job, Progress
from instrstudio.domain.ports import Format
from instrstudio.domain.record import Record
from instrstudio.domain.transfer import ImportReport, Row, Skipped
from instrstudio.domain.wording import Message, message
from instrstudio.services.workspace import Workspace

CHUNK = 1000
"""Rows to a transaction."""
_ENOUGH = 400
"""Characters of a text that are read to guess the type of its task."""


@dataclass(slots=True)
class _Tally:
    """What became of the rows so far."""

    read: int = 0
    added: int = 0
    duplicates: int = 0
    repaired: list[Skipped] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    ids: list[int] = field(default_factory=list)
    cancelled: bool = False

    def count(self, rows: Sequence[Row], added: Sequence[Sequence[int | None]]) -> None:
        """Count rows; `added` has for each the ids of its records, None if known.

        A bilingual row is one row, and added if one of its records is new.
        """
        for row, ids in zip(rows, added, strict=True):
            self.read += 1
            if row.skipped is not None:
                self.skipped.append(row.skipped)
                continue
            fresh = [found for found in ids if found is not None]
            self.ids += fresh
            self.added += bool(fresh)
            self.duplicates += not fresh
            if row.repaired is not None:
                self.repaired.append(row.repaired)


class Intake:
    """Takes files into the library of `workspace`; `report` says what came of it."""

    def __init__(
        self, workspace: Workspace, paths: Sequence[Path], *, dry_run: bool
    ) -> None:
        self._store = workspace.store
        self._dry_run = dry_run
        self._label = _label(paths)
        self._total = sum(path.stat().st_size for path in paths)
        self._tally = _Tally()
        self._operation = 0
        self._seen: set[bytes] = set()
        self._today = datetime.now(UTC).date().isoformat()

    @property
    def report(self) -> ImportReport:
        """What became of the rows read so far."""
        tally = self._tally
        return ImportReport(
            read=tally.read,
            added=tally.added,
            duplicates=tally.duplicates,
            repaired=tuple(tally.repaired),
            skipped=tuple(tally.skipped),
            ids=() if self._dry_run else tuple(tally.ids),
            cancelled=tally.cancelled,
        )

    def run(self, files: Sequence[tuple[Path, Format]]) -> Job[Progress, None]:
        """Take in all `files`; stops at `Cancelled` with what is committed."""
        done = 0
        try:
            for path, plugin in files:
                yield from self._file(path, plugin, done)
                done += path.stat().st_size
        except Cancelled:
            self._tally.cancelled = True

    def _file(self, path: Path, plugin: Format, done: int) -> Iterator[Progress]:
        """Take in one file from where it was left."""
        digest = "" if self._dry_run else _digest(path, plugin.name)
        start = self._resume(digest)
        size = path.stat().st_size
        if start:
            yield Progress(done=done, total=self._total, message=_going_on(path, start))
        rows = plugin.read(path, start)
        while chunk := list(islice(rows, CHUNK)):
            self._take(chunk, path.name, digest)
            yield Progress(
                done=done + round(chunk[-1].share * size),
                total=self._total,
                message=message("{rows} rows read", rows=self._tally.read),
            )
        if digest:
            self._store.imports.drop(digest)

    def _resume(self, digest: str) -> int:
        """Return the position to go on from; 0 where what was added is undone."""
        position = self._store.imports.find(digest) if digest else None
        if not position:
            return 0
        operation = self._store.imports.operation(digest)
        if operation and not self._store.history.is_standing(operation):
            return 0
        self._operation = self._operation or operation
        return position

    def _take(self, rows: Sequence[Row], file: str, digest: str) -> None:
        """Put the records of some rows into the library and count them."""
        per_row = [
            [
                self._completed(item, file)
                for item in row.items
                if isinstance(item, Record)
            ]
            for row in rows
        ]
        records = [record for found in per_row for record in found]
        if self._dry_run:
            ids = self._as_if_inserted(records)
        else:
            with self._store.atomic():
                inserted = self._store.records.insert(
                    records, label=self._label, operation=self._operation
                )
                self._operation = inserted.operation or self._operation
                self._store.imports.put(digest, rows[-1].resume_at, self._operation)
            ids = iter(inserted.ids)
        self._tally.count(rows, [[next(ids) for _ in found] for found in per_row])

    def _as_if_inserted(self, records: Sequence[Record]) -> Iterator[int | None]:
        """Yield for each record 0, or None where it would be a duplicate."""
        hashes = [record.content_hash for record in records]
        known = self._store.records.hashes_known(hashes)
        for content_hash in hashes:
            key = bytes.fromhex(content_hash)
            is_known = content_hash in known or key in self._seen
            self._seen.add(key)
            yield None if is_known else 0

    def _completed(self, record: Record, file: str) -> Record:
        """Return the record with what can be known about it here.

        The id of a parent means something only in the project it comes from.
        """
        record, source = replace(record, parent=None), record.source
        if source.kind:  # it left a library knowing all this
            return record
        source = replace(
            source,
            kind="import",
            name=source.name or file,
            retrieved=source.retrieved or self._today,
        )
        task_type = record.task_type or ("" if self._dry_run else _task_type(record))
        return replace(record, source=source, task_type=task_type)


def _task_type(record: Record) -> str:
    """Guess the type of a record's task."""
    from instrstudio.analysis.profile import profile_of
    from instrstudio.domain.task import Example, Task

    examples = tuple(
        Example(input=example.input[:_ENOUGH], output=example.output[:_ENOUGH])
        for example in record.examples[:1]
    )
    task = Task(description=record.instruction[:_ENOUGH], examples=examples)
    return profile_of(task).task_type


def _digest(path: Path, format_name: str) -> str:
    """Return a digest of a file's bytes and of the format it is read in."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16))
    return f"{format_name}:{digest.hexdigest()}"


def _label(paths: Sequence[Path]) -> Message:
    """Name the import for the undo menu."""
    if len(paths) == 1:
        return message("Import “{file}”", file=paths[0].name)
    return message("Import {count} files", count=len(paths))


def _going_on(path: Path, row: int) -> Message:
    """Say that a file was begun earlier."""
    return message("Going on after row {row} of “{file}”", row=row, file=path.name)
