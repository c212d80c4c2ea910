"""What the rows of a run come to: means, intervals, and whether it was luck."""

from collections.abc import Mapping, Sequence

from instrstudio.domain.evaluation import (
    BASELINES,
    EVERYTHING,
    Cell,
    Difference,
    Scale,
    ScoredRow,
    Summary,
    Table,
)
from instrstudio.metrics.measuring import bootstrap, significance
from instrstudio.services import plugins
from instrstudio.services.evaluating_scores import REFERENCES, SET
from instrstudio.services.evaluating_texts import without_places

Rows = Mapping[str, Sequence[ScoredRow]]
"""Rows by method, each in the order of places."""

_SAME = 1e-9


def summarised(
    rows: Sequence[ScoredRow], scales: Sequence[Scale], methods: Sequence[str]
) -> Summary:
    """Return the tables of all rows and, where there are several, of each language.

    Methods and metrics stand in the order given.

    Parts of a metric (``verifiable.length``) follow it. Intervals are bootstrap
    intervals of the mean over rows; the comparisons with the baselines are paired, over
    the rows that both have a score for.
    """
    shown = tuple(_with_parts(scales, rows))
    groups: dict[str, list[ScoredRow]] = {EVERYTHING: list(rows)}
    languages = sorted({row.task.language for row in rows})
    if len(languages) > 1:
        for language in languages:
            groups[language] = [r for r in rows if r.task.language == language]
    return Summary(
        scales=shown,
        rows={name: len({row.place for row in own}) for name, own in groups.items()},
        tables={name: _table(own, shown, methods) for name, own in groups.items()},
    )


def _with_parts(scales: Sequence[Scale], rows: Sequence[ScoredRow]) -> list[Scale]:
    """Return the scales, each followed by its parts."""
    names = dict.fromkeys(name for row in rows for name in row.scores)
    found = []
    for scale in scales:
        found.append(scale)
        for name in names:
            if name.startswith(f"{scale.name}."):
                found.append(
                    Scale(
                        name, scale.kind, scale.higher_is_better, scale.low, scale.high
                    )
                )
    return found


def _table(
    rows: Sequence[ScoredRow], scales: Sequence[Scale], names: Sequence[str]
) -> Table:
    """Return the cells of all methods."""
    methods = {
        name: own for name in names if (own := [r for r in rows if r.method == name])
    }
    return {
        method: {
            scale.name: cell
            for scale in scales
            if (cell := _cell(method, scale, methods)) is not None
        }
        for method in methods
    }


def _cell(method: str, scale: Scale, methods: Rows) -> Cell | None:
    """Return what a method has by a metric; None where no row could be measured."""
    own = methods[method]
    if scale.kind == SET:
        value = _variety(scale.name, own)
        return None if value is None else Cell(count=len(own), mean=value)
    values = [row.scores[scale.name] for row in own if scale.name in row.scores]
    if not values:
        return None
    found = bootstrap.interval(values)
    whole = _whole(scale.name, own) if scale.kind == REFERENCES else None
    over = {
        name: difference
        for name in BASELINES
        if name != method and name in methods
        if (difference := compared(own, methods[name], scale.name)) is not None
    }
    return Cell(
        count=len(values),
        mean=found.mean,
        low=found.low,
        high=found.high,
        whole=None if whole is None or abs(whole - found.mean) < _SAME else whole,
        over=over,
    )


def _variety(name: str, rows: Sequence[ScoredRow]) -> float | None:
    """Return a metric of the set of texts."""
    texts = [without_places(row.text) for row in rows if row.text.strip()]
    for metric in plugins.set_metrics():
        if metric.name == name and texts:
            return metric.variety(texts)
    return None


def _whole(name: str, rows: Sequence[ScoredRow]) -> float | None:
    """Return a metric of all texts at once; None where the plug-in is gone."""
    for metric in plugins.metrics():
        if metric.name == name:
            texts = [without_places(row.text) for row in rows]
            wanted = [[without_places(t) for t in row.references] for row in rows]
            return metric.score(texts, wanted)
    return None


def compared(
    rows: Sequence[ScoredRow], others: Sequence[ScoredRow], metric: str
) -> Difference | None:
    """Return how far rows lie above others at the same places; None without any."""
    there = {row.place: row.scores.get(metric) for row in others}
    return difference_of(
        [
            (row.scores[metric], other)
            for row in rows
            if metric in row.scores and (other := there.get(row.place)) is not None
        ]
    )


def difference_of(pairs: Sequence[tuple[float, float]]) -> Difference | None:
    """Return how far the first of pairs lie above the second; None without any."""
    if not pairs:
        return None
    found = significance.compared([a for a, _b in pairs], [b for _a, b in pairs])
    return Difference(
        mean=found.difference.mean,
        low=found.difference.low,
        high=found.difference.high,
        p_bootstrap=found.p_bootstrap,
        p_randomised=found.p_randomised,
        count=len(pairs),
    )
