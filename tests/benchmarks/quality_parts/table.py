"""The results as a table in Markdown and as JSON."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from instrstudio.metrics.measuring.bootstrap import Interval

from .rows import LANGUAGES
from .scoring import Scored, Summary, summary
from .systems import TOP_1

Results = Mapping[str, Sequence[Scored]]
"""The scores of each system, in the order of the items."""

_KINDS = {"all": None, "without description": False, "with description": True}
_NAMES = {"en": "English", "zh": "Chinese"}
_COLUMNS = (
    *("system", "ROUGE-L", "over top-1", "chrF", "over top-1", "chrF++", "distinct-2"),
    *("copy recall", "leakage %", "words", "answered %"),
)

Summaries = dict[str, dict[str, Summary]]
"""Summaries by set (“English, all”) and system."""


def summaries(results: Results) -> Summaries:
    """Return what is to be shown, by set and system."""
    found: Summaries = {}
    for language in LANGUAGES:
        for kind, described in _KINDS.items():
            base = _of(results[TOP_1], language, described)
            if not base:
                continue
            shown = {
                name: summary(own, () if name == TOP_1 else base)
                for name, scores in results.items()
                if len(own := _of(scores, language, described)) == len(base)
            }
            found[f"{_NAMES[language]}, {kind}"] = shown
    return found


def _of(
    scores: Sequence[Scored], language: str, described: bool | None
) -> list[Scored]:
    """Return the scores of a language, with or without description or both."""
    return [
        s
        for s in scores
        if s.row.language == language and described in (None, s.row.described)
    ]


def markdown(found: Summaries) -> str:
    """Return the tables; numbers in brackets are 95 % bootstrap intervals."""
    parts = []
    for title, rows in found.items():
        count = next(iter(rows.values())).count
        head = [f"| {' | '.join(_COLUMNS)} |", "|---" * len(_COLUMNS) + "|"]
        lines = [f"### {title} ({count} items)", "", *head]
        lines += [_line(name, row) for name, row in rows.items()]
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


def _line(name: str, row: Summary) -> str:
    """Return one line of a table."""
    cells = (
        name,
        _shown(row.rouge_l),
        _shown(row.rouge_l_gain, "+"),
        _shown(row.chrf),
        _shown(row.chrf_gain, "+"),
        f"{row.chrf_plus_plus:.1f}",
        f"{row.distinct_2:.0f}",
        "–" if row.copy_recall is None else f"{row.copy_recall:.0f}",
        f"{row.leakage:.1f}",
        f"{row.words:.0f}",
        f"{row.answered:.0f}",
    )
    return f"| {' | '.join(cells)} |"


def _shown(value: Interval | None, sign: str = "") -> str:
    """Return a mean with its interval."""
    if value is None:
        return "–"
    return f"{value.mean:{sign}.1f} [{value.low:{sign}.1f}, {value.high:{sign}.1f}]"


def as_json(found: Summaries) -> dict[str, object]:
    """Return the JSON form."""
    return {
        title: {name: asdict(row) for name, row in rows.items()}
        for title, rows in found.items()
    }
