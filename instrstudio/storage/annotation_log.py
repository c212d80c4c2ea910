"""What annotators say of the rows of a set, one transaction each."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from instrstudio.domain.annotation import KEEPING, SKIP, Annotation, AnnotationProgress
from instrstudio.storage.clock import now
from instrstudio.storage.database import Database

_SAID = "id, place, annotator, verdict, text, proposed, method, is_final, at"
_PAGE = 500
"""Rows that are read at a time where all are gone through."""

_OPEN = """
    SELECT place FROM annotation_row AS r WHERE annotation_set = :set
    AND place > :after AND place <= :last
    AND NOT EXISTS (SELECT 1 FROM annotation AS a WHERE
        a.annotation_set = r.annotation_set AND a.place = r.place AND a.is_current
        AND (a.is_final OR a.annotator = :annotator))
    AND (SELECT count(*) FROM annotation AS a WHERE
        a.annotation_set = r.annotation_set AND a.place = r.place AND a.is_current
        AND a.verdict != 'skip') < :wanted
    ORDER BY place LIMIT :limit
"""
_STANDINGS = """
    SELECT place, max(is_final) AS final,
        count(*) FILTER (WHERE verdict != 'skip') AS given,
        count(DISTINCT CASE WHEN verdict != 'skip' THEN digest END) AS different
    FROM annotation WHERE annotation_set = ? AND is_current GROUP BY place
"""


class AnnotationLog:
    """The verdicts of all sets; of those by one person on one row the last counts."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def open_places(
        self, name: str, annotator: str, wanted: int, after: int = -1, limit: int = 1
    ) -> list[int]:
        """Return the next rows that somebody may judge: those behind `after` first.

        Rows that they or enough others have judged, and settled ones, are left out.
        """
        last = self._count(name) - 1
        values = {
            "set": name,
            "annotator": annotator,
            "wanted": max(1, wanted),
            "limit": limit,
        }
        found: list[int] = []
        for start, end in ((after, last), (-1, min(after, last))):
            span = {"after": start, "last": end, "limit": limit - len(found)}
            rows = self._database.rows(_OPEN, values | span)
            found += [row[0] for row in rows]
        return found

    def _count(self, name: str) -> int:
        """Return how many rows a set has."""
        last = self._database.value(
            "SELECT max(place) FROM annotation_row WHERE annotation_set = ?", (name,)
        )
        return 0 if last is None else int(last) + 1

    def skipped_places(self, name: str, annotator: str) -> list[int]:
        """Return the rows that somebody has left to others, in order."""
        rows = self._database.rows(
            "SELECT place FROM annotation WHERE annotation_set = ? AND annotator = ?"
            " AND is_current AND NOT is_final AND verdict = 'skip' ORDER BY place",
            (name, annotator),
        )
        return [row[0] for row in rows]

    def say(self, name: str, said: Annotation) -> Annotation:
        """Note a verdict in place of the same person's last one; return it as noted."""
        whose = "is_final" if said.is_final else "NOT is_final AND annotator = ?"
        person = () if said.is_final else (said.annotator,)
        with self._database.atomic():
            self._database.execute(
                "UPDATE annotation SET is_current = 0 WHERE annotation_set = ?"
                f" AND place = ? AND is_current AND {whose}",
                (name, said.place, *person),
            )
            cursor = self._database.execute(
                "INSERT INTO annotation (annotation_set, place, annotator, verdict,"
                " text, digest, proposed, method, is_final, is_current, at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?)",
                (
                    name,
                    said.place,
                    said.annotator,
                    said.verdict,
                    said.text,
                    said.digest,
                    said.proposed,
                    said.method,
                    said.is_final,
                    said.at or now(),
                ),
            )
            row = self._database.row(
                f"SELECT {_SAID} FROM annotation WHERE id = ?", (cursor.lastrowid,)
            )
        return _annotation(row)

    def take_back(self, name: str, annotator: str) -> Annotation | None:
        """Forget the last thing somebody said in a set, and return it.

        What they had said of that row before counts again.
        """
        with self._database.atomic():
            row = self._database.row(
                f"SELECT {_SAID} FROM annotation WHERE annotation_set = ?"
                " AND annotator = ? AND is_current ORDER BY id DESC LIMIT 1",
                (name, annotator),
            )
            if row is None:
                return None
            gone = _annotation(row)
            whose = "is_final" if gone.is_final else "NOT is_final AND annotator = ?"
            person = () if gone.is_final else (annotator,)
            self._database.execute("DELETE FROM annotation WHERE id = ?", (gone.id,))
            self._database.execute(
                "UPDATE annotation SET is_current = 1 WHERE id = (SELECT max(id) FROM"
                f" annotation WHERE annotation_set = ? AND place = ? AND {whose})",
                (name, gone.place, *person),
            )
        return gone

    def of(self, name: str, place: int) -> list[Annotation]:
        """Return what counts of what was said of a row, oldest first."""
        rows = self._database.rows(
            f"SELECT {_SAID} FROM annotation WHERE annotation_set = ? AND place = ?"
            " AND is_current ORDER BY id",
            (name, place),
        )
        return [_annotation(row) for row in rows]

    def by_row(self, name: str) -> Iterator[tuple[int, list[Annotation]]]:
        """Yield each judged row, in order, with what counts of what was said of it.

        Read page by page: no read is held open while the caller works.
        """
        last = -1
        while True:
            rows = self._database.rows(
                f"SELECT {_SAID} FROM annotation WHERE annotation_set = ?"
                " AND is_current AND place IN"
                " (SELECT DISTINCT place FROM annotation WHERE annotation_set = ?"
                " AND place > ? ORDER BY place LIMIT ?)"
                " ORDER BY place, id",
                (name, name, last, _PAGE),
            )
            if not rows:
                return
            for place, group in groupby(map(_annotation, rows), lambda a: a.place):
                yield place, list(group)
            last = rows[-1][1]

    def disputed_places(self, name: str, limit: int = -1) -> list[int]:
        """Return the rows on which annotators contradict each other, in order."""
        rows = self._database.rows(
            f"SELECT place FROM ({_STANDINGS}) WHERE NOT final AND different > 1"
            " ORDER BY place LIMIT ?",
            (name, limit),
        )
        return [row[0] for row in rows]

    def annotators(self, name: str) -> list[str]:
        """Return who has said anything in a set."""
        rows = self._database.rows(
            "SELECT DISTINCT annotator FROM annotation WHERE annotation_set = ?"
            " ORDER BY annotator",
            (name,),
        )
        return [row[0] for row in rows]

    def progress(self, name: str, annotator: str, wanted: int) -> AnnotationProgress:
        """Count how far a set is, and what one annotator has done of it."""
        total, least = self._count(name), max(1, wanted)
        settled, disputed = self._database.row(
            "SELECT count(*) FILTER (WHERE final OR given >= ? AND different = 1),"
            " count(*) FILTER (WHERE NOT final AND different > 1)"
            f" FROM ({_STANDINGS})",
            (least, name),
        )
        mine, skipped = self._database.row(
            "SELECT count(*), count(*) FILTER (WHERE verdict = ?) FROM annotation"
            " WHERE annotation_set = ? AND annotator = ? AND is_current"
            " AND NOT is_final",
            (SKIP, name, annotator),
        )
        closed = self._database.value(
            "SELECT count(*) FROM (SELECT place FROM annotation WHERE annotation_set"
            " = ? AND is_current GROUP BY place HAVING max(is_final) OR max(annotator"
            " = ?) OR count(*) FILTER (WHERE verdict != 'skip') >= ?)",
            (name, annotator, least),
        )
        return AnnotationProgress(
            total=total,
            settled=settled,
            disputed=disputed,
            mine=mine,
            skipped=skipped,
            open_to_me=total - closed,
        )


def _annotation(row: Any) -> Annotation:
    """Read a row of the log."""
    number, place, annotator, verdict, text, proposed, method, is_final, at = row
    return Annotation(
        id=number,
        place=place,
        annotator=annotator,
        verdict=verdict,
        text=text if verdict in KEEPING else "",
        proposed=proposed,
        method=method,
        is_final=bool(is_final),
        at=at,
    )
