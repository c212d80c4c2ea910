"""The options of ``import`` and ``export`` that can be kept as a preset."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from instrstudio.cli.files import text_of
from instrstudio.domain.transfer_plan import SAME, ExportPlan, ImportPlan

if TYPE_CHECKING:
    from instrstudio.services.workspace import Workspace

CommandT = TypeVar("CommandT", bound=Callable[..., Any])

_LICENCE = "Only this licence; repeat. “none”: no licence is named."
_PRESET = (
    click.option("--preset", default="", metavar="NAME", help="Options kept before."),
    click.option("--save-preset", default="", metavar="NAME", help="Keep these."),
)
_IMPORT = (
    click.option("--format", "format", default="", help="The format of all FILES."),
    click.option(
        "--column",
        "columns",
        multiple=True,
        metavar="THEIRS=OURS",
        help="Which column is which field; repeat. The rest is kept beside.",
    ),
    click.option(
        "--same",
        type=click.Choice(SAME[1:-1]),
        default=None,
        help="Leave out what says the same: in all texts, or in the instruction.",
    ),
    click.option("--licence", "licences", multiple=True, help=_LICENCE),
    click.option("--tag", "tags", multiple=True, help="A tag for all; repeat."),
    click.option("--set-licence", "licence", default="", help="Where none is named."),
    *_PRESET,
)
_EXPORT = (
    click.option("--format", "format", default="", help="The format; else by suffix."),
    click.option("--query", default="", help="Only records that this search finds."),
    click.option("--with-starter", is_flag=True, help="The starter library as well."),
    click.option(
        "--least-rating",
        type=float,
        default=None,
        help="Only records whose mean rating is this or better.",
    ),
    click.option("--licence", "licences", multiple=True, help=_LICENCE),
    click.option(
        "--same",
        type=click.Choice(SAME[1:]),
        default=None,
        help="Write one of those that say the same: in all texts, in the "
        "instruction, or nearly.",
    ),
    click.option(
        "--validation", type=float, default=None, help="The share, such as 0.1."
    ),
    click.option("--test", type=float, default=None, help="The share, such as 0.1."),
    click.option("--seed", type=int, default=None, help="Draws the lots of a split."),
    click.option(
        "--near-together/--near-apart",
        default=None,
        help="In a split: what is nearly the same stays in one part (the usual).",
    ),
    click.option(
        "--row-template",
        type=click.Path(path_type=Path),
        default=None,
        metavar="FILE",
        help="A template of one row, in place of a format.",
    ),
    *_PRESET,
)


def _with(options: Sequence[Callable[[Any], Any]], command: CommandT) -> CommandT:
    """Add options in the order in which they are listed."""
    for option in reversed(options):
        command = option(command)
    return command


def import_options(command: CommandT) -> CommandT:
    """Add the options of an import."""
    return _with(_IMPORT, command)


def export_options(command: CommandT) -> CommandT:
    """Add the options of an export."""
    return _with(_EXPORT, command)


_UNSAID: tuple[object, ...] = ("", (), {})
_FLAGS = ("with_starter",)
"""Options that can only be switched on; 0 and “no” are said where they are given."""


def import_plan(workspace: "Workspace", given: Mapping[str, Any]) -> ImportPlan:
    """Return the plan of a preset with what was given in its place; keeps it if asked.

    Raises:
        NotFound: There is no such preset.
        InvalidInput: An option cannot be what it is.
    """
    from instrstudio.services import transfer_presets

    name, keep = given["preset"], given["save_preset"]
    known = transfer_presets.import_plan(workspace, name).as_dict() if name else {}
    wrong = [pair for pair in given["columns"] if "=" not in pair]
    if wrong:
        raise click.UsageError(f"“{wrong[0]}” is not of the form THEIRS=OURS.")
    columns = dict(pair.split("=", 1) for pair in given["columns"])
    plan = ImportPlan.from_mapping({**known, **_said({**given, "columns": columns})})
    if keep:
        transfer_presets.save(workspace, keep, plan)
    return plan


def export_plan(workspace: "Workspace", given: Mapping[str, Any]) -> ExportPlan:
    """Return the plan of a preset with what was given in its place; keeps it if asked.

    Raises:
        NotFound: There is no such preset, or no file of a template.
        InvalidInput: An option cannot be what it is.
    """
    from instrstudio.services import transfer_presets

    name, keep = given["preset"], given["save_preset"]
    known = transfer_presets.export_plan(workspace, name).as_dict() if name else {}
    file = given["row_template"]
    pattern = "" if file is None else text_of(file)
    plan = ExportPlan.from_mapping(
        {**known, **_said({**given, "row_template": pattern})}
    )
    if keep:
        transfer_presets.save(workspace, keep, plan)
    return plan


def _said(given: Mapping[str, Any]) -> dict[str, object]:
    """Return the options that were given, as a plan reads them."""
    return {
        key: list(value) if isinstance(value, tuple) else value
        for key, value in given.items()
        if not (value is None or value in _UNSAID or (key in _FLAGS and not value))
    }
