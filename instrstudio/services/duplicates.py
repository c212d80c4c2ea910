"""Records that say nearly the same: found at entry and in bulk, and made one."""

import json
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from typing import TYPE_CHECKING

from instrstudio.domain.changes import Changes, Version
from instrstudio.domain.errors import InvalidInput
from instrstudio.domain.job import Job, Progress, run
from instrstudio.domain.query import RecordMatch
from instrstudio.domain.record import Record
from instrstudio.domain.wording import Message, message
from instrstudio.services import searching
from instrstudio.services.bulk import LISTED
from instrstudio.services.workspace import Workspace

if TYPE_CHECKING:
    from instrstudio.search.sketches import Pairs, Said, Sketches
    from instrstudio.services.versions import FieldDifference

ENTRY_THRESHOLD = 0.6
"""From here on a record is worth a word when a new one is saved."""
BULK_THRESHOLD = 0.8
LOWEST = 0.5
"""Below this, bands miss too much to look for."""

_LOOKED_AT = 20
_CHUNK = 500
_NONE_CHOSEN: Mapping[str, int] = {}
_NOT_CHOSEN = ("id", "created", "updated", "archived", "tags")
"""Fields of a merged record that nobody chooses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Records that hang together by being alike, the oldest first.

    `likeness` is the smallest of those that joined them.
    """

    ids: tuple[int, ...]
    likeness: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChoice:
    """A field in which records differ: its values as texts, with who has them."""

    field: str
    values: tuple[tuple[str, tuple[int, ...]], ...]


def like(
    workspace: Workspace, record: Record, threshold: float = ENTRY_THRESHOLD
) -> RecordMatch | None:
    """Return the record most like a new one, or None when none is that like.

    Samples are compared where both have some. Fast enough to be asked at every pause
    while somebody writes.

    Raises:
        SearchError: The index cannot be read or written.
    """
    if not record.instruction.strip():
        return None
    found = searching.nearest(workspace, record.instruction, "", _LOOKED_AT)
    matches = [
        RecordMatch(record=match.record, similarity=_likeness(record, match.record))
        for match in found
        if match.record.id != record.id
    ]
    best = max(matches, key=lambda match: match.similarity, default=None)
    return best if best is not None and best.similarity >= threshold else None


def find(
    workspace: Workspace,
    threshold: float = BULK_THRESHOLD,
    ids: Sequence[int] | None = None,
) -> Job[Progress, tuple[Group, ...]]:
    """Return groups of records, not archived, at least so alike; largest first.

    Instruction and samples must both be that alike. A record and what was forked from
    it are no duplicates. Of 10,000 pairs 0.8 alike about four are missed, of those 0.7
    alike about 300; nothing is reported that is not so.

    Raises:
        InvalidInput: The threshold is out of reach.
    """
    if not LOWEST <= threshold <= 1:
        raise InvalidInput(
            message(
                "The likeness must be between {lowest} and 1, not {given}.",
                lowest=LOWEST,
                given=threshold,
            )
        )
    records = workspace.store.records
    chosen = records.ids(order="id", descending=False) if ids is None else ids
    sketches = yield from _sketched(workspace, chosen)
    pairs = yield from _candidates(sketches, threshold)
    near = yield from _counted(workspace, pairs, threshold)
    return _groups(near)


def differences(kept: Record, other: Record) -> "tuple[FieldDifference, ...]":
    """Return the fields that differ and of which a merge may choose one."""
    from instrstudio.services.versions import compare

    found = compare(_state(kept), _state(other))
    return tuple(field for field in found if field.field not in _NOT_CHOSEN)


def _state(record: Record) -> Version:
    """Return a record as a state to compare."""
    body = json.loads(json.dumps(asdict(record)))
    return Version(operation=0, label="", at="", body=body)


def merge(
    workspace: Workspace,
    kept_id: int,
    other_id: int,
    from_other: Iterable[str] = (),
) -> tuple[Record, Changes]:
    """Make one record of two, as one step; the other one is archived.

    The record kept has the tags of both, and the fields named in `from_other` from
    the other one. What refers to the other one still finds it, in the archive.

    Raises:
        NotFound: One of them is not there.
        InvalidInput: It is one and the same record, or a field is not to be chosen.
    """
    return run(
        merge_group(workspace, kept_id, [other_id], dict.fromkeys(from_other, other_id))
    )


def merge_group(
    workspace: Workspace,
    kept_id: int,
    other_ids: Sequence[int],
    chosen: Mapping[str, int] = _NONE_CHOSEN,
) -> Job[Progress, tuple[Record, Changes]]:
    """Make one record of many, as one step; all but the one kept are archived.

    The record kept has the tags of all, and each field named in `chosen` from the
    record whose id stands there. What refers to the others still finds them, in the
    archive. Cancelled, nothing is merged.

    Raises:
        NotFound: One of them is not there.
        InvalidInput: A record comes twice, or a field is not to be chosen.
    """
    if len({kept_id, *other_ids}) != len(other_ids) + 1:
        raise InvalidInput(message("A record cannot be merged with itself."))
    records = workspace.store.records
    kept, others = records.get(kept_id), [records.get(one) for one in other_ids]
    merged = _merged(kept, others, chosen)
    became = {one.id or 0: replace(one, archived=True) for one in others}
    became[kept_id] = merged
    label = _merge_label(kept_id, other_ids)
    touched = [kept_id, *other_ids]
    work = workspace.store.bulk.rewrite(
        touched, lambda record: became[record.id or 0], label=label, kind="merge"
    )
    yield from work
    many = len(touched) > LISTED
    changes = Changes(records=() if many else tuple(touched), many=many, label=label)
    return records.get(kept_id), changes


def _merge_label(kept_id: int, other_ids: Sequence[int]) -> Message:
    """Return the name of a merge."""
    if len(other_ids) == 1:
        return message("Merge #{other} into #{kept}", other=other_ids[0], kept=kept_id)
    count = len(other_ids)
    return message("Merge {count} records into #{kept}", count=count, kept=kept_id)


def _merged(
    kept: Record, others: Sequence[Record], chosen: Mapping[str, int]
) -> Record:
    """Return the record that is made of all."""
    by_id = {record.id: record for record in (kept, *others)}
    values: dict[str, object] = {}
    for name, owner in chosen.items():
        if owner not in by_id:
            raise InvalidInput(message("Record {id} is not merged here.", id=owner))
        values.update(_chosen(by_id[owner], (name,)))
    tags = tuple(tag for record in (kept, *others) for tag in record.tags)
    merged = replace(kept, tags=tags, **values)  # type: ignore[arg-type]  # one field's type each
    if "instruction" in chosen and "title" not in chosen:
        merged = replace(merged, title=by_id[chosen["instruction"]].title)
    return merged


def choices(records: Sequence[Record]) -> tuple[FieldChoice, ...]:
    """Return the fields in which records differ, with the values to choose from."""
    found = []
    for field in fields(Record):
        if field.name in _NOT_CHOSEN:
            continue
        owners: dict[str, list[int]] = {}
        for record in records:
            text = _text_of(getattr(record, field.name))
            owners.setdefault(text, []).append(record.id or 0)
        if len(owners) > 1:
            values = tuple((text, tuple(ids)) for text, ids in owners.items())
            found.append(FieldChoice(field=field.name, values=values))
    return tuple(found)


def _text_of(value: object) -> str:
    """Return the value of a field as a text to choose."""
    from instrstudio.services.versions import shown

    return shown(json.loads(json.dumps(value, default=asdict)))


def _chosen(other: Record, names: Iterable[str]) -> Mapping[str, object]:
    """Return the values of the fields called `names`."""
    known = [field.name for field in fields(Record) if field.name not in _NOT_CHOSEN]
    wanted = tuple(names)
    for name in wanted:
        if name not in known:
            raise InvalidInput(
                message(
                    "“{field}” cannot be chosen; these can: {known}.",
                    field=name,
                    known=", ".join(known),
                )
            )
    return {name: getattr(other, name) for name in wanted}


def _said(record: Record) -> "Said":
    """Return what a record says: the instruction, and the rest of its content."""
    rest = [record.system, *(text for turn in record.history for text in turn)]
    rest += [text for e in record.examples for text in (e.input, e.output)]
    return record.instruction, "\n".join(filter(None, rest))


def _likeness(new: Record, known: Record) -> float:
    """Return how like a new record is to one that is there."""
    from instrstudio.search.sketches import likeness

    one, other = _said(new), _said(known)
    if not one[1] or not other[1]:
        one, other = (one[0], ""), (other[0], "")
    return likeness(one, other)


def _sketched(workspace: Workspace, ids: Sequence[int]) -> "Job[Progress, Sketches]":
    """Read records and return their sketches."""
    from instrstudio.search.sketches import Sketches

    sketches, records = Sketches(), workspace.store.records
    for start in range(0, len(ids), _CHUNK):
        page = records.page(ids[start : start + _CHUNK])
        sketches.add([record.id or 0 for record in page], [_said(r) for r in page])
        yield Progress(
            done=min(start + _CHUNK, len(ids)),
            total=len(ids),
            message=message("Reading the library…"),
        )
    return sketches


def _candidates(
    sketches: "Sketches", threshold: float
) -> "Job[Progress, list[tuple[int, int]]]":
    """Return the pairs worth a closer look, each once."""
    pairs: set[tuple[int, int]] = set()
    for found in sketches.candidates(threshold):
        pairs.update(_tuples(found))
        yield Progress(done=0, message=message("Comparing…"))
    return sorted(pairs)


def _tuples(found: "Pairs") -> Iterable[tuple[int, int]]:
    """Return rows of two as pairs."""
    return zip(found[:, 0].tolist(), found[:, 1].tolist(), strict=True)


def _counted(
    workspace: Workspace, pairs: Sequence[tuple[int, int]], threshold: float
) -> Job[Progress, list[tuple[int, int, float]]]:
    """Return those pairs that are so alike, with their likeness."""
    from instrstudio.search.sketches import likeness

    near = []
    for start in range(0, len(pairs), _CHUNK):
        some = pairs[start : start + _CHUNK]
        ids = list(dict.fromkeys(found for pair in some for found in pair))
        by_id = {record.id: record for record in workspace.store.records.page(ids)}
        for first, second in some:
            a, b = by_id.get(first), by_id.get(second)
            if a is None or b is None or second == a.parent or first == b.parent:
                continue
            share = likeness(_said(a), _said(b))
            if share >= threshold:
                near.append((first, second, share))
        yield Progress(
            done=min(start + _CHUNK, len(pairs)),
            total=len(pairs),
            message=message("Comparing…"),
        )
    return near


def _groups(near: Sequence[tuple[int, int, float]]) -> tuple[Group, ...]:
    """Return what hangs together, the largest and then the most alike first."""
    leader: dict[int, int] = {}

    def find_leader(one: int) -> int:
        while leader.setdefault(one, one) != one:
            leader[one] = leader[leader[one]]  # shortens the way for the next
            one = leader[one]
        return one

    for first, second, _share in near:
        a, b = sorted((find_leader(first), find_leader(second)))
        leader[b] = a
    members: dict[int, array[int]] = {}
    for one in sorted(leader):
        members.setdefault(find_leader(one), array("q")).append(one)
    least: dict[int, float] = {}
    for first, _second, share in near:
        lead = find_leader(first)
        least[lead] = min(share, least.get(lead, 1.0))
    found = [Group(ids=tuple(m), likeness=least[lead]) for lead, m in members.items()]
    found.sort(key=lambda group: (-len(group.ids), -group.likeness, group.ids))
    return tuple(found)
