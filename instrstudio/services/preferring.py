"""Preferences: counted, exported for other trainers, and learned by a model.

What people chose, edited, voted for and rated makes pairs (`preferring_pairs`). A run
that learns from them is a training run like any other: `training` drives it, its pairs
lie in a file of the project (`preferring_data`), and at its end it is compared with the
model before and used only if it is no worse (`preferring_proof`).
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from instrstudio.domain.errors import InvalidInput, TransferError
from instrstudio.domain.job import Job, Progress
from instrstudio.domain.language import CHINESE, language_of
from instrstudio.domain.preference import EDITS, RULES, USUAL, Preferred
from instrstudio.domain.record import Record, Source
from instrstudio.domain.run import Run, TrainConfig, TrainingEvent
from instrstudio.domain.task import Example, Task
from instrstudio.domain.transfer import Preference
from instrstudio.domain.wording import message
from instrstudio.services import checkpoints, placing, training
from instrstudio.services.file_formats import check_place, format_to_write
from instrstudio.services.preferring_data import (
    FEWEST,
    FEWEST_TASKS,
    keep,
    keep_lessons,
    parted,
)
from instrstudio.services.preferring_pairs import Wish, collect, edited
from instrstudio.services.training_data import Lesson
from instrstudio.services.workspace import Workspace

__all__ = [
    "RULES",
    "USUAL",
    "Counts",
    "Wish",
    "collect",
    "configured",
    "count",
    "export",
    "pairs_file",
    "targets_file",
    "train",
    "train_on_edits",
]

CHOICE_FORMATS = ("trl-dpo", "llamafactory-dpo", "openai-dpo")
JUDGED_FORMATS = ("trl-kto", "llamafactory-kto")
"""Formats of pairs, and of texts judged one by one."""
BETA, CHOSEN_WEIGHT = 0.2, 0.2
_RATE, _STEPS, _EVERY, _PATIENCE = 3e-4, 200, 20, 4
_TOLD_EVERY = 200
_ASKS = {
    "en": ("Write an instruction for this task.", "Task: ", "Input: ", "Output: "),
    "zh": ("为下面的任务写一条指令。", "任务：", "输入：", "输出："),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many pairs there are.

    `by_rule` counts each rule alone; `pairs`, `tasks` and `held_out` are those of the
    wish, where one pair that several rules make counts once. `held_out` is 0 and
    `enough` false where a run would have too few.
    """

    pairs: int
    tasks: int
    held_out: int
    enough: bool
    by_rule: dict[str, int]


def count(workspace: Workspace, wish: Wish | None = None) -> Counts:
    """Count the pairs of every rule, and of those that `wish` asks for.

    Raises:
        InvalidInput: The wish cannot be met.
    """
    asked = wish or Wish()
    pairs = collect(workspace, asked)
    tasks = len({pair.group for pair in pairs})
    enough = len(pairs) >= FEWEST and tasks >= FEWEST_TASKS
    alone = {
        rule: len(collect(workspace, replace(asked, rules=(rule,)))) for rule in RULES
    }
    return Counts(
        pairs=len(pairs),
        tasks=tasks,
        held_out=len(parted(pairs)[1]) if enough else 0,
        enough=enough,
        by_rule=alone,
    )


def export(
    workspace: Workspace, target: Path, format: str = "", wish: Wish | None = None
) -> Job[Progress, int]:
    """Write pairs, or the texts of pairs judged one by one, to `target`.

    The prompt asks for an instruction for the task. Of texts judged one by one those
    are good that were preferred more often than not, and bad the other way round.

    Args:
        workspace: The project.
        target: The file, which appears when it is whole.
        format: One of `CHOICE_FORMATS` or `JUDGED_FORMATS`; the first of them if empty.
        wish: Which pairs.

    Returns:
        How many rows were written.

    Raises:
        InvalidInput: The wish cannot be met.
        TransferError: There is no pair, no such format, or no place to write it.
    """
    check_place(target)
    named = format or CHOICE_FORMATS[0]
    if named not in (*CHOICE_FORMATS, *JUDGED_FORMATS):
        raise TransferError(
            message(
                "Preferences are not written as “{format}”; known are {known}.",
                format=named,
                known=", ".join((*CHOICE_FORMATS, *JUDGED_FORMATS)),
            )
        )
    pairs = collect(workspace, wish)
    if not pairs:
        raise TransferError(
            message(
                "There is no preference to export: choose, edit or rate candidates "
                "first, or ask for other rules."
            )
        )
    chosen = format_to_write(target, named)
    items: Sequence[Preference | Record] = (
        list(_judged(pairs)) if named in JUDGED_FORMATS else list(map(_choice, pairs))
    )
    written = 0
    with placing.whole(target) as partial:
        for written in chosen.write(items, partial):
            if written % _TOLD_EVERY == 0:
                yield Progress(done=written, total=len(items))
    return written


def _choice(pair: Preferred) -> Preference:
    """Return a pair as it is exported."""
    return Preference(
        prompt=prompt_of(pair.task, pair.chosen),
        chosen=pair.chosen,
        rejected=pair.rejected,
    )


def _judged(pairs: Sequence[Preferred]) -> Iterator[Record]:
    """Yield each text of a task with whether it was preferred more often than not."""
    from instrstudio.formats.frame.choices import LABEL

    wins: Counter[tuple[str, str]] = Counter()
    tasks: dict[str, Task] = {}
    for pair in pairs:
        tasks.setdefault(pair.group, pair.task)
        wins[pair.group, pair.chosen] += 1
        wins[pair.group, pair.rejected] -= 1
    for (group, text), balance in wins.items():
        if balance:
            yield Record(
                instruction=prompt_of(tasks[group], text),
                examples=(Example(output=text),),
                source=Source(kind=""),
                extra={LABEL: balance > 0},
            )


def prompt_of(task: Task, answer: str) -> str:
    """Return what asks for an instruction for `task`, in the language of `answer`."""
    language = task.language or language_of(answer)
    asks, *names = _ASKS["zh" if language == CHINESE else "en"]
    parts = [(names[0], task.description)]
    for example in task.examples:
        parts += [(names[1], example.input), (names[2], example.output)]
    said = [name + text.strip() for name, text in parts if text.strip()]
    return "\n\n".join((asks, "\n".join(said)))


def configured(
    base: Path,
    *,
    beta: float = BETA,
    chosen_weight: float = CHOSEN_WEIGHT,
    length_normalised: bool = False,
    device: str = "auto",
    seed: int = 0,
    steps: int = _STEPS,
) -> TrainConfig:
    """Return the configuration of a run that begins from the model in `base`.

    Raises:
        InvalidInput: A number is none that can be learned with.
        NotFound: There is no model.
        CheckpointMismatch: Its card is damaged.
    """
    if not beta > 0 or chosen_weight < 0 or steps < 1:
        raise InvalidInput(
            message("Preferences are learned with a beta above 0 and one step or more.")
        )
    return replace(
        training.fine_tuning("tiny", base),
        kept=0.0,
        beta=beta,
        chosen_weight=chosen_weight,
        length_normalised=length_normalised,
        learning_rate=_RATE,
        batch_tokens=2048,
        accumulate=1,
        steps=steps,
        validate_every_steps=_EVERY,
        save_every_steps=_EVERY,
        patience=_PATIENCE,
        device=device,
        seed=seed,
    )


def pairs_file(workspace: Workspace, wish: Wish | None = None) -> Path:
    """Keep the pairs that `wish` asks for in a file of the project, to learn from.

    A run on it may be driven by `training.train` as by `training_child.train`.

    Raises:
        InvalidInput: There are too few.
    """
    pairs = collect(workspace, wish)
    parted(pairs)
    return keep(workspace, pairs)


def train(
    workspace: Workspace,
    wish: Wish | None = None,
    config: TrainConfig | None = None,
    *,
    name: str = "",
) -> Job[TrainingEvent, Run]:
    """Learn preferences, compare with the model before, and use the better one.

    Events and pausing are those of `training.train`, which also goes on with the run.

    Args:
        workspace: The project.
        wish: Which pairs.
        config: As `configured` returns; by default the model in use goes on learning.
        name: What to call the run and its model.

    Raises:
        InvalidInput: There are too few pairs, or the wish cannot be met.
        NotFound: There is no model to begin from.
        ModelError: The model cannot be trained.
    """
    data = pairs_file(workspace, wish)
    asked = config or configured(base_of(workspace), device=workspace.settings.device)
    return (yield from training.train(workspace, asked, data=data, name=name))


def base_of(workspace: Workspace) -> Path:
    """Return the model in use.

    Raises:
        InvalidInput: There is none.
    """
    base = checkpoints.chosen(workspace)
    if base is None:
        raise InvalidInput(
            message("There is no model to begin from: train or import one.")
        )
    return base


def targets_file(workspace: Workspace, *, everybody: bool = False) -> Path:
    """Keep edited texts with their tasks in a file of the project, as targets.

    `training` learns from it as from any file.
    """
    pairs = edited(workspace, Wish(rules=(EDITS,), everybody=everybody))
    return keep_lessons(workspace, (Lesson(p.task, p.chosen, p.licence) for p in pairs))


def train_on_edits(
    workspace: Workspace,
    config: TrainConfig | None = None,
    *,
    everybody: bool = False,
    name: str = "",
) -> Job[TrainingEvent, Run]:
    """Go on training with the edited texts as what is right for their tasks.

    Raises:
        InvalidInput: There are too few edits.
        ModelError: The model cannot be trained.
    """
    data = targets_file(workspace, everybody=everybody)
    return (yield from training.train(workspace, config, data=data, name=name))
