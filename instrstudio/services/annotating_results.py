"""What annotation gives: agreement, disputes, records, files."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from instrstudio.domain.annotation import (
    KEEPING,
    REJECT,
    Agreement,
    Annotation,
    AnnotationRow,
    AnnotationSet,
    judged,
    settlement,
)
from instrstudio.domain.changes import Changes
from instrstudio.domain.errors import TransferError
from instrstudio.domain.job import Job, Progress
from instrstudio.domain.language import language_of
from instrstudio.domain.ports import Format
from instrstudio.domain.record import Record, Source
from instrstudio.domain.wording import message
from instrstudio.services import placing, plugins
from instrstudio.services.file_formats import check_place, format_to_write
from instrstudio.services.survey import asked

if TYPE_CHECKING:
    from instrstudio.services.workspace import Workspace

SOURCE = "annotation"
"""The kind of source of a record that annotators wrote."""

COMPARED = 2_000
"""Pairs of texts of which chrF is measured at most: the first ones."""

LISTED = 500
"""More touched records than these are reported as “many”."""

_CHUNK = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """A row on which annotators contradict each other, with what each says."""

    row: AnnotationRow
    said: tuple[Annotation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """What became of a set: records added, there already, rows rejected, still open."""

    added: int = 0
    known: int = 0
    rejected: int = 0
    open: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What was written: records, and how many the format could not hold."""

    path: Path
    written: int = 0
    refused: int = 0


def disputes(workspace: "Workspace", name: str, limit: int = 100) -> list[Dispute]:
    """Return the first rows on which annotators contradict each other.

    A final verdict (`annotating.judge` with `is_final`) takes a row off the list.
    """
    store = workspace.store
    return [
        Dispute(
            row=store.annotations.row(name, place),
            said=tuple(judged(store.annotation_log.of(name, place))),
        )
        for place in store.annotation_log.disputed_places(name, limit)
    ]


def agreement(workspace: "Workspace", name: str) -> Job[Progress, Agreement]:
    """Measure how far the first two annotators of each row say the same.

    chrF (Popović 2015) is the mean of both directions over the first `COMPARED` pairs
    of texts, as a share.

    Raises:
        NotFound: There is no such set.
    """
    workspace.store.annotations.get(name)
    rows = same_verdict = texts = exact = alike = 0
    measured: list[float] = []
    for _place, said in workspace.store.annotation_log.by_row(name):
        pair = judged(said)[:2]
        if len(pair) < 2:
            continue
        rows += 1
        one, other = pair
        kept = [a.verdict in KEEPING for a in pair]
        same_verdict += kept[0] == kept[1]
        if all(kept):
            texts += 1
            exact += one.text == other.text
            alike += one.digest == other.digest
            if len(measured) < COMPARED:
                measured.append(_likeness(one.text, other.text))
        if rows % _CHUNK == 0:
            yield Progress(done=rows, message=message("Comparing annotators…"))
    yield Progress(done=rows, total=rows)
    return Agreement(
        rows=rows,
        texts=texts,
        verdict=_share(same_verdict, rows),
        exact=_share(exact, texts),
        normalised=_share(alike, texts),
        chrf=_share(sum(measured), len(measured)),
    )


def _share(part: float, whole: int) -> float | None:
    return part / whole if whole else None


def _likeness(one: str, other: str) -> float:
    """Return chrF of two texts, either being the reference once, in [0, 1]."""
    if one == other:
        return 1.0
    chrf = next(metric for metric in plugins.metrics() if metric.name == "chrf")
    both = chrf.score([one], [[other]]) + chrf.score([other], [[one]])
    return both / 2 / chrf.high


def finish(
    workspace: "Workspace", name: str
) -> Job[Progress, tuple[Finished, Changes]]:
    """Put every settled row into the library, as one step that undo takes back.

    What is there already is not added again, so that a set can be finished bit by bit.
    Cancelled, nothing is added.

    Raises:
        NotFound: There is no such set.
    """
    store = workspace.store
    found = store.annotations.get(name)
    label = message("Annotate: “{name}”", name=name)
    added: list[int] = []
    total, known, operation = store.annotations.count(name), 0, 0
    rejected = 0
    with store.atomic():
        source = _settled(workspace, found)
        while chunk := list(islice(source, _CHUNK)):
            records = [_record(found, row, said) for row, said in chunk if said.text]
            rejected += len(chunk) - len(records)
            inserted = store.records.insert(records, label=label, operation=operation)
            operation = inserted.operation or operation
            added += inserted.added
            known += inserted.duplicates
            yield Progress(done=chunk[-1][0].place + 1, total=total, message=label)
    report = Finished(
        added=len(added),
        known=known,
        rejected=rejected,
        open=total - len(added) - known - rejected,
    )
    many = len(added) > LISTED
    touched = () if many else tuple(added)
    return report, Changes(records=touched, many=many, label=label if added else "")


def export(
    workspace: "Workspace", name: str, target: Path, format: str = ""
) -> Job[Progress, Exported]:
    """Write every settled row as a record to `target`, in any format that is written.

    The library is not touched. The file appears under its name only when it is whole.

    Raises:
        NotFound: There is no such set.
        TransferError: Nothing is settled, no format fits, or there is no place.
    """
    check_place(target)
    found = workspace.store.annotations.get(name)
    chosen = format_to_write(target, format)
    refusals = [0]
    written = 0
    with placing.whole(target) as partial:
        records = _fitting(_records(workspace, found), chosen, refusals)
        for written in chosen.write(records, partial):
            if written % _CHUNK == 0:
                yield Progress(done=written)
        if not written:
            raise TransferError(
                message(
                    "There is nothing to export: no row of “{name}” is settled.",
                    name=name,
                )
            )
    return Exported(path=target, written=written, refused=refusals[0])


def export_verdicts(
    workspace: "Workspace", name: str, target: Path
) -> Job[Progress, Exported]:
    """Write all that annotators said in long form: one verdict a line, as JSON.

    Raises:
        NotFound: There is no such set.
        TransferError: Nobody has said anything, or there is no place.
    """
    check_place(target)
    store = workspace.store
    store.annotations.get(name)
    written = 0
    with (
        placing.whole(target) as partial,
        # half a surrogate pair becomes an escape, as JSON writes it
        partial.open("w", encoding="utf-8", errors="backslashreplace") as file,
    ):
        for place, said in store.annotation_log.by_row(name):
            task = store.annotations.row(name, place).task.as_dict()
            for one in said:
                line = {"row": place + 1, "task": task, **_long(one)}
                file.write(json.dumps(line, ensure_ascii=False) + "\n")
                written += 1
            if place % _CHUNK == 0:
                yield Progress(done=written)
        if not written:
            raise TransferError(
                message(
                    "There is nothing to export: nobody has judged a row of “{name}”.",
                    name=name,
                )
            )
        file.flush()
    return Exported(path=target, written=written)


def _long(said: Annotation) -> dict[str, object]:
    """Return one verdict as a row of its own."""
    return {
        "annotator": said.annotator,
        "verdict": said.verdict,
        "text": said.text,
        "proposed": said.proposed,
        "method": said.method,
        "final": said.is_final,
        "at": said.at,
    }


def _fitting(
    records: Iterator[Record], format: Format, refusals: list[int]
) -> Iterator[Record]:
    """Yield the records that a format can hold, and count the others."""
    refusal = asked(format, "refusal")
    for record in records:
        if refusal is None or refusal(record) is None:
            yield record
        else:
            refusals[0] += 1


def _settled(
    workspace: "Workspace", found: AnnotationSet
) -> Iterator[tuple[AnnotationRow, Annotation]]:
    """Yield the settled rows in order, each with what counts of it."""
    for place, said in workspace.store.annotation_log.by_row(found.name):
        counts = settlement(said, found.annotators)
        if counts is not None and counts.verdict in (*KEEPING, REJECT):
            yield workspace.store.annotations.row(found.name, place), counts


def _records(workspace: "Workspace", found: AnnotationSet) -> Iterator[Record]:
    """Yield a record for each settled row that was not rejected."""
    for row, said in _settled(workspace, found):
        if said.text:
            yield _record(found, row, said)


def _record(found: AnnotationSet, row: AnnotationRow, said: Annotation) -> Record:
    """Return the record that a settled row becomes."""
    task = row.task
    return Record(
        instruction=said.text,
        task_description=task.description,
        examples=task.examples,
        constraints=task.constraints,
        task_type=task.task_type,
        language=language_of(said.text),
        input_language=task.input_language,
        output_language=task.output_language,
        source=Source(kind=SOURCE, name=found.name),
        licence=found.licence,
        method=said.method,
        parent=row.record,
        extra={"annotator": said.annotator},
    )
