"""What is measured of the texts of one system, against what people wrote.

The program ends an instruction with the place of its input, such as “[article]” under
a line “Text:”; what people wrote has no such place. So before scoring, in every
system's texts alike, bracketed places are taken out, lines that were only a place (or
a label with one) are dropped, and so are label lines at the end. References stay as
they are.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from instrstudio.domain.candidate import Candidate
from instrstudio.domain.language import length_of
from instrstudio.metrics import chrf, chrf_plus_plus, leakage, rouge_l
from instrstudio.metrics.measuring.bootstrap import Interval, interval, paired_interval
from instrstudio.metrics.measuring.copy_recall import copy_recall
from instrstudio.metrics.measuring.distinct import distinct
from instrstudio.services.context import WorkspaceContext

from .rows import Row

_PLACE = re.compile(r"\[[^\[\]\n]{1,60}\]|【[^【】\n]{1,60}】")
_LABEL_LENGTH = 6
_COLONS = (":", "：")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """The scores of one text for one row; ROUGE-L and chrF in [0, 100].

    `copied` is None where the description has nothing that is to be kept.
    """

    row: Row
    text: str
    rouge_l: float
    chrf: float
    chrf_plus_plus: float
    copied: float | None
    leaks: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The means of a system over a set of rows; gains are paired, over another one.

    `answered` is the share, in percent, that got a text at all; an empty text scores 0.
    """

    count: int
    answered: float
    rouge_l: Interval
    chrf: Interval
    chrf_plus_plus: float
    distinct_2: float
    copy_recall: float | None
    leakage: float
    words: float
    rouge_l_gain: Interval | None
    chrf_gain: Interval | None


def without_places(text: str) -> str:
    """Return a text without the places of inputs, and without their labels."""
    lines = []
    for line in text.split("\n"):
        bare = _PLACE.sub("", line)
        if bare == line or not _is_label(bare):
            lines.append(bare.rstrip())
    while len(lines) > 1 and _is_label(lines[-1]):
        lines.pop()
    return "\n".join(lines).strip()


def _is_label(line: str) -> bool:
    """Say whether a line says nothing but what follows it, such as “### Text:”."""
    bare = line.strip().strip("#*\"'`“”‘’「」 ")
    return not bare or (bare.endswith(_COLONS) and length_of(bare) <= _LABEL_LENGTH)


def scored(row: Row, text: str, context: WorkspaceContext) -> Scored:
    """Return the scores of a system's text for a row."""
    said = without_places(text)
    candidate = Candidate(method="bench", text=said, spans=())
    verdict = leakage.PLUGIN.check(candidate, context.profile.task, context)
    return Scored(
        row=row,
        text=said,
        rouge_l=100 * rouge_l.f1(said, row.instruction),
        chrf=chrf.sentence(said, [row.instruction]),
        chrf_plus_plus=chrf_plus_plus.sentence(said, [row.instruction]),
        copied=copy_recall(row.description, row.instruction, said),
        leaks=verdict.value < 1,
    )


def summary(found: Sequence[Scored], base: Sequence[Scored] = ()) -> Summary:
    """Return the means over rows, and the paired gain over `base` on the same rows."""
    rouge, chars = [s.rouge_l for s in found], [s.chrf for s in found]
    copied = [s.copied for s in found if s.copied is not None]
    old_rouge, old_chars = [s.rouge_l for s in base], [s.chrf for s in base]
    return Summary(
        count=len(found),
        answered=100 * _mean([float(bool(s.text)) for s in found]),
        rouge_l=interval(rouge),
        chrf=interval(chars),
        chrf_plus_plus=_mean([s.chrf_plus_plus for s in found]),
        distinct_2=100 * distinct([s.text for s in found]),
        copy_recall=100 * _mean(copied) if copied else None,
        leakage=100 * _mean([float(s.leaks) for s in found]),
        words=_mean([float(length_of(s.text)) for s in found]),
        rouge_l_gain=paired_interval(rouge, old_rouge) if base else None,
        chrf_gain=paired_interval(chars, old_chars) if base else None,
    )


def _mean(values: Sequence[float]) -> float:
    """Return the mean."""
    return sum(values) / len(values)
