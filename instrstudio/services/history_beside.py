"""Versions and verdicts that travel beside a record in our own JSON lines.

They stand among its unknown fields under `KEY`, so that a program that does not know
them keeps them. Ids mean something in one project only and stay there; what a record
was forked from is named by its content.
"""

import math
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from instrstudio.domain.record import Record
from instrstudio.services.workspace import Workspace

if TYPE_CHECKING:
    from instrstudio.storage.past import PastState
    from instrstudio.storage.store import Store

KEY = "instrstudio"
_PARENT = "parent"
_KNOWN = {"ratings", "versions", _PARENT}
_LOCAL = ("id", "parent")


def with_history(workspace: Workspace, records: Iterable[Record]) -> Iterator[Record]:
    """Yield the records, each with its verdicts and versions beside it."""
    store = workspace.store
    changed, rated = store.past.changed(), store.ratings.rated()
    for record in records:
        beside = dict(parted(record)[1])
        if record.parent is not None:
            beside |= _parent(store, record.parent)
        if record.content_hash in rated:
            beside["ratings"] = _verdicts(store, record.content_hash)
        record_id = record.id or 0
        at = bisect_left(changed, record_id)
        if at < len(changed) and changed[at] == record_id:
            beside["versions"] = _versions(store, record_id)
        if beside:
            extra = {**record.extra, KEY: beside}
            yield replace(record, parent=None, extra=extra)
        else:
            yield record if record.parent is None else replace(record, parent=None)


def parted(record: Record) -> tuple[Record, Mapping[str, object]]:
    """Return a record without what travelled beside it, and that."""
    beside = record.extra.get(KEY)
    if not isinstance(beside, Mapping) or not beside.keys() <= _KNOWN:
        return record, {}
    extra = {key: value for key, value in record.extra.items() if key != KEY}
    return replace(record, extra=extra), beside


def put_back(
    store: "Store", record: Record, record_id: int | None, beside: Mapping[str, object]
) -> None:
    """Give a record its verdicts, and its versions where it is new (has an id).

    What is not as this program writes it is left aside. For its parent see `Families`.
    """
    from instrstudio.storage.ratings import Rating

    for verdict in _mappings(beside.get("ratings")):
        value = verdict.get("value")
        if isinstance(value, (int, float)) and math.isfinite(value):
            store.ratings.put_back(
                Rating(
                    content_hash=record.content_hash,
                    profile=str(verdict.get("profile", "")),
                    criterion=str(verdict.get("criterion", "")),
                    value=float(value),
                    at=str(verdict.get("at", "")),
                )
            )
    if record_id is not None:
        states = [_state(entry) for entry in _mappings(beside.get("versions"))]
        store.past.put_back(record_id, states)


class Families:
    """Gives the records of an import the parents that they had elsewhere.

    A parent is named by its content. One that comes later is waited for; one that does
    not come stays named beside the record, and leaves with it again.
    """

    def __init__(self, store: "Store") -> None:
        self._store = store
        self._waiting: dict[str, list[int]] = {}

    def keep_names(
        self, records: list[Record], beside: Sequence[Mapping[str, object]]
    ) -> None:
        """Leave the name of a parent beside each record whose parent is not there."""
        names = [_name(more) for more in beside]
        wanted = {name for name in names if name}
        if not wanted:
            return
        there = {record.content_hash for record in records}
        there.update(self._store.records.hashes_known(wanted))
        for place, name in enumerate(names):
            if name and name not in there:
                extra = {**records[place].extra, KEY: {_PARENT: name}}
                records[place] = replace(records[place], extra=extra)

    def join(
        self,
        records: Sequence[Record],
        ids: Sequence[int | None],
        beside: Sequence[Mapping[str, object]],
    ) -> None:
        """Join records that were inserted with their parents.

        `ids` is None for those that were known, which keep the parent they have.
        """
        fresh = [
            (one, name)
            for one, more in zip(ids, beside, strict=True)
            if one is not None and (name := _name(more))
        ]
        known = self._store.records.hashes_known({name for _, name in fresh})
        for one, name in fresh:
            if known.get(name, one) != one:
                self._store.past.set_parent(one, known[name], KEY)
            else:
                self._waiting.setdefault(name, []).append(one)
        if not self._waiting:
            return
        for record, parent in zip(records, ids, strict=True):
            if parent is None:
                continue
            for child in self._waiting.pop(record.content_hash, ()):
                if child != parent:
                    self._store.past.set_parent(child, parent, KEY)


def _name(beside: Mapping[str, object]) -> str:
    """Return the name of a parent; empty where there is none."""
    name = beside.get(_PARENT)
    return name if isinstance(name, str) else ""


def _parent(store: "Store", parent: int) -> dict[str, object]:
    """Return the name of a parent; nothing where it is gone."""
    found = store.records.page([parent])
    return {_PARENT: found[0].content_hash} if found else {}


def _verdicts(store: "Store", content_hash: str) -> list[dict[str, object]]:
    """Return the verdicts on a content."""
    return [
        {
            "profile": rating.profile,
            "criterion": rating.criterion,
            "value": rating.value,
            "at": rating.at,
        }
        for rating in store.ratings.of(content_hash)
    ]


def _versions(store: "Store", record_id: int) -> list[dict[str, object]]:
    """Return the states of a record; the last is the record itself and not repeated."""
    found: list[dict[str, object]] = []
    for version in store.history.versions("record", record_id):
        body = version.body
        if body is not None:
            body = {key: x for key, x in body.items() if key not in _LOCAL and x}
        found.append({"label": version.label, "at": version.at, "body": body})
    del found[-1]["body"]
    return found


def _state(entry: Mapping[str, object]) -> "PastState":
    """Return a state as it is stored."""
    from instrstudio.formats.frame.record_json import record_of
    from instrstudio.formats.reading.tidy import Mender
    from instrstudio.storage.past import PastState

    body = entry.get("body")
    return PastState(
        label=str(entry.get("label", "")),
        at=str(entry.get("at", "")),
        record=record_of(body, Mender()) if isinstance(body, Mapping) else None,
    )


def _mappings(value: object) -> list[Mapping[str, object]]:
    """Return the objects of a list."""
    listed = value if isinstance(value, list) else []
    return [item for item in listed if isinstance(item, Mapping)]
