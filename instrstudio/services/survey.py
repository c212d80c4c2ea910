"""Which records an export is about, counted before anything is written."""

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import chain

from instrstudio.domain.job import Job, Progress
from instrstudio.domain.ports import Format
from instrstudio.domain.query import Query
from instrstudio.domain.rating import OVERALL
from instrstudio.domain.record import Record
from instrstudio.domain.transfer import Fault
from instrstudio.domain.transfer_plan import (
    INSTRUCTION,
    NEAR,
    PARTS,
    TEXT,
    TRAIN,
    ExportPlan,
    licence_of,
)
from instrstudio.domain.wording import Sentence, message
from instrstudio.services import bulk, duplicates
from instrstudio.services.parts import Groups, key_of
from instrstudio.services.workspace import Workspace

_EVERY = 500

LOW_RATING, OTHER_LICENCE, DUPLICATE, REFUSED = (
    "rating",
    "licence",
    "duplicate",
    "refused",
)
"""Why a record that was chosen is left out."""


@dataclass(frozen=True, slots=True)
class Alike:
    """Which records are nearly the same, of a choice that `key` names.

    Looking for them is most of a survey, so it is handed from one to the next. `ids`
    are the families one after the other, each as long as `sizes` says, the oldest
    record of each first.
    """

    key: str
    ids: "array[int]"
    sizes: "array[int]"

    @classmethod
    def of(cls, key: str, families: Iterable[Sequence[int]]) -> "Alike":
        """Return families packed."""
        ids, sizes = array("q"), array("q")
        for family in families:
            ids.extend(family)
            sizes.append(len(family))
        return cls(key, ids, sizes)

    def families(self) -> "Iterator[array[int]]":
        """Yield the ids of each family."""
        start = 0
        for size in self.sizes:
            yield self.ids[start : start + size]
            start += size


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """What would be written.

    `chosen` = the sum of `left_out` + the sum of the parts. `refused` counts the
    records that the format cannot hold by the reason it gives, `lost` those of which it
    leaves something behind, by what that is. `alike` is what the next survey may be
    given, None where nobody looked.
    """

    chosen: int
    left_out: Mapping[str, int] = field(default_factory=dict)
    refused: Mapping[Sentence, int] = field(default_factory=dict)
    lost: Mapping[str, int] = field(default_factory=dict)
    ids: Mapping[str, Sequence[int]] = field(default_factory=dict)
    alike: Alike | None = field(default=None, compare=False, repr=False)

    @property
    def parts(self) -> dict[str, int]:
        """How many records each part has."""
        return {part: len(ids) for part, ids in self.ids.items()}

    @property
    def kept(self) -> int:
        """How many records would be written."""
        return sum(self.parts.values())

    def as_dict(self) -> dict[str, object]:
        """Return the JSON form."""
        return {
            "chosen": self.chosen,
            "left_out": dict(self.left_out),
            "refused": {str(why): count for why, count in self.refused.items()},
            "lost": dict(self.lost),
            "parts": self.parts,
        }


def survey(
    workspace: Workspace,
    plan: ExportPlan,
    format: Format | None,
    ids: Sequence[int] | None = None,
    alike: Alike | None = None,
) -> Job[Progress, Survey]:
    """Count what `plan` would write of the records with `ids`, or of all.

    Without ids, the starter library stays out unless the plan says otherwise, and so
    do archived records. `format` is None where a template of one's own writes the rows.
    `alike` is that of an earlier survey; one of other records, or of a library that has
    changed since, is not used.

    Raises:
        QuerySyntaxError: The query cannot be read.
        SearchError: The index cannot be read or written.
        InvalidInput: The plan says what cannot be.
    """
    plan.checked()
    listed = yield from _listed(workspace, plan, ids)
    counted = _Counted(workspace, plan, format, alike)
    records = workspace.store.records.iterate(listed)
    for at, record in enumerate(records, start=1):
        if ids is not None or plan.with_starter or record.source.kind != "starter":
            counted.add(record)
        if at % _EVERY == 0:
            yield Progress(
                done=at, total=len(listed), message=message("Counting the records…")
            )
    if plan.same == NEAR:
        yield from counted.leave_near_ones()
    if plan.is_split and plan.near_together:
        yield from counted.join_near_ones()
    return counted.survey()


def _listed(
    workspace: Workspace, plan: ExportPlan, ids: Sequence[int] | None
) -> Job[Progress, Sequence[int]]:
    """Return the ids to look at: oldest first, or best first where there is a query."""
    if ids is not None:
        return ids
    if plan.query:
        return (yield from bulk.choose(workspace, Query(text=plan.query)))
    return workspace.store.records.ids(order="created", descending=False)


class _Counted:
    """The records that pass, and why the others do not."""

    def __init__(
        self,
        workspace: Workspace,
        plan: ExportPlan,
        format: Format | None,
        alike: Alike | None,
    ) -> None:
        self._alike = alike
        self._workspace = workspace
        self._plan = plan
        self._licences = {licence_of(name) for name in plan.licences}
        self._refusal = asked(format, "refusal")
        self._loss = asked(format, "lost")
        self._chosen = 0
        self._left_out: Counter[str] = Counter()
        self._refused: Counter[Sentence] = Counter()
        self._lost: Counter[str] = Counter()
        self._seen: set[int] = set()
        self._groups = Groups()
        self._kept = array("q")
        self._forks: list[tuple[int, int]] = []

    def add(self, record: Record) -> None:
        """Look at one more record."""
        self._chosen += 1
        reason = self._reason(record)
        if reason:
            self._left_out[reason] += 1
            return
        self._kept.append(record.id or 0)
        if self._plan.same != NEAR:
            self._take(record)

    def leave_near_ones(self) -> Job[Progress, None]:
        """Keep the oldest of the records that are nearly the same."""
        near = yield from self._near()
        gone = {found for family in near.families() for found in family[1:]}
        self._left_out[DUPLICATE] += len(gone)
        self._kept = array("q", (found for found in self._kept if found not in gone))
        for record in self._workspace.store.records.iterate(self._kept):
            self._take(record)

    def join_near_ones(self) -> Job[Progress, None]:
        """Let records that are nearly the same, and forks, be of one group."""
        families: list[Sequence[int]] = list(self._forks)
        if self._plan.same != NEAR:
            near = yield from self._near()
            families += near.families()
        wanted = set(chain.from_iterable(families))
        place = {one: at for at, one in enumerate(self._kept) if one in wanted}
        for family in families:
            self._groups.join([place[one] for one in family if one in place])

    def _near(self) -> Job[Progress, Alike]:
        """Return which of the records kept are nearly the same, looking only once."""
        mark = self._workspace.store.history.mark()
        digest = blake2b(self._kept.tobytes(), digest_size=16).hexdigest()
        key = f"{mark} {digest}"
        if self._alike is None or self._alike.key != key:
            groups = yield from duplicates.find(self._workspace, ids=self._kept)
            self._alike = Alike.of(key, (group.ids for group in groups))
        return self._alike

    def _take(self, record: Record) -> None:
        """Note what is lost of a record that is kept, and its group."""
        found = self._loss(record) if self._loss else ()
        self._lost.update(found if isinstance(found, tuple) else ())
        if self._plan.is_split:
            self._groups.add(record)
            if record.parent is not None:
                self._forks.append((record.id or 0, record.parent))

    def survey(self) -> Survey:
        """Return the sum of it, the records in their parts."""
        ids: dict[str, array[int]] = {}
        if self._plan.is_split:
            plan = self._plan
            parts, _ = self._groups.parts(plan.validation, plan.test, plan.seed)
            for part, found in zip(parts, self._kept, strict=True):
                ids.setdefault(part, array("q")).append(found)
        elif self._kept:
            ids = {TRAIN: self._kept}
        return Survey(
            chosen=self._chosen,
            left_out={name: count for name, count in self._left_out.items() if count},
            refused=dict(self._refused.most_common()),
            lost=dict(self._lost.most_common()),
            ids={part: ids[part] for part in PARTS if part in ids},
            alike=self._alike,
        )

    def _reason(self, record: Record) -> str:
        """Return why a record stays out; empty where it does not."""
        least = self._plan.least_rating
        if self._licences and licence_of(record.licence) not in self._licences:
            return OTHER_LICENCE
        if least is not None and self._rating(record) < least:
            return LOW_RATING
        fault = self._refusal(record) if self._refusal else None
        if isinstance(fault, Fault):
            self._refused[fault.rule] += 1
            return REFUSED
        if self._plan.same in (TEXT, INSTRUCTION):
            key = key_of(said(record, self._plan.same))
            if key in self._seen:
                return DUPLICATE
            self._seen.add(key)
        return ""

    def _rating(self, record: Record) -> float:
        """Return the mean of the stars; below every number where there are none."""
        given = [
            rating.value
            for rating in self._workspace.store.ratings.of(record.content_hash)
            if rating.criterion == OVERALL
        ]
        return sum(given) / len(given) if given else float("-inf")


def said(record: Record, same: str) -> str:
    """Return what is compared of a record."""
    if same == INSTRUCTION:
        return record.instruction
    texts = [record.instruction, record.system]
    texts += [text for e in record.examples for text in (e.input, e.output)]
    texts += [text for turn in record.history for text in turn]
    return "\n".join(texts)


def asked(format: Format | None, name: str) -> Callable[[object], object] | None:
    """Return what a format says of one record; None where it does not say it."""
    found = getattr(format, name, None)
    return found if callable(found) else None
