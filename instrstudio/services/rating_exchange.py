"""Verdicts on their way out, in long form, and in, from another copy of a project."""

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from instrstudio.domain.errors import InvalidInput, NotFound, StorageError
from instrstudio.domain.job import Job, Progress
from instrstudio.domain.project import Project
from instrstudio.domain.rating import PAIRWISE
from instrstudio.domain.wording import message
from instrstudio.services import placing
from instrstudio.services.rating_queues import find
from instrstudio.services.workspace import Workspace

if TYPE_CHECKING:
    from instrstudio.storage.ratings import Rating
    from instrstudio.storage.store import Store
    from instrstudio.storage.votes import Vote

_Texts = Mapping[str, Mapping[str, str]]

_EVERY = 200
_JSON, _TABLE = ".jsonl", ".csv"
COLUMNS = (
    "rater",
    "criterion",
    "verdict",
    "content_hash",
    "other_hash",
    "on_left",
    "reasons",
    "at",
    "system",
    "other_system",
    "text",
    "other_text",
    "task",
)
"""One row a verdict; what begins with ``other`` is there for votes between two."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeReport:
    """What came in.

    Verdicts were `new`, took the place of an older one (`newer`), were `known` already,
    or are `older` than ours, which stand; `queues` counts those that were not here.
    """

    new: int = 0
    newer: int = 0
    known: int = 0
    older: int = 0
    queues: int = 0

    @property
    def came_in(self) -> int:
        """How many verdicts of ours are from there now."""
        return self.new + self.newer


def export(workspace: Workspace, target: Path, queue: str = "") -> Job[Progress, int]:
    """Write every verdict as a row of CSV or JSON lines; return how many.

    With the name of a `queue` only verdicts on its texts, else all of the project,
    stars included. System, text and task are there for texts that stand in a queue.

    Raises:
        NotFound: There is no such queue.
        InvalidInput: The name of the file says neither CSV nor JSON lines.
        TransferError: It cannot be written.
    """
    suffix = target.name.lower().removesuffix(".gz")
    if not suffix.endswith((_JSON, _TABLE)):
        raise InvalidInput(
            message(
                "Verdicts go to a file in .csv or .jsonl, not “{path}”.", path=target
            )
        )
    rows = list(_rows(workspace, queue))
    with (
        placing.whole(target) as partial,
        partial.open("w", encoding="utf-8", newline="") as file,
    ):
        table = csv.DictWriter(file, COLUMNS)
        as_table = suffix.endswith(_TABLE)
        if as_table:
            table.writeheader()
        for done, row in enumerate(rows, 1):
            if as_table:
                table.writerow(row)
            else:
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
            if done % _EVERY == 0:
                yield Progress(done=done, total=len(rows))
    return len(rows)


def merge(workspace: Workspace, other: Path) -> Job[Progress, MergeReport]:
    """Take in the verdicts of the copy of the project in the folder `other`.

    Of two verdicts of one person on the same by the same criterion the newer one
    stands. Queues that are not here come too. It is one transaction; `other` is only
    read. What was taken back here comes again where the other copy still has it.

    Raises:
        NotFound: There is no project.
        StorageError: It cannot be read, or is this project itself.
    """
    from instrstudio.storage.copying import written
    from instrstudio.storage.store import open_store

    source = Project(other.resolve()).database
    if not source.is_file():
        raise NotFound(message("There is no project in “{folder}”.", folder=other))
    if source.samefile(workspace.project.database):
        raise StorageError(message("“{folder}” is this project itself.", folder=other))
    with TemporaryDirectory() as folder:
        # A copy: opening may bring a file to a newer schema, and that one is not ours.
        copy = Project(Path(folder))
        yield from written(source, copy.database)
        store = open_store(copy.folder)
        try:
            return (yield from _merged(workspace.store, store))
        finally:
            store.close()


def _merged(ours: "Store", theirs: "Store") -> Job[Progress, MergeReport]:
    """Take in what another store has."""
    report = MergeReport()
    ratings, votes = theirs.ratings.all(), theirs.votes.all()
    total = len(ratings) + len(votes)
    kept: dict[tuple[str, ...], Rating | Vote] = {
        **{_key(rating): rating for rating in ours.ratings.all()},
        **{_vote_key(vote): vote for vote in ours.votes.all()},
    }
    with ours.atomic():
        for done, rating in enumerate(ratings, 1):
            fate = _fate(kept.get(_key(rating)), rating)
            if fate in ("new", "newer"):
                ours.ratings.restore(rating)
            report = replace(report, **{fate: getattr(report, fate) + 1})
            if done % _EVERY == 0:
                yield Progress(done=done, total=total)
        for done, vote in enumerate(votes, len(ratings) + 1):
            fate = _fate(kept.get(_vote_key(vote)), vote)
            if fate in ("new", "newer"):
                ours.votes.put(vote)
            report = replace(report, **{fate: getattr(report, fate) + 1})
            if done % _EVERY == 0:
                yield Progress(done=done, total=total)
        return replace(report, queues=_queues_taken_in(ours, theirs))


def _queues_taken_in(ours: "Store", theirs: "Store") -> int:
    """Take in queues that are not here and raters of those that are; count the new."""
    new = 0
    for queue in theirs.rating_queues.all():
        here = ours.rating_queues.find(queue.name)
        if here is None:
            ours.rating_queues.add(queue, theirs.rating_queues.items(queue.name))
            new += 1
        elif set(queue.raters) - set(here.raters):
            both = dict.fromkeys((*here.raters, *queue.raters))
            ours.rating_queues.change(replace(here, raters=tuple(both)))
    return new


def _key(rating: "Rating") -> tuple[str, ...]:
    """Return what tells a rating from others."""
    return rating.content_hash, rating.profile, rating.criterion


def _vote_key(vote: "Vote") -> tuple[str, ...]:
    """Return what tells a vote from others, also from ratings."""
    return vote.first, vote.second, vote.profile, vote.criterion


def _fate(here: "Rating | Vote | None", there: "Rating | Vote") -> str:
    """Return what becomes of a verdict: the name of its count."""
    if here is None:
        return "new"
    if here == there:
        return "known"
    return "newer" if there.at > here.at else "older"


def _rows(workspace: Workspace, queue: str) -> Iterator[Mapping[str, object]]:
    """Yield the verdicts as rows of `COLUMNS`."""
    store = workspace.store
    only = find(workspace, queue) if queue else None
    queues = [only] if only else store.rating_queues.all()
    texts = _texts(store, [found.name for found in queues])
    for rating in store.ratings.of_queue(queue) if only else store.ratings.all():
        if only is None or rating.criterion in only.criteria:
            yield _rating_row(rating, texts)
    for vote in store.votes.of_queue(queue) if only else store.votes.all():
        if only is None or only.kind == PAIRWISE:
            yield _vote_row(vote, texts)


def _texts(store: "Store", queues: Sequence[str]) -> _Texts:
    """Return what is known of the texts in some queues, by content."""
    found: dict[str, Mapping[str, str]] = {}
    for item in (item for name in queues for item in store.rating_queues.items(name)):
        about = {
            "system": item.system,
            "text": item.text,
            "task": json.dumps(item.task.as_dict(), ensure_ascii=False),
        }
        found.setdefault(item.content_hash, about)
    return found


def _rating_row(rating: "Rating", texts: _Texts) -> dict[str, object]:
    """Return the row of an answer."""
    about = texts.get(rating.content_hash, {})
    return {
        **dict.fromkeys(COLUMNS, ""),
        "rater": rating.profile,
        "criterion": rating.criterion,
        "verdict": f"{rating.value:g}",
        "content_hash": rating.content_hash,
        "at": rating.at,
        **about,
    }


def _vote_row(vote: "Vote", texts: _Texts) -> dict[str, object]:
    """Return the row of a vote; its verdict names `content_hash` ``first``."""
    other = texts.get(vote.second, {})
    return {
        **dict.fromkeys(COLUMNS, ""),
        "rater": vote.profile,
        "criterion": vote.criterion,
        "verdict": vote.verdict,
        "content_hash": vote.first,
        "other_hash": vote.second,
        "on_left": vote.on_left,
        "reasons": " ".join(vote.reasons),
        "at": vote.at,
        **texts.get(vote.first, {}),
        "other_system": other.get("system", ""),
        "other_text": other.get("text", ""),
    }
