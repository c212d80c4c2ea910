"""Crawls: their addresses in order, and what they found for review."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from instrstudio.domain.crawl import (
    PAGE,
    RUNNING,
    WAITING,
    CrawlPage,
    CrawlPlan,
    CrawlSummary,
    Proposal,
)
from instrstudio.domain.errors import NotFound
from instrstudio.domain.record import Record, Source
from instrstudio.domain.task import Example
from instrstudio.domain.wording import message
from instrstudio.storage.clock import now
from instrstudio.storage.database import Database
from instrstudio.storage.json_text import dump, dump_message, load_message

_PAGE = "url, kind, depth, hops, state, note, requests, size"
_PASSAGE = "id, crawl, kind, state, record"
_AMONG = "id IN (SELECT value FROM json_each(?))"


class Crawls:
    """What crawls have seen and are still to see; each change is one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, plan: CrawlPlan) -> int:
        """Note a new crawl and return its number."""
        with self._database.atomic():
            done = self._database.execute(
                "INSERT INTO crawl (settings, state, at) VALUES (?, ?, ?)",
                (dump(plan.as_dict()), RUNNING, now()),
            )
        return done.lastrowid or 0

    def change(self, crawl: int, plan: CrawlPlan, state: str) -> None:
        """Note what a crawl may do from now on, and its state."""
        with self._database.atomic():
            self._database.execute(
                "UPDATE crawl SET settings = ?, state = ? WHERE id = ?",
                (dump(plan.as_dict()), state, crawl),
            )

    def get(self, crawl: int) -> CrawlSummary:
        """Return a crawl.

        Raises:
            NotFound: There is none of this number.
        """
        row = self._database.row(
            "SELECT id, settings, state, at FROM crawl WHERE id = ?", (crawl,)
        )
        if row is None:
            raise NotFound(message("There is no crawl {number}.", number=crawl))
        asked, size = self._database.row(
            "SELECT coalesce(sum(kind = ? AND hops = 0 AND requests > 0), 0),"
            " coalesce(sum(size), 0) FROM crawl_page WHERE crawl = ?",
            (PAGE, crawl),
        )
        return CrawlSummary(
            id=row[0],
            plan=CrawlPlan.from_mapping(json.loads(row[1])),
            state=row[2],
            at=row[3],
            pages=self._counts("crawl_page", crawl),
            proposals=self._counts("crawl_passage", crawl),
            asked=asked,
            size=size,
        )

    def all(self) -> list[CrawlSummary]:
        """Return all crawls, the oldest first."""
        rows = self._database.rows("SELECT id FROM crawl ORDER BY id")
        return [self.get(row[0]) for row in rows]

    def add_pages(self, crawl: int, pages: Iterable[CrawlPage]) -> int:
        """Add addresses that the crawl has not seen, in order; return how many."""
        with self._database.atomic():
            place = self._database.value(
                "SELECT coalesce(max(place), 0) FROM crawl_page WHERE crawl = ?",
                (crawl,),
            )
            at = now()
            rows = [
                (crawl, *self._row(page), place + number, at)
                for number, page in enumerate(pages, start=1)
            ]
            marks = ", ".join("?" * 11)
            done = self._database.executemany(
                f"INSERT OR IGNORE INTO crawl_page (crawl, {_PAGE}, place, at)"
                f" VALUES ({marks})",
                rows,
            )
        return max(done.rowcount, 0)

    def put_page(self, crawl: int, page: CrawlPage) -> None:
        """Note what became of an address that the crawl has seen."""
        with self._database.atomic():
            self._database.execute(
                "UPDATE crawl_page SET state = ?, note = ?, requests = ?, size = ?,"
                " at = ? WHERE crawl = ? AND url = ?",
                (*self._row(page)[4:], now(), crawl, page.url),
            )

    def find_page(self, crawl: int, url: str) -> CrawlPage | None:
        """Return an address with what became of it, None if it was never seen."""
        row = self._database.row(
            f"SELECT {_PAGE} FROM crawl_page WHERE crawl = ? AND url = ?", (crawl, url)
        )
        return None if row is None else _page(row)

    def pages(self, crawl: int, state: str = "", most: int = -1) -> list[CrawlPage]:
        """Return the addresses of a crawl, of one state or all, as they were seen.

        At most the first `most` of them, if that is not negative.
        """
        rows = self._database.rows(
            f"SELECT {_PAGE} FROM crawl_page"
            " WHERE crawl = ? AND (? = '' OR state = ?) ORDER BY place LIMIT ?",
            (crawl, state, state, most),
        )
        return [_page(row) for row in rows]

    def next_page(self, crawl: int, without: Sequence[str] = ()) -> CrawlPage | None:
        """Return the address to fetch next: the nearest to the seeds, then the oldest.

        Addresses that begin with one of `without` are passed over.
        """
        away = "".join(" AND substr(url, 1, ?) <> ?" for _start in without)
        values = [value for start in without for value in (len(start), start)]
        row = self._database.row(
            f"SELECT {_PAGE} FROM crawl_page WHERE crawl = ? AND state = ?{away}"
            " ORDER BY depth, place LIMIT 1",
            (crawl, WAITING, *values),
        )
        return None if row is None else _page(row)

    def propose(self, crawl: int, kind: str, record: Record) -> Proposal | None:
        """Put a record up for review; None if the same was put up before."""
        with self._database.atomic():
            done = self._database.execute(
                "INSERT OR IGNORE INTO crawl_passage"
                " (crawl, record, kind, state, content_hash) VALUES (?, ?, ?, ?, ?)",
                (crawl, dump(asdict(record)), kind, WAITING, record.content_hash),
            )
        if done.rowcount != 1:
            return None
        return Proposal(
            id=done.lastrowid or 0,
            crawl=crawl,
            kind=kind,
            state=WAITING,
            record=record,
        )

    def proposals(self, crawl: int = 0, state: str = "") -> list[Proposal]:
        """Return proposals, of one crawl and state or of all, the oldest first."""
        rows = self._database.rows(
            f"SELECT {_PASSAGE} FROM crawl_passage WHERE (? = 0 OR crawl = ?)"
            " AND (? = '' OR state = ?) ORDER BY id",
            (crawl, crawl, state, state),
        )
        return [_proposal(row) for row in rows]

    def proposals_of(self, ids: Sequence[int]) -> list[Proposal]:
        """Return the proposals with these numbers in this order, without those gone."""
        rows = self._database.rows(
            f"SELECT {_PASSAGE} FROM crawl_passage WHERE {_AMONG}", (dump(list(ids)),)
        )
        by_id = {row[0]: _proposal(row) for row in rows}
        return [by_id[found] for found in ids if found in by_id]

    def decide(self, ids: Sequence[int], state: str, operation: int = 0) -> int:
        """Note a decision on proposals and return its number.

        `operation` is the step of the library that took them in.
        """
        with self._database.atomic():
            decision = self.last_decision() + 1
            self._database.execute(
                "UPDATE crawl_passage SET state = ?, decision = ?, operation = ?"
                f" WHERE {_AMONG}",
                (state, decision, operation, dump(list(ids))),
            )
        return decision

    def last_decision(self) -> int:
        """Return the number of the last decision that stands, 0 where none does."""
        found: int = self._database.value(
            "SELECT coalesce(max(decision), 0) FROM crawl_passage"
        )
        return found

    def decided(self, decision: int) -> list[Proposal]:
        """Return the proposals of a decision."""
        rows = self._database.rows(
            f"SELECT {_PASSAGE} FROM crawl_passage WHERE decision = ? ORDER BY id",
            (decision,),
        )
        return [_proposal(row) for row in rows]

    def operations(self) -> Mapping[int, int]:
        """Return the step of the library behind each proposal that it took in."""
        return dict(
            self._database.rows(
                "SELECT id, operation FROM crawl_passage WHERE operation > 0"
            )
        )

    def take_back(self, decision: int) -> None:
        """Have the proposals of a decision wait again."""
        with self._database.atomic():
            self._database.execute(
                "UPDATE crawl_passage SET state = ?, decision = 0, operation = 0"
                " WHERE decision = ?",
                (WAITING, decision),
            )

    def _counts(self, table: str, crawl: int) -> dict[str, int]:
        """Return how many rows of a crawl are in each state."""
        return dict(
            self._database.rows(
                f"SELECT state, count(*) FROM {table} WHERE crawl = ? GROUP BY state",
                (crawl,),
            )
        )

    @staticmethod
    def _row(page: CrawlPage) -> tuple[object, ...]:
        """Return the values of the columns of `_PAGE`."""
        note = dump(dump_message(page.note)) if page.note else ""
        return (
            page.url,
            page.kind,
            page.depth,
            page.hops,
            page.state,
            note,
            page.requests,
            page.size,
        )


def _page(row: Sequence[Any]) -> CrawlPage:
    """Return the page of a row."""
    url, kind, depth, hops, state, note, requests, size = row
    return CrawlPage(
        url=url,
        kind=kind,
        depth=depth,
        hops=hops,
        state=state,
        note=load_message(*json.loads(note)) if note else "",
        requests=requests,
        size=size,
    )


def _proposal(row: Sequence[Any]) -> Proposal:
    """Return the proposal of a row."""
    number, crawl, kind, state, text = row
    record = _record(json.loads(text))
    return Proposal(id=number, crawl=crawl, kind=kind, state=state, record=record)


def _record(body: Mapping[str, Any]) -> Record:
    """Return the record of its JSON form."""
    shaped = {
        "constraints": tuple(body["constraints"]),
        "tags": tuple(body["tags"]),
        "examples": tuple(Example(**one) for one in body["examples"]),
        "history": tuple((user, answer) for user, answer in body["history"]),
        "source": Source(**body["source"]),
    }
    return Record(**{**body, **shaped})
