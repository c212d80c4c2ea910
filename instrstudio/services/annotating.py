"""Annotation: rows in order, proposals ready before they are shown, verdicts.

A set is made once, from a file or from records. Whoever annotates is named by the
profile; several people may work on one set. Verdicts are logged one transaction each,
and can be taken back in their order.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from instrstudio.domain.annotation import (
    ACCEPT,
    EDIT,
    KEEPING,
    VERDICTS,
    Annotation,
    AnnotationProgress,
    AnnotationRow,
    AnnotationSet,
)
from instrstudio.domain.candidate import Construction
from instrstudio.domain.errors import InvalidInput
from instrstudio.domain.job import Cancelled, Job, Progress
from instrstudio.domain.wording import message
from instrstudio.services import feedback
from instrstudio.services.annotating_rows import Waiting
from instrstudio.services.construct import ConstructOptions, construct

if TYPE_CHECKING:
    from instrstudio.services.workspace import Workspace

AHEAD = 5
"""So many rows have their proposals before they are shown."""

CHUNK = 500
"""Rows that go into a new set at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """Event: the methods have answered for a row of a set."""

    name: str
    place: int
    proposals: Construction


def make(
    workspace: "Workspace", found: AnnotationSet, rows: Iterator[Waiting]
) -> Job[Progress, AnnotationSet]:
    """Make a set of `rows`, see `annotating_rows`; cancelled, there is none.

    The rows are read and written a few at a time, in one transaction.

    Raises:
        InvalidInput: The name is empty or taken, there is no row, or one cannot be
            read. Nothing is made then.
        NotFound: There is no file to read from.
    """
    name = found.name.strip()
    if not name:
        raise InvalidInput(message("The annotation set needs a name."))
    sets, done = workspace.store.annotations, 0
    with workspace.store.atomic():
        sets.add(replace(found, name=name, annotators=max(1, found.annotators)))
        while chunk := list(islice(rows, CHUNK)):
            done += sets.append(name, chunk, done)
            yield Progress(done=done, message=message("Reading rows…"))
        if not done:
            raise InvalidInput(
                message("There is nothing to annotate: no row has a task.")
            )
    return sets.get(name)


def sets(workspace: "Workspace") -> list[AnnotationSet]:
    """Return all sets, newest first."""
    return workspace.store.annotations.all()


def change(workspace: "Workspace", found: AnnotationSet) -> AnnotationSet:
    """Put another guideline, licence or number of annotators into a set.

    Raises:
        NotFound: There is no such set.
    """
    before = workspace.store.annotations.get(found.name)
    kept = replace(
        found, annotators=max(1, found.annotators), source=before.source, at=before.at
    )
    workspace.store.annotations.change(kept)
    return kept


def remove(workspace: "Workspace", name: str) -> None:
    """Remove a set with all that was said of its rows; records stay.

    Raises:
        NotFound: There is no such set.
    """
    workspace.store.annotations.get(name)
    workspace.store.annotations.remove(name)


def row(workspace: "Workspace", name: str, place: int) -> AnnotationRow:
    """Return one row, with its proposals where there are any yet.

    Raises:
        NotFound: There is no such row.
    """
    return workspace.store.annotations.row(name, place)


def said_of(workspace: "Workspace", name: str, place: int) -> list[Annotation]:
    """Return what all annotators say of a row, oldest first."""
    return workspace.store.annotation_log.of(name, place)


def upcoming(
    workspace: "Workspace",
    name: str,
    *,
    after: int = -1,
    limit: int = AHEAD,
    annotator: str = "",
) -> list[AnnotationRow]:
    """Return the next rows that somebody may judge, those behind `after` first.

    Rows that they, or as many others as are wanted, have judged are left out.

    Raises:
        NotFound: There is no such set.
    """
    store = workspace.store
    wanted = store.annotations.get(name).annotators
    who = _who(workspace, annotator)
    places = store.annotation_log.open_places(name, who, wanted, after, limit)
    return [store.annotations.row(name, place) for place in places]


def prefetch(
    workspace: "Workspace",
    name: str,
    *,
    after: int = -1,
    limit: int = AHEAD,
    annotator: str = "",
    options: ConstructOptions | None = None,
) -> Job[Proposed | Progress, int]:
    """Ask the methods for the next rows that have no proposals yet; count them.

    What is proposed is kept with the row, so that nobody waits for it again. Cancelled,
    what is whole is kept. A row that no method can answer has an empty list.

    Raises:
        NotFound: There is no such set.
    """
    store = workspace.store
    wanted = store.annotations.get(name).annotators
    who = _who(workspace, annotator)
    places = store.annotation_log.open_places(name, who, wanted, after, limit)
    done = 0
    with suppress(Cancelled):
        for place in store.annotations.unproposed(name, places):
            yield Progress(
                done=done, total=len(places), message=message("Proposing instructions…")
            )
            yield (yield from propose(workspace, name, place, options))
            done += 1
    return done


def propose(
    workspace: "Workspace",
    name: str,
    place: int,
    options: ConstructOptions | None = None,
) -> Job[Progress, Proposed]:
    """Ask the methods for one row and keep what they say, unless it is there already.

    Cancelled, nothing is kept.

    Raises:
        NotFound: There is no such row.
    """
    found = workspace.store.annotations.row(name, place)
    if found.proposals is not None:
        return Proposed(name=name, place=place, proposals=found.proposals)
    wish = replace(options or _options(workspace), record=False)
    said = Construction(candidates=())
    before = Progress(done=place, message=message("Proposing instructions…"))
    job = construct(workspace, found.task, wish)
    with suppress(InvalidInput):  # the row is shown without proposals
        while True:
            try:
                next(job)
            except StopIteration as end:
                said = end.value
                break
            yield before  # a stop must get in; what was found so far is thrown away
    with workspace.store.atomic():
        number = workspace.store.constructions.insert(found.task, said)
        workspace.store.annotations.propose(name, place, number)
    kept = workspace.store.annotations.row(name, place).proposals
    return Proposed(name=name, place=place, proposals=kept or said)


def _options(workspace: "Workspace") -> ConstructOptions:
    """Return how proposals are made where nothing else is wished."""
    return ConstructOptions(device=workspace.settings.device)


def judge(workspace: "Workspace", name: str, said: Annotation) -> Annotation:
    """Note a verdict of the annotator named in it, or of the present profile.

    What stands in the box unchanged is an ``accept``, whatever is asked; what differs
    from the proposal is an ``edit``. What was chosen is also logged for learning. All
    of it is one transaction.

    Raises:
        InvalidInput: There is no such verdict, or no text where one is needed.
        NotFound: There is no such row.
    """
    noted = replace(_checked(said), annotator=_who(workspace, said.annotator))
    store = workspace.store
    with store.atomic():
        shown = store.annotations.row(name, said.place)
        kept = store.annotation_log.say(name, noted)
        _learn(workspace, shown, kept)
    return kept


def undo(workspace: "Workspace", name: str, annotator: str = "") -> Annotation | None:
    """Take back the last verdict of an annotator in a set; None where there is none.

    Called again it takes back the one before.
    """
    return workspace.store.annotation_log.take_back(name, _who(workspace, annotator))


def progress(
    workspace: "Workspace", name: str, annotator: str = ""
) -> AnnotationProgress:
    """Count how far a set is, and what an annotator has done of it.

    Raises:
        NotFound: There is no such set.
    """
    wanted = workspace.store.annotations.get(name).annotators
    return workspace.store.annotation_log.progress(
        name, _who(workspace, annotator), wanted
    )


def skipped(workspace: "Workspace", name: str, annotator: str = "") -> list[int]:
    """Return the places of the rows that an annotator has left to others."""
    who = _who(workspace, annotator)
    return workspace.store.annotation_log.skipped_places(name, who)


def annotators(workspace: "Workspace", name: str) -> list[str]:
    """Return who has said anything in a set, by name."""
    return workspace.store.annotation_log.annotators(name)


def _who(workspace: "Workspace", annotator: str) -> str:
    return annotator or workspace.settings.profile


def _checked(said: Annotation) -> Annotation:
    """Return a verdict that says what it is."""
    if said.verdict not in VERDICTS:
        raise InvalidInput(
            message(
                "There is no verdict “{verdict}”; choose among {known}.",
                verdict=said.verdict,
                known=", ".join(VERDICTS),
            )
        )
    if said.verdict not in KEEPING:
        return replace(said, text="")
    if not said.text.strip():
        raise InvalidInput(message("The instruction is empty: write one, or reject."))
    try:
        said.text.encode()
    except UnicodeEncodeError as error:
        raise InvalidInput(
            message("The text holds half of a character: remove it.")
        ) from error
    return replace(said, verdict=ACCEPT if said.text == said.proposed else EDIT)


def _learn(workspace: "Workspace", shown: AnnotationRow, said: Annotation) -> None:
    """Log which proposal was taken, or what it was edited into."""
    offered = shown.proposals.candidates if shown.proposals else ()
    texts = [candidate.text for candidate in offered]
    if shown.proposals is None or said.proposed not in texts:
        return
    if said.verdict not in KEEPING or said.is_final:
        return
    number, rank = shown.proposals.id, texts.index(said.proposed) + 1
    if said.verdict == ACCEPT:
        feedback.chose(workspace, number, rank, said.text, profile=said.annotator)
    else:
        feedback.edited(
            workspace,
            number,
            rank,
            said.proposed,
            said.text,
            profile=said.annotator,
        )
