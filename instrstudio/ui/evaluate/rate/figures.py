"""What results say, as tables: columns, rows, and an interval to be drawn in each."""

from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication

from instrstudio.domain.rating import LIKERT, question
from instrstudio.domain.rating_results import (
    QueueResults,
    Ranking,
    SideBias,
    Stopping,
)
from instrstudio.domain.wording import Message
from instrstudio.services import rating_results
from instrstudio.ui import words
from instrstudio.ui.evaluate.rate.naming import (
    bounded,
    criterion_name,
    share,
    system_name,
)

Interval = tuple[float, float | None, float | None]
"""A value with the bounds it has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One table: an `intervals` entry of each row is drawn in the column `drawn`.

    `ends` are the values at both ends of that column, `mark` one that is drawn across.
    """

    name: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    intervals: tuple[Interval | None, ...] = ()
    drawn: int = -1
    ends: tuple[float, float] = (0.0, 1.0)
    mark: float | None = None
    notes: tuple[str, ...] = field(default=())


def figures_of(found: QueueResults) -> list[Figure]:
    """Return the tables of results, the most telling first."""
    figures: list[Figure] = []
    if found.ranking is not None and found.ranking.votes:
        figures += [_strengths(found.ranking), _matrix(found.ranking)]
    if found.scales:
        figures.append(_scales(found))
    if found.side is not None and found.side.share is not None:
        figures.append(_side(found.side))
    figures.append(_agreement(found))
    return figures


def stop_sentence(found: Stopping) -> str:
    """Return what the stopping rule says, with the names of systems as shown."""
    sentence, named = found.sentence, ("best", "second")
    values = {
        key: system_name(str(value)) if key in named else value
        for key, value in sentence.values.items()
    }
    return words.said(Message(sentence.template, values))


def _strengths(found: Ranking) -> Figure:
    tr = QCoreApplication.translate
    ends = [0.0]
    for one in found.standings:
        ends += [v for v in (one.strength, one.low, one.high) if v is not None]
    note = tr(
        "RateFigures",
        "Strength is the logarithm of the Bradley-Terry weight, the mean being 0; the "
        "line is its 95 % interval. {votes} votes, {ties} ties as half wins each, "
        "{both_bad} “both bad” counted apart.",
    )
    return Figure(
        name="strengths",
        title=tr("RateFigures", "Who is better (Bradley-Terry)"),
        columns=(
            tr("RateFigures", "System"),
            tr("RateFigures", "Strength"),
            tr("RateFigures", "95 % interval"),
            tr("RateFigures", "Expected wins"),
            tr("RateFigures", "Won, tied, lost"),
            tr("RateFigures", "Both bad"),
        ),
        rows=tuple(
            (
                system_name(one.system),
                bounded(one.strength, one.low, one.high),
                "",
                share(one.expected),
                words.list_of([str(n) for n in (one.wins, one.ties, one.losses)]),
                str(one.both_bad),
            )
            for one in found.standings
        ),
        intervals=tuple((o.strength, o.low, o.high) for o in found.standings),
        drawn=2,
        ends=(min(ends), max(ends)),
        mark=0.0,
        notes=(
            note.format(votes=found.votes, ties=found.ties, both_bad=found.both_bad),
        ),
    )


def _matrix(found: Ranking) -> Figure:
    tr = QCoreApplication.translate
    names = [one.system for one in found.standings]

    def cell(one: str, other: str) -> str:
        times = found.counts.get(one, {}).get(other, 0)
        value = found.matrix.get(one, {}).get(other)
        return f"{share(value)} ({times})" if times else "–"

    return Figure(
        name="matrix",
        title=tr("RateFigures", "Share of wins of the row over the column"),
        columns=("", *(system_name(name) for name in names)),
        rows=tuple(
            (system_name(one), *(cell(one, other) for other in names)) for one in names
        ),
        notes=(tr("RateFigures", "A tie is half a win; votes in brackets."),),
    )


def _scales(found: QueueResults) -> Figure:
    tr = QCoreApplication.translate
    is_scale = found.queue.kind == LIKERT
    # all systems of one criterion stand together, in the order of the questions
    asked = found.queue.criteria
    scales = sorted(found.scales, key=lambda s: (asked.index(s.criterion), s.system))
    return Figure(
        name="scales",
        title=tr("RateFigures", "Means by criterion")
        if is_scale
        else tr("RateFigures", "Shares of yes"),
        columns=(
            tr("RateFigures", "Criterion"),
            tr("RateFigures", "System"),
            tr("RateFigures", "Mean") if is_scale else tr("RateFigures", "Yes"),
            tr("RateFigures", "95 % interval"),
            tr("RateFigures", "Texts"),
        ),
        rows=tuple(
            (
                criterion_name(one.criterion),
                system_name(one.system),
                bounded(one.estimate.value, one.estimate.low, one.estimate.high),
                "",
                str(one.estimate.items),
            )
            for one in scales
        ),
        intervals=tuple(
            (one.estimate.value, one.estimate.low, one.estimate.high) for one in scales
        ),
        drawn=3,
        ends=_ends(asked[0]) if asked else (0.0, 1.0),
        notes=(tr("RateFigures", "The raters of a text are averaged first."),),
    )


def _ends(criterion: str) -> tuple[float, float]:
    """Return the lowest and the highest answer."""
    asked = question(criterion)
    return (float(asked.values[0]), float(asked.values[-1])) if asked else (0.0, 1.0)


def _side(found: SideBias) -> Figure:
    tr = QCoreApplication.translate
    p_value = f"{found.p_value:.3g}" if found.p_value is not None else "–"
    orders = tr(
        "RateFigures",
        "Of {both} judged in both orders, {text} kept to the text and {side} to the "
        "side.",
    )
    return Figure(
        name="side",
        title=tr("RateFigures", "Side bias"),
        columns=(
            tr("RateFigures", "Side"),
            tr("RateFigures", "Share of wins"),
            tr("RateFigures", "95 % interval"),
            tr("RateFigures", "Won"),
            tr("RateFigures", "Lost"),
            tr("RateFigures", "p against one half"),
        ),
        rows=(
            (
                tr("RateFigures", "Left"),
                bounded(found.share, found.low, found.high),
                "",
                str(found.left),
                str(found.right),
                p_value,
            ),
        ),
        intervals=((found.share or 0.0, found.low, found.high),),
        drawn=2,
        mark=0.5,
        notes=(
            orders.format(
                both=found.both_orders, text=found.same_text, side=found.same_side
            ),
        )
        if found.both_orders
        else (),
    )


def _agreement(found: QueueResults) -> Figure:
    tr = QCoreApplication.translate
    agreed = list(found.agreement.items())
    return Figure(
        name="agreement",
        title=tr("RateFigures", "Agreement of raters (Krippendorff's alpha)"),
        columns=(
            tr("RateFigures", "Criterion"),
            tr("RateFigures", "Alpha"),
            tr("RateFigures", "95 % interval"),
            tr("RateFigures", "Same answer"),
            tr("RateFigures", "Shared items"),
        ),
        rows=tuple(
            (
                criterion_name(criterion),
                bounded(one.alpha, one.low, one.high),
                "",
                share(one.percent),
                str(one.items),
            )
            for criterion, one in agreed
        ),
        intervals=tuple(
            None if one.alpha is None else (one.alpha, one.low, one.high)
            for _criterion, one in agreed
        ),
        drawn=2,
        ends=(-1.0, 1.0),
        mark=0.0,
        notes=_readings(found),
    )


def _readings(found: QueueResults) -> tuple[str, ...]:
    """Return what each alpha is worth; criteria with the same reading share a line."""
    by_text: dict[str, list[str]] = {}
    for criterion, one in found.agreement.items():
        text = words.said(rating_results.in_words(one))
        by_text.setdefault(text, []).append(criterion_name(criterion))
    if len(by_text) == 1:
        return tuple(by_text)
    line = QCoreApplication.translate("RateFigures", "{criteria}: {reading}")
    return tuple(
        line.format(criteria=words.list_of(names), reading=text)
        for text, names in by_text.items()
    )
