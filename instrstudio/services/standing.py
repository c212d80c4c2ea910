"""How far ranking trusts each candidate for a task, as held-out tasks have proven."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from instrstudio.domain.candidate import Candidate
from instrstudio.domain.errors import InstrStudioError
from instrstudio.services.judging import kind_of
from instrstudio.services.proving import FEWEST, PROOF
from instrstudio.services.remembering import recall
from instrstudio.services.scoring import overall
from instrstudio.services.worth import Worth, agreements

if TYPE_CHECKING:
    from instrstudio.services.context import WorkspaceContext
    from instrstudio.services.workspace import Workspace


def standings(context: "WorkspaceContext") -> Mapping[str, float]:
    """Return for each method a factor in [0, 1]; empty where nothing is proven.

    The method whose first answers did best on held-out tasks of this kind has 1, the
    others the square of their share of its score: fluent templates pass every check,
    also where nobody on this library would have written them. It is what can be said
    before all have answered; `weighed` knows more.
    """
    worths = proven(context)
    best = max((worth.first for worth in worths.values()), default=0.0)
    if best <= 0:
        return {}
    return {name: _share(worth.first, best) for name, worth in worths.items()}


def weighed(
    candidates: Sequence[Candidate], context: "WorkspaceContext"
) -> list[Candidate]:
    """Return the candidates with scores that know of each other.

    Each is trusted by what it can be expected to be worth, beside the best of the list;
    where nothing is proven, or of a method of which nothing is, the score stays.
    """
    worths = proven(context)
    expected = [
        worths[candidate.method].of(candidate.fit, agreement)
        if candidate.method in worths
        else None
        for candidate, agreement in zip(
            candidates, agreements(candidates) if worths else (), strict=bool(worths)
        )
    ]
    best = max((worth for worth in expected if worth is not None), default=0.0)
    if best <= 0:
        return list(candidates)
    return [
        candidate if worth is None else _trusted(candidate, _share(worth, best))
        for candidate, worth in zip(candidates, expected, strict=True)
    ]


def _share(worth: float, best: float) -> float:
    """Return the factor for what is worth so much where `best` is the most.

    Even unrelated instructions share letters: the square sets good from fair apart.
    """
    share = max(0.0, worth) / best
    return share * share


def _trusted(candidate: Candidate, standing: float) -> Candidate:
    """Return a candidate with the score that its checks and a standing give it."""
    whole = overall(candidate.scores, candidate.fit)
    return replace(candidate, score=round(standing * whole, 4))


def proven(context: "WorkspaceContext") -> Mapping[str, Worth]:
    """Return the worth of each method for tasks of this kind; empty if unproven.

    A proof is what this project has seen of the chosen model. Only of the model that
    comes with the program does its card count: any other card may say anything.
    """
    folder = context.checkpoint()
    if folder is None:
        return {}
    kind = _proof(context.workspace, folder).get(kind_of(context.profile))
    if not isinstance(kind, Mapping):
        return {}
    items = kind.get("items")
    if not isinstance(items, (int, float)) or not (FEWEST <= items < math.inf):
        return {}
    return dict(_worths(kind.get("methods")))


def _worths(methods: object) -> Iterator[tuple[str, Worth]]:
    """Yield what is understood of the methods of a proof."""
    if isinstance(methods, Mapping):
        for name, data in methods.items():
            worth = Worth.known(data)
            if worth is not None:
                yield str(name), worth


def _proof(workspace: "Workspace", folder: Path) -> Mapping[str, object]:
    """Return what is proven of the model in `folder`, by kind of task."""
    from instrstudio.model.card import read_card
    from instrstudio.services.checkpoints import shipped

    seen = recall(workspace, folder, PROOF)
    if seen or folder != shipped():
        return seen
    try:
        told = read_card(folder).get(PROOF)
    except InstrStudioError:
        return {}
    return told if isinstance(told, Mapping) else {}


def standing_of(candidate: Candidate) -> float | None:
    """Return the factor in [0, 1] a candidate was scored with; None if it was not.

    It lies between the score and what the checks say. So an edited candidate keeps the
    trust of the model that was asked for it, whichever the project has chosen since.
    """
    whole = overall(candidate.scores, candidate.fit)
    if not candidate.scores or whole <= 0:
        return None
    return min(1.0, candidate.score / whole)
