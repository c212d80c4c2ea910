"""The profiles of the rows, read once and kept: reading takes milliseconds a row."""

import pickle
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import instrstudio.analysis
import instrstudio.domain
from instrstudio import resources
from instrstudio.analysis.profile import profile_of
from instrstudio.domain.profile import TaskProfile
from instrstudio.domain.task import Task

from .kept import digest_of, place, told, written
from .rows import Row

_APART = {
    "adapting.py",
    "delexical.py",
    "joining.py",
    "kinship.py",
    "recomposing.py",
    "rewording.py",
    "statements.py",
    "style.py",
    "unchanged.py",
}
"""Files of the room that reading a profile does not need."""


def reading_digest() -> str:
    """Return a digest of the code and the words that profiles are read with."""
    analysis = Path(instrstudio.analysis.__path__[0])
    domain = Path(instrstudio.domain.__path__[0])
    code = [path for path in analysis.glob("*.py") if path.name not in _APART]
    code += [domain / f"{name}.py" for name in ("language", "profile", "task")]
    return digest_of([*code, *resources.path("analysis").glob("*.toml")])


def profiles(rows: Sequence[Row], part: str) -> Iterator[tuple[Row, TaskProfile]]:
    """Yield each row of a part of the data with its profile.

    They are read once; again only when the code that reads them, its words or the rows
    have changed. Reasons are left out.
    """
    ids = " ".join(row.id for row in rows)
    path = place(f"profiles.{part}.{digest_of([], reading_digest(), ids)}.pickle")
    if not path.exists():
        with written(path) as unfinished, unfinished.open("wb") as file:
            for row in told(rows, f"profiles of {part}"):
                read = profile_of(row.as_task())
                pickle.dump(replace(read, task=Task(), reasons=()), file)
    with path.open("rb") as file:
        for row in rows:
            kept: TaskProfile = pickle.load(file)
            task = replace(
                row.as_task(), task_type=kept.task_type, language=kept.language
            )
            yield row, replace(kept, task=task)
