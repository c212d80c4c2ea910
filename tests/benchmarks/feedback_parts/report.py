"""Tells the figures of all lives: tables, curves, rules."""

from collections import Counter
from collections.abc import Sequence

from instrstudio.metrics.measuring.bootstrap import Interval

from .figures import Lives, cut, gain, groups, values
from .life import WINDOW

_BARS = " ▁▂▃▄▅▆▇█"


def table(title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table; the first column is the person, the others are figures."""
    widths = [max(len(row[at]) for row in (head, *rows)) for at in range(len(head))]
    lines = [title]
    for first, *others in (head, *rows):
        cells = [
            text.rjust(width) for text, width in zip(others, widths[1:], strict=True)
        ]
        lines.append("  ".join([first.ljust(widths[0]), *cells]))
    return "\n".join(lines)


def acceptance(lives: Lives, moments: Sequence[int]) -> str:
    """Return how often the first candidate is accepted."""
    rows = []
    for kind, seeds in groups(lives):
        rates = [
            f"{sum(values(seeds, done, 'accepted')) / len(seeds):.2f}"
            for done in moments
        ]
        last = moments[-1]
        plain = sum(values(seeds, last, "plain_accepted")) / len(seeds)
        gains = [str(gain(seeds, done)) for done in moments[1:]]
        rows.append((kind, *rates, f"{plain:.2f}", *gains))
    head = (
        "person",
        *(f"after {done}" for done in moments),
        "unlearned",
        *(f"gain {done}" for done in moments[1:]),
    )
    return table(
        "First candidate accepted on held-out tasks, 95 % intervals", head, rows
    )


def effort(lives: Lives, moments: Sequence[int]) -> str:
    """Return how far the first candidate is from what the person would make."""
    rows, last = [], moments[-1]
    for kind, seeds in groups(lives):
        far = [values(seeds, done, "effort") for done in moments]
        far.append(values(seeds, last, "plain_effort"))
        less = [_share(cut(seeds, done)) for done in moments[1:]]
        others = [_share(cut(seeds, last, name)) for name in ("constructed", "own")]
        rows.append((kind, *(f"{sum(f) / len(f):.3f}" for f in far), *less, *others))
    head = (
        "person",
        *(f"after {done}" for done in moments),
        "unlearned",
        *(f"change {done}" for done in moments[1:]),
        f"constructed {last}",
        f"own {last}",
    )
    title = (
        "Edit distance from the first candidate to what the person would make of the "
        "best one in the list;\n“constructed”: of the best one as constructed, without "
        "learning; “own”: of the first itself"
    )
    return table(title, head, rows)


def _share(less: Interval) -> str:
    """Return a change in percent with its interval."""
    return f"{-less.mean:+.0%} [{-less.high:+.0%}, {-less.low:+.0%}]"


def curves(lives: Lives) -> str:
    """Return the acceptance at work as lines of bars, each a window of interactions."""
    lines = [f"First candidate accepted at work, each bar {WINDOW} interactions (0..1)"]
    for kind, seeds in groups(lives):
        if not seeds[0][0].curve:
            continue
        for name, label in (("curve", "learned"), ("plain_curve", "unlearned")):
            points = [getattr(life, name) for same in seeds for life in same]
            means = [sum(column) / len(column) for column in zip(*points, strict=True)]
            bars = "".join(_BARS[round(mean * (len(_BARS) - 1))] for mean in means)
            figures = " ".join(f"{mean:.2f}" for mean in means)
            lines.append(f"{kind:15} {label:9} |{bars}|  {figures}")
    return "\n".join(lines)


def rules(lives: Lives) -> str:
    """Return the rules of the first people of each kind, and how many are right."""
    lines = ["Rules learned at the end, tried on held-out texts (gain in distance)"]
    for kind, own in lives.items():
        count = Counter(rule.verdict for life in own for rule in life.rules)
        told = ", ".join(f"{number} {verdict}" for verdict, number in count.items())
        lines.append(f"\n{kind} ({len(own)} people): {told or 'no rules'}")
        for life in own[:2]:
            lines += [
                f"  {life.seed}  {rule.verdict:5} {rule.gain:+.3f}  "
                f"{rule.statement}  ({rule.seen} of {rule.of})"
                for rule in sorted(life.rules, key=lambda rule: -rule.gain)
            ]
    return "\n".join(lines)
