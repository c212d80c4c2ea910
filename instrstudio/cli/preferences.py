"""``preferences``: what was chosen, edited and rated, as pairs to learn from."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from instrstudio.cli import console
from instrstudio.cli.options import DEVICES, SEED, json_option, opened, project_option
from instrstudio.cli.train import Reporter, answer, show
from instrstudio.domain.preference import RULES, USUAL
from instrstudio.domain.run import Run, TrainConfig, TrainingEvent

if TYPE_CHECKING:
    from collections.abc import Callable

    from instrstudio.domain.job import Job
    from instrstudio.services.preferring import Wish
    from instrstudio.services.workspace import Workspace

CommandT = TypeVar("CommandT", bound="Callable[..., Any]")

_FORMATS = ("trl-dpo", "llamafactory-dpo", "openai-dpo", "trl-kto", "llamafactory-kto")
_FILE = click.Path(path_type=Path, dir_okay=False)


def _wished(command: CommandT) -> CommandT:
    """Add the options that say which pairs are wanted."""
    for option in (
        click.option("--everybody", is_flag=True, help="Pairs of all profiles."),
        click.option(
            "--margin",
            type=click.FloatRange(min=0, min_open=True),
            default=1.0,
            show_default=True,
            help="Least distance in stars for the rule “margin”.",
        ),
        click.option(
            "--rule",
            "rules",
            type=click.Choice(RULES),
            multiple=True,
            help=f"How pairs are made, may be repeated; else {', '.join(USUAL)}.",
        ),
    ):
        command = option(command)
    return command


@click.group()
@project_option()
def preferences() -> None:
    """Pairs of instructions of which one is preferred: count, export, learn."""


@preferences.command()
@_wished
@json_option
@project_option()
def pairs(as_json: bool, **given: Any) -> None:
    """Count the pairs of each rule."""
    from instrstudio.services import preferring

    with opened() as workspace:
        found = preferring.count(workspace, _wish(given))
    if as_json:
        console.data(
            {
                "pairs": found.pairs,
                "tasks": found.tasks,
                "held_out": found.held_out,
                "enough": found.enough,
                "by_rule": found.by_rule,
            }
        )
        return
    console.table(("rule", "pairs"), list(found.by_rule.items()))
    several = console.plural(found.pairs, "different pair", "different pairs")
    tasks = console.plural(found.tasks, "task", "tasks")
    learned = f"{found.held_out} held out" if found.enough else "too few to learn from"
    console.note(f"{several} of {tasks}, {learned}.")


@preferences.command()
@click.argument("file", type=_FILE)
@click.option("--format", "format_", type=click.Choice(_FORMATS), default=_FORMATS[0])
@_wished
@project_option()
def export(file: Path, format_: str, **given: Any) -> None:
    """Write pairs to FILE, for DPO or, text by text, for KTO."""
    from instrstudio.services import preferring

    with opened() as workspace:
        job = preferring.export(workspace, file, format_, _wish(given))
        written = console.drive(job).result
    console.line(f"{console.plural(written, 'row', 'rows')} written to {file}.")


@preferences.command()
@click.option(
    "--targets",
    type=click.Choice(("pairs", "edits")),
    default="pairs",
    help="Learn which text is preferred, or edited texts as what is right.",
)
@click.option(
    "--from", "begin", default=None, metavar="MODEL", help="Else the model in use."
)
@click.option("--beta", type=click.FloatRange(min=0, min_open=True), default=None)
@click.option(
    "--chosen-weight",
    type=click.FloatRange(min=0),
    default=None,
    help="What the cross entropy of preferred texts counts beside.",
)
@click.option(
    "--length-normalised", is_flag=True, help="Log-probabilities a token, not a text."
)
@click.option("--steps", type=click.IntRange(min=1), default=None, help="At most.")
@click.option("--minutes", type=click.FloatRange(min=0, min_open=True), default=None)
@click.option("--device", type=DEVICES, default=None)
@click.option("--seed", type=SEED, default=0)
@click.option("--name", default="", help="What to call the run and its model.")
@_wished
@json_option
@project_option()
def train(**given: Any) -> None:
    """Learn preferences; the model before stays in use if it is better.

    A run like any other: Ctrl-C pauses it, “train --resume” goes on with it.
    """
    with opened() as workspace, closing(Reporter()) as reporter:
        outcome = console.drive(_job(workspace, given), reporter.show)
    if given["as_json"]:
        console.data(answer(outcome.result))
    else:
        show(outcome.result)
    outcome.exit_if_cancelled()


def _job(workspace: "Workspace", given: dict[str, Any]) -> "Job[TrainingEvent, Run]":
    """Return the job that the options describe."""
    from instrstudio.services import checkpoints, preferring, training

    begin, name = given["begin"], given["name"]
    base = (
        checkpoints.located(workspace, begin)
        if begin
        else preferring.base_of(workspace)
    )
    device = given["device"] or workspace.settings.device
    if given["targets"] == "edits":
        config = training.fine_tuning("tiny", base)
        config = replace(config, device=device, seed=given["seed"])
        return preferring.train_on_edits(
            workspace,
            _bounded(config, given),
            everybody=given["everybody"],
            name=name,
        )
    numbers = {
        key: given[key] for key in ("beta", "chosen_weight") if given[key] is not None
    }
    config = preferring.configured(
        base,
        length_normalised=given["length_normalised"],
        device=device,
        seed=given["seed"],
        **numbers,
    )
    wish = _wish(given)
    return preferring.train(workspace, wish, _bounded(config, given), name=name)


def _bounded(config: TrainConfig, given: dict[str, Any]) -> TrainConfig:
    """Return a configuration with the bounds that were given."""
    steps, minutes = given["steps"], given["minutes"]
    if steps is None and minutes is None:
        return config
    return replace(config, steps=steps, minutes=minutes)


def _wish(given: dict[str, Any]) -> "Wish":
    """Return which pairs the options ask for."""
    from instrstudio.services.preferring import Wish

    return Wish(
        rules=given["rules"] or USUAL,
        margin=given["margin"],
        everybody=given["everybody"],
    )
