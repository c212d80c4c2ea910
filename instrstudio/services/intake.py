"""One import at work: rows into records, a thousand to a transaction."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import lru_cache
from itertools import islice
from pathlib import Path

from instrstudio.domain.job import Cancelled, Job, Progress
from instrstudio.domain.ports import Format
from instrstudio.domain.record import Record, Source
from instrstudio.domain.template import Template
from instrstudio.domain.transfer import Fault, ImportReport, Row, Skipped
from instrstudio.domain.transfer_plan import ImportPlan
from instrstudio.domain.wording import Message, message
from instrstudio.services import history_beside
from instrstudio.services.screening import (
    Screen,
    beside_digest,
    digests_known,
    is_known,
    known_otherwise,
    named,
)
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
    templates: list[str] = field(default_factory=list)
    cancelled: bool = False

    def count(self, row: Row, became: "_Became") -> None:
        """Count a row; a bilingual one is one row, and added if a record is new."""
        self.read += 1
        if became.fault is not None:
            self.skipped.append(became.fault)
            return
        self.ids += became.ids
        self.templates += became.templates
        is_new = bool(became.ids or became.templates)
        self.added += is_new
        self.duplicates += not is_new
        if row.repaired is not None:
            self.repaired.append(row.repaired)


@dataclass(slots=True)
class _Became:
    """What became of one row: what is new of it, or why it was left out."""

    records: list[Record] = field(default_factory=list)
    ids: list[int] = field(default_factory=list)
    templates: list[str] = field(default_factory=list)
    fault: Skipped | None = None


class Intake:
    """Takes files into the library of `workspace`; `report` says what came of it."""

    def __init__(
        self,
        workspace: Workspace,
        paths: Sequence[Path],
        plan: ImportPlan | None = None,
        *,
        dry_run: bool,
    ) -> None:
        self._store = workspace.store
        self._screen = Screen(workspace, plan or ImportPlan())
        self._dry_run = dry_run
        self._label = _label(paths)
        self._total = sum(path.stat().st_size for path in paths)
        self._families = history_beside.Families(workspace.store)
        self._tally = _Tally()
        self._operation = 0
        self._seen: dict[bytes, int] = {}
        self._templates: set[str] = set()
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
            templates=tuple(tally.templates),
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
        way = f"{plugin.name}{self._screen.way}"
        digest = "" if self._dry_run else _digest(path, way)
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
        """Put what some rows hold into the project and count them."""
        became = [self._looked_at(row, file) for row in rows]
        records, beside = [], []
        for found in became:
            for at, record in enumerate(found.records):
                found.records[at], more = history_beside.parted(record)
                records.append(found.records[at])
                beside.append(more)
        if self._dry_run:
            self._told(became, self._as_if_inserted(records))
            self._add_templates(rows, became)
        else:
            with self._store.atomic():
                self._families.keep_names(records, beside)
                inserted = self._store.records.insert(
                    records, label=self._label, operation=self._operation
                )
                self._operation = inserted.operation or self._operation
                self._add_templates(rows, became)
                for place, more in enumerate(beside):
                    if more:
                        history_beside.put_back(
                            self._store, records[place], inserted.ids[place], more
                        )
                self._families.join(records, inserted.ids, beside)
                self._store.imports.put(digest, rows[-1].resume_at, self._operation)
            self._told(became, iter(inserted.ids))
        self._tell_known(rows, became, file)
        for row, found in zip(rows, became, strict=True):
            self._tally.count(row, found)

    def _tell_known(
        self, rows: Sequence[Row], became: Sequence[_Became], file: str
    ) -> None:
        """Say of which rows nothing is new but what stands beside their records."""
        known = [
            (row, found, record)
            for row, found in zip(rows, became, strict=True)
            if not found.ids
            for record in found.records
            if record.extra
        ]
        if not known:
            return
        digests = digests_known(self._store, [record for _, _, record in known])
        for row, found, record in known:
            content_hash = record.content_hash
            seen = self._seen.get(bytes.fromhex(content_hash), 0)
            if beside_digest(record) != digests.get(content_hash, seen):
                found.fault = _fault_at(row, file, known_otherwise(record))

    def _looked_at(self, row: Row, file: str) -> _Became:
        """Return the records of a row that are wanted, or why none is."""
        if row.skipped is not None:
            return _Became(fault=row.skipped)
        found = _Became()
        for item in row.items:
            if not isinstance(item, Record):
                continue
            wanted = self._screen.look(item)
            if isinstance(wanted, Fault):
                found.fault = _fault_at(row, file, wanted)
            elif wanted is not None:
                found.records.append(self._completed(wanted, file))
        if found.records:
            found.fault = None
        return found

    def _told(self, became: Sequence[_Became], ids: Iterator[int | None]) -> None:
        """Give each row the ids of its records that are new."""
        for found in became:
            given = [next(ids) for _record in found.records]
            found.ids = [fresh for fresh in given if fresh is not None]

    def _add_templates(self, rows: Sequence[Row], became: Sequence[_Became]) -> None:
        """Put the templates of some rows into the project; known ones are left."""
        for row, found in zip(rows, became, strict=True):
            for item in row.items:
                if not isinstance(item, Template):
                    continue
                template = named(item)
                if is_known(self._store, template) or template.id in self._templates:
                    continue
                self._templates.add(template.id)
                found.templates.append(template.id)
                if not self._dry_run:
                    self._operation = self._operation or self._store.history.begin(
                        "insert", self._label
                    )
                    self._store.templates.save(
                        template, label=self._label, operation=self._operation
                    )

    def _as_if_inserted(self, records: Sequence[Record]) -> Iterator[int | None]:
        """Yield for each record 0, or None where it would be a duplicate."""
        hashes = [record.content_hash for record in records]
        known = self._store.records.hashes_known(hashes)
        for record, content_hash in zip(records, hashes, strict=True):
            key = bytes.fromhex(content_hash)
            is_known = content_hash in known or key in self._seen
            self._seen.setdefault(key, beside_digest(record))
            yield None if is_known else 0

    def _completed(self, record: Record, file: str) -> Record:
        """Return the record with what can be known about it here.

        The id of a parent means something only in the project it comes from.
        """
        source = record.source
        if source.kind:  # it left a library knowing all this
            return record if record.parent is None else replace(record, parent=None)
        task_type = record.task_type or ("" if self._dry_run else _task_type(record))
        return replace(
            record,
            parent=None,
            task_type=task_type,
            source=_imported(
                source.name or file, source.url, source.retrieved or self._today
            ),
        )


@lru_cache(maxsize=64)
def _imported(name: str, url: str, retrieved: str) -> Source:
    """Return a source; the records of one file share theirs."""
    return Source(kind="import", name=name, url=url, retrieved=retrieved)


def _fault_at(row: Row, file: str, fault: Fault) -> Skipped:
    """Return the line of the report about a row that could be read."""
    place = row.repaired or Skipped(
        file=file, row=row.resume_at, line=0, faults=(fault,)
    )
    return replace(place, faults=(fault,))


def _task_type(record: Record) -> str:
    """Guess the type of a record's task."""
    from instrstudio.analysis.profile import type_of
    from instrstudio.domain.task import Example, Task

    examples = tuple(
        Example(input=example.input[:_ENOUGH], output=example.output[:_ENOUGH])
        for example in record.examples[:1]
    )
    task = Task(description=record.instruction[:_ENOUGH], examples=examples)
    return type_of(task)


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
