"""Instructions for samples that have none, written by the model and kept if they fit.

This is instruction back-translation (Li et al., "Self-alignment with instruction
back-translation", ICLR 2024, arXiv 2308.06259) in miniature: the current checkpoint
writes an instruction for an input with its output, and what it wrote makes the way
back. Read alone, it must be the kind of task that the samples show; it must not hold
them; and the checkpoint must find it likelier for them than for others: the difference
of its affinity (mutual information a token, see `methods.generation`) with its own task
and the mean of that with other tasks.

The shipped model is a weak judge: it put the right instruction before one of another
task in 27 of 37 cases in the manner of Alpaca, English and Chinese, but in 10 of 23 of
Super-NaturalInstructions, which is chance. What it labels carries a tag and its score,
to be looked through.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from random import Random

from instrstudio.analysis.profile import profile_of, type_of
from instrstudio.domain.augmentation import (
    KNOWN,
    LABELLED,
    LEAKS,
    LOW_SCORE,
    NOTHING_WRITTEN,
    OTHER_KIND,
    TAG,
    Addition,
    Augmented,
)
from instrstudio.domain.candidate import Candidate
from instrstudio.domain.errors import InvalidInput, NotFound, NotTrained
from instrstudio.domain.job import Job, Progress
from instrstudio.domain.language import CHINESE, ENGLISH, language_of
from instrstudio.domain.record import Record, Source
from instrstudio.domain.task import Task
from instrstudio.domain.wording import message
from instrstudio.services.augmenting import left_known
from instrstudio.services.cleaning import CleaningWish, leak
from instrstudio.services.context import WorkspaceContext
from instrstudio.services.workspace import Workspace

THRESHOLD = 0.25
"""Nats a token by which an instruction must fit its own samples better than others."""
MOST_PAIRS = 20_000
_OTHERS = 4
_FEWEST_OTHERS = 2
_WRITTEN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelWish:
    """How samples are labelled: what is kept, in which language, by which model.

    `threshold` is the least score; with `same_kind` an instruction must also read as
    the kind of task that its samples show.
    `checkpoint` is a model's folder, None for the project's choice; an empty `language`
    is that of the input, English where it is neither ours.
    """

    threshold: float = THRESHOLD
    same_kind: bool = True
    language: str = ""
    seed: int = 0
    device: str = "auto"
    licence: str = ""
    source: Source = field(default_factory=Source)
    checkpoint: Path | None = None


def read_pairs(path: Path) -> tuple[Task, ...]:
    """Return the samples of a JSON or YAML file: rows with ``input`` and ``output``.

    Rows without an output are left aside, and so are instructions that stand there.

    Raises:
        NotFound: There is no such file.
        TransferError: It cannot be read as rows.
        InvalidInput: No row has an output, or there are too many.
    """
    from instrstudio.formats.reading.sniffing import raw_rows

    if not path.is_file():
        raise NotFound(message("There is no file “{path}”.", path=path))
    rows = (row.value for row in raw_rows(path) if isinstance(row.value, Mapping))
    bare = (
        {name: row.get(name) for name in ("input", "output", "examples")}
        for row in rows
    )
    tasks = (Task.from_dict(row) for row in bare)
    shown = (task for task in tasks if any(e.output.strip() for e in task.examples))
    found = tuple(islice(shown, MOST_PAIRS + 1))
    if not found or len(found) > MOST_PAIRS:
        raise InvalidInput(
            message(
                "“{file}” must have from 1 to {most} rows with an output.",
                file=path.name,
                most=MOST_PAIRS,
            )
        )
    return found


def label(
    workspace: Workspace, pairs: Sequence[Task], wish: LabelWish | None = None
) -> Job[Progress, Augmented]:
    """Return an instruction for each pair whose round trip passes; changes nothing.

    Of the instructions that the model writes for a pair the one that fits best is
    taken. `Augmented.left_out` counts the pairs without one, by reason.

    Raises:
        NotTrained: There is no model.
        ModelError: It cannot be loaded or run.
    """
    wish = wish or LabelWish()
    tasks = [_settled(task, wish) for task in pairs]
    pool = tasks + _from_library(workspace)
    additions: list[Addition] = []
    left_out: Counter[str] = Counter()
    for number, task in enumerate(tasks, 1):
        best = _best(workspace, task, _others(task, pool, wish.seed), wish)
        if best is None:
            left_out[NOTHING_WRITTEN] += 1
        else:
            made = _addition(task, *best, wish)
            reason = _reason(task, made, wish)
            left_out[reason] += bool(reason)
            additions += [] if reason else [made]
        yield Progress(
            done=number,
            total=len(tasks),
            message=message("{kept} instructions kept", kept=len(additions)),
        )
    fresh, known = left_known(workspace, additions)
    left_out[KNOWN] += known
    return Augmented(
        way=LABELLED,
        looked_at=len(tasks),
        additions=tuple(fresh),
        left_out={reason: count for reason, count in left_out.items() if count},
    )


def round_trip(
    workspace: Workspace,
    texts: Sequence[str],
    task: Task,
    others: Sequence[Task],
    wish: LabelWish,
) -> list[float]:
    """Return how much better each text fits `task` than the `others`, nats a token."""
    own = _context(workspace, task, wish).judged(texts)
    rest = [_context(workspace, other, wish).judged(texts) for other in others]
    if not rest:
        return list(own)
    usual = [sum(column) / len(rest) for column in zip(*rest, strict=True)]
    return [mine - theirs for mine, theirs in zip(own, usual, strict=True)]


def _best(
    workspace: Workspace, task: Task, others: Sequence[Task], wish: LabelWish
) -> tuple[Candidate, float] | None:
    """Return the instruction that fits a task best, and its score; or None."""
    from instrstudio.methods.generation import PLUGIN

    context = _context(workspace, task, wish)
    if context.checkpoint() is None:
        raise NotTrained(
            message("There is no model to generate with: train or import one.")
        )
    try:
        written = list(islice(PLUGIN.propose(task, context), _WRITTEN))
    except NotTrained:  # it wrote nothing that can be used
        return None
    texts = [candidate.text for candidate in written]
    scores = round_trip(workspace, texts, task, others, wish)
    best = max(range(len(scores)), key=scores.__getitem__, default=None)
    return None if best is None else (written[best], scores[best])


def _reason(task: Task, made: Addition, wish: LabelWish) -> str:
    """Return why an instruction is not kept; empty where it is."""
    text = made.record.instruction
    if leak(made.record, CleaningWish(near=None)):
        return LEAKS
    alone = Task(description=text, language=task.language)
    if wish.same_kind and type_of(alone) != type_of(task):
        return OTHER_KIND
    return LOW_SCORE if (made.score or 0.0) < wish.threshold else ""


def _context(workspace: Workspace, task: Task, wish: LabelWish) -> WorkspaceContext:
    """Return what the model may use for a task."""
    return WorkspaceContext(
        workspace,
        profile_of(task),
        limit=_WRITTEN,
        seed=wish.seed,
        device=wish.device,
        checkpoint=wish.checkpoint,
    )


def _settled(task: Task, wish: LabelWish) -> Task:
    """Return the samples of a task, with a language for its instruction."""
    first = task.examples[0]
    found = wish.language or language_of(first.input or first.output)
    language = found if found in (ENGLISH, CHINESE) else ENGLISH
    return Task(examples=task.examples, language=language)


def _from_library(workspace: Workspace) -> list[Task]:
    """Return samples of the library, to compare with where a file has few."""
    found = (
        Task(examples=r.examples[:1], language=r.language)
        for r in workspace.store.records.iterate()
        if not r.archived and r.examples and r.examples[0].output.strip()
    )
    return list(islice(found, 200))


def _others(task: Task, pool: Sequence[Task], seed: int) -> list[Task]:
    """Return a few other tasks, of the same language where there are enough."""
    rest = [other for other in pool if other.examples != task.examples]
    same = [other for other in rest if other.language == task.language]
    chosen = same if len(same) >= _FEWEST_OTHERS else rest
    chance = Random(f"{seed}:{task.examples[0].output}")
    return chance.sample(chosen, min(_OTHERS, len(chosen)))


def _addition(
    task: Task, candidate: Candidate, score: float, wish: LabelWish
) -> Addition:
    """Return the record of samples with their instruction."""
    source = wish.source
    record = Record(
        instruction=candidate.text,
        examples=task.examples,
        language=task.language,
        tags=(TAG, LABELLED),
        licence=wish.licence,
        method=candidate.method,
        source=Source(
            kind="constructed",
            name=source.name or candidate.provenance.source,
            url=source.url,
        ),
        extra={"round_trip": round(score, 4)},
    )
    return Addition(record=record, way=LABELLED, score=round(score, 4))
