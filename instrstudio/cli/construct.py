"""``construct``: one task from options, or many from a file."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from instrstudio.cli import console
from instrstudio.cli.files import named_or_stdin, text_of
from instrstudio.cli.models import checkpoint_folder
from instrstudio.cli.options import DEVICES, SEED, json_option, opened, project_option
from instrstudio.domain.candidate import Construction
from instrstudio.domain.task import Example, Task

if TYPE_CHECKING:
    from instrstudio.services.construct import ConstructOptions
    from instrstudio.services.workspace import Workspace

_FILE = "\0"
"""Marks a value as a file's name; no argument of a program can hold it."""


class _InOrder(click.Command):
    """Keeps ``--input`` and ``--input-file`` in the order they were given in.

    click gathers the values of each option by itself; here both become one option.
    """

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Rewrite ``--input-file F`` to ``--input`` with a marked value."""
        return super().parse_args(ctx, list(_rewritten(args)))


def _rewritten(args: Sequence[str]) -> Iterator[str]:
    """Yield the arguments with the options of files turned into marked values."""
    waiting = iter(args)
    for arg in waiting:
        if arg == "--":
            yield from (arg, *waiting)
            return
        name, equals, value = arg.partition("=")
        if name not in ("--input-file", "--output-file"):
            yield arg
            continue
        found = value if equals else next(waiting, None)
        if found is None:
            yield arg  # click says that the value is missing
            return
        yield from (name.removesuffix("-file"), _FILE + found)


def _texts(values: Sequence[str]) -> list[str]:
    """Return the texts, reading those that are files."""
    return [
        text_of(Path(value.removeprefix(_FILE))) if value.startswith(_FILE) else value
        for value in values
    ]


@click.command(cls=_InOrder)
@click.option("--description", default="", metavar="TEXT", help="What is to be done.")
@click.option(
    "--input", "inputs", multiple=True, metavar="TEXT", help="A sample input."
)
@click.option(
    "--input-file", multiple=True, metavar="FILE", help="The same from a file."
)
@click.option("--output", "outputs", multiple=True, metavar="TEXT", help="Its output.")
@click.option(
    "--output-file", multiple=True, metavar="FILE", help="The same, from a file."
)
@click.option(
    "--task-type", default="", metavar="TYPE", help="Found out where not given."
)
@click.option(
    "--language",
    type=click.Choice(("auto", "en", "zh")),
    default="auto",
    help="Language of the instruction.",
)
@click.option("--fill", is_flag=True, help="Put the first input in, not a named slot.")
@click.option("--method", "methods", multiple=True, metavar="NAME", help="Only these.")
@click.option(
    "--model", default=None, metavar="NAME|PATH", help="Model to generate with."
)
@click.option("--device", type=DEVICES, default=None, help="Where the model runs.")
@click.option("-n", "limit", type=click.IntRange(min=1), help="How many at most.")
@click.option("--seed", type=SEED, default=0, help="Of all chance; 0 is the best.")
@click.option("--save", is_flag=True, help="Put the best into the library.")
@click.option("--tasks", metavar="FILE", help="Many tasks, one JSON object a line.")
@click.option(
    "--out",
    metavar="FILE",
    type=click.Path(dir_okay=False),
    help="Where the answers to --tasks go.",
)
@json_option
@project_option()
def construct(**given: Any) -> None:
    """Construct an instruction from a description and samples.

    Repeated inputs and outputs pair up in order; “-” as a file is stdin. With --tasks
    each line has “task_description”, “input” and “output”, or “examples”; the answer
    adds “candidates”, best first, and “instruction”. Stopped, it can be run again.
    Started by torchrun, all processes answer their share of the tasks.
    """
    tasks, out = given["tasks"], given["out"]
    if (tasks is None) != (out is None):
        raise click.UsageError("--tasks and --out belong together.")
    if tasks is None:
        _construct_one(given)
        return
    alone = ("description", "inputs", "outputs", "save", "as_json")
    if any(given[name] for name in alone):
        raise click.UsageError("--tasks takes no task of its own, no --save or --json.")
    _construct_many(given, tasks, Path(out))


def _construct_one(given: Mapping[str, Any]) -> None:
    """Answer the task that the options describe."""
    from instrstudio.services import construct as service
    from instrstudio.services import together

    if not together.leads():
        return
    task = _task(given).checked()
    with opened() as workspace:
        options = _options(given, workspace)
        outcome = console.drive(service.construct(workspace, task, options))
        found = outcome.result
        task = service.profile_of(task).task
        if given["as_json"]:
            console.data(_answer(task, found))
        else:
            _print(found)
        for failure in found.failures:
            console.note(f"{failure.method}: {console.said(failure.message)}")
        if given["save"] and found.candidates and not outcome.cancelled:
            _save(workspace, task, found)
    outcome.exit_if_cancelled()
    if not found.candidates:
        console.note("No method found an instruction.")
        raise click.exceptions.Exit(1)


def _task(given: Mapping[str, Any]) -> Task:
    """Return the task that the options describe."""
    pairs = zip_longest(_texts(given["inputs"]), _texts(given["outputs"]), fillvalue="")
    return Task(
        description=given["description"],
        examples=tuple(Example(input=i, output=o) for i, o in pairs),
        task_type=given["task_type"],
        language="" if given["language"] == "auto" else given["language"],
        fill=given["fill"],
    )


def _options(given: Mapping[str, Any], workspace: "Workspace") -> "ConstructOptions":
    """Return how to construct."""
    from instrstudio.services.construct import ConstructOptions

    options = ConstructOptions(
        methods=tuple(given["methods"]),
        seed=given["seed"],
        checkpoint=checkpoint_folder(workspace, given["model"]),
        device=given["device"] or workspace.settings.device,
    )
    limit = given["limit"]
    return replace(options, limit=limit, most=limit) if limit else options


def _answer(task: Task, found: Construction) -> dict[str, object]:
    """Return the JSON form of an answer."""
    return {
        "task": task.as_dict(),
        "candidates": [
            candidate.as_dict(rank)
            for rank, candidate in enumerate(found.candidates, start=1)
        ],
        "failures": [
            {"method": failure.method, "message": console.said(failure.message)}
            for failure in found.failures
        ],
    }


def _print(found: Construction) -> None:
    """Print the candidates, best first, each under a line saying where it is from."""
    for rank, candidate in enumerate(found.candidates, start=1):
        if rank > 1:
            console.line()
        source = candidate.provenance.source
        about = " · ".join(filter(None, (candidate.method, source)))
        console.heading(f"{rank}.  {candidate.score:.2f}  {about}")
        console.line(candidate.text)


def _save(workspace: "Workspace", task: Task, found: Construction) -> None:
    """Put the best candidate into the library."""
    from instrstudio.services import library

    record, changes = library.save_candidate(
        workspace, task, found.candidates[0], construction=found.id, rank=1
    )
    if changes:
        console.note(f"Saved as record {record.id}.")
    else:
        console.note(f"It is in the library already, as record {record.id}.")


def _construct_many(given: Mapping[str, Any], tasks: str, out: Path) -> None:
    """Answer every task of a file."""
    from instrstudio.services import construct_ranks, together

    if not together.leads():
        console.drive(construct_ranks.follow())
        return
    with (
        together.leading() as board,
        opened() as workspace,
        named_or_stdin(tasks) as source,
    ):
        options = _options(given, workspace)
        job = construct_ranks.construct_shared(
            workspace, source, out, options, _task(given), board
        )
        outcome = console.drive(job)
    report = outcome.result
    done = console.plural(report.done, "task", "tasks")
    before = f", {report.resumed:,} were there already" if report.resumed else ""
    failed = f", {report.failed:,} could not be answered" if report.failed else ""
    console.note(f"Answered {done} in {out}{before}{failed}.")
    if outcome.cancelled:
        console.note("Cancelled; run it again to go on.")
    outcome.exit_if_cancelled()
