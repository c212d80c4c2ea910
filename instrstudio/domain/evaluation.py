"""How methods did on a data set: rows with scores, and what they come to."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from instrstudio.domain.task import Task

TEMPLATE, TOP_1, FIRST = "template", "retrieve_top_1", "first"
"""A method, the nearest record as it is, and the first of the whole list."""
BASELINES = (TEMPLATE, TOP_1)
"""What every method is compared with, whether or not it was asked for."""
ANSWERED = "answered"
"""The one figure that is no plug-in: 1 where a method gave a text at all."""
EVERYTHING = "all"
"""The group of all rows; the others are those of a language each."""
_LEVELS = ((0.001, "***"), (0.01, "**"), (0.05, "*"))


@dataclass(frozen=True, slots=True)
class Scale:
    """A metric's name, which end of it is good, and its bounds, which may be infinite.

    `kind` is ``references`` (a text beside what people wrote), ``candidate`` (a text
    and its task) or ``set`` (all texts of a method together, which no row has).
    """

    name: str
    kind: str
    higher_is_better: bool = True
    low: float = 0.0
    high: float = 1.0

    def as_dict(self) -> dict[str, object]:
        """Return the JSON form; infinite bounds are None."""
        return {
            "name": self.name,
            "kind": self.kind,
            "higher_is_better": self.higher_is_better,
            "low": self.low if math.isfinite(self.low) else None,
            "high": self.high if math.isfinite(self.high) else None,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Scale":
        """Read the JSON form."""
        low, high = data["low"], data["high"]
        return cls(
            name=data["name"],
            kind=data["kind"],
            higher_is_better=data["higher_is_better"],
            low=-math.inf if low is None else low,
            high=math.inf if high is None else high,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """How far one mean lies above another on the same `count` rows.

    `low` and `high` bound it at 95 %; both p are two-sided, of the paired bootstrap and
    of approximate randomisation, each test taken by itself.
    """

    mean: float
    low: float
    high: float
    p_bootstrap: float
    p_randomised: float
    count: int

    @property
    def stars(self) -> str:
        """One to three stars for p below 0.05, 0.01, 0.001 by both tests, or none."""
        p = max(self.p_bootstrap, self.p_randomised)
        return next((stars for level, stars in _LEVELS if p < level), "")

    def as_dict(self) -> dict[str, object]:
        """Return the JSON form."""
        return {
            "mean": self.mean,
            "low": self.low,
            "high": self.high,
            "p_bootstrap": self.p_bootstrap,
            "p_randomised": self.p_randomised,
            "count": self.count,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What a method has by one metric.

    `mean` is that of its `count` rows with its 95 % interval; `whole` is the metric of
    all texts at once where that is another number (corpus BLEU), and the only one that
    a metric of a set has. `over` compares with the baselines, by their names.
    """

    count: int
    mean: float
    low: float | None = None
    high: float | None = None
    whole: float | None = None
    over: Mapping[str, Difference] = field(default_factory=dict)

    def as_dict(self) -> dict[str, object]:
        """Return the JSON form."""
        return {
            "count": self.count,
            "mean": self.mean,
            "low": self.low,
            "high": self.high,
            "whole": self.whole,
            "over": {name: other.as_dict() for name, other in self.over.items()},
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Cell":
        """Read the JSON form."""
        over = {name: Difference(**other) for name, other in data["over"].items()}
        return cls(**{**data, "over": over})


Table = Mapping[str, Mapping[str, Cell]]
"""Cells by method and metric."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What a run came to: a table for all rows, and one for each language if several.

    `rows` counts the rows of each group; `scales` stand in the order to be shown.
    """

    scales: tuple[Scale, ...] = ()
    rows: Mapping[str, int] = field(default_factory=dict)
    tables: Mapping[str, Table] = field(default_factory=dict)

    def as_dict(self) -> dict[str, object]:
        """Return the JSON form."""
        return {
            "scales": [scale.as_dict() for scale in self.scales],
            "rows": dict(self.rows),
            "tables": {
                group: {
                    method: {name: cell.as_dict() for name, cell in cells.items()}
                    for method, cells in table.items()
                }
                for group, table in self.tables.items()
            },
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Summary":
        """Read the JSON form."""
        return cls(
            scales=tuple(Scale.from_dict(scale) for scale in data["scales"]),
            rows=data["rows"],
            tables={
                group: {
                    method: {n: Cell.from_dict(cell) for n, cell in cells.items()}
                    for method, cells in table.items()
                }
                for group, table in data["tables"].items()
            },
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredRow:
    """What one method said for one row, and its scores by metric."""

    method: str
    place: int
    task: Task
    references: tuple[str, ...]
    text: str
    scores: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """One run; `settings` say what was asked.

    `summary` is None until it is made, and in a list of runs.
    """

    id: int
    name: str
    at: str
    settings: Mapping[str, Any]
    summary: Summary | None = None
    cancelled: bool = False

    def as_dict(self) -> dict[str, object]:
        """Return the JSON form."""
        return {
            "id": self.id,
            "name": self.name,
            "at": self.at,
            "settings": dict(self.settings),
            "cancelled": self.cancelled,
            **(self.summary.as_dict() if self.summary else {}),
        }


def quartiles(values: Sequence[float]) -> tuple[float, float, float]:
    """Return the values a quarter, half and three quarters of all lie below.

    Between two values the place counts (linear interpolation).

    Raises:
        ValueError: There are none.
    """
    if not values:
        raise ValueError("there are no quartiles of nothing")
    order = sorted(values)

    def at(share: float) -> float:
        place = share * (len(order) - 1)
        below = math.floor(place)
        above = min(below + 1, len(order) - 1)
        return order[below] + (place - below) * (order[above] - order[below])

    return at(0.25), at(0.5), at(0.75)
