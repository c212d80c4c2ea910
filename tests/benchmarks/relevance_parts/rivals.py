"""What our search is compared with: BM25 as SQLite FTS5 has it.

The rivals get the terms of our own analyzer and read a query as our window does, the
last word as the beginning of one, so that Chinese is found at all and only the ranking
differs.
"""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from instrstudio.domain.record import Record, title_from
from instrstudio.search.analyzer import tokens
from instrstudio.search.clauses import words
from instrstudio.search.document import Document

PLAIN = "plain BM25"
PLAIN_ALL = "plain BM25, all words"
TITLED = "FTS5, title 2"

_TOKENS = "unicode61 remove_diacritics 0 tokenchars '_.-'''"
_TABLES = f"""
create virtual table plain using fts5(text, content='', tokenize="{_TOKENS}");
create virtual table titled using fts5(title, body, content='', tokenize="{_TOKENS}");
"""
_UNWEIGHTED = "select rowid from plain where plain match ? order by bm25(plain) limit ?"
_WEIGHTED = (
    "select rowid from titled where titled match ? "
    "order by bm25(titled, 2.0, 1.0) limit ?"
)


def build(path: Path, records: Iterable[Record]) -> None:
    """Write the index of `records` to `path`, in place of any that is there.

    For plain BM25 a text is one field, and a title that was made from the text counts
    no second time.
    """
    made = path.with_suffix(".new")
    made.unlink(missing_ok=True)
    with closing(sqlite3.connect(made)) as database:
        database.executescript(f"pragma journal_mode=off;{_TABLES}")
        for record in records:
            document = Document.of(record)
            if document is None:
                continue
            body = _spaced("\n".join(document.sections))
            title = _spaced(document.title)
            own = "" if record.title == title_from(record.instruction) else title
            row = {"id": document.id, "title": title, "body": body}
            row["text"] = f"{own} {body}"
            database.execute(
                "insert into plain(rowid, text) values (:id, :text)",
                {name: row[name] for name in ("id", "text")},
            )
            database.execute(
                "insert into titled(rowid, title, body) values (:id, :title, :body)",
                {name: row[name] for name in ("id", "title", "body")},
            )
        database.commit()
    made.replace(path)


class Rivals:
    """The rivals over the index at `path`."""

    def __init__(self, path: Path) -> None:
        self._database = sqlite3.connect(path)

    def found(self, name: str, query: str, limit: int = 10) -> list[int]:
        """Return the ids of the best records, best first.

        Plain BM25 wants any word of the query, as the model is defined; the other two
        want every word, and any where nothing has them all.
        """
        terms = [
            _matching(clause.terms, clause.prefix) for clause in words(query, True)
        ]
        if not terms:
            return []
        if name == PLAIN:
            return self._ids(_UNWEIGHTED, " OR ".join(terms), limit)
        statement = _WEIGHTED if name == TITLED else _UNWEIGHTED
        every = self._ids(statement, " AND ".join(terms), limit)
        return every or self._ids(statement, " OR ".join(terms), limit)

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def _ids(self, statement: str, match: str, limit: int) -> list[int]:
        """Return the ids of what `match` finds."""
        return [
            number for (number,) in self._database.execute(statement, (match, limit))
        ]


def _spaced(text: str) -> str:
    """Return the terms of a text with blanks between them."""
    return " ".join(tokens(text))


def _matching(terms: tuple[tuple[str, int], ...], prefix: bool) -> str:
    """Return the term of a word in the language of FTS5."""
    return f'"{terms[0][0]}"{" *" if prefix else ""}'
