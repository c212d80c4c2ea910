"""The search index: ids in, ids out.

An index is a cache that lives in the user's cache folder and is only ever opened from
there, since Whoosh unpickles what it reads. Use a `SearchIndex` in one thread at a
time: it holds open files and what was read from them.
"""

import pickle
import shutil
import struct
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, Self, TypeVar

from whoosh.index import EmptyIndexError
from whoosh.index import IndexError as WhooshIndexError
from whoosh.reading import CorruptIndexError

from instrstudio.domain.query import Facets, Hit, Query
from instrstudio.search.batch import Batch
from instrstudio.search.by_example import by_example
from instrstudio.search.clauses import Clauses, exactly
from instrstudio.search.collector.corpus import Corpus
from instrstudio.search.collector.leaf import Leaf
from instrstudio.search.document import Document
from instrstudio.search.facets import counts
from instrstudio.search.files import make_index, open_index, segments
from instrstudio.search.flat.segment import FlatSegment
from instrstudio.search.folder import (
    IndexBusy,
    IndexFolder,
    Position,
    read_position,
    unreadable,
    write_position,
    written,
)
from instrstudio.search.nearest import nearest
from instrstudio.search.query import parse
from instrstudio.search.ranking import Found, search
from instrstudio.search.schema import schema, stamp

__all__ = ["Found", "IndexBusy", "SearchIndex", "stamp"]

ResultT = TypeVar("ResultT")

# What reading a damaged file can raise, in Whoosh, pickle, struct or numpy. Checksums
# stand before what is unpickled, so a TypeError is a fault of the program.
_DAMAGE = (
    OSError,
    EOFError,
    ArithmeticError,
    AssertionError,
    LookupError,
    ValueError,
    struct.error,
    pickle.UnpicklingError,
    CorruptIndexError,
    WhooshIndexError,
)
_RETRIES = 20


class SearchIndex:
    """An open index of one project."""

    def __init__(self, folder: IndexFolder, pinned: Path | None = None) -> None:
        self._folder = folder
        self._pinned = pinned
        self._opened: Path | None = None
        self._whoosh: Any = None
        self._generation = -1
        self._leaves: dict[str, Leaf] = {}
        self._corpus = Corpus((), None)

    @classmethod
    def open(cls, folder: Path, project: str = "") -> Self:
        """Open the index in `folder`, which is named by `stamp`.

        Raises:
            IndexOutdated: There is none, it is of another project, or damaged.
        """
        index = cls(IndexFolder(folder, project))
        index.refresh()
        return index

    @classmethod
    def create(cls, folder: Path, project: str = "") -> Self:
        """Make an empty index in `folder`, in place of any that is there.

        Raises:
            SearchError: Another one is writing there.
        """
        with cls.rebuilding(folder, project):
            pass
        return cls.open(folder, project)

    @classmethod
    @contextmanager
    def rebuilding(
        cls, folder: Path, project: str = "", wait: float = 3.0
    ) -> Iterator[Batch]:
        """Give a batch for a new index that takes the old one's place at the end.

        Searches go on in the old one. After an exception the old one stays.

        Raises:
            SearchError: Another one is writing there.
        """
        place = IndexFolder(folder, project)
        with place.lock(wait), written():
            build = place.new_build()
            make_index(build)
            write_position(build, Position(0))
            index = cls(place, pinned=build)
            try:
                index.refresh()
                with Batch(build, index.leaves, index.refresh) as batch:
                    yield batch
                    batch.tidy(all_in_one=True)
            except BaseException:
                index.close()
                shutil.rmtree(build, ignore_errors=True)
                raise
            index.close()
            place.switch(build)
            place.remove_other_makes()

    @contextmanager
    def writing(self, wait: float = 3.0) -> Iterator[Batch]:
        """Give a batch to change the index with; what it committed stays.

        Raises:
            SearchError: Another one is writing there.
            IndexOutdated: The index cannot be read.
        """
        with self._folder.lock(wait), written(), self._given_up_if_damaged():
            self.refresh()
            with Batch(self.build, self.leaves, self.refresh) as batch:
                yield batch

    def tidy(self) -> None:
        """Merge small segments if there are many; for when nobody waits.

        It does nothing while another one writes.

        Raises:
            IndexOutdated: The index cannot be read.
        """
        with suppress(IndexBusy), self.writing(wait=0) as batch:
            batch.tidy()

    @staticmethod
    def await_writer(folder: Path, wait: float) -> None:
        """Wait up to `wait` seconds until nobody writes the index in `folder`.

        Raises:
            SearchError: Another one is still writing.
        """
        with IndexFolder(folder).lock(wait):
            pass

    def apply(self, seq: int, changes: Iterable[tuple[int, Document | None]]) -> None:
        """Put records into the index, or (None) take them out, up to change `seq`."""
        with self.writing() as batch:
            batch.apply(seq, changes)

    @property
    def build(self) -> Path:
        """The folder with Whoosh's files."""
        return self._pinned or self._folder.current()

    @property
    def position(self) -> int:
        """The number of the last change of the project that is in the index."""
        return self.reached.seq

    @property
    def reached(self) -> Position:
        """The number of that change, and the mark of the project then."""
        return read_position(self.build)

    @property
    def count(self) -> int:
        """How many records can be found."""
        dead = sum(
            int((~leaf.alive).sum())
            for leaf in self._leaves.values()
            if leaf.alive is not None
        )
        return sum(leaf.size for leaf in self._leaves.values()) - dead

    def leaves(self) -> list[Leaf]:
        """Return the segments in Whoosh's order."""
        return list(self._leaves.values())

    def search(
        self, query: Query, *, rerank: bool = False, fill: bool = False
    ) -> Found:
        """Return what matches the text and the filters of `query`.

        In the order of BM25; with `rerank` by more than that (`search.rerank`). With
        `fill` a few hits come with similar ones.

        Raises:
            QuerySyntaxError: The text cannot be read; says where.
            IndexOutdated: The index is damaged.
        """
        clauses = _with_filters(parse(query.text, query.typing), query)
        if not clauses:
            return Found(0, ())
        return self._reading(
            lambda: search(self._corpus, clauses, query.limit, rerank=rerank, fill=fill)
        )

    def facets(self, query: Query, limit: int = 50) -> Facets:
        """Return how many of what `search` finds have each value of each filter.

        For each of `facets.COUNTED` at most `limit` values, most first. Without any
        condition all records are counted.

        Raises:
            QuerySyntaxError: The text cannot be read; says where.
            IndexOutdated: The index is damaged.
        """
        clauses = _with_filters(parse(query.text, query.typing), query)
        return self._reading(lambda: counts(self._corpus, clauses, limit))

    def by_example(
        self, source: str, target: str, language: str = "", limit: int = 10
    ) -> tuple[Hit, ...]:
        """Return the records with samples like the input `source` and output `target`.

        Either may be empty, not both. The score is a similarity in [0, 1].
        """
        return self._reading(
            lambda: by_example(self._corpus, source, target, language, limit)
        )

    def nearest(
        self, text: str, language: str = "", limit: int = 10, context: str = ""
    ) -> tuple[Hit, ...]:
        """Return the records most like `text`; the score is a similarity in [0, 1].

        `context` is more text of the same matter; words of `text` count three times.
        """
        return self._reading(
            lambda: nearest(self._corpus, text, context, language, limit)
        )

    def refresh(self) -> None:
        """Take in what was committed since; cheap when nothing was.

        Raises:
            IndexOutdated: The index is gone or cannot be read.
        """
        for attempt in range(_RETRIES):
            try:
                self._refresh()
            except (FileNotFoundError, EmptyIndexError) as error:
                # A writer removed a file between our reading its name and opening it.
                if attempt == _RETRIES - 1:
                    raise unreadable() from error
            except _DAMAGE as error:
                raise unreadable() from error
            else:
                return

    def verify(self) -> None:
        """Read all of the index, so that searches need not wait for the disk.

        Raises:
            IndexOutdated: It is damaged.
        """

        def read() -> None:
            for leaf in self.leaves():
                leaf.arrays.file.verify()
                for postings in leaf.arrays.fields.values():
                    postings.terms.at_least(b"")  # sets up its signposts

        self._reading(read)

    def close(self) -> None:
        """Close all files; a later `refresh` opens them again."""
        self._leaves = {}
        self._corpus = Corpus((), None)
        self._generation = -1
        self._opened = None

    def _refresh(self) -> None:
        """Open what is new and close what is no more."""
        build = self.build
        if build != self._opened:
            self.close()
            self._whoosh, self._opened = open_index(build), build
        if self._whoosh.latest_generation() == self._generation:
            return
        generation, found = segments(self._whoosh)
        self._leaves = self._open(build, found)
        self._corpus = Corpus(self.leaves(), schema())
        self._generation = generation

    def _open(self, build: Path, found: Sequence[FlatSegment]) -> dict[str, Leaf]:
        """Return the leaves of the segments `found`, new ones opened."""
        leaves: dict[str, Leaf] = {}
        for segment in found:
            known = self._leaves.get(segment.name_of())
            leaves[segment.name_of()] = known or Leaf(build, segment)
        for segment in found:
            leaves[segment.name_of()].set_deleted(segment)
        return leaves

    @contextmanager
    def _given_up_if_damaged(self) -> Iterator[None]:
        """Leave an index with a checksum that does not hold, for all to build anew."""
        try:
            yield
        except CorruptIndexError as error:
            if self._pinned is None and self._opened is not None:
                self._folder.forget(self._opened)
            self.close()
            raise unreadable() from error

    def _reading(self, read: Callable[[], ResultT]) -> ResultT:
        """Return what `read` does; a damaged file is told as such.

        An index with a checksum that does not hold is given up: it is built anew.
        """
        try:
            with self._given_up_if_damaged():
                return read()
        except _DAMAGE as error:
            raise unreadable() from error


def _with_filters(clauses: Clauses, query: Query) -> Clauses:
    """Return `clauses` with the filters that `query` has outside its text."""
    given = (("type", query.task_type), ("lang", query.language), ("tag", query.tag))
    filters = tuple(exactly(kind, value) for kind, value in given if value)
    return replace(clauses, filters=clauses.filters + filters)
