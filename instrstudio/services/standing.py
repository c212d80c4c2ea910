"""How far ranking trusts each method for a task, as the chosen model's card proves."""

import math
from collections.abc import Mapping

from instrstudio.domain.candidate import Candidate
from instrstudio.domain.errors import InstrStudioError
from instrstudio.services.context import WorkspaceContext
from instrstudio.services.judging import kind_of
from instrstudio.services.proving import FEWEST, PROOF
from instrstudio.services.scoring import overall


def standings(context: WorkspaceContext) -> Mapping[str, float]:
    """Return for each method a factor in [0, 1]; empty where nothing is proven.

    The best method on held-out tasks of this kind has 1, the others the square of their
    share of its chrF: fluent templates pass every check, also where nobody on this
    library would have written them, and even unrelated instructions share letters. A
    model that was never compared changes nothing.
    """
    from instrstudio.model.card import read_card

    folder = context.checkpoint()
    if folder is None:
        return {}
    try:
        proof = read_card(folder).get(PROOF)
    except InstrStudioError:
        return {}
    kinds = proof if isinstance(proof, Mapping) else {}
    kind = kinds.get(kind_of(context.profile))
    means = kind if isinstance(kind, Mapping) else {}
    scores = {
        str(name): float(value)
        for name, value in means.items()
        if isinstance(value, (int, float)) and math.isfinite(value)
    }
    if scores.pop("items", 0.0) < FEWEST:
        return {}
    best = max(scores.values(), default=0.0)
    if best <= 0:
        return {}
    return {name: (max(0.0, value) / best) ** 2 for name, value in scores.items()}


def standing_of(candidate: Candidate) -> float | None:
    """Return the factor in [0, 1] a candidate was scored with; None if it was not.

    It lies between the score and what the checks say. So an edited candidate keeps the
    trust of the model that was asked for it, whichever the project has chosen since.
    """
    whole = overall(candidate.scores, candidate.fit)
    if not candidate.scores or whole <= 0:
        return None
    return min(1.0, candidate.score / whole)
