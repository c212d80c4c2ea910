"""Searches that are kept under a name."""

from instrstudio.domain.query import SavedSearch
from instrstudio.storage.clock import now
from instrstudio.storage.database import Database


class Searches:
    """A list of names with a query each."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[SavedSearch]:
        """Return all searches by name."""
        rows = self._database.rows(
            "SELECT name, query FROM saved_search ORDER BY name COLLATE NOCASE, name"
        )
        return [SavedSearch(name=name, query=query) for name, query in rows]

    def find(self, name: str) -> SavedSearch | None:
        """Return the search of this name, if there is one."""
        rows = self._database.rows(
            "SELECT name, query FROM saved_search WHERE name = ?", (name,)
        )
        return SavedSearch(name=rows[0][0], query=rows[0][1]) if rows else None

    def put(self, search: SavedSearch) -> None:
        """Keep a search, in place of one with the same name."""
        with self._database.atomic():
            self._database.execute(
                "INSERT OR REPLACE INTO saved_search (name, query, at)"
                " VALUES (?, ?, ?)",
                (search.name, search.query, now()),
            )

    def remove(self, name: str) -> None:
        """Forget a search, if there is one of this name."""
        with self._database.atomic():
            self._database.execute("DELETE FROM saved_search WHERE name = ?", (name,))
