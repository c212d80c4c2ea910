"""What a model is worth beside the other methods, measured on what was held out.

After a run the answers of all methods are compared with the held-out instructions. What
was seen is kept by language and by how much the task told, in the project
and, to be read by people, on the model's card; ranking then trusts each candidate as
far as its like has shown there, see `worth`.

Whether a model may judge records is proven at the same time, with it and without, and
kept by `judging`.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from instrstudio.domain.candidate import Candidate
from instrstudio.domain.job import Job, Progress
from instrstudio.domain.language import language_of, normalised
from instrstudio.domain.ports import Method
from instrstudio.domain.profile import TaskProfile
from instrstudio.domain.query import RecordMatch
from instrstudio.domain.wording import message
from instrstudio.services import judging, plugins
from instrstudio.services.context import WorkspaceContext
from instrstudio.services.judging import kind_of, shape_of
from instrstudio.services.leaving_out import others
from instrstudio.services.remembering import remember
from instrstudio.services.training_data import Lesson
from instrstudio.services.workspace import Workspace
from instrstudio.services.worth import Seen, agreements, learned, said

PROOF = "proof"
FEWEST = 8
"""How many held-out tasks of a kind a proof needs."""
_MOST = 40
"""How many of a kind are asked: each costs about half a second."""
_SHOWN = 3
"""How many candidates of each method are looked at, as in the list."""
Proof = dict[str, dict[str, Any]]
"""By kind of task: the count of `items`, and `methods` with the worth of each."""
_Offers = dict[str, list[Candidate]]
"""What each method has offered for one task."""


def prove(
    workspace: Workspace, lessons: Sequence[Lesson], folder: Path
) -> Job[Progress, Proof]:
    """Ask every method for each held-out lesson; return their worth by kind of task.

    A lesson's own instruction is kept out of what retrieval finds. A method that fails
    has said nothing. The project remembers the worths, and for which kinds the model in
    `folder` may judge, see `judging.may_judge`; the worths are those of the methods as
    they will be asked.
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
    judging.proven(workspace, folder, judged)
    proof = {kind: _worths(rows, kind in judged) for kind, rows in enough.items()}
    remember(workspace, folder, PROOF, proof)
    return proof


@dataclass(frozen=True, slots=True)
class _Answers:
    """What a lesson says, and what was offered with the model's judgement and without.

    A method that had nothing judged has offered the same.
    """

    wanted: str
    judged: _Offers = field(default_factory=dict)
    plain: _Offers = field(default_factory=dict)


def _answers(
    workspace: Workspace, profile: TaskProfile, folder: Path, wanted: str
) -> _Answers:
    """Ask every method; one that had the model judge is asked without as well."""
    answers = _Answers(wanted)
    for method in plugins.methods():
        context = _Blind(workspace, profile, folder, wanted, judging=True)
        offered = _offered(method, context)
        answers.judged[method.name] = answers.plain[method.name] = offered
        if context.has_judged:
            context = _Blind(workspace, profile, folder, wanted, judging=False)
            answers.plain[method.name] = _offered(method, context)
    return answers


def _offered(method: Method, context: "_Blind") -> list[Candidate]:
    """Return what a method offers, until it fails."""
    offered: list[Candidate] = []
    with suppress(Exception):  # a plug-in may raise anything
        offered.extend(islice(method.propose(context.profile.task, context), _SHOWN))
    return offered


def _score(candidate: Candidate, wanted: str) -> float:
    """Return how like a candidate is to what was wanted, in [0, 100].

    That is the mean of chrF and ROUGE-L: of short Chinese texts the one sees little
    and the other much, of long English ones the other way round.
    """
    from instrstudio.metrics.chrf import sentence
    from instrstudio.metrics.rouge_l import f1

    text = said(candidate)
    return (sentence(text, [wanted]) + 100 * f1(text, wanted)) / 2


def _first(offers: _Offers, name: str, wanted: str) -> float:
    """Return the score of a method's first answer; 0 where there is none."""
    offered = offers.get(name)
    return _score(offered[0], wanted) if offered else 0.0


def _judging_pays(rows: Sequence[_Answers]) -> bool:
    """Say whether the methods did better with the model's judgement than without."""
    gain = 0.0
    for row in rows:
        for name in row.judged:
            if row.judged[name] is not row.plain[name]:
                gain += _first(row.judged, name, row.wanted)
                gain -= _first(row.plain, name, row.wanted)
    return gain > 0


def _spread(lessons: Sequence[Lesson]) -> Iterator[Lesson]:
    """Yield at most `_MOST` lessons of each kind of task, each instruction once."""
    once = {normalised(lesson.instruction): lesson for lesson in lessons}
    kinds: dict[tuple[str, str], int] = {}
    for lesson in once.values():
        language = lesson.task.language or language_of(lesson.instruction)
        kind = language, shape_of(lesson.task)
        kinds[kind] = kinds.get(kind, 0) + 1
        if kinds[kind] <= _MOST:
            yield lesson


def _worths(rows: Sequence[_Answers], judged: bool) -> dict[str, Any]:
    """Return what each method has shown, and how many items there were."""
    seen: dict[str, list[Seen]] = {}
    firsts: dict[str, float] = {}
    for row in rows:
        offers = row.judged if judged else row.plain
        every = [candidate for offered in offers.values() for candidate in offered]
        agreed = iter(agreements(every))
        for name, offered in offers.items():
            firsts[name] = firsts.get(name, 0.0) + _first(offers, name, row.wanted)
            for candidate in offered:
                one = Seen(candidate.fit, next(agreed), _score(candidate, row.wanted))
                seen.setdefault(name, []).append(one)
    worths = {
        name: learned(seen.get(name, ()), first=first / len(rows)).as_dict()
        for name, first in firsts.items()
    }
    return {"items": len(rows), "methods": worths}


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
        super().__init__(workspace, profile, limit=_SHOWN, checkpoint=folder)
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
