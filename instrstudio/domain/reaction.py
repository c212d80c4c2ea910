"""What a person did with a candidate, and beside which others it stood."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from instrstudio.domain.candidate import Candidate
from instrstudio.domain.profile import TaskProfile

UNLEARNED = "unlearned"
"""The name of the score that keeps what a candidate had before anything was learned."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What was read off the task that a text was made for.

    `input_form`, `output_form` and `slot` (with its brackets) are in the language of
    the instruction; `kept` are words of the task that have to stay as they are.
    """

    language: str = ""
    task_type: str = ""
    input_form: str = ""
    output_form: str = ""
    slot: str = ""
    constraints: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()

    @classmethod
    def of(cls, profile: TaskProfile) -> "Facts":
        """Return the facts of a task."""
        phrases = (
            *profile.labels,
            *profile.fields,
            profile.source_language,
            profile.target_language,
            profile.programming_language,
        )
        return cls(
            language=profile.language,
            task_type=profile.task_type,
            input_form=profile.input_form.text,
            output_form=profile.output_form.text,
            slot=profile.slot_text if profile.has_input else "",
            constraints=tuple(phrase.text for phrase in profile.constraints),
            kept=tuple(phrase.text for phrase in phrases if phrase),
        )

    def as_dict(self) -> dict[str, object]:
        """Return the JSON form."""
        return {
            "language": self.language,
            "task_type": self.task_type,
            "input_form": self.input_form,
            "output_form": self.output_form,
            "slot": self.slot,
            "constraints": list(self.constraints),
            "kept": list(self.kept),
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Facts":
        """Read the JSON form; what is missing is empty."""
        return cls(
            language=str(data.get("language", "")),
            task_type=str(data.get("task_type", "")),
            input_form=str(data.get("input_form", "")),
            output_form=str(data.get("output_form", "")),
            slot=str(data.get("slot", "")),
            constraints=tuple(map(str, data.get("constraints", ()))),
            kept=tuple(map(str, data.get("kept", ()))),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What tells of a candidate that was shown: its text, and numbers in [0, 1].

    `score` is the one it had before anything was learned.
    """

    text: str
    method: str = ""
    score: float = 0.0
    fit: float = 0.0
    log_probability: float | None = None
    checks: Mapping[str, float] = field(default_factory=dict)

    @classmethod
    def of(cls, candidate: Candidate) -> "Shown":
        """Return what tells of `candidate`."""
        checks = {score.name: score.value for score in candidate.scores}
        return cls(
            text=candidate.text,
            method=candidate.method,
            score=checks.pop(UNLEARNED, candidate.score),
            fit=candidate.fit,
            log_probability=candidate.provenance.log_probability,
            checks=checks,
        )

    def as_dict(self) -> dict[str, object]:
        """Return the JSON form."""
        return {
            "text": self.text,
            "method": self.method,
            "score": round(self.score, 4),
            "fit": round(self.fit, 4),
            "log_probability": self.log_probability,
            "checks": {name: round(value, 4) for name, value in self.checks.items()},
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Shown":
        """Read the JSON form."""
        likely = data.get("log_probability")
        return cls(
            text=str(data.get("text", "")),
            method=str(data.get("method", "")),
            score=float(data.get("score", 0.0)),
            fit=float(data.get("fit", 0.0)),
            log_probability=float(likely) if likely is not None else None,
            checks={str(k): float(v) for k, v in data.get("checks", {}).items()},
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Reaction:
    """One thing done: `kind` is that of the event, `place` counts from 0 in `shown`.

    `text` is the text it was done with, `after` what an edit made of it. `weight` says
    how much it tells: 1 for a choice, less for what is said in passing; below 0 where
    the text was not wanted.
    """

    kind: str
    text: str
    after: str = ""
    place: int | None = None
    shown: Sequence[Shown] = ()
    facts: Facts = Facts()
    weight: float = 1.0

    @property
    def final(self) -> str:
        """The text that was wanted in the end; empty where none was."""
        if self.weight <= 0:
            return ""
        return self.after or self.text
