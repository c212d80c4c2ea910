"""``train``."""

from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from instrstudio.cli import console
from instrstudio.cli.options import DEVICES, SEED, json_option, opened, project_option
from instrstudio.domain.job import Progress
from instrstudio.domain.run import (
    ARCHITECTURES,
    PRESETS,
    Notice,
    Run,
    RunStarted,
    RunState,
    Saved,
    Step,
    TrainConfig,
    TrainingEvent,
    Validated,
)

if TYPE_CHECKING:
    from instrstudio.model.board import Board
    from instrstudio.services.workspace import Workspace


@click.command()
@click.option(
    "--data",
    type=click.Path(path_type=Path),
    help="JSON lines with “instruction” beside the task; else the library is learned.",
)
@click.option(
    "--model",
    type=click.Choice(ARCHITECTURES),
    default=None,
    help="A model of this kind from nothing; else the shipped one goes on learning.",
)
@click.option(
    "--from", "begin", default=None, metavar="MODEL", help="Begin from this model."
)
@click.option("--preset", type=click.Choice(PRESETS), default="tiny")
@click.option("--device", type=DEVICES, default=None)
@click.option("--steps", type=click.IntRange(min=1), default=None, help="When to end.")
@click.option("--minutes", type=click.FloatRange(min=0, min_open=True), default=None)
@click.option("--seed", type=SEED, default=0)
@click.option("--name", default="", help="What to call the run.")
@click.option("--resume", metavar="RUN", default=None, help="Go on with this run.")
@click.option(
    "--resume-if-any",
    is_flag=True,
    help="Go on with the run of --name, if there is one.",
)
@json_option
@project_option()
def train(**given: Any) -> None:
    """Train a model on the library, or on a file.

    Without --model the shipped model goes on learning, and keeps what it knows.
    Ctrl-C saves a checkpoint and pauses the run; --resume goes on with it. Started by
    torchrun, all processes train the one model together.
    """
    if given["steps"] is not None and given["minutes"] is not None:
        raise click.UsageError("Give either --steps or --minutes.")
    if given["model"] is not None and given["begin"] is not None:
        raise click.UsageError("Give either --model or --from.")
    if given["resume"] is not None and (given["model"] or given["begin"]):
        raise click.UsageError(
            "A run goes on with its own model: no --model, no --from."
        )
    if given["resume_if_any"] and (given["resume"] is not None or not given["name"]):
        raise click.UsageError("--resume-if-any goes with --name, without --resume.")
    from instrstudio.services import together, training_ranks

    if not together.leads():
        console.drive(training_ranks.follow())
        return
    with together.leading() as board, opened() as workspace:
        outcome = _trained(workspace, board, given)
    if given["as_json"]:
        console.data(answer(outcome.result))
    else:
        show(outcome.result)
    outcome.exit_if_cancelled()
    if outcome.result.state is RunState.PAUSED:  # another process was asked to stop
        raise click.exceptions.Exit(console.CANCELLED)


def _trained(
    workspace: "Workspace", board: "Board | None", given: Mapping[str, Any]
) -> console.Outcome[Run]:
    """Train as the options say, and tell how it goes."""
    from instrstudio.services import training, training_ranks

    config = _config(workspace, given)
    again, name = given["resume_if_any"], given["name"]
    before = training_ranks.begun_before(workspace, name) if again else None
    job = training_ranks.train(
        workspace,
        config,
        board=board,
        data=given["data"],
        resume=before if again else _run(given["resume"]),
        name=name,
    )
    with closing(Reporter()) as reporter:
        try:
            return console.drive(job, reporter.show)
        except training.Complete as found:
            if not again:
                raise
            return console.Outcome(found.run, cancelled=False)


def _config(workspace: "Workspace", given: Mapping[str, Any]) -> TrainConfig:
    """Return the configuration that the options describe."""
    from instrstudio.services import checkpoints, training

    model, begin, preset = given["model"], given["begin"], given["preset"]
    start = checkpoints.located(workspace, begin) if begin else None
    if not begin and model is None:
        start = checkpoints.shipped()
    config = replace(
        training.preset(preset, model or TrainConfig().architecture)
        if start is None
        else training.fine_tuning(preset, start),
        seed=given["seed"],
        device=given["device"] or workspace.settings.device,
    )
    steps, minutes = given["steps"], given["minutes"]
    if steps is not None or minutes is not None:
        config = replace(config, steps=steps, minutes=minutes)
    return config


def _run(named: str | None) -> int | str | None:
    """Return the id or the name of a run."""
    return int(named) if named is not None and named.isdecimal() else named


class Reporter:
    """Tells on stderr how a run is doing."""

    def __init__(self) -> None:
        self._total: int | None = None
        self._line = console.ProgressLine()

    def show(self, event: TrainingEvent) -> None:
        """Draw a step; write everything rarer as a line of its own."""
        if isinstance(event, Step):
            words = f"step {event.step:,}  loss {event.loss:.3f}"
            speed = f"{event.tokens_per_second:,.0f} tokens/s"
            self._line.show(
                Progress(
                    done=event.step, total=self._total, message=f"{words}  {speed}"
                )
            )
            return
        self.close()
        if isinstance(event, RunStarted):
            self._total = event.total_steps
            parameters = f"{event.parameters:,} parameters"
            console.note(f"Run {event.run.id} on {event.device}, {parameters}.")
        elif isinstance(event, Validated):
            chrf = "" if event.chrf is None else f", chrF {event.chrf:.1f}"
            rouge = "" if event.rouge_l is None else f", ROUGE-L {event.rouge_l:.1f}"
            told = "" if event.accuracy is None else f", told {event.accuracy:.0%}"
            scores = f"{told}{chrf}{rouge}"
            console.note(f"Step {event.step:,}: held-out loss {event.loss:.3f}{scores}")
        elif isinstance(event, Saved) and event.is_best:
            console.note(f"Saved the best so far: {event.checkpoint.name}")
        elif isinstance(event, Notice):
            console.note(console.said(event.message))

    def close(self) -> None:
        """Take the line of the last step away."""
        self._line.clear()


def answer(run: Run) -> dict[str, object]:
    """Return the JSON form of a run."""
    return {
        "id": run.id,
        "name": run.name,
        "state": str(run.state),
        "step": run.step,
        "loss": run.loss,
        "validation_loss": run.validation_loss,
        "chrf": run.chrf,
        "rouge_l": run.rouge_l,
        "checkpoint": run.checkpoint,
        "config": run.config.as_dict(),
    }


def show(run: Run) -> None:
    """Say how a run ended."""
    loss = "" if run.validation_loss is None else f", loss {run.validation_loss:.3f}"
    console.line(f"Run {run.id} is {run.state} at step {run.step:,}{loss}.")
    if run.checkpoint:
        console.line(f"Its model: {run.checkpoint}")
    if run.message:
        console.note(run.message)
