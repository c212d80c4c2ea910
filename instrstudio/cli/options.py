"""What several commands share: the project they work on, and ``--json``."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from instrstudio.cli import console
from instrstudio.domain.errors import SearchError

if TYPE_CHECKING:
    from instrstudio.services.workspace import Workspace

CommandT = TypeVar("CommandT", bound=Callable[..., Any])

_PROJECT = "instrstudio.project"
DEVICES = click.Choice(("auto", "cpu", "cuda"))
SEED = click.IntRange(-(2**63), 2**63 - 1)
"""What the project and a checkpoint can hold."""


def _remember(
    context: click.Context, _parameter: click.Parameter, value: Path | None
) -> None:
    """Keep the project; what stands after the verb wins over what stands before it."""
    if value is not None:
        context.meta[_PROJECT] = value


def project_option(*, envvar: str | None = None) -> Callable[[CommandT], CommandT]:
    """Return the option ``--project``, for before or after the verb."""
    return click.option(
        "--project",
        metavar="PATH",
        type=click.Path(path_type=Path),
        envvar=envvar,
        expose_value=False,
        callback=_remember,
        help="The project's folder; made if there is none.",
    )


def json_option(command: CommandT) -> CommandT:
    """Add the option ``--json``."""
    return click.option(
        "--json", "as_json", is_flag=True, help="Print JSON for other programs."
    )(command)


def project_folder() -> Path | None:
    """Return the project that was asked for, if any was."""
    found: Path | None = click.get_current_context().meta.get(_PROJECT)
    return found


@contextmanager
def opened(*, starter: bool = True) -> Iterator["Workspace"]:
    """Open the project; a new one is filled with the starter library."""
    from instrstudio.services import settings_file
    from instrstudio.services.workspace import Workspace

    settings, problem = settings_file.load()
    if problem:
        console.note(problem)
    with Workspace.open(project_folder(), settings) as workspace:
        if workspace.is_new and starter:
            from instrstudio.services import starter as starter_library

            console.drive(starter_library.fill(workspace))
        yield workspace


def catch_up(workspace: "Workspace") -> None:
    """Make the index know every record; what stops here is done with a later search."""
    from instrstudio.services import indexing

    with suppress(SearchError):
        console.drive(indexing.catch_up(workspace)).exit_if_cancelled()
