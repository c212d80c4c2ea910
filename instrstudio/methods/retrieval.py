"""The retrieval method: related instructions, combined and modified to fit."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from instrstudio.domain.candidate import Candidate, Provenance
from instrstudio.domain.errors import NotFound
from instrstudio.domain.language import normalised
from instrstudio.domain.ports import Context, wishes_of
from instrstudio.domain.profile import TaskProfile
from instrstudio.domain.query import RecordMatch
from instrstudio.domain.reaction import Facts
from instrstudio.domain.record import Record
from instrstudio.domain.span import Origin, assemble
from instrstudio.domain.task import Task
from instrstudio.domain.wording import message
from instrstudio.judgement.taste import taste

if TYPE_CHECKING:
    from instrstudio.analysis.adapting import Adapted
    from instrstudio.analysis.kinship import Kin

_LOOKED_AT = 24
_COMBINED = 10
_LEAST, _MOST = 0.3, 0.95
_PARTLY, _SHARE_OF_BEST = 0.85, 0.55
_CHANGE_COSTS = 0.15
_TASTE = 0.1
"""What suiting a person's style is worth beside the fit."""
_WORTH = 0.75
"""What a perfect fit is worth beside other methods: a record was made for its own task,
a template for every task of its kind."""


@dataclass(frozen=True, slots=True)
class Near:
    """A record near a task, how much they share, and how well it fits, in [0, 1]."""

    record: Record
    kin: "Kin"
    fit: float


class RetrievalMethod:
    """Adapts the nearest records of the library, and merges in what the next adds."""

    name = "retrieval"
    order = 20

    def propose(self, task: Task, context: Context) -> Iterator[Candidate]:
        """Yield adapted records, the best fitting first; no two alike.

        Another seed begins with another one of those that fit.

        Raises:
            NotFound: The library has nothing near the task.
        """
        profile = context.profile
        matches = context.nearest(_LOOKED_AT)
        near = _ranked(matches, profile)
        found = list(_different(near, profile))
        found = _liked(_judged(found, matches, context), context)
        if not found:
            raise NotFound(
                message(
                    "The library has no instruction near this task: "
                    "import some, or save ones that you like."
                )
            )
        turn = context.seed % len(found)
        yield from (found[turn:] + found[:turn])[: context.limit]


def _liked(found: list[Candidate], context: Context) -> list[Candidate]:
    """Return candidates with those first that suit a person's style, if one is known.

    Fits stay: they say how near a record is to the task.
    """
    rules, facts = wishes_of(context).rules, Facts.of(context.profile)
    if not rules:
        return found
    return sorted(
        found, key=lambda one: -one.fit - _TASTE * taste(rules, one.text, facts)
    )


def _judged(
    adapted: list[Candidate], matches: Sequence[RecordMatch], context: Context
) -> list[Candidate]:
    """Return what a proven model finds fittest first, if there is one.

    It judges the nearest records as they are, which may have been written for the same
    task: retrieve and rerank (Hossain, Ghazvininejad, Zettlemoyer, ACL 2020). Affinity
    and nearness count alike. What was made of records comes after them: the task's own
    words in it would please the model whatever the rest says.

    A model prefers what it has read. One from elsewhere, or trained on too little,
    would put its own habits before the records that fit, so the context lets a model
    judge only where it has done better than the plain ranking on held-out tasks of
    this kind in this library.
    """
    if context.affinities(()) is None:
        return adapted
    plain = list(_unchanged(matches, context.profile))
    affinities = context.affinities([candidate.text for candidate in plain])
    if affinities is None:
        return adapted
    nearest = max((match.similarity for match in matches), default=0.0) or 1.0
    nearness = {match.record.id or 0: match.similarity / nearest for match in matches}
    order = sorted(
        zip(affinities, plain, strict=True),
        key=lambda judged: -judged[0] - nearness[judged[1].provenance.records[0]],
    )
    return _in_order([*(candidate for _, candidate in order), *adapted], context.limit)


def _in_order(candidates: Sequence[Candidate], limit: int) -> list[Candidate]:
    """Return different candidates, those in sight with fits that fall as they do.

    The fit of a record says how near it is; whoever ranks by it would undo a judgement.
    """
    different: dict[str, Candidate] = {}
    for candidate in candidates:
        different.setdefault(candidate.text, candidate)
    found = list(different.values())
    fits = sorted((candidate.fit for candidate in found[:limit]), reverse=True)
    first = [replace(c, fit=fit) for c, fit in zip(found, fits, strict=False)]
    return [*first, *found[limit:]]


def _unchanged(
    matches: Sequence[RecordMatch], profile: TaskProfile
) -> Iterator[Candidate]:
    """Yield the records as they are."""
    from instrstudio.analysis.unchanged import unchanged

    for match in matches:
        text = unchanged(match.record, profile)
        found = _finished(text, [match.record], match.similarity)
        if found:
            yield found


def _ranked(matches: Sequence[RecordMatch], profile: TaskProfile) -> list[Near]:
    """Return the records that fit well enough, the best first."""
    from instrstudio.analysis.kinship import kinship

    found = []
    for match in matches:
        kin = kinship(match.record, profile)
        if kin:
            found.append(Near(match.record, kin, _fit(match, kin)))
    return sorted(found, key=lambda near: -near.fit)


def _fit(match: RecordMatch, kin: "Kin") -> float:
    """Return in [0, 1] how well a record suits a task before it is changed.

    Sharing the type alone is a beginning; what the tasks work on and give, and how
    their descriptions read, counts most; the words of the samples count little.
    """
    fit = 0.2 * kin.type + 0.7 * kin.nearness + 0.15 * min(1.0, match.similarity)
    return min(_MOST, fit if kin.whole else _PARTLY * fit)


def _different(near: Sequence[Near], profile: TaskProfile) -> Iterator[Candidate]:
    """Yield a candidate for each record that fits, without repeating a text."""
    seen: set[str] = set()
    for i, first in enumerate(near):
        if first.kin.type < 1 or first.fit < max(_LEAST, _SHARE_OF_BEST * near[0].fit):
            continue
        candidate = _candidate(first, [*near[i + 1 :], *near[:i]], profile)
        if candidate and candidate.text not in seen:
            seen.add(candidate.text)
            yield candidate


def _candidate(
    first: Near, others: Sequence[Near], profile: TaskProfile
) -> Candidate | None:
    """Adapt one record and merge in a statement of the next one that has some."""
    from instrstudio.analysis.adapting import adapt, merge_clause, with_constraints

    base = adapt(first.record, profile, first.kin)
    if base is None:
        return None
    used = [first.record]
    for other in others[:_COMBINED]:
        combined = other.kin.type == 1.0 and merge_clause(
            base, other.record, profile, other.kin
        )
        if combined:
            base = combined
            used.append(other.record)
            break
    fit = first.fit * (1 - _CHANGE_COSTS * base.changed)
    return _finished(with_constraints(base, profile), used, fit)


def _finished(base: "Adapted", used: Sequence[Record], fit: float) -> Candidate | None:
    """Return a candidate of what was made from records; None if nothing is theirs."""
    from instrstudio.analysis.adapting import quoted

    text, spans = assemble(quoted(base.pieces, {str(r.id or ""): r for r in used}))
    own = (text[s.start : s.end] for s in spans if s.origin is Origin.RECORD)
    if not any(len(normalised(words)) > 1 for words in own):
        return None
    return Candidate(
        method=RetrievalMethod.name,
        text=text,
        spans=spans,
        fit=round(_WORTH * fit, 4),
        provenance=Provenance(
            source=" + ".join(str(record.id or 0) for record in used),
            records=tuple(record.id or 0 for record in used),
            versions={str(record.id): record.updated for record in used},
        ),
    )


PLUGIN = RetrievalMethod()
