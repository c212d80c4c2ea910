"""Tables of the figures, and what the targets say of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from .agreement import Agreement
from .asked import CLASSES
from .place import Figures
from .rounds import Latencies, Latency, percentile
from .steps import BUILT

Table = tuple[str, Sequence[str], Sequence[Sequence[str]]]
"""Title, head and rows."""

_RIVALS = BUILT[1:]
_WHOLE = "whole answer (rank, 50 rows, highlights)"


@dataclass(frozen=True, slots=True)
class Run:
    """All figures of one run."""

    built: Mapping[str, Figures]
    latencies: Latencies
    agreements: Mapping[str, Agreement]
    edits_ms: Sequence[float]

    def p95(self, kind: str, engine: str) -> float:
        """Return the 95th percentile of a class, in ms."""
        return self.latencies[kind][engine].p95

    def rate(self, engine: str) -> float:
        """Return documents a CPU second of the build."""
        figures = self.built[engine]
        return float(figures["records"]) / max(float(figures["cpu_s"]), 1e-9)

    def figure(self, engine: str, key: str) -> float:
        """Return a number of the build."""
        return float(self.built[engine][key])


@dataclass(frozen=True, slots=True)
class Target:
    """A limit for a figure; `must` None: there is only an aim."""

    what: str
    value: Callable[[Run], float]
    must: float | None = None
    aim: float | None = None
    least: bool = False
    unit: str = "x"

    def holds(self, value: float, limit: float) -> bool:
        """Say whether a value is within a limit."""
        return value >= limit if self.least else value <= limit


TARGETS = (
    Target(
        "typing, p95 / FTS5",
        lambda run: run.p95("typing", "ours") / run.p95("typing", "fts5"),
        must=0.05,
    ),
    Target(
        "typing, p95 / Tantivy of one field",
        lambda run: run.p95("typing", "ours") / run.p95("typing", "tantivy1"),
        must=0.5,
    ),
    Target("typing, p95", lambda run: run.p95("typing", "ours"), aim=1, unit="ms"),
    Target(
        "whole answer, p95 / FTS5 alone",
        lambda run: run.p95("typing", "whole") / run.p95("typing", "fts5"),
        must=0.3,
    ),
    Target(
        "whole answer, p95", lambda run: run.p95("typing", "whole"), aim=10, unit="ms"
    ),
    Target(
        "OR of three commonest, p95 / Tantivy of one field",
        lambda run: run.p95("or3top", "ours") / run.p95("or3top", "tantivy1"),
        must=2.3,
        aim=1,
    ),
    Target(
        "phrase of 3, p95 / FTS5",
        lambda run: run.p95("phrase", "ours") / run.p95("phrase", "fts5"),
        must=1,
    ),
    Target(
        "phrase of 3, p95 / Tantivy of one field",
        lambda run: run.p95("phrase", "ours") / run.p95("phrase", "tantivy1"),
        aim=1,
    ),
    Target(
        "fuzzy, p95 / Tantivy of one field",
        lambda run: run.p95("fuzzy", "ours") / run.p95("fuzzy", "tantivy1"),
        must=1,
        aim=0.5,
    ),
    Target(
        "build, documents a CPU second / FTS5",
        lambda run: run.rate("ours") / run.rate("fts5"),
        must=1,
        least=True,
    ),
    Target(
        "build, documents a CPU second / Tantivy of one field",
        lambda run: run.rate("ours") / run.rate("tantivy1"),
        aim=1,
        least=True,
    ),
    Target(
        "build, peak memory",
        lambda run: run.figure("ours", "peak_mb"),
        must=500,
        unit="MB",
    ),
    Target(
        "an edit is found, p95",
        lambda run: percentile(run.edits_ms, 0.95),
        must=50,
        aim=20,
        unit="ms",
    ),
    Target(
        "index size / FTS5",
        lambda run: run.figure("ours", "size_mb") / run.figure("fts5", "size_mb"),
        must=0.75,
        aim=0.5,
    ),
)


def tables(run: Run) -> list[Table]:
    """Return all tables of a run."""
    return [
        _builds(run),
        _classes(run, "best of the rounds", lambda one: (one.p50, one.p95)),
        _classes(run, "first time", lambda one: (one.first_p50, one.first_p95)),
        _agreements(run),
        _verdict(run),
    ]


def _builds(run: Run) -> Table:
    """Return what building took."""
    rows = []
    reading = run.figure("reading", "cpu_s")
    for name in ("reading", *BUILT):
        figures, spent = run.built[name], run.figure(name, "cpu_s")
        is_built = name in BUILT
        own = float(figures["records"]) / max(spent - reading, 1e-9)
        rows.append(
            (
                name if is_built else "reading and cutting alone",
                f"{spent:.1f}",
                f"{run.rate(name):,.0f}",
                f"{run.rate(name) / run.rate('fts5'):.2f}" if is_built else "-",
                f"{own:,.0f}" if is_built else "-",
                f"{run.figure(name, 'peak_mb'):.0f}",
                f"{run.figure(name, 'size_mb'):.0f}" if is_built else "-",
                str(figures["kept"]) or "new",
            )
        )
    title = (
        f"build of {run.built['ours']['records']:,} records, one process each; without"
        " reading is a difference, so rough"
    )
    head = ("", "CPU s", "docs/CPU s", "x fts5", "without reading")
    return title, (*head, "peak MB", "index MB", "index"), rows


def _classes(
    run: Run, title: str, of: Callable[[Latency], tuple[float, float]]
) -> Table:
    """Return p50 / p95 of each class and engine, and ratios of p95."""
    rows = []
    for kind, by_engine in run.latencies.items():
        rows.append(_class(CLASSES[kind], "ours", by_engine, of))
        if "whole" in by_engine:
            rows.append(_class(_WHOLE, "whole", by_engine, of))
    ratios = tuple(f"p95 / {rival}" for rival in _RIVALS)
    head = ("class", "queries", "ours", *_RIVALS, *ratios)
    return f"{title}: CPU ms, p50 / p95", head, rows


def _class(
    label: str,
    engine: str,
    by_engine: Mapping[str, Latency],
    of: Callable[[Latency], tuple[float, float]],
) -> list[str]:
    """Return one line."""
    mine = of(by_engine[engine])
    others = [of(by_engine[r]) if r in by_engine else None for r in _RIVALS]
    return [
        label,
        str(by_engine[engine].asked),
        _pair(mine),
        *(_pair(other) if other else "-" for other in others),
        *(f"{mine[1] / other[1]:.2f}" if other else "-" for other in others),
    ]


def _pair(figures: tuple[float, float]) -> str:
    """Say ``0.45 / 0.83``."""
    return " / ".join(f"{figure:.3g}" for figure in figures)


def _agreements(run: Run) -> Table:
    """Return whether totals are equal."""
    rows = [
        (
            CLASSES[kind],
            f"{found.equal} of {found.asked}",
            f"{found.right} of {found.disputed}" if found.disputed else "-",
        )
        for kind, found in run.agreements.items()
    ]
    return (
        "totals, ours and Tantivy's of one field",
        ("class", "equal", "disputed records where the text says we are right"),
        rows,
    )


def _verdict(run: Run) -> Table:
    """Return what the targets say."""
    rows = []
    for target in TARGETS:
        value = target.value(run)
        rows.append(
            (
                target.what,
                f"{value:.3g} {target.unit}",
                _said(target, value, target.must),
                _said(target, value, target.aim),
            )
        )
    return "targets (those of typing are meant at 1,000,000)", _VERDICT_HEAD, rows


_VERDICT_HEAD = ("target", "value", "must", "aim")


def _said(target: Target, value: float, limit: float | None) -> str:
    """Say a limit and whether it is kept."""
    if limit is None:
        return "-"
    sign = ">=" if target.least else "<="
    return f"{sign} {limit:g}: {'holds' if target.holds(value, limit) else 'MISSED'}"
