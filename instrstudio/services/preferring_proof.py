"""Whether a model that has learned preferences is better than the one before.

Both models are asked about what was held out: which of two texts they find likelier,
and what they write first for the task. Differences are means over tasks with paired
bootstrap intervals. The new model is used only where it is no worse.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

from instrstudio.analysis import delexical
from instrstudio.analysis.profile import profile_of
from instrstudio.domain.errors import InstrStudioError, ModelError, NotFound
from instrstudio.domain.job import Cancelled, Job, Progress
from instrstudio.domain.preference import Preferred
from instrstudio.domain.run import Notice, Run
from instrstudio.domain.wording import Message, message
from instrstudio.services import checkpoints
from instrstudio.services.context import WorkspaceContext
from instrstudio.services.preferring_data import parted
from instrstudio.services.remembering import weights_of
from instrstudio.services.workspace import Workspace

PREFERENCES = "preferences"
"""What the card calls the comparison."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gain:
    """A mean before and after, and the bounds of its change at 95 %."""

    before: float
    after: float
    low: float
    high: float

    @property
    def change(self) -> float:
        """By how much it has grown."""
        return self.after - self.before


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A model beside the one it began from, on held-out `tasks` and their `pairs`.

    `accuracy` in [0, 1] is how often the preferred text is the likelier one a token;
    `chrf` in [0, 100] how like the first candidate is to the preferred texts.
    """

    tasks: int
    pairs: int
    accuracy: Gain
    chrf: Gain

    @property
    def is_worse(self) -> bool:
        """Whether the new model tells preferences worse, or surely writes worse."""
        if self.accuracy.change < 0 or self.chrf.high < 0:
            return True
        return self.accuracy.change == 0 and self.chrf.change < 0

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {**asdict(self), "is_worse": self.is_worse}


def compare(
    workspace: Workspace,
    pairs: Sequence[Preferred],
    before: Path,
    after: Path,
    device: str = "auto",
) -> Job[Progress, Comparison]:
    """Ask the models in two folders about held-out `pairs`.

    Raises:
        ModelError: A model cannot be loaded or run.
        NotFound: One is not there.
    """
    from instrstudio.metrics.measuring.bootstrap import paired_interval
    from instrstudio.model.generator import Generator

    told: dict[Path, list[float]] = {before: [], after: []}
    wrote: dict[Path, list[float]] = {before: [], after: []}
    groups: dict[str, list[Preferred]] = {}
    for pair in pairs:
        groups.setdefault(pair.group, []).append(pair)
    for which, folder in enumerate((before, after)):
        generator = Generator.load(folder, device)
        for number, group in enumerate(groups.values()):
            yield Progress(
                done=which * len(groups) + number,
                total=2 * len(groups),
                message=message("Comparing the models"),
            )
            told[folder].append(fmean(_told(generator, pair) for pair in group))
            wrote[folder].append(_wrote(workspace, folder, group, device))

    def gain(of: dict[Path, list[float]]) -> Gain:
        found = paired_interval(of[after], of[before])
        return Gain(
            before=fmean(of[before]),
            after=fmean(of[after]),
            low=found.low,
            high=found.high,
        )

    return Comparison(
        tasks=len(groups), pairs=len(pairs), accuracy=gain(told), chrf=gain(wrote)
    )


def _told(generator: Any, pair: Preferred) -> float:
    """Return 1 where the model finds the preferred text likelier, a half for a tie."""
    profile = profile_of(pair.task)
    texts = [delexical.target_text(t, profile) for t in (pair.chosen, pair.rejected)]
    good, bad = generator.likelihoods(delexical.source_text(profile), texts)
    return 0.5 if good == bad else float(good > bad)


def _wrote(
    workspace: Workspace, folder: Path, group: Sequence[Preferred], device: str
) -> float:
    """Return chrF of a model's first candidate against the texts preferred."""
    from instrstudio.methods.generation import PLUGIN
    from instrstudio.metrics.chrf import sentence

    task = group[0].task
    context = WorkspaceContext(
        workspace, profile_of(task), limit=1, device=device, checkpoint=folder
    )
    with suppress(InstrStudioError):  # it has nothing to say
        first = next(PLUGIN.propose(task, context), None)
        if first is not None:
            return sentence(first.text, list({pair.chosen for pair in group}))
    return 0.0


def settle(
    workspace: Workspace, run: Run, pairs: Sequence[Preferred], folder: Path
) -> Job[Notice | Progress, Comparison | None]:
    """Compare a finished run with its base; use it if it is no worse, and say so.

    The model in use changes only where it is the one the run began from. What was found
    goes on the card. Stopped, nothing changes.
    """
    from instrstudio.model.card import amend

    base = Path(run.config.initial)
    try:
        _, held_out = parted(pairs)
        yield Notice(message=message("Comparing the model with the one before."))
        found = yield from compare(workspace, held_out, base, folder, run.config.device)
        amend(folder, {PREFERENCES: _facts(run, pairs, base, found)})
    except Cancelled:
        return None
    except (ModelError, NotFound) as error:
        yield Notice(
            message=message(
                "The models could not be compared, so the one before stays in use: "
                "{why}",
                why=str(error),
            )
        )
        return None
    yield Notice(message=_said(found))
    yield Notice(message=_used(workspace, run, base, found))
    return found


def _facts(
    run: Run, pairs: Sequence[Preferred], base: Path, found: Comparison
) -> dict[str, object]:
    """Return what a card says of preferences."""
    return {
        "base": _name(base),
        "base_weights": weights_of(base),
        "pairs": len(pairs) - found.pairs,
        "held_out_pairs": found.pairs,
        "beta": run.config.beta,
        "chosen_weight": run.config.chosen_weight,
        "length_normalised": run.config.length_normalised,
        "licences": sorted({pair.licence for pair in pairs} - {""}),
        "comparison": found.as_dict(),
    }


def _name(base: Path) -> str:
    """Return what a model in a folder is called."""
    return base.parent.name if base.name == checkpoints.BEST else base.name


def _said(found: Comparison) -> Message:
    """Return what was found, in one sentence."""
    return message(
        "On {tasks} held-out tasks the preferred text is the likelier one in {before} "
        "to {after} % of the pairs (change {low} to {high}); chrF of the first "
        "candidate went from {chrf} to {chrf_after} (change {chrf_low} to "
        "{chrf_high}).",
        tasks=found.tasks,
        before=f"{100 * found.accuracy.before:.0f}",
        after=f"{100 * found.accuracy.after:.0f}",
        low=f"{100 * found.accuracy.low:+.0f}",
        high=f"{100 * found.accuracy.high:+.0f}",
        chrf=f"{found.chrf.before:.1f}",
        chrf_after=f"{found.chrf.after:.1f}",
        chrf_low=f"{found.chrf.low:+.1f}",
        chrf_high=f"{found.chrf.high:+.1f}",
    )


def _used(workspace: Workspace, run: Run, base: Path, found: Comparison) -> Message:
    """Use the new model unless it is worse, and return what was done."""
    before = _name(base)
    if found.is_worse:
        return message(
            "“{name}” is worse than “{before}”, which stays in use.",
            name=run.name,
            before=before,
        )
    chosen = checkpoints.chosen(workspace)
    if chosen is None or chosen.resolve() != base.resolve():
        return message(
            "“{name}” is no worse than “{before}”; another model is in use, and stays.",
            name=run.name,
            before=before,
        )
    checkpoints.use(workspace, run.name)
    return message(
        "“{name}” is in use now in place of “{before}”.", name=run.name, before=before
    )
