"""What a person has said of the rules that were learned about them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from instrstudio.storage.clock import now
from instrstudio.storage.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredRule:
    """A rule as a person left it: switched off, changed, or their own."""

    name: str
    value: Mapping[str, str]
    origin: str
    is_on: bool
    at: str = ""


class StyleRules:
    """The table of a project; what is learned itself is derived and not kept."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, profile: str) -> list[StoredRule]:
        """Return what a profile has said, by name."""
        rows = self._database.rows(
            "SELECT name, value, origin, is_on, at FROM style_rule"
            " WHERE profile = ? ORDER BY name",
            (profile,),
        )
        return [
            StoredRule(
                name=row[0],
                value=json.loads(row[1]),
                origin=row[2],
                is_on=bool(row[3]),
                at=row[4],
            )
            for row in rows
        ]

    def profiles(self) -> list[str]:
        """Return who has said anything, by name."""
        rows = self._database.rows(
            "SELECT DISTINCT profile FROM style_rule ORDER BY profile"
        )
        return [str(row[0]) for row in rows]

    def put(self, profile: str, rule: StoredRule) -> None:
        """Keep a rule in place of the profile's one of the same name."""
        with self._database.atomic():
            self._database.execute(
                "INSERT INTO style_rule (profile, name, value, origin, is_on, at)"
                " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET"
                " value = excluded.value, origin = excluded.origin,"
                " is_on = excluded.is_on, at = excluded.at",
                (
                    profile,
                    rule.name,
                    json.dumps(dict(rule.value), ensure_ascii=False),
                    rule.origin,
                    int(rule.is_on),
                    rule.at or now(),
                ),
            )

    def remove(self, profile: str, name: str) -> None:
        """Forget what was said of a rule, if anything was."""
        with self._database.atomic():
            self._database.execute(
                "DELETE FROM style_rule WHERE profile = ? AND name = ?",
                (profile, name),
            )

    def clear(self, profile: str) -> None:
        """Forget all that a profile has said."""
        with self._database.atomic():
            self._database.execute(
                "DELETE FROM style_rule WHERE profile = ?", (profile,)
            )
