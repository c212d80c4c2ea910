"""``train``."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path

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
    Saved,
    Step,
    TrainingEvent,
    Validated,
)

STARTER = "starter"


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
@json_option
@project_option()
def train(  # noqa: PLR0913 - one parameter for each option of the command
    *,
    data: Path | None,
    model: str | None,
    begin: str | None,
    preset: str,
    device: str | None,
    steps: int | None,
    minutes: float | None,
    seed: int,
    name: str,
    resume: str | None,
    as_json: bool,
) -> None:
    """Train a model on the library, or on a file.

    Without --model the shipped model goes on learning, and keeps what it knows.
    Ctrl-C saves a checkpoint and pauses the run; --resume goes on with it.
    """
    if steps is not None and minutes is not None:
        raise click.UsageError("Give either --steps or --minutes.")
    if model is not None and begin is not None:
        raise click.UsageError("Give either --model or --from.")
    from instrstudio.services import checkpoints, training

    with opened() as workspace:
        start = None if model else checkpoints.located(workspace, begin or STARTER)
        config = (
            training.fine_tuning(preset, start)
            if start is not None
            else training.preset(preset, model or ARCHITECTURES[0])
        )
        config = replace(config, seed=seed, device=device or workspace.settings.device)
        if steps is not None or minutes is not None:
            config = replace(config, steps=steps, minutes=minutes)
        job = training.train(
            workspace, config, data=data, resume=_run(resume), name=name
        )
        with closing(_Reporter()) as reporter:
            outcome = console.drive(job, reporter.show)
    if as_json:
        console.data(_answer(outcome.result))
    else:
        _print(outcome.result)
    outcome.exit_if_cancelled()


def _run(named: str | None) -> int | str | None:
    """Return the id or the name of a run."""
    return int(named) if named is not None and named.isdecimal() else named


class _Reporter:
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
            console.note(
                f"Step {event.step:,}: held-out loss {event.loss:.3f}{chrf}{rouge}"
            )
        elif isinstance(event, Saved) and event.is_best:
            console.note(f"Saved the best so far: {event.checkpoint.name}")
        elif isinstance(event, Notice):
            console.note(console.said(event.message))

    def close(self) -> None:
        """Take the line of the last step away."""
        self._line.clear()


def _answer(run: Run) -> dict[str, object]:
    """Return the JSON form of a run."""
    return {
        "id": run.id,
        "name": run.name,
        "state": str(run.state),
        "step": run.step,
        "loss": run.loss,
        "validation_loss": run.validation_loss,
        "chrf": run.chrf,
        "checkpoint": run.checkpoint,
        "config": run.config.as_dict(),
    }


def _print(run: Run) -> None:
    """Say how a run ended."""
    loss = "" if run.validation_loss is None else f", loss {run.validation_loss:.3f}"
    console.line(f"Run {run.id} is {run.state} at step {run.step:,}{loss}.")
    if run.checkpoint:
        console.line(f"Its model: {run.checkpoint}")
    if run.message:
        console.note(run.message)
