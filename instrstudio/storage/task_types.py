"""The task types of a project: the shipped ones and those people add."""

from instrstudio.domain.errors import InvalidInput
from instrstudio.domain.task import TASK_TYPES
from instrstudio.domain.wording import message
from instrstudio.storage.clock import now
from instrstudio.storage.database import Database


class TaskTypes:
    """An open list of names."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> tuple[str, ...]:
        """Return the shipped types, then the added ones in the order added."""
        rows = self._database.rows("SELECT name FROM task_type ORDER BY rowid")
        return tuple(dict.fromkeys((*TASK_TYPES, *(row[0] for row in rows))))

    def add(self, name: str) -> str:
        """Add a type, unless it is there; return its name as it is kept.

        Raises:
            InvalidInput: The name is empty.
        """
        name = " ".join(name.split())
        if not name:
            raise InvalidInput(message("The task type has no name: give it one."))
        if name not in TASK_TYPES:
            with self._database.atomic():
                self._database.execute(
                    "INSERT OR IGNORE INTO task_type (name, at) VALUES (?, ?)",
                    (name, now()),
                )
        return name

    def remove(self, name: str) -> None:
        """Take an added type off the list; records that have it keep it."""
        with self._database.atomic():
            self._database.execute("DELETE FROM task_type WHERE name = ?", (name,))
