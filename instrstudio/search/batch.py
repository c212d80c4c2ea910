"""Changes to the index: one writer, few commits, small segments merged in time."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Self

from instrstudio.search.collector.leaf import Leaf
from instrstudio.search.document import Document, tokens_of
from instrstudio.search.files import open_writer
from instrstudio.search.folder import Position, read_position, write_position

COMMIT_TOKENS = 6_000_000
"""Tokens that are gathered before a segment is written (about 250 MB)."""

MOST_SEGMENTS = 8

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

    def commit(self) -> None:
        """Make what was applied visible to all."""
        writer, self._writer = self._writer, None
        self._added.clear()
        if writer is not None:
            writer.commit(mergetype=merge_some)
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


def merge_some(writer: Any, segments: list[Any]) -> list[Any]:
    """Merge the smaller half of the segments once there are too many (Whoosh's hook).

    Segments that are mostly deleted are merged too, wholly deleted ones are dropped.
    """
    living = [segment for segment in segments if segment.doc_count()]
    living.sort(key=lambda segment: segment.doc_count(), reverse=True)
    kept = [s for s in living if s.deleted_count() <= s.doc_count()]
    if len(living) >= MOST_SEGMENTS:
        kept = kept[: MOST_SEGMENTS // 2]
    merged = [segment for segment in living if segment not in kept]
    made = writer.merged(merged) if merged else None
    return kept if made is None else [*kept, made]
