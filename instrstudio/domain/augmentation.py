"""More rows for a training set: what would be added, before anything is."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from instrstudio.domain.record import Record

PARAPHRASE, SAMPLES, LABELLED = "paraphrase", "samples", "labelled"
WAYS = (PARAPHRASE, SAMPLES, LABELLED)
"""Other words; other samples, or in another order; an instruction for bare samples."""
TAG = "augmented"
"""The tag of every record that was made so; the way is a second one."""

NO_WORDING, FEW_SAMPLES, KNOWN = "no_wording", "few_samples", "known"
"""Why nothing was made of a record: no rule knows other words; there is one sample or
none; the library has it already."""
NOTHING_WRITTEN, LEAKS, OTHER_KIND, LOW_SCORE = (
    "nothing_written",
    "leaks",
    "other_kind",
    "low_score",
)
"""Why a sample got no instruction: none was written that can be used; it gives the
sample away; it reads as another kind of task; it fits other samples as well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition:
    """A record that would be added; `score` is that of its round trip, if it has one.

    `record.parent` is what it was made from.
    """

    record: Record
    way: str
    score: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Augmented:
    """What would be added of so many rows looked at, and why not more."""

    way: str
    looked_at: int
    additions: tuple[Addition, ...]
    left_out: Mapping[str, int] = field(default_factory=dict)

    def as_dict(self) -> dict[str, object]:
        """Return the JSON form, the rows left to `additions`."""
        return {
            "way": self.way,
            "looked_at": self.looked_at,
            "added": len(self.additions),
            "left_out": dict(self.left_out),
            "additions": [
                {
                    "instruction": one.record.instruction,
                    "parent": one.record.parent,
                    "score": one.score,
                    "examples": [e.as_dict() for e in one.record.examples],
                }
                for one in self.additions
            ],
        }
