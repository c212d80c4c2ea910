"""What the cells of a table of scores say, whatever they are made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from instrstudio.domain.evaluation import Cell, Difference, Scale, ScoredRow, Table
from instrstudio.ui import words
from instrstudio.ui.evaluate.scores import score_names

_NEAR = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A sign beside a number; `role` is its colour."""

    text: str
    role: str = "text2"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One cell: a number, marks, an interval as a line, and all of it in words.

    `low`, `mean` and `high` are places in [0, 1] of the line's room, `zero` that of no
    difference; None where there is none.
    """

    text: str
    said: str
    low: float | None = None
    mean: float | None = None
    high: float | None = None
    zero: float | None = None
    is_best: bool = False
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One metric with a cell for each method; `tip` says what it looks at."""

    key: str
    name: str
    tip: str
    cells: tuple[Shown | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A whole table: the methods, and a line for each metric."""

    methods: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()


def digits(scale: Scale) -> int:
    """Return how many digits behind the point tell enough."""
    return 1 if scale.high > 1 or scale.low < -1 else 3


def wanted(scales: Sequence[Scale], *, parts: bool) -> list[Scale]:
    """Return the metrics to be shown: parts of metrics only if they are wanted."""
    return [scale for scale in scales if parts or "." not in scale.name]


def of_table(table: Table, scales: Sequence[Scale]) -> Grid:
    """Return the cells of a run's table."""
    methods = tuple(table)
    lines = []
    for scale in scales:
        cells = [table[method].get(scale.name) for method in methods]
        if any(cells):
            lines.append(_line(scale, _means(methods, cells, scale)))
    return Grid(methods=methods, lines=tuple(lines))


def of_differences(
    found: Mapping[str, Mapping[str, Difference]], scales: Sequence[Scale]
) -> Grid:
    """Return the cells of a comparison of two runs."""
    methods = tuple(found)
    lines = []
    for scale in scales:
        own = [found[method].get(scale.name) for method in methods]
        if any(own):
            lines.append(_line(scale, _changes(own, scale)))
    return Grid(methods=methods, lines=tuple(lines))


def of_row(rows: Sequence[ScoredRow], scales: Sequence[Scale]) -> Grid:
    """Return the cells of one row: what each method has by each metric."""
    lines = []
    for scale in scales:
        values = [row.scores.get(scale.name) for row in rows]
        if any(value is not None for value in values):
            lines.append(_line(scale, _values(values, scale)))
    return Grid(methods=tuple(row.method for row in rows), lines=tuple(lines))


def _line(scale: Scale, cells: Sequence[Shown | None]) -> Line:
    name = score_names.metric(scale.name)
    return Line(
        key=scale.name,
        name=f"{name} {score_names.arrow(scale)}",
        tip=f"{name}. {score_names.kind(scale)}",
        cells=tuple(cells),
    )


def _best(values: Sequence[float | None], scale: Scale) -> float | None:
    """Return the best of some values; None where all are equal: nobody is best."""
    known = [value for value in values if value is not None]
    if not known or max(known) - min(known) < _NEAR:
        return None
    return max(known) if scale.higher_is_better else min(known)


def _means(
    methods: Sequence[str], cells: Sequence[Cell | None], scale: Scale
) -> list[Shown | None]:
    """Return the cells of one metric, their intervals in the room of all of them."""
    ends = [end for c in cells if c for end in (c.low, c.high) if end is not None]
    low, span = _room(ends)
    best = _best([cell.mean if cell else None for cell in cells], scale)
    shown: list[Shown | None] = []
    for method, cell in zip(methods, cells, strict=True):
        if cell is None:
            shown.append(None)
            continue
        has_line = cell.low is not None and cell.high is not None
        shown.append(
            Shown(
                text=f"{cell.mean:.{digits(scale)}f}",
                said=_said_of_mean(method, cell, scale),
                low=(cell.low - low) / span if cell.low is not None else None,
                mean=(cell.mean - low) / span if has_line else None,
                high=(cell.high - low) / span if cell.high is not None else None,
                is_best=best is not None and abs(cell.mean - best) < _NEAR,
                marks=tuple(
                    _mark(found, scale, score_names.SIGNS.get(name, ""))
                    for name, found in cell.over.items()
                    if found.stars
                ),
            )
        )
    return shown


def _room(ends: Sequence[float]) -> tuple[float, float]:
    """Return where the room of lines begins and how wide it is."""
    low, high = (min(ends), max(ends)) if ends else (0.0, 0.0)
    pad = (high - low) * 0.04
    return low - pad, (high - low + 2 * pad) or 1.0


def signed(value: float, few: int) -> str:
    """Return a difference with its sign; what rounds to nothing has none."""
    text = f"{value:+.{few}f}"
    return text if float(text) else text[1:]


def is_better(found: Difference, scale: Scale) -> bool:
    """Say whether a difference goes to the good end."""
    return (found.mean > 0) == scale.higher_is_better


def _mark(found: Difference, scale: Scale, sign: str) -> Mark:
    better = is_better(found, scale)
    text = f"{sign}{'▲' if better else '▼'}{found.stars}"
    return Mark(text=text, role="success" if better else "danger")


def _said_of_mean(method: str, cell: Cell, scale: Scale) -> str:
    """Say a cell in words: number, interval, rows, and what differs from what."""
    tr, few = QCoreApplication.translate, digits(scale)
    lines = [f"{score_names.method(method)}: {cell.mean:.{few}f}"]
    if cell.low is not None and cell.high is not None:
        text = tr("Scores", "95 % interval {low} to {high}, {count} rows")
        lines.append(
            text.format(
                low=f"{cell.low:.{few}f}",
                high=f"{cell.high:.{few}f}",
                count=words.number(cell.count),
            )
        )
    if cell.whole is not None:
        text = tr("Scores", "All texts at once: {value}")
        lines.append(text.format(value=f"{cell.whole:.{few}f}"))
    for name, found in cell.over.items():
        lines.append(
            f"{_against(name)}: {_said_of_difference(found, scale)}",
        )
    return "\n".join(lines)


def _against(name: str) -> str:
    text = QCoreApplication.translate("Scores", "Beside “{baseline}”")
    return text.format(baseline=score_names.method(name))


def _said_of_difference(found: Difference, scale: Scale) -> str:
    """Say a difference with its interval, and whether it may be luck."""
    tr, few = QCoreApplication.translate, digits(scale)
    if not found.stars:
        verdict = tr("Scores", "may be luck")
    elif is_better(found, scale):
        verdict = tr("Scores", "better")
    else:
        verdict = tr("Scores", "worse")
    text = tr("Scores", "{mean} ({low} to {high}), {verdict}, p = {p}")
    return text.format(
        mean=signed(found.mean, few),
        low=signed(found.low, few),
        high=signed(found.high, few),
        verdict=verdict,
        p=f"{max(found.p_bootstrap, found.p_randomised):.3f}",
    )


def _changes(own: Sequence[Difference | None], scale: Scale) -> list[Shown | None]:
    """Return the cells of the differences of one metric; all have one zero."""
    ends = [end for d in own if d for end in (d.low, d.high)]
    low, span = _room([*ends, 0.0])
    shown: list[Shown | None] = []
    for found in own:
        if found is None:
            shown.append(None)
            continue
        text = QCoreApplication.translate("Scores", "{count} rows in both")
        both = text.format(count=words.number(found.count))
        shown.append(
            Shown(
                text=signed(found.mean, digits(scale)),
                said=f"{_said_of_difference(found, scale)}\n{both}",
                low=(found.low - low) / span,
                mean=(found.mean - low) / span,
                high=(found.high - low) / span,
                zero=-low / span,
                is_best=bool(found.stars),
                marks=(_mark(found, scale, ""),) if found.stars else (),
            )
        )
    return shown


def _values(values: Sequence[float | None], scale: Scale) -> list[Shown | None]:
    """Return the cells of one row's scores."""
    best = _best(values, scale)
    return [
        None
        if value is None
        else Shown(
            text=(text := f"{value:.{digits(scale)}f}"),
            said=text,
            is_best=best is not None and abs(value - best) < _NEAR,
        )
        for value in values
    ]
