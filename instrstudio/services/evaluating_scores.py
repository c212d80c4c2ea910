"""Every metric there is, and what each says of one text."""

from collections.abc import Iterator, Mapping, Sequence

from instrstudio.domain.candidate import Candidate
from instrstudio.domain.errors import InstrStudioError, InvalidInput
from instrstudio.domain.evaluation import ANSWERED, Scale
from instrstudio.domain.ports import (
    CandidateMeasure,
    CorpusMetric,
    Itemised,
    SetMetric,
)
from instrstudio.domain.wording import message
from instrstudio.services import plugins
from instrstudio.services.context import WorkspaceContext
from instrstudio.services.evaluating_data import Item
from instrstudio.services.evaluating_texts import without_places

REFERENCES, CANDIDATE, SET = "references", "candidate", "set"


def scales(names: Sequence[str] = ()) -> tuple[Scale, ...]:
    """Return the metrics of these names, or all of them, in the order to be shown.

    First come those that compare with references, then those of a candidate and its
    task (the checks that rank, and what is only measured), then those of a set. That a
    method answered at all is always counted.

    Raises:
        InvalidInput: There is no metric of a name.
    """
    known: dict[str, Scale] = {}
    for scale in _all():
        known.setdefault(scale.name, scale)  # of a name that comes twice the first
    unknown = [name for name in names if name not in known]
    if unknown:
        raise InvalidInput(
            message(
                "There is no metric “{name}”; choose among {known}.",
                name=unknown[0],
                known=", ".join(known),
            )
        )
    return tuple(
        scale
        for name, scale in known.items()
        if not names or name in names or name == ANSWERED
    )


def _all() -> Iterator[Scale]:
    """Yield the scales of all plug-ins; that a method answered stands before sets."""
    yield from (_scale(metric, REFERENCES) for metric in plugins.metrics())
    yield from (_scale(measure, CANDIDATE) for measure in plugins.measures())
    yield from (Scale(check.name, CANDIDATE) for check in plugins.checks())
    yield Scale(ANSWERED, CANDIDATE)
    yield from (_scale(metric, SET) for metric in plugins.set_metrics())


def _scale(metric: CorpusMetric | CandidateMeasure | SetMetric, kind: str) -> Scale:
    """Return the scale of a plug-in."""
    return Scale(metric.name, kind, metric.higher_is_better, metric.low, metric.high)


class RowScores:
    """Scores the answers to one item; methods that say the same are measured once."""

    def __init__(
        self, item: Item, context: WorkspaceContext, chosen: Sequence[Scale]
    ) -> None:
        self._references = [without_places(text) for text in item.references]
        self._context = context
        self._names = {scale.name for scale in chosen}
        self._known: dict[str, Mapping[str, float]] = {}

    def of(self, candidate: Candidate | None) -> dict[str, float]:
        """Return the scores of an answer by metric; no answer is an empty text.

        Of an empty text nothing is known but how far it is from what was wanted.
        """
        text = candidate.text if candidate else ""
        if text not in self._known:
            self._known[text] = {
                **self._compared(without_places(text)),
                **(self._measured(candidate) if candidate else {}),
            }
        scores = dict(self._known[text])
        if candidate is not None:
            for score in candidate.scores:
                # a check without weight has found nothing to judge
                if score.weight and score.name in self._names:
                    scores[score.name] = score.value
        scores[ANSWERED] = float(bool(text.strip()))
        return scores

    def _compared(self, text: str) -> dict[str, float]:
        """Return the scores of a text beside the references."""
        return {
            metric.name: each_of(metric, [text], [self._references])[0]
            for metric in plugins.metrics()
            if metric.name in self._names
        }

    def _measured(self, candidate: Candidate) -> dict[str, float]:
        """Return what is measured of a candidate; what cannot be is left out."""
        found: dict[str, float] = {}
        for measure in plugins.measures():
            if measure.name in self._names:
                try:
                    task = self._context.profile.task
                    found |= measure.measure(candidate, task, self._context)
                except InstrStudioError:
                    continue
        return found


def each_of(
    metric: CorpusMetric, texts: Sequence[str], references: Sequence[Sequence[str]]
) -> Sequence[float]:
    """Return the score of each text; a metric that knows sets only gets sets of one."""
    if isinstance(metric, Itemised):
        return metric.each(texts, references)
    return [
        metric.score([text], [own]) for text, own in zip(texts, references, strict=True)
    ]
