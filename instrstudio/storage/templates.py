"""The templates that a project has of its own."""

from instrstudio.domain.errors import InvalidInput
from instrstudio.domain.template import Template
from instrstudio.domain.wording import message
from instrstudio.storage.database import Database
from instrstudio.storage.history import TEMPLATE, History, Label
from instrstudio.storage.json_text import dump
from instrstudio.storage.template_rows import COLUMNS, row_of, template_of

_LIST = ", ".join(COLUMNS)


class Templates:
    """Templates by id; every change is one transaction with its history."""

    def __init__(self, database: Database, history: History) -> None:
        self._database = database
        self._history = history

    def all(self) -> list[Template]:
        """Return all templates, by name."""
        rows = self._database.rows(f"SELECT {_LIST} FROM template ORDER BY name, id")
        return [template_of(row) for row in rows]

    def find(self, template_id: str) -> Template | None:
        """Return a template, or None."""
        row = self._database.row(
            f"SELECT {_LIST} FROM template WHERE id = ?", (template_id,)
        )
        return None if row is None else template_of(row)

    def save(self, template: Template, *, label: Label, operation: int = 0) -> Template:
        """Add a template or put it in place of the one with its id; return it stored.

        It gets a version number that its id never had before. An import passes the
        `operation` that it belongs to, and saves each id once.

        Raises:
            InvalidInput: It has no id.
        """
        if not template.id.strip():
            raise InvalidInput(message("The template has no id: give it one."))
        with self._database.atomic():
            version = self._next_version(template.id)
            operation = operation or self._history.begin("template", label)
            if self.find(template.id) is None:
                self._history.keep_absence(TEMPLATE, operation, template.id)
            else:
                self._history.keep(TEMPLATE, operation, dump([template.id]))
            row = row_of(template, version, operation)
            # `created_by` keeps naming the first operation, not the last.
            updates = ", ".join(f"{c} = excluded.{c}" for c in COLUMNS[1:-1])
            self._database.execute(
                f"INSERT INTO template ({_LIST}) VALUES ({', '.join('?' * len(row))})"
                f" ON CONFLICT (id) DO UPDATE SET {updates}",
                row,
            )
            return template_of(row)

    def delete(self, template_id: str, *, label: Label) -> bool:
        """Delete a template; return whether there was one."""
        with self._database.atomic():
            if self.find(template_id) is None:
                return False
            operation = self._history.begin("template", label)
            self._history.keep(TEMPLATE, operation, dump([template_id]))
            self._database.execute("DELETE FROM template WHERE id = ?", (template_id,))
            return True

    def _next_version(self, template_id: str) -> int:
        """Return the number after the highest this id ever had."""
        found: int = self._database.value(
            "SELECT coalesce(max(version), 0) + 1 FROM ("
            " SELECT version FROM template WHERE id = :id UNION ALL"
            " SELECT version FROM template_version WHERE id = :id)",
            {"id": template_id},
        )
        return found
