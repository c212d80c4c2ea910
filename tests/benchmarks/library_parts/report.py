"""The table of a big library, and whether it kept its targets."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

MOST_MIB = 1536
MOST_OVER_IDLE_MS, LONGEST_GAP_MS = 15.0, 250.0
MOST_PAGE_MS = 1.0

Results = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Verdict:
    """A target, and whether it was kept."""

    text: str
    kept: bool


def table(results: Results) -> list[str]:
    """Return the lines of both tables: what was done, and what the window felt."""
    lines = [
        f"{'':24}{'records':>10}{'CPU s':>9}{'wall s':>9}{'a CPU s':>10}{'progress':>9}"
    ]
    for result in results.values():
        for row in result["lines"]:
            rate = row["count"] / row["cpu"] if row["cpu"] else 0.0
            lines.append(
                f"{row['what']:24}{row['count']:10,}{row['cpu']:9.1f}{row['wall']:9.1f}"
                f"{rate:10,.0f}{row['progress']:9,}  {row['note']}"
            )
    lines += [
        "",
        f"{'':24}{'peak MiB':>10}{'p99 ms':>9}{'idle':>9}{'gap ms':>9}{'idle':>9}",
    ]
    for phase, result in results.items():
        late, idle = result["late"], result.get("idle") or {}
        lines.append(
            f"{phase:24}{result['peak_mib']:10.0f}"
            f"{late['p99']:9.1f}{idle.get('p99', 0.0):9.1f}"
            f"{late['gap']:9.1f}{idle.get('gap', 0.0):9.1f}"
        )
    return lines


def verdicts(results: Results) -> list[Verdict]:
    """Return every target with whether it was kept, the worst phase named."""
    peak = max(results, key=lambda phase: results[phase]["peak_mib"])
    over = {phase: _over(result) for phase, result in results.items()}
    late = max(over, key=lambda phase: over[phase])
    gap = max(results, key=lambda phase: results[phase]["late"]["gap"])
    silent = [
        row["what"]
        for result in results.values()
        for row in result["lines"]
        if not row["progress"]
    ]
    page = next(
        row["p95_ms"] for row in results["sort"]["lines"] if row["what"] == "page of 50"
    )
    longest, beside = _gaps(results[gap])
    return [
        _verdict(
            f"peak memory {results[peak]['peak_mib']:.0f} MiB ({peak}) <= {MOST_MIB}",
            results[peak]["peak_mib"] <= MOST_MIB,
        ),
        _verdict(
            f"p99 of lateness over idle {over[late]:+.1f} ms ({late})"
            f" <= {MOST_OVER_IDLE_MS:.0f}",
            over[late] <= MOST_OVER_IDLE_MS,
        ),
        _verdict(
            f"longest gap {longest:.0f} ms ({gap}; idle {beside:.0f})"
            f" <= {LONGEST_GAP_MS:.0f}",
            longest <= LONGEST_GAP_MS,
        ),
        _verdict(
            f"page of 50, p95 {page:.2f} ms <= {MOST_PAGE_MS}", page <= MOST_PAGE_MS
        ),
        _verdict(f"progress of everything ({', '.join(silent) or 'all'})", not silent),
    ]


def _verdict(text: str, kept: bool) -> Verdict:
    """Return a target with its answer in front."""
    return Verdict(f"{'yes' if kept else 'NO ':4}{text}", kept)


def _over(result: Mapping[str, Any]) -> float:
    """Return by how much a phase was later than the idle window beside it."""
    idle = result.get("idle") or {}
    return float(result["late"]["p99"] - idle.get("p99", 0.0))


def _gaps(result: Mapping[str, Any]) -> tuple[float, float]:
    """Return the longest gap of a phase, and of the idle window meanwhile."""
    idle = result.get("idle") or {}
    return float(result["late"]["gap"]), float(idle.get("gap", 0.0))
