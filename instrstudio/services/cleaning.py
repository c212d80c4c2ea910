"""What of a training set should not be learned from, found first and then put away.

Near-duplicates teach the same twice, and let a held-out row be one that was learned; an
instruction that holds its sample's answer, or long stretches of its input, fits that
sample alone. `look` only reports. `apply` archives what it found, as one step that undo
takes back; `write` writes the rest to a file, split by groups. No record is changed.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from instrstudio.analysis.labels import labels
from instrstudio.domain.changes import Changes
from instrstudio.domain.errors import InvalidInput
from instrstudio.domain.job import Job, Progress
from instrstudio.domain.language import language_of, units
from instrstudio.domain.record import Record
from instrstudio.domain.task import Task
from instrstudio.domain.transfer_plan import ExportPlan
from instrstudio.domain.wording import Message, message
from instrstudio.services import backups, bulk, duplicates, exporting
from instrstudio.services.exporting import ExportReport
from instrstudio.services.workspace import Workspace

DUPLICATE, ANSWER, INPUT = "duplicate", "answer", "input"
REASONS = (DUPLICATE, ANSWER, INPUT)
"""Nearly the same as another; the answer, or the input, is in the instruction."""

_EVERY = 200
_CHOICE_BEFORE = re.compile(r"(?:[、，,/|:：;；“‘\"'(（\[\n-]|\bor|\band|或|和|为)\s*$")
_CHOICE_AFTER = re.compile(r"^\s*(?:[、，,/|;；”’\"')）\]\n]|or\b|and\b|或|和)")
_SIGNS = " \t\r\n.。!！;；"
_SHORT = 6
"""An output of fewer words may be a class that the instruction lists."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CleaningWish:
    """What is looked for.

    `near` is the likeness from which on records are duplicates, None not to look for
    them. `least` is the share of an input that must stand in the instruction word for
    word, `least_answer` that of an answer: many answers begin by saying the question
    again and give nothing away by that.
    """

    near: float | None = duplicates.BULK_THRESHOLD
    answers: bool = True
    inputs: bool = True
    least: float = 0.3
    least_answer: float = 0.9

    def checked(self) -> "CleaningWish":
        """Return itself.

        Raises:
            InvalidInput: The share is out of reach, or nothing is looked for.
        """
        for share in (self.least, self.least_answer):
            if not 0 < share <= 1:
                raise InvalidInput(
                    message(
                        "The share must be above 0 and at most 1, not {given}.",
                        given=share,
                    )
                )
        if self.near is None and not self.answers and not self.inputs:
            raise InvalidInput(message("Say what to look for."))
        return self


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A record that would go: why, and how much it is so.

    `share` is the likeness to the record `like` that stays, or the share quoted.
    """

    id: int
    title: str
    reason: str
    share: float
    like: int | None = None

    @property
    def said(self) -> Message:
        """The reason as a sentence."""
        share = f"{100 * self.share:.0f} %"
        if self.reason == DUPLICATE:
            return message("{share} like #{other}", share=share, other=self.like)
        if self.reason == ANSWER:
            return message("{share} of the answer is in it", share=share)
        return message("{share} of the input is in it", share=share)


@dataclass(frozen=True, slots=True, kw_only=True)
class CleaningReport:
    """What would go and what would stay, the ids of `kept` in the order asked."""

    looked_at: int
    findings: tuple[Finding, ...]
    kept: tuple[int, ...]

    @property
    def counts(self) -> Mapping[str, int]:
        """How many records would go for each reason."""
        found = Counter(finding.reason for finding in self.findings)
        return {reason: found[reason] for reason in REASONS if found[reason]}

    def as_dict(self) -> dict[str, object]:
        """Return the JSON form."""
        return {
            "looked_at": self.looked_at,
            "kept": len(self.kept),
            "counts": dict(self.counts),
            "findings": [
                {
                    "id": one.id,
                    "reason": one.reason,
                    "share": round(one.share, 4),
                    "like": one.like,
                    "title": one.title,
                }
                for one in self.findings
            ],
        }


def look(
    workspace: Workspace,
    ids: Sequence[int] | None = None,
    wish: CleaningWish | None = None,
) -> Job[Progress, CleaningReport]:
    """Return what should not be learned from among records; changes nothing.

    Without ids, all that are not archived. A record has one reason, leaks before
    likeness; of those that are nearly the same the oldest that does not leak stays.
    Variants of one record are no duplicates of each other.

    Raises:
        InvalidInput: The wish cannot be met.
    """
    wish = (wish or CleaningWish()).checked()
    records = workspace.store.records
    chosen = records.ids(order="id", descending=False) if ids is None else ids
    findings: dict[int, Finding] = {}
    there: list[int] = []
    for number, record in enumerate(records.iterate(chosen), 1):
        there.append(record.id or 0)
        if found := leak(record, wish):
            findings[found.id] = found
        if number % _EVERY == 0 or number == len(chosen):
            yield Progress(
                done=number,
                total=len(chosen),
                message=message("Looking for leaks…"),
            )
    if wish.near is not None:
        sound = [one for one in there if one not in findings]
        findings |= yield from _near(workspace, sound, wish.near)
    return CleaningReport(
        looked_at=len(there),
        findings=tuple(findings[one] for one in there if one in findings),
        kept=tuple(one for one in there if one not in findings),
    )


def apply(workspace: Workspace, report: CleaningReport) -> Job[Progress, Changes]:
    """Put what a report found into the archive, from where training does not read.

    One step to undo; cancelled, nothing is changed.
    """
    ids = [finding.id for finding in report.findings]
    label = message("Clean: archive {count} records", count=len(ids))
    if len(ids) >= bulk.WORTH_A_BACKUP:
        yield from backups.before(workspace, backups.BULK)
    touched = yield from workspace.store.bulk.archive(ids, True, label=label)
    if not touched:
        return Changes()
    if len(touched) > bulk.LISTED:
        return Changes(many=True, label=label)
    return Changes(records=tuple(touched), label=label)


def write(
    workspace: Workspace,
    report: CleaningReport,
    target: Path,
    plan: ExportPlan | None = None,
) -> Job[Progress, ExportReport]:
    """Write what stays to a file, or to one for each part of the plan's split.

    No instruction, no near-duplicate and no variant of a record stands in two parts,
    see `parts`.

    Raises:
        TransferError: There is nothing to write, or no place to write it.
    """
    return (
        yield from exporting.export(
            workspace, target, plan or ExportPlan(), list(report.kept)
        )
    )


@contextmanager
def beside() -> Iterator[Workspace]:
    """Open a project that is thrown away: to clean a file without the library."""
    with (
        TemporaryDirectory(prefix="instrstudio-", ignore_cleanup_errors=True) as folder,
        Workspace.open(Path(folder) / "project") as workspace,
    ):
        yield workspace


def leak(record: Record, wish: CleaningWish) -> Finding | None:
    """Return what a record's instruction gives away of its samples, or None.

    What stands in the description as well is no leak, nor is a class that is one of
    several to choose from.
    """
    from instrstudio.metrics.measuring.quoting import quoted_share

    said = units(record.instruction)
    allowed = " ".join(units(record.task_description))
    for example in record.examples:
        asked = (
            (ANSWER, wish.answers, example.output, wish.least_answer),
            (INPUT, wish.inputs, example.input, wish.least),
        )
        for reason, wanted, text, least in asked:
            share = quoted_share(units(text), said, allowed) if wanted else 0.0
            if share < least:
                continue
            if reason == ANSWER and _is_choice(text.strip(_SIGNS), record):
                continue
            return Finding(
                id=record.id or 0,
                title=record.shown_title,
                reason=reason,
                share=share,
            )
    return None


def _is_choice(output: str, record: Record) -> bool:
    """Say whether an output is one of several answers that the instruction lists."""
    text = record.instruction
    if len(units(output)) < _SHORT:
        for match in re.finditer(re.escape(output), text, re.IGNORECASE):
            before, after = text[: match.start()], text[match.end() :]
            if _CHOICE_BEFORE.search(before) and _CHOICE_AFTER.search(after):
                return True
    task = Task(description=text, examples=record.examples)
    known = labels(task, record.language or language_of(text))
    return output.lower() in {label.text.strip().lower() for label in known}


def _near(
    workspace: Workspace, ids: Sequence[int], threshold: float
) -> Job[Progress, dict[int, Finding]]:
    """Return the records that are nearly the same as one that stays."""
    groups = yield from duplicates.find(workspace, threshold, ids)
    found: dict[int, Finding] = {}
    for number, group in enumerate(groups, 1):
        members = workspace.store.records.page(group.ids)
        found |= {one.id: one for one in _beside_kept(members, threshold)}
        if number % _EVERY == 0 or number == len(groups):
            yield Progress(
                done=number, total=len(groups), message=message("Comparing…")
            )
    return found


def _beside_kept(members: Sequence[Record], threshold: float) -> Iterator[Finding]:
    """Yield those of a group that are like one before them, which stays.

    A group hangs together by neighbours: its ends need not be alike, and then both
    stay.
    """
    from instrstudio.search.sketches import likeness

    kept: list[Record] = []
    for record in members:
        shares = [
            (likeness(_said(other), _said(record)), other)
            for other in kept
            if _family(other) != _family(record)
        ]
        share, other = max(shares, key=lambda pair: pair[0], default=(0.0, record))
        if share < threshold:
            kept.append(record)
            continue
        yield Finding(
            id=record.id or 0,
            title=record.shown_title,
            reason=DUPLICATE,
            share=share,
            like=other.id,
        )


def _family(record: Record) -> int | None:
    """Return the record that a record is a variant of, itself where of none."""
    return record.id if record.parent is None else record.parent


def _said(record: Record) -> tuple[str, str]:
    """Return the instruction of a record, and the rest of what it says."""
    rest = [record.system, *(text for turn in record.history for text in turn)]
    rest += [text for e in record.examples for text in (e.input, e.output)]
    return record.instruction, "\n".join(filter(None, rest))
