"""Candidates as JSON and back, whole: what was shown can be looked at again."""

from collections.abc import Mapping
from typing import Any

from instrstudio.domain.candidate import (
    Candidate,
    MethodFailed,
    Provenance,
    Score,
)
from instrstudio.domain.span import Span
from instrstudio.domain.wording import Message


def candidate_json(candidate: Candidate) -> dict[str, object]:
    """Return a candidate as JSON values."""
    return {
        "method": candidate.method,
        "text": candidate.text,
        "spans": [span.as_dict() for span in candidate.spans],
        "provenance": candidate.provenance.as_dict(),
        "fit": candidate.fit,
        "scores": [
            {
                "name": score.name,
                "value": score.value,
                "weight": score.weight,
                "note": _said(score.note),
            }
            for score in candidate.scores
        ],
        "score": candidate.score,
    }


def candidate_from(data: Mapping[str, Any]) -> Candidate:
    """Read what `candidate_json` wrote."""
    return Candidate(
        method=data["method"],
        text=data["text"],
        spans=tuple(map(Span.from_dict, data["spans"])),
        provenance=_provenance(data["provenance"]),
        fit=data["fit"],
        scores=tuple(
            Score(
                name=score["name"],
                value=score["value"],
                weight=score["weight"],
                note=_heard(score["note"]),
            )
            for score in data["scores"]
        ),
        score=data["score"],
    )


def failure_json(failure: MethodFailed) -> dict[str, object]:
    """Return the failure of a method as JSON values."""
    said = failure.message
    note = Message(said) if isinstance(said, str) else said
    return {"method": failure.method, "message": _said(note)}


def failure_from(data: Mapping[str, Any]) -> MethodFailed:
    """Read what `failure_json` wrote."""
    return MethodFailed(
        method=data["method"], message=_heard(data["message"]) or Message("")
    )


def _provenance(data: Mapping[str, Any]) -> Provenance:
    """Read where a candidate came from."""
    return Provenance(
        source=data["source"],
        template=data["template"] or "",
        records=tuple(data["records"]),
        checkpoint=data["checkpoint"] or "",
        versions=data["versions"],
        log_probability=data["log_probability"],
    )


def _said(note: Message | None) -> list[object] | None:
    """Return a sentence as its template and values."""
    return None if note is None else [note.template, dict(note.values)]


def _heard(data: list[Any] | None) -> Message | None:
    """Read a sentence."""
    return None if data is None else Message(data[0], data[1])
