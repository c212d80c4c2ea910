"""The rivals: SQLite's FTS5, and Tantivy with two weighted fields or with one."""

import re
import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Protocol

from .asked import Asked
from .cutting import Cut, coded
from .rounds import Engine

LIMIT = 50
_HEAP = 256_000_000
_MAPPED = 2_000_000_000
_CACHE_KIB = 200_000


class Peer(Engine, Protocol):
    """A rival: it indexes terms as they are given."""

    @property
    def make(self) -> str:
        """What the index was made by."""

    def build(self, folder: Path, documents: Iterable[Cut]) -> None:
        """Index all documents."""

    def open(self, folder: Path) -> None:
        """Get ready to answer."""

    def close(self) -> None:
        """Let go of the files."""


class Fts5:
    """A contentless FTS5 table: only the index, as the others keep only ids."""

    name = "fts5"

    def __init__(self) -> None:
        self._database: sqlite3.Connection | None = None

    @property
    def make(self) -> str:
        """SQLite's version."""
        return f"SQLite {sqlite3.sqlite_version}, form 1"

    def build(self, folder: Path, documents: Iterable[Cut]) -> None:
        """Index all documents, then merge the index into one piece."""
        folder.mkdir(parents=True)
        database = sqlite3.connect(folder / "fts5.db")
        database.execute("PRAGMA journal_mode = off")
        database.execute("PRAGMA synchronous = off")
        # This tokenizer parts terms at blanks alone: they come cut already.
        database.execute(
            "CREATE VIRTUAL TABLE f USING fts5(title, body, type, content='',"
            " prefix='2 3 4', tokenize=\"ascii tokenchars '_.-'''\")"
        )
        database.executemany(
            "INSERT INTO f (rowid, title, body, type) VALUES (?, ?, ?, ?)",
            (
                (d.id, " ".join(d.title), " ".join(d.body), d.task_type)
                for d in documents
            ),
        )
        database.execute("INSERT INTO f (f) VALUES ('optimize')")
        database.commit()
        database.close()

    def open(self, folder: Path) -> None:
        """Map the file and allow a large cache."""
        self._database = sqlite3.connect(folder / "fts5.db")
        self._database.execute(f"PRAGMA mmap_size = {_MAPPED}")
        self._database.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")

    def close(self) -> None:
        """Close the database."""
        if self._database is not None:
            self._database.close()

    def takes(self, kind: str) -> bool:
        """Say yes to all but fuzzy words, which FTS5 does not know."""
        return kind != "fuzzy"

    def ask(self, asked: Asked) -> list[int]:
        """Return ids by BM25, words of the title counting twice."""
        if self._database is None:
            raise ValueError("open it first")
        rows = self._database.execute(
            "SELECT rowid FROM f WHERE f MATCH ?"
            f" ORDER BY bm25(f, 2.0, 1.0, 0.0) LIMIT {LIMIT}",
            (match(asked),),
        )
        return [row[0] for row in rows]


def match(asked: Asked) -> str:
    """Return a query in FTS5's language."""
    terms = [f'"{term}"' for term in asked.terms]
    if asked.shape == "phrase":
        terms = [f'"{" ".join(asked.terms)}"']
    elif asked.shape == "begun":
        terms[-1] += "*"
    joint = " OR " if asked.shape == "any" else " AND "
    text = f"{{title body}} : ({joint.join(terms)})"
    if asked.task_type:
        text += f' AND type : "{coded(asked.task_type)}"'
    return text


class Tantivy:
    """Tantivy over `fields` with their weights.

    A prefix is a regular expression: the phrase-prefix query is quicker but leaves out
    what it finds beyond its first terms.
    """

    def __init__(self, name: str, fields: Mapping[str, float]) -> None:
        import tantivy  # type: ignore[import-not-found,unused-ignore]

        self.name = name
        self._fields = fields
        self._tantivy: Any = tantivy
        self._query: Any = tantivy.Query
        self._searcher: Any = None
        self._schema = self._made_schema()

    @property
    def make(self) -> str:
        """Tantivy's version."""
        return f"{self._tantivy.__version__}, form 1"

    def _made_schema(self) -> Any:
        builder = self._tantivy.SchemaBuilder()
        builder.add_integer_field("id", stored=True, fast=True)
        for name in self._fields:
            builder.add_text_field(
                name, tokenizer_name="whitespace", index_option="position"
            )
        for name in ("type", "language"):
            builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
        builder.add_text_field(
            "tags", tokenizer_name="whitespace", index_option="basic"
        )
        return builder.build()

    def build(self, folder: Path, documents: Iterable[Cut]) -> None:
        """Index all documents in one thread."""
        folder.mkdir(parents=True)
        index = self._tantivy.Index(self._schema, path=str(folder))
        writer = index.writer(heap_size=_HEAP, num_threads=1)
        for document in documents:
            writer.add_document(
                self._tantivy.Document(
                    id=document.id,
                    type=document.task_type,
                    language=document.language,
                    tags=" ".join(document.tags),
                    **self._texts(document),
                )
            )
        writer.commit()
        writer.wait_merging_threads()

    def _texts(self, document: Cut) -> dict[str, str]:
        """Return the text of each field; a single one has the title twice."""
        title, body = " ".join(document.title), " ".join(document.body)
        if len(self._fields) > 1:
            return {"title": title, "body": body}
        return dict.fromkeys(self._fields, f"{title} {title} {body}")

    def open(self, folder: Path) -> None:
        """Open the index for searching."""
        index = self._tantivy.Index.open(str(folder))
        index.reload()
        self._searcher = index.searcher()

    def close(self) -> None:
        """Let go of the index."""
        self._searcher = None

    def takes(self, kind: str) -> bool:
        """Say yes to all."""
        return bool(kind)

    def ask(self, asked: Asked) -> list[int]:
        """Return ids by BM25; how many match is not counted, which is quicker."""
        found = self._searcher.search(self._made(asked), LIMIT, count=False)
        return [self._searcher.doc(place)["id"][0] for _score, place in found.hits]

    def total(self, asked: Asked) -> int:
        """Return how many records match."""
        return int(self._searcher.search(self._made(asked), 1).count or 0)

    def all_ids(self, asked: Asked) -> set[int]:
        """Return the ids of all records that match."""
        limit = max(self.total(asked), 1)
        found = self._searcher.search(self._made(asked), limit, count=False)
        return {self._searcher.doc(place)["id"][0] for _score, place in found.hits}

    def _made(self, asked: Asked) -> Any:
        """Return the query in Tantivy's objects."""
        if asked.shape == "phrase":
            return self._in_fields("phrase_query", list(asked.terms))
        if asked.shape == "near":
            return self._in_fields("fuzzy_term_query", asked.terms[0], distance=1)
        parts = [self._word(term) for term in asked.terms]
        if asked.shape == "begun":
            pattern = f"{re.escape(asked.terms[-1])}.*"
            parts[-1] = self._in_fields("regex_query", pattern)
        if asked.shape == "any":
            return self._joined(self._tantivy.Occur.Should, parts)
        if asked.task_type:
            term = (self._schema, "type", coded(asked.task_type), "basic")
            parts.append(self._query.boost_query(self._query.term_query(*term), 0.0))
        return self._joined(self._tantivy.Occur.Must, parts)

    def _word(self, term: str) -> Any:
        """Return a word in any field, weighted."""
        parts = []
        for field, weight in self._fields.items():
            part = self._query.term_query(self._schema, field, term, "freq")
            parts.append(part if weight == 1 else self._query.boost_query(part, weight))
        return self._joined(self._tantivy.Occur.Should, parts)

    def _in_fields(self, kind: str, *value: Any, **options: Any) -> Any:
        """Return a query of one kind in any field."""
        make = getattr(self._query, kind)
        parts = [make(self._schema, field, *value, **options) for field in self._fields]
        return self._joined(self._tantivy.Occur.Should, parts)

    def _joined(self, occur: Any, parts: list[Any]) -> Any:
        """Return several queries as one."""
        if len(parts) == 1:
            return parts[0]
        return self._query.boolean_query([(occur, part) for part in parts])


def peer(name: str) -> Peer:
    """Return a rival by its name."""
    if name == "fts5":
        return Fts5()
    if name == "tantivy":
        return Tantivy(name, {"title": 2.0, "body": 1.0})
    return Tantivy(name, {"text": 1.0})


PEERS = ("fts5", "tantivy", "tantivy1")
