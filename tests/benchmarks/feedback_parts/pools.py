"""Tasks with the candidates that the program constructs for them, made once.

The tasks are those of the starter corpus, asked in words that its model never saw; the
candidates are those of all methods in a project as a new user has it.
"""

import hashlib
import pickle
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path

from instrstudio.domain.candidate import Candidate
from instrstudio.domain.job import run
from instrstudio.domain.task import Task
from instrstudio.services.construct import ConstructOptions, construct, profile_of
from instrstudio.services.workspace import Workspace

from .reading import Case

BUILD = Path("build/bench/feedback")
ROOT = Path(__file__).parents[3]
PACKAGING = ROOT / "packaging"
SEED = 20_261
_MADE_BY = (
    "instrstudio/analysis",
    "instrstudio/methods",
    "instrstudio/metrics",
    "instrstudio/model/decode",
    "instrstudio/templates",
    "packaging/starter",
    "resources/analysis",
    "resources/library",
    "resources/models",
    "resources/templates",
)
_FEWEST = 3
"""Candidates of a pool at least: between two there is little to choose."""


@dataclass(frozen=True, slots=True)
class Pool:
    """A task, what a person knows of it, and its candidates, best first."""

    task: Task
    case: Case
    candidates: tuple[Candidate, ...]

    @property
    def texts(self) -> list[str]:
        """The texts of the candidates."""
        return [candidate.text for candidate in self.candidates]


def pools(
    count: int, project: Callable[[], AbstractContextManager[Workspace]]
) -> list[Pool]:
    """Return `count` pools, half of them Chinese; kept below `BUILD`.

    `project` opens a project as a new user has it, where they are not there yet.
    """
    file = BUILD / f"pools-{_digest(f'{count} {SEED} {__name__}')}.pickle"
    if file.is_file():
        found: list[Pool] = pickle.loads(file.read_bytes())  # our own, of this folder
        return found
    with project() as workspace:
        found = []
        for task in tasks(count, workspace):
            found.append(pool_of(workspace, task))
            if len(found) % 40 == 0:
                print(f"constructed: {len(found)}/{count}", file=sys.stderr)
    BUILD.mkdir(parents=True, exist_ok=True)
    file.write_bytes(pickle.dumps(found))
    return found


def _digest(more: str) -> str:
    """Return a digest of what pools are made by, and of a text."""
    found = hashlib.blake2b(more.encode(), digest_size=6)
    for folder in _MADE_BY:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and path.suffix not in {".pyc", ".md"}:
                found.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return found.hexdigest()


def tasks(count: int, workspace: Workspace | None = None) -> Iterator[Task]:
    """Yield different tasks, as many in each language.

    With a workspace only those that it has enough templates or records for.
    """
    sys.path[:0] = [] if str(PACKAGING) in sys.path else [str(PACKAGING)]
    from starter.pairs import tasks as corpus

    wanted = {"zh": (count + 1) // 2, "en": count // 2}
    seen: set[Task] = set()
    for task, _ in corpus(20 * count, SEED, held_out=True):
        language = profile_of(task).language
        if task in seen or not wanted.get(language):
            continue
        seen.add(task)
        if workspace is None or len(_brief(workspace, task)) >= _FEWEST:
            wanted[language] -= 1
            yield task


def _brief(workspace: Workspace, task: Task) -> tuple[Candidate, ...]:
    """Return the candidates of templates alone, which are quick."""
    options = ConstructOptions(methods=("template",), record=False)
    return run(construct(workspace, task, options)).candidates


def pool_of(workspace: Workspace, task: Task, methods: Sequence[str] = ()) -> Pool:
    """Construct the pool of a task, by all methods or by those named."""
    options = ConstructOptions(methods=tuple(methods), record=False)
    made = run(construct(workspace, task, options)).candidates
    profile = profile_of(task)
    case = Case(
        key=task.description,
        language=profile.language,
        output=profile.output_form.text,
        has_input=profile.has_input,
        constraints=task.constraints,
    )
    return Pool(task, case, tuple(replace(one, alignment=None) for one in made))
