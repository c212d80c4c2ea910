"""Changes to the index: one writer, few commits, small segments merged in time."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Self

from instrstudio.search.collector.leaf import Leaf
from instrstudio.search.document import Document, tokens_of
from instrstudio.search.files import open_writer
from instrstudio.search.folder import Position, read_position, write_position

COMMIT_TOKENS = 4_000_000
"""Tokens that are gathered before a segment is written (about 170 MB)."""

MOST_SEGMENTS = 12
"""From so many on small segments are merged, until half as many are left."""

_QUICKLY_MERGED = 1_000
"""Documents that are merged while an edit waits (about 30 ms)."""

Change = tuple[int, Document | None]


class Batch:
    """Applies changes in order; what is not committed at an exception is dropped.

    Made by `SearchIndex.writing` and `SearchIndex.rebuilding`, which hold the lock.
    """

    def __init__(
        self, build: Path, leaves: Callable[[], list[Leaf]], refresh: Callable[[], None]
    ) -> None:
        self._build = build
        self._leaves = leaves
        self._refresh = refresh
        self._writer: Any = None
        self._added: set[int] = set()
        self._committed = read_position(build)
        self.position, self._mark = self._committed

    def apply(
        self, seq: int, changes: Iterable[Change], mark: str | None = None
    ) -> None:
        """Put records into the index, or (None) take them out, up to change `seq`.

        Of several changes of one record in one call the last one counts. `mark` is the
        project's at that time; None: as it was.
        """
        latest = dict(changes)
        if not self._added.isdisjoint(latest):
            self.commit()  # Whoosh replaces only what is committed
        if latest:
            writer = self._open()
            self._delete(writer, list(latest))
            for document in latest.values():
                if document is not None:
                    _add(writer, document)
                    self._added.add(document.id)
        self.position = seq
        self._mark = self._mark if mark is None else mark
        if self._writer is not None and self._writer.gathered >= COMMIT_TOKENS:
            self.commit()

    def tidy(self, *, all_in_one: bool = False) -> None:
        """Commit and merge what is due, when nobody waits; or all that there is."""
        self.commit()
        if len(self._leaves()) > 1:
            self._open()
            self.commit(merge_all if all_in_one else merge_many)

    def commit(
        self, merge: Callable[[Any, list[Any]], list[Any]] | None = None
    ) -> None:
        """Make what was applied visible to all; `merge` is how segments are merged."""
        writer, self._writer = self._writer, None
        self._added.clear()
        if writer is not None:
            writer.commit(mergetype=merge or merge_few)
            self._refresh()
        reached = Position(self.position, self._mark)
        if reached != self._committed:
            write_position(self._build, reached)
            self._committed = reached

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_rest: object) -> None:
        if kind is None:
            self.commit()
        elif self._writer is not None:
            self._writer.cancel()

    def _open(self) -> Any:
        """Return the writer, opening it if need be."""
        if self._writer is None:
            self._writer = open_writer(self._build)
        return self._writer

    def _delete(self, writer: Any, ids: list[int]) -> None:
        """Delete the committed documents of the records `ids`."""
        first = 0
        for leaf in self._leaves():
            for document in leaf.documents_of(ids).tolist():
                writer.delete_document(first + document)
            first += leaf.size


def _add(writer: Any, document: Document) -> None:
    """Add a document."""
    found = tokens_of(document)
    writer.add(
        document.id, (found.terms, found.positions), found.length, document.facets
    )


def merge_few(writer: Any, segments: list[Any]) -> list[Any]:
    """Merge small segments at a commit, when there are too many (Whoosh's hook)."""
    living = sum(1 for segment in segments if segment.doc_count())
    most = _QUICKLY_MERGED if living < 2 * MOST_SEGMENTS else None
    return _merge(writer, segments, most)


def merge_many(writer: Any, segments: list[Any]) -> list[Any]:
    """Do the same whatever it takes."""
    return _merge(writer, segments, None)


def merge_all(writer: Any, segments: list[Any]) -> list[Any]:
    """Make one segment of all (Whoosh's hook)."""
    if len(segments) < 2:
        return segments
    made = writer.merged(segments)
    return [] if made is None else [made]


def _merge(writer: Any, segments: list[Any], most: int | None) -> list[Any]:
    """Merge the smallest segments if there are too many, and mostly deleted ones.

    At `most` so many documents are merged. Wholly deleted segments are dropped.
    """
    living = [segment for segment in segments if segment.doc_count()]
    by_size = sorted(living, key=lambda segment: segment.doc_count())
    surplus = len(living) - MOST_SEGMENTS // 2 if len(living) >= MOST_SEGMENTS else 0
    due, documents, dying = set(), 0, False
    for number, segment in enumerate(by_size):
        dead = segment.deleted_count() > segment.doc_count()
        documents += segment.doc_count() if dead or number < surplus else 0
        if most is not None and documents > most:
            break
        if dead or number < surplus:
            due.add(segment.name_of())
            dying = dying or dead
    if len(due) < 2 and not dying:
        return living
    made = writer.merged([s for s in living if s.name_of() in due])
    kept = [segment for segment in living if segment.name_of() not in due]
    return kept if made is None else [*kept, made]
