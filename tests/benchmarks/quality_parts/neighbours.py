"""The instructions retrieved for each row: always of the training split, never its own.

They are found as `services.context` finds the records nearest to a task: with the same
query, in the same index. A row of the training split never gets one of its own group,
and no row the same instruction twice.

A file ``neighbours.PART.DIGEST.jsonl`` has a line for each row of a part, in the order
of the data: `id`, and `near`, a list of (id, similarity), the nearest first. Until it
is whole its lines are in a file that ends in ``.begun``; a broken run goes on there.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import instrstudio.search
from instrstudio.domain.language import normalised
from instrstudio.domain.profile import TaskProfile
from instrstudio.services import open_indexes
from instrstudio.services.context import WorkspaceContext
from instrstudio.services.workspace import Workspace

from .kept import digest_of, place, read_lines, told, write_lines
from .nearest import Nearest
from .profiles import profiles, reading_digest
from .project import row_ids
from .rows import LANGUAGES, Row
from .splits import Split

KEPT = 5
"""How many neighbours of a row are kept."""

_ASKED = (KEPT + 7, 400)
"""How many are asked for; the second time if too few of the first ones were of use."""

_FORM = "different instructions"

Line = dict[str, object]

_SAMPLES, _SAMPLE_LENGTH = 2, 300
"""As in `services.context`: how much of the samples is searched with."""


def neighbours_file(found: Split, part: str, workspace: Workspace) -> Path:
    """Return the file of the neighbours of a part, made if need be."""
    search = Path(instrstudio.search.__path__[0])
    ids = " ".join(row.id for row in (*found.train, *found.part(part)))
    digest = digest_of(search.glob("*.py"), reading_digest(), ids, _FORM)
    path = place(f"neighbours.{part}.{digest}.jsonl")
    if not path.exists():
        begun = path.with_suffix(".begun")
        known = dict(_known(begun))
        missing = [row for row in found.part(part) if row.id not in known]
        with begun.open("a", encoding="utf-8") as file:
            for line in _lines(found, part, missing, workspace):
                file.write(json.dumps(line) + "\n")
                known[str(line["id"])] = line
        write_lines(path, (known[row.id] for row in found.part(part)))
        begun.unlink()
    return path


def _known(begun: Path) -> Iterator[tuple[str, Line]]:
    """Yield the whole lines of a file that was begun."""
    if begun.exists():
        for text in begun.read_text(encoding="utf-8").splitlines():
            with suppress(ValueError):  # the last one may be cut
                line = json.loads(text)
                yield line["id"], line


def read_neighbours(path: Path, most: int = 3) -> dict[str, list[str]]:
    """Return the ids of the nearest rows, at most `most`, by the id of the row."""
    near: dict[str, list[str]] = {}
    for line in read_lines(path):
        pairs = line["near"]
        if isinstance(pairs, list):
            near[str(line["id"])] = [str(other) for other, _score in pairs[:most]]
    return near


def agreement(workspace: Workspace, sample: Sequence[tuple[Row, TaskProfile]]) -> float:
    """Return the share of a sample's nearest that the program itself finds as well."""
    ids, same, most = row_ids(workspace), 0, 3
    with open_indexes.borrow(workspace) as index:
        search = {name: Nearest(index.leaves(), name) for name in LANGUAGES}
        for _row, profile in sample:
            own = WorkspaceContext(workspace, profile).nearest(most)
            found = {
                ids[record] for record, _similarity in _near(search, profile, most)
            }
            same += len({match.record.extra["row"] for match in own} & found)
    return same / (most * len(sample))


def _near(
    search: Mapping[str, Nearest], profile: TaskProfile, limit: int
) -> list[tuple[int, float]]:
    """Return the records nearest to a task, as `services.context` asks for them."""
    parts = (
        profile.task.description,
        profile.input_form.text,
        profile.output_form.text,
    )
    samples = [
        f"{e.input[:_SAMPLE_LENGTH]}\n{e.output[:_SAMPLE_LENGTH]}"
        for e in profile.task.examples[:_SAMPLES]
    ]
    own = search[profile.language]
    return own.find(" ".join(parts), "\n".join(samples), limit)


def _lines(
    found: Split, part: str, missing: Sequence[Row], workspace: Workspace
) -> Iterator[Line]:
    """Yield the lines of the rows of a part that are missing."""
    wanted = {row.id for row in missing}
    asked = told(missing, f"neighbours of {part}")
    read = (pair for pair in profiles(found.part(part), part) if pair[0].id in wanted)
    by_id = {row.id: row for row in found.train}
    records = {record: by_id[own] for record, own in row_ids(workspace).items()}
    with open_indexes.borrow(workspace) as index:
        search = {name: Nearest(index.leaves(), name) for name in LANGUAGES}
        for row, (_row, profile) in zip(asked, read, strict=True):
            near: list[tuple[str, float]] = []
            for limit in _ASKED:
                hits = _near(search, profile, limit)
                scores = {records[record]: score for record, score in hits}
                near = [(own.id, scores[own]) for own in _of_use(scores, row, found)]
                if len(near) == KEPT or len(hits) < limit:
                    break
            yield {"id": row.id, "near": [(own, round(s, 4)) for own, s in near]}


def _of_use(near: Iterable[Row], row: Row, found: Split) -> list[Row]:
    """Return the first of `near` that say something new and are of other groups."""
    kept: dict[str, Row] = {}
    for other in near:
        if found.groups[other.id] != found.groups[row.id] and len(kept) < KEPT:
            kept.setdefault(normalised(other.instruction), other)
    return list(kept.values())
