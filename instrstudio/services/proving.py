"""What a model is worth beside the other methods, measured on what was held out.

After a run the first answers of all methods are compared with the held-out
instructions. The means go on the model's card, by language and by whether the task had
a description; ranking then trusts each method as far as it has shown there.

Whether a model may judge records is proven at the same time, with it and without, and
kept by `judging`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from instrstudio.domain.candidate import Candidate
from instrstudio.domain.job import Job, Progress
from instrstudio.domain.language import language_of, normalised
from instrstudio.domain.ports import Method
from instrstudio.domain.profile import TaskProfile
from instrstudio.domain.query import RecordMatch
from instrstudio.domain.span import Origin
from instrstudio.domain.wording import message
from instrstudio.services import judging, plugins
from instrstudio.services.context import WorkspaceContext
from instrstudio.services.judging import kind_of
from instrstudio.services.training_data import Lesson, others
from instrstudio.services.workspace import Workspace

PROOF = "proof"
FEWEST = 8
"""How many held-out tasks of a kind a proof needs."""
_MOST = 40
"""How many of a kind are asked: each costs about half a second."""
Proof = dict[str, dict[str, float]]
"""Mean chrF in [0, 100] of each method, and the count of `items`, by kind of task."""


def prove(
    workspace: Workspace, lessons: Sequence[Lesson], folder: Path
) -> Job[Progress, Proof]:
    """Ask every method for each held-out lesson; return means by kind of task.

    A lesson's own instruction is kept out of what retrieval finds. A method that fails
    has said nothing. The project remembers for which kinds the model in `folder` may
    judge, see `judging.may_judge`; the means are those of the methods as they will be
    asked.
    """
    from instrstudio.analysis.profile import profile_of

    found: dict[str, list[_Answers]] = {}
    chosen = list(_spread(lessons))
    if len(chosen) < FEWEST:
        return {}
    for number, lesson in enumerate(chosen):
        yield Progress(
            done=number, total=len(chosen), message=message("Comparing the methods")
        )
        profile = profile_of(lesson.task)
        answers = _answers(workspace, profile, folder, lesson.instruction)
        found.setdefault(kind_of(profile), []).append(answers)
    enough = {kind: rows for kind, rows in found.items() if len(rows) >= FEWEST}
    judged = [kind for kind, rows in enough.items() if _judging_pays(rows)]
    judging.remember(workspace, folder, judged)
    return {kind: _means(rows, kind in judged) for kind, rows in enough.items()}


@dataclass(frozen=True, slots=True)
class _Answers:
    """The chrF of each method for a lesson, with and without the model's judgement."""

    judged: dict[str, float] = field(default_factory=dict)
    plain: dict[str, float] = field(default_factory=dict)


def _answers(
    workspace: Workspace, profile: TaskProfile, folder: Path, wanted: str
) -> _Answers:
    """Ask every method; one that had the model judge is asked without as well."""
    answers = _Answers()
    for method in plugins.methods():
        context = _Blind(workspace, profile, folder, wanted, judging=True)
        score = _score(method, context, wanted)
        answers.judged[method.name] = answers.plain[method.name] = score
        if context.has_judged:
            context = _Blind(workspace, profile, folder, wanted, judging=False)
            answers.plain[method.name] = _score(method, context, wanted)
    return answers


def _score(method: Method, context: "_Blind", wanted: str) -> float:
    """Return the chrF of a method's first answer, in [0, 100]; 0 where it fails."""
    from instrstudio.metrics.chrf import sentence

    try:
        first = next(iter(method.propose(context.profile.task, context)), None)
    except Exception:  # noqa: BLE001 - a plug-in may raise anything
        first = None
    return sentence(said(first) if first else "", [wanted])


def _judging_pays(rows: Sequence[_Answers]) -> bool:
    """Say whether the methods did better with the model's judgement than without."""
    gains = (sum(row.judged.values()) - sum(row.plain.values()) for row in rows)
    return sum(gains) > 0


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


def _means(rows: Sequence[_Answers], judged: bool) -> dict[str, float]:
    """Return the mean of each method, and how many items there were."""
    scores = [row.judged if judged else row.plain for row in rows]
    means = {
        name: round(sum(score[name] for score in scores) / len(scores), 2)
        for name in scores[0]
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
        self,
        workspace: Workspace,
        profile: TaskProfile,
        folder: Path,
        own: str,
        *,
        judging: bool,
    ) -> None:
        super().__init__(workspace, profile, limit=1, checkpoint=folder)
        self._own = normalised(own)
        self._judging = judging
        self.has_judged = False

    def nearest(self, limit: int) -> Sequence[RecordMatch]:
        """Return the nearest records but the one that is asked for."""
        return others(super().nearest, limit, {self._own})

    def affinities(self, texts: Sequence[str]) -> Sequence[float] | None:
        """Return what the model thinks of texts, which is what is to be proven."""
        if not self._judging:
            return None
        self.has_judged = True
        return self.judged(texts)
