"""The program's front doors: ``instrstudio`` and ``instrstudio-desktop``.

``instrstudio`` without a verb opens the window; its other verbs work without one.
"""

import sys
from multiprocessing import freeze_support
from pathlib import Path

import click

from instrstudio.cli import main as command_line
from instrstudio.cli.options import project_folder
from instrstudio.services.together import leads, silent_unless_leading


@click.command("app")
@click.argument("project", required=False, type=click.Path(path_type=Path))
@click.option("--language", type=click.Choice(("auto", "en", "zh")))
@click.option("--theme", type=click.Choice(("auto", "light", "dark")))
@click.option(
    "--text-size",
    type=click.Choice(("90", "100", "115", "130", "150")),
    help="In percent.",
)
def app(
    project: Path | None,
    language: str | None,
    theme: str | None,
    text_size: str | None,
) -> int:
    """Open the window, on PROJECT or on the one opened last."""
    from instrstudio.ui.display import check_display

    check_display()
    from instrstudio.ui.app import run

    return run(
        project or project_folder(),
        language=language or "",
        theme=theme or "",
        text_size=int(text_size or 0),
    )


command_line.cli.add_command(app)


def main() -> None:
    """Run what the command line asks for."""
    freeze_support()
    with silent_unless_leading():
        status = command_line.run()
    if leads() or status in (command_line.FAILED, command_line.BUG):
        sys.exit(status)  # else how the leading process ends is how all do


def main_desktop() -> None:
    """Open the window."""
    freeze_support()
    sys.exit(command_line.run(["app", *sys.argv[1:]]))


if __name__ == "__main__":
    main()
