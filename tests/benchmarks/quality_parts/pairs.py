"""Pairs to train from: what the model reads of each row, and what it should write.

A file ``pairs.PART.KIND.DIGEST.jsonl`` has a line for each row of a part, in the order
of the data: `id`, `language`, `described`, `permissive`, `licence`, `origin` (the name
of the row's source), `instruction` as it was, and `source` and `target` as the model
sees them. Sources to learn from hold the control tokens of the instruction's style;
those of validation and test do not, for nobody knows it beforehand. Of the kind
``like`` they also hold the instructions of the row's neighbours.

The digest stands for the rows, the profiles and the form of sources and targets, so
that a file is made anew when any of these has changed.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import instrstudio.analysis
from instrstudio.analysis import delexical, style

from .kept import digest_of, place, read_lines, write_lines
from .profiles import profiles, reading_digest
from .rows import Row
from .splits import TRAIN, Split

Neighbours = Mapping[str, Sequence[str]]
"""The ids of the nearest training rows, by the id of a row."""

_FORM = ("delexical.py", "style.py")


def pairs_file(found: Split, part: str, near: Neighbours | None = None) -> Path:
    """Return the file of the pairs of a part, made if need be."""
    analysis = Path(instrstudio.analysis.__path__[0])
    form = [analysis / name for name in _FORM]
    rows = found.part(part)
    ids = " ".join(row.id for row in rows)
    digest = digest_of(form, reading_digest(), ids, str(near))
    kind = "plain" if near is None else "like"
    path = place(f"pairs.{part}.{kind}.{digest}.jsonl")
    if not path.exists():
        texts = {row.id: row.instruction for row in found.train}
        write_lines(path, _lines(rows, part, near or {}, texts))
    return path


def read_pairs(path: Path) -> list[dict[str, object]]:
    """Return the lines of a file of pairs."""
    return list(read_lines(path))


def _lines(
    rows: tuple[Row, ...], part: str, near: Neighbours, texts: Mapping[str, str]
) -> Iterator[dict[str, object]]:
    """Yield the lines of a file of pairs."""
    for row, profile in profiles(rows, part):
        wish = style.style_of(row.instruction) if part == TRAIN else ()
        like = [texts[other] for other in near.get(row.id, ())]
        yield {
            "id": row.id,
            "language": row.language,
            "described": row.described,
            "permissive": row.permissive,
            "licence": row.licence,
            "origin": row.source,
            "instruction": row.instruction,
            "source": delexical.source_text(profile, wish=wish, like=like),
            "target": delexical.target_text(row.instruction, profile),
        }
