"""Rows that wait for an instruction, and what annotators say of them."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from instrstudio.domain.candidate import Construction
from instrstudio.domain.task import Task

ACCEPT, EDIT, REJECT, SKIP = "accept", "edit", "reject", "skip"
VERDICTS = (ACCEPT, EDIT, REJECT, SKIP)
"""Taken as proposed, changed, no instruction fits, and “I leave it to others”."""

KEEPING = (ACCEPT, EDIT)
"""The verdicts that give a text."""

OPEN, SETTLED, DISPUTED = "open", "settled", "disputed"
"""How a row stands: judgements are missing, are all there, or contradict."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotationSet:
    """A set of rows with what annotators should know.

    `annotators` says how many must judge each row; `licence` goes to the records that
    come of it; `source` names what the rows were read from; `at` is an ISO 8601 time.
    """

    name: str
    guideline: str = ""
    licence: str = ""
    annotators: int = 1
    source: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotationRow:
    """One row of a set, `place` counts from 0.

    `proposals` is what the methods offered, None while none was asked; `record` is the
    record of the library that the row was made from, if it was.
    """

    place: int
    task: Task
    record: int | None = None
    proposals: Construction | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """What one person said of one row.

    `proposed` is the text that the box began with and `method` who wrote it; both are
    empty where the text was written from nothing. A final one settles a dispute.
    """

    place: int
    annotator: str
    verdict: str
    text: str = ""
    proposed: str = ""
    method: str = ""
    is_final: bool = False
    at: str = ""
    id: int = 0

    @property
    def digest(self) -> str:
        """What two annotations share when they say the same."""
        if self.verdict not in KEEPING:
            return self.verdict
        said = normalised(self.text).encode("utf-8", "surrogatepass")
        return blake2b(said, digest_size=16).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotationProgress:
    """How far a set is: counts of rows.

    `mine` counts the verdicts of one annotator, `open_to_me` what they could still do.
    """

    total: int = 0
    settled: int = 0
    disputed: int = 0
    mine: int = 0
    skipped: int = 0
    open_to_me: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far two annotators say the same, over `rows` that both judged.

    `verdict` is the share where both or neither rejected the row; `exact`,
    `normalised` and `chrf` (in [0, 1]) are about the `texts` rows where both gave a
    text, and None where there is none.
    """

    rows: int = 0
    texts: int = 0
    verdict: float | None = None
    exact: float | None = None
    normalised: float | None = None
    chrf: float | None = None


def normalised(text: str) -> str:
    """Return what is left of a text without case, width, signs and white space.

    >>> normalised("Sum it up.") == normalised("Ｓum it  up")
    True
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    kept = (c for c in folded if unicodedata.category(c)[0] not in "PZC")
    return "".join(kept) or folded.strip()


def judged(annotations: Iterable[Annotation]) -> list[Annotation]:
    """Return the verdicts of annotators themselves, in the order of their ids.

    Skips and final ones are left out.
    """
    kept = [a for a in annotations if not a.is_final and a.verdict != SKIP]
    return sorted(kept, key=lambda annotation: annotation.id)


def settlement(annotations: Sequence[Annotation], wanted: int) -> Annotation | None:
    """Return the annotation that counts for a row, None while it is not settled.

    A final one always counts; else as many as `wanted` must say the same, and the
    first of them counts.
    """
    final = next((a for a in annotations if a.is_final), None)
    if final is not None:
        return final
    given = judged(annotations)
    if len(given) < max(1, wanted) or len({a.digest for a in given}) > 1:
        return None
    return given[0]


def standing(annotations: Sequence[Annotation], wanted: int) -> str:
    """Return whether a row is `OPEN`, `SETTLED` or `DISPUTED`.

    Two who contradict are a dispute, however many are wanted.
    """
    if settlement(annotations, wanted) is not None:
        return SETTLED
    different = {a.digest for a in judged(annotations)}
    return DISPUTED if len(different) > 1 else OPEN
