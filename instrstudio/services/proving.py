"""What a model is worth beside the other methods, measured on what was held out.

After a run the first answers of all methods are compared with the held-out
instructions. The means go on the model's card, by language and by whether the task had
a description; ranking then trusts each method as far as it has shown there.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from instrstudio.domain.candidate import Candidate
from instrstudio.domain.job import Job, Progress
from instrstudio.domain.language import language_of, normalised
from instrstudio.domain.profile import TaskProfile
from instrstudio.domain.query import RecordMatch
from instrstudio.domain.span import Origin
from instrstudio.domain.wording import message
from instrstudio.services import plugins
from instrstudio.services.context import WorkspaceContext
from instrstudio.services.training_data import Lesson, others
from instrstudio.services.workspace import Workspace

PROOF = "proof"
FEWEST = 8
"""How many held-out tasks of a kind a proof needs."""
_MOST = 20
"""How many of a kind are asked: each costs about a second."""
Proof = dict[str, dict[str, float]]
"""Mean chrF in [0, 100] of each method, and the count of `items`, by kind of task."""


def kind_of(profile: TaskProfile) -> str:
    """Return the kind of task a proof is valid for."""
    described = "described" if profile.task.description.strip() else "shown"
    return f"{profile.language}-{described}"


def prove(
    workspace: Workspace, lessons: Sequence[Lesson], folder: Path
) -> Job[Progress, Proof]:
    """Ask every method for each held-out lesson; return means by kind of task.

    A lesson's own instruction is kept out of what retrieval finds. A method that fails
    has said nothing.
    """
    from instrstudio.analysis.profile import profile_of
    from instrstudio.metrics.chrf import sentence

    found: dict[str, list[dict[str, float]]] = {}
    chosen = list(_spread(lessons))
    if len(chosen) < FEWEST:
        return {}
    for number, lesson in enumerate(chosen):
        yield Progress(
            done=number, total=len(chosen), message=message("Comparing the methods")
        )
        profile = profile_of(lesson.task)
        context = _Blind(workspace, profile, folder, lesson.instruction)
        scores = {}
        for method in plugins.methods():
            try:
                first = next(iter(method.propose(profile.task, context)), None)
            except Exception:  # noqa: BLE001 - a plug-in may raise anything
                first = None
            text = said(first) if first else ""
            scores[method.name] = sentence(text, [lesson.instruction])
        found.setdefault(kind_of(profile), []).append(scores)
    return {kind: _means(rows) for kind, rows in found.items() if len(rows) >= FEWEST}


def _spread(lessons: Sequence[Lesson]) -> Iterator[Lesson]:
    """Yield at most `_MOST` lessons of each kind of task, each instruction once."""
    once = {normalised(lesson.instruction): lesson for lesson in lessons}
    kinds: dict[tuple[str, bool], int] = {}
    for lesson in once.values():
        language = lesson.task.language or language_of(lesson.instruction)
        kind = language, bool(lesson.task.description.strip())
        kinds[kind] = kinds.get(kind, 0) + 1
        if kinds[kind] <= _MOST:
            yield lesson


def _means(rows: Sequence[dict[str, float]]) -> dict[str, float]:
    """Return the mean of each method, and how many items there were."""
    means = {
        name: round(sum(row[name] for row in rows) / len(rows), 2) for name in rows[0]
    }
    return {**means, "items": float(len(rows))}


def said(candidate: Candidate) -> str:
    """Return a candidate's text without the place of its input."""
    kept, at = [], 0
    for span in sorted(candidate.spans, key=lambda span: span.start):
        if span.origin is Origin.SLOT:
            kept.append(candidate.text[at : span.start])
            at = span.end
    return "".join([*kept, candidate.text[at:]]).strip()


class _Blind(WorkspaceContext):
    """A context that has never seen one instruction."""

    def __init__(
        self, workspace: Workspace, profile: TaskProfile, folder: Path, own: str
    ) -> None:
        super().__init__(workspace, profile, limit=1, checkpoint=folder)
        self._own = normalised(own)

    def nearest(self, limit: int) -> Sequence[RecordMatch]:
        """Return the nearest records but the one that is asked for."""
        return others(super().nearest, limit, {self._own})
