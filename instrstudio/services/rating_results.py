"""What the verdicts of a queue add up to so far."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from instrstudio.domain.job import Job, Progress
from instrstudio.domain.rating import (
    AUDIT,
    FIRST,
    PAIRWISE,
    PREFERENCE,
    SECOND,
    VERDICTS,
    question,
)
from instrstudio.domain.rating_queue import RatingItem, RatingPair, RatingQueue
from instrstudio.domain.rating_results import (
    Agreement,
    Disagreement,
    Estimate,
    QueueResults,
    Scale,
    SidedVote,
)
from instrstudio.domain.wording import Message, message
from instrstudio.services.rating_pairs import comparisons, votes_by_pair
from instrstudio.services.rating_queues import find, identical, pairs_of, progress
from instrstudio.services.workspace import Workspace

if TYPE_CHECKING:
    from instrstudio.storage.ratings import Rating
    from instrstudio.storage.votes import Vote

RESAMPLES = 500

_Answers = Mapping[str, Mapping[str, float]]
"""Answers to one question, by content and rater."""


def results(
    workspace: Workspace, name: str, *, resamples: int = RESAMPLES, seed: int = 0
) -> Job[Progress, QueueResults]:
    """Return all that the verdicts of a queue say so far, with 95 % intervals.

    Same verdicts and seed, same intervals.

    Raises:
        NotFound: There is no such queue.
    """
    queue = find(workspace, name)
    if queue.kind == PAIRWISE:
        return (yield from _of_pairs(workspace, queue, resamples, seed))
    return (yield from _of_texts(workspace, queue, resamples, seed))


def in_words(found: Agreement) -> Message:
    """Say what an agreement is worth."""
    from instrstudio.judgement.agreement import reading

    return reading(found)


def _counting(done: int, total: int) -> Progress:
    """Return how far the counting is."""
    return Progress(done=done, total=total, message=message("Counting verdicts…"))


def _of_pairs(
    workspace: Workspace, queue: RatingQueue, resamples: int, seed: int
) -> Job[Progress, QueueResults]:
    """Return the results of votes between two texts."""
    from instrstudio.judgement.agreement import agreement
    from instrstudio.judgement.ranking import rank
    from instrstudio.judgement.side_bias import side_bias
    from instrstudio.judgement.stopping import stopping

    items = workspace.store.rating_queues.items(queue.name)
    pairs = {pair.key: pair for pair in pairs_of(items)}
    votes = votes_by_pair(workspace, queue, pairs)
    yield _counting(0, 2)
    systems = sorted({item.system for item in items})
    ranking = rank(comparisons(pairs, votes), systems, resamples=resamples, seed=seed)
    yield _counting(1, 2)
    units = [[vote.verdict for vote in of_pair] for of_pair in votes.values()]
    found = agreement(units, VERDICTS, resamples=resamples, seed=seed)
    return QueueResults(
        queue=queue,
        by_rater=progress(workspace, queue.name).by_rater,
        agreement={PREFERENCE: found},
        ranking=ranking,
        side=side_bias(list(_sided(votes))),
        stopping=stopping(ranking),
        disagreements=tuple(_split_pairs(pairs, votes)),
        identical=identical(items),
    )


def _of_texts(
    workspace: Workspace, queue: RatingQueue, resamples: int, seed: int
) -> Job[Progress, QueueResults]:
    """Return the results of questions about single texts."""
    items = workspace.store.rating_queues.items(queue.name)
    given = _by_criterion(queue, workspace.store.ratings.of_queue(queue.name))
    agreed: dict[str, Agreement] = {}
    scales: list[Scale] = []
    for done, criterion in enumerate(queue.criteria):
        yield _counting(done, len(queue.criteria))
        agreed[criterion] = _agreement(criterion, given[criterion], resamples, seed)
        scales += _scales(queue, criterion, items, given[criterion], resamples, seed)
    return QueueResults(
        queue=queue,
        by_rater=progress(workspace, queue.name).by_rater,
        agreement=agreed,
        scales=tuple(scales),
        disagreements=tuple(_split_answers(queue, items, given)),
        identical=identical(items),
    )


def _by_criterion(
    queue: RatingQueue, ratings: "Iterable[Rating]"
) -> Mapping[str, _Answers]:
    """Return the answers by criterion, content and rater."""
    found: dict[str, defaultdict[str, dict[str, float]]] = {
        criterion: defaultdict(dict) for criterion in queue.criteria
    }
    for rating in ratings:
        if rating.criterion in found:
            of_text = found[rating.criterion][rating.content_hash]
            of_text[rating.profile] = rating.value
    return found


def _agreement(criterion: str, given: _Answers, resamples: int, seed: int) -> Agreement:
    """Return how far raters agree by one criterion; scales are ordinal."""
    from instrstudio.judgement.agreement import NOMINAL, ORDINAL, agreement

    asked = question(criterion)
    values = asked.values if asked else ()
    return agreement(
        [list(answers.values()) for answers in given.values()],
        values,
        level=ORDINAL if len(values) > 2 else NOMINAL,
        resamples=resamples,
        seed=seed,
    )


def _scales(
    queue: RatingQueue,
    criterion: str,
    items: Sequence[RatingItem],
    given: _Answers,
    resamples: int,
    seed: int,
) -> list[Scale]:
    """Return what each system got by one criterion.

    The raters of a text are averaged first, so that it counts once.
    """
    means: defaultdict[str, list[float]] = defaultdict(list)
    for item in items:
        answers = given.get(item.content_hash)
        if answers:
            means[item.system].append(sum(answers.values()) / len(answers))
    return [
        Scale(
            system=system,
            criterion=criterion,
            estimate=_estimate(queue, values, resamples, seed),
        )
        for system, values in sorted(means.items())
    ]


def _estimate(
    queue: RatingQueue, values: Sequence[float], resamples: int, seed: int
) -> Estimate:
    """Return a share of yes, or the mean of a scale, with its interval."""
    from instrstudio.judgement.shares import share
    from instrstudio.metrics.measuring.bootstrap import interval

    if queue.kind == AUDIT:
        return share(sum(values), len(values))
    if len(values) < 2:
        return Estimate(value=values[0], low=None, high=None, items=1)
    found = interval(values, resamples=resamples, seed=seed)
    return Estimate(value=found.mean, low=found.low, high=found.high, items=len(values))


def _sided(
    votes: "Mapping[tuple[str, str], Sequence[Vote]]",
) -> Iterable[SidedVote]:
    """Yield the votes with the side on which the texts stood."""
    for key, of_pair in votes.items():
        for vote in of_pair:
            yield SidedVote(
                pair="\n".join(key),
                rater=vote.profile,
                left=FIRST if vote.on_left == vote.first else SECOND,
                verdict=vote.verdict,
            )


def _split_pairs(
    pairs: Mapping[tuple[str, str], RatingPair],
    votes: "Mapping[tuple[str, str], Sequence[Vote]]",
) -> Iterable[Disagreement]:
    """Yield the pairs that raters judge differently."""
    for key, of_pair in votes.items():
        said = {vote.profile: vote.verdict for vote in of_pair}
        if len(set(said.values())) > 1:
            yield Disagreement(
                criterion=PREFERENCE,
                left=pairs[key].first,
                right=pairs[key].second,
                verdicts=said,
                spread=1.0,
            )


def _split_answers(
    queue: RatingQueue, items: Sequence[RatingItem], given: Mapping[str, _Answers]
) -> Sequence[Disagreement]:
    """Return the texts that raters judge differently, the widest apart first."""
    texts = {item.content_hash: item for item in reversed(items)}
    found = [
        Disagreement(
            criterion=criterion,
            left=texts[content],
            right=None,
            verdicts={rater: f"{value:g}" for rater, value in answers.items()},
            spread=max(answers.values()) - min(answers.values()),
        )
        for criterion in queue.criteria
        for content, answers in given[criterion].items()
        if len(set(answers.values())) > 1
    ]
    return sorted(found, key=lambda one: (-one.spread, one.left.place))
