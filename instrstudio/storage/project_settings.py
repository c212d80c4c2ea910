"""What is set for one project: a name and a JSON value each."""

import json

from instrstudio.storage.database import Database


class ProjectSettings:
    """Values by key, such as the checkpoint chosen for generation."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, key: str, default: object = None) -> object:
        """Return a value, or `default` when it is not set."""
        text = self._database.value("SELECT value FROM setting WHERE key = ?", (key,))
        return default if text is None else json.loads(text)

    def put(self, key: str, value: object) -> None:
        """Set a value; None takes the setting away."""
        with self._database.atomic():
            if value is None:
                self._database.execute("DELETE FROM setting WHERE key = ?", (key,))
                return
            self._database.execute(
                "INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)",
                (key, json.dumps(value)),
            )

    def all(self) -> dict[str, object]:
        """Return everything that is set."""
        rows = self._database.rows("SELECT key, value FROM setting ORDER BY key")
        return {key: json.loads(text) for key, text in rows}
