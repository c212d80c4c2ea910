"""The retrieval method: related instructions, combined and modified to fit."""

from collections.abc import Iterator, Sequence

from instrstudio.domain.candidate import Candidate, Provenance
from instrstudio.domain.errors import NotFound
from instrstudio.domain.ports import Context
from instrstudio.domain.profile import TaskProfile
from instrstudio.domain.query import RecordMatch
from instrstudio.domain.span import Origin, assemble
from instrstudio.domain.task import Task
from instrstudio.domain.wording import message

_LOOKED_AT = 24
_COMBINED = 8
_OTHER_TYPE = 0.45
_MOST_FIT = 0.95
_LEAST_FIT, _SHARE_OF_BEST = 0.4, 0.6


class RetrievalMethod:
    """Adapts the nearest records of the library, and merges in what the next adds."""

    name = "retrieval"
    order = 20

    def propose(self, task: Task, context: Context) -> Iterator[Candidate]:
        """Yield adapted records, the best fitting first; no two alike.

        Raises:
            NotFound: The library has nothing near the task.
        """
        matches = _ranked(context.nearest(_LOOKED_AT), context.profile)
        if context.seed and matches:
            turn = context.seed % len(matches)
            matches = matches[turn:] + matches[:turn]
        seen: set[str] = set()
        for i, (match, fit) in enumerate(matches):
            rest = [other.record for other, _ in matches[i + 1 :]]
            candidate = _candidate(match, fit, rest, context.profile)
            if seen and fit < max(_LEAST_FIT, _SHARE_OF_BEST * matches[0][1]):
                continue
            if candidate and candidate.text not in seen:
                seen.add(candidate.text)
                yield candidate
            if len(seen) >= context.limit:
                return
        if not seen:
            raise NotFound(
                message(
                    "The library has no instruction near this task: "
                    "import some, or save ones that you like."
                )
            )


def _ranked(
    matches: Sequence[RecordMatch], profile: TaskProfile
) -> list[tuple[RecordMatch, float]]:
    """Order by fit: likeness, and whether it is the same type and kind of text."""
    fits = [(match, _fit(match, profile)) for match in matches]
    return sorted(fits, key=lambda pair: -pair[1])


def _fit(match: RecordMatch, profile: TaskProfile) -> float:
    """Return in [0, 1] how well a record suits a task before it is changed."""
    record = match.record
    fit = 0.35 + 0.45 * match.similarity
    if record.task_type and record.task_type != profile.task_type:
        fit *= _OTHER_TYPE
    text = f"{record.task_description} {record.instruction}".lower()
    if profile.input_form.text.lower() in text:
        fit += 0.12
    if profile.output_form.text.lower() not in text:
        fit *= 0.9
    if profile.target_language and profile.target_language.text.lower() in text:
        fit += 0.08
    return min(_MOST_FIT, fit)


def _candidate(
    match: RecordMatch, fit: float, others: Sequence[object], profile: TaskProfile
) -> Candidate | None:
    """Adapt one record and merge in a constraint of the next one that has some."""
    from instrstudio.analysis.adapting import adapt, merge_clause, with_constraints
    from instrstudio.domain.record import Record

    base = adapt(match.record, profile)
    if base is None:
        return None
    used = [match.record.id or 0]
    for other in others[:_COMBINED]:
        if isinstance(other, Record) and other.task_type == profile.task_type:
            combined = merge_clause(base, other, profile)
            if combined:
                base = combined
                used.append(other.id or 0)
                break
    text, spans = assemble(with_constraints(base, profile).pieces)
    if not any(span.origin is Origin.RECORD for span in spans):
        return None
    numbers = " + ".join(str(number) for number in used)
    return Candidate(
        method=RetrievalMethod.name,
        text=text,
        spans=spans,
        fit=round(fit * (1 - 0.3 * max(0.0, base.changed)), 4),
        provenance=Provenance(
            source=numbers,
            records=tuple(used),
            versions={str(match.record.id): match.record.updated},
        ),
    )


PLUGIN = RetrievalMethod()
