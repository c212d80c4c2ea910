"""A proposed instruction, how good it looks, and where its words come from."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from instrstudio.domain.span import Span
from instrstudio.domain.wording import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """The verdict of one check: `value` in [0, 1], higher is better.

    `note` says in a few words what was found, when that is worth saying.
    """

    name: str
    value: float
    weight: float = 1.0
    note: Message | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """What a candidate was made from.

    `source` is one line for people (a template's name, “Records 12 + 40”, a model's
    name). `template`, `records` and `checkpoint` are ids; `versions` maps each to the
    version used.
    """

    source: str = ""
    template: str = ""
    records: tuple[int, ...] = ()
    checkpoint: str = ""
    versions: Mapping[str, str] = field(default_factory=dict)
    log_probability: float | None = None

    def as_dict(self) -> dict[str, object]:
        """Return the JSON form."""
        return {
            "source": self.source,
            "template": self.template or None,
            "records": list(self.records),
            "checkpoint": self.checkpoint or None,
            "versions": dict(self.versions),
            "log_probability": self.log_probability,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """Where a model looked while it wrote a text.

    `source` and `text` are what was read and written, the tokens their pieces.
    `attention` has the shape (target tokens, source tokens); rows sum to 1. `copied` is
    the probability, for each target token, that it was copied; empty where the model
    cannot copy.
    """

    source: str
    text: str
    source_tokens: tuple[str, ...]
    target_tokens: tuple[str, ...]
    attention: tuple[tuple[float, ...], ...]
    copied: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A constructed instruction that is not saved yet.

    `fit` in [0, 1] is the method's own opinion of how well its material (template,
    records, model) suits the task; `score` is the overall score after the checks.
    `alignment` is there where a model with attention wrote the text; it is neither
    compared nor kept.
    """

    method: str
    text: str
    spans: tuple[Span, ...]
    provenance: Provenance = Provenance()
    fit: float = 0.5
    scores: tuple[Score, ...] = ()
    score: float = 0.0
    alignment: Alignment | None = field(default=None, compare=False, repr=False)

    def as_dict(self, rank: int) -> dict[str, object]:
        """Return the JSON form of the candidate at `rank` (1 is the best)."""
        return {
            "rank": rank,
            "method": self.method,
            "text": self.text,
            "score": round(self.score, 4),
            "scores": {s.name: round(s.value, 4) for s in self.scores},
            "provenance": self.provenance.as_dict(),
            "spans": [span.as_dict() for span in self.spans],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Event: what a method has written so far; its candidates take its place."""

    method: str
    text: str
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodFailed:
    """Event: a method could not answer; the others go on."""

    method: str
    message: Message | str


@dataclass(frozen=True, slots=True, kw_only=True)
class Construction:
    """The answer to one task: candidates best first, and which methods failed.

    `offered` are all candidates as the methods gave them, in their own order, those
    with the same text included; it is neither compared nor kept.
    """

    candidates: tuple[Candidate, ...]
    failures: tuple[MethodFailed, ...] = ()
    seed: int = 0
    id: int | None = None
    offered: tuple[Candidate, ...] = field(default=(), compare=False, repr=False)
