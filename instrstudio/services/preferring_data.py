"""Pairs of preferences in a file, parted by task, and as a model reads them.

A run learns from a file of its own, so that it goes on with the same pairs whatever is
done in between: JSON lines with ``task``, ``chosen``, ``rejected``, ``rule`` and
``licence``, named by a digest of what it holds.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from instrstudio.analysis import delexical
from instrstudio.analysis.profile import profile_of
from instrstudio.domain.errors import InvalidInput, NotFound
from instrstudio.domain.preference import Preferred
from instrstudio.domain.task import Task
from instrstudio.domain.wording import message
from instrstudio.services import placing, training_data
from instrstudio.services.training_data import Lesson, Lessons, Neighbours
from instrstudio.services.workspace import Workspace

if TYPE_CHECKING:
    from instrstudio.model.corpus import Corpus, Pair

FEWEST = 20
"""How many pairs a run needs."""
FEWEST_TASKS = 5
FOLDER = "preferences"
_HELD_OUT_SHARE, _HELD_OUT_FEWEST, _HELD_OUT_MOST = 0.2, 2, 60


def keep(workspace: Workspace, pairs: Sequence[Preferred]) -> Path:
    """Write pairs into the project's folder; return the file."""
    return _kept(workspace, "pairs", [_row(pair) for pair in pairs])


def keep_lessons(workspace: Workspace, lessons: Iterable[Lesson]) -> Path:
    """Write lessons into the project's folder, as `training_data.from_file` reads."""
    rows = [
        {
            **lesson.task.as_dict(),
            "instruction": lesson.instruction,
            "licence": lesson.licence,
        }
        for lesson in lessons
    ]
    return _kept(workspace, "edits", rows)


def _kept(
    workspace: Workspace, kind: str, rows: Sequence[Mapping[str, object]]
) -> Path:
    """Write rows as JSON lines, under a name that tells what they are."""
    data = "".join(json.dumps(row) + "\n" for row in rows).encode()
    name = f"{kind}-{blake2b(data, digest_size=6).hexdigest()}.jsonl"
    path = workspace.project.folder / FOLDER / name
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        with placing.whole(path) as partial:
            partial.write_bytes(data)
    return path


def located(workspace: Workspace, path: Path) -> Path:
    """Return where a file of a run is now: the project may have been moved."""
    moved = workspace.project.folder / FOLDER / path.name
    return moved if moved.exists() and not path.exists() else path


def _row(pair: Preferred) -> dict[str, object]:
    """Return the JSON form of a pair."""
    return {
        "task": pair.task.as_dict(),
        "chosen": pair.chosen,
        "rejected": pair.rejected,
        "rule": pair.rule,
        "licence": pair.licence,
    }


def read(path: Path) -> list[Preferred]:
    """Return the pairs of a file.

    Raises:
        NotFound: The file is not there.
        InvalidInput: A line is no pair; names it.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        said = message("The file {path} cannot be read.", path=str(path))
        raise NotFound(said) from error
    except UnicodeDecodeError as error:
        said = message("The file {path} is not UTF-8 text.", path=str(path))
        raise InvalidInput(said) from error
    return [_pair(line, n) for n, line in enumerate(lines, 1) if line.strip()]


def _pair(line: str, number: int) -> Preferred:
    """Read one line."""
    try:
        row = json.loads(line)
        if not isinstance(row, Mapping) or not isinstance(row["task"], Mapping):
            raise TypeError("no object with a task")
        texts = row["chosen"], row["rejected"]
        if not all(isinstance(text, str) and text.strip() for text in texts):
            raise TypeError("a text is missing")
        return Preferred(
            task=Task.from_dict(row["task"]),
            chosen=texts[0],
            rejected=texts[1],
            rule=str(row.get("rule") or ""),
            licence=str(row.get("licence") or ""),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise InvalidInput(
            message(
                "Line {line} is no pair: it needs “task”, “chosen” and “rejected”.",
                line=number,
            )
        ) from error


def parted(pairs: Sequence[Preferred]) -> tuple[list[Preferred], list[Preferred]]:
    """Return the pairs to learn from, and those of the tasks that are held out.

    A lot decides, drawn by the task alone: what is held out stays so as pairs come.

    Raises:
        InvalidInput: There are too few pairs or tasks.
    """
    groups: dict[str, list[Preferred]] = {}
    for pair in pairs:
        groups.setdefault(pair.group, []).append(pair)
    if len(pairs) < FEWEST or len(groups) < FEWEST_TASKS:
        raise InvalidInput(
            message(
                "There are {count} pairs of {tasks} tasks to learn from; {least} pairs "
                "of {least_tasks} tasks are needed.",
                count=len(pairs),
                tasks=len(groups),
                least=FEWEST,
                least_tasks=FEWEST_TASKS,
            )
        )
    # the lot is not the digest itself, by whose order nothing should be told
    order = sorted(groups, key=_lot)
    share = sum(_lot(group) < _HELD_OUT_SHARE for group in order)
    count = min(_HELD_OUT_MOST, max(_HELD_OUT_FEWEST, share))
    return (
        [pair for group in order[count:] for pair in groups[group]],
        [pair for group in order[:count] for pair in groups[group]],
    )


def _lot(group: str) -> float:
    """Return the lot of a task in [0, 1): the lowest are held out."""
    digest = blake2b(f"preference:{group}".encode(), digest_size=6).digest()
    return int.from_bytes(digest, "big") / 2**48


def lessons(pairs: Sequence[Preferred]) -> Lessons:
    """Return the preferred texts as lessons, parted as the pairs are."""
    learned, held_out = parted(pairs)
    return Lessons(
        tuple(Lesson(p.task, p.chosen, p.licence) for p in learned),
        tuple(Lesson(p.task, p.chosen, p.licence) for p in held_out),
    )


def corpus(
    workspace: Workspace,
    pairs: Sequence[Preferred],
    file: Path,
    *,
    reads_like: bool = False,
) -> "Corpus":
    """Return pairs as a model reads and writes them.

    Two texts that differ in the task's own words alone are the same to the model and
    make no pair.

    Raises:
        InvalidInput: There are too few pairs or tasks.
    """
    from instrstudio.model.corpus import Corpus

    learned, held_out = parted(pairs)
    barred = [Lesson(pair.task, pair.chosen) for pair in held_out]
    near = Neighbours(workspace, barred) if reads_like else None
    own, others = _texts(learned, near)
    kept, kept_others = _texts(held_out, near)
    if not own or not kept:
        raise InvalidInput(
            message("The texts of the pairs differ in nothing that a model writes.")
        )
    return Corpus(
        pairs=own,
        rejected=others,
        validation=kept,
        validation_rejected=kept_others,
        specials=delexical.SPECIALS,
        markers=delexical.SECTIONS,
        description=f"preferences of {workspace.project.name}",
        licences=tuple(sorted({pair.licence for pair in learned} - {""})),
        file=str(file.resolve()),
    )


def _texts(
    pairs: Sequence[Preferred], near: Neighbours | None
) -> tuple[tuple["Pair", ...], tuple[str, ...]]:
    """Return sources with preferred targets, and the other targets."""
    kept, rejected = [], []
    for pair in pairs:
        good = training_data.pair_of(Lesson(pair.task, pair.chosen), near, styled=False)
        bad = delexical.target_text(pair.rejected, profile_of(pair.task))
        if good.target != bad:
            kept.append(good)
            rejected.append(bad)
    return tuple(kept), tuple(rejected)
