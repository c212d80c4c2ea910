"""The commands, and how each of them can end.

Exit status: 0; 1 an error that can be mended, one sentence on stderr; 2 wrong usage;
70 a bug, with a report in a file; 130 cancelled.
"""

import os
import sys
import traceback
from collections.abc import Sequence
from datetime import UTC, datetime

import click

from instrstudio import __version__
from instrstudio.cli import console
from instrstudio.cli.annotate import annotate
from instrstudio.cli.augment import augment
from instrstudio.cli.backups import backup, pack, restore, unpack
from instrstudio.cli.bulk import bulk
from instrstudio.cli.catalogue import catalogue
from instrstudio.cli.check import check
from instrstudio.cli.clean import clean
from instrstudio.cli.construct import construct
from instrstudio.cli.crawl import crawl
from instrstudio.cli.duplicates import duplicates
from instrstudio.cli.evaluate import evaluate
from instrstudio.cli.models import models
from instrstudio.cli.options import project_option
from instrstudio.cli.preferences import preferences
from instrstudio.cli.project import info, new, redo, reindex, undo
from instrstudio.cli.rate import rate
from instrstudio.cli.search import search
from instrstudio.cli.tags import tag
from instrstudio.cli.templates import templates
from instrstudio.cli.train import train
from instrstudio.cli.transfer import export, import_, presets
from instrstudio.cli.versions import versions
from instrstudio.domain.errors import InstrStudioError
from instrstudio.domain.job import Cancelled
from instrstudio.services import together

NAME = "instrstudio"
DEFAULT = "app"
"""The command that runs when none is named, once `__main__` has added it."""

SHARED = ("train", "construct")
"""The commands that the processes of ``torchrun`` do together."""
FAILED, BUG = 1, 70


@click.group(invoke_without_command=True, context_settings={"max_content_width": 100})
@click.version_option(__version__, prog_name="InstrStudio")
@project_option(envvar="INSTRSTUDIO_PROJECT")
@click.pass_context
def cli(context: click.Context) -> None:
    """Construct instructions for large language models."""
    if not together.leads() and context.invoked_subcommand not in SHARED:
        context.exit()  # one process is enough, and only the leading one may write
    if context.invoked_subcommand is not None:
        return
    default = cli.commands.get(DEFAULT)
    if default is None:
        click.echo(context.get_help())
    else:
        context.invoke(default)


for _command in (
    new,
    info,
    construct,
    search,
    import_,
    export,
    check,
    evaluate,
    presets,
    catalogue,
    augment,
    clean,
    train,
    models,
    templates,
    reindex,
    undo,
    redo,
    bulk,
    rate,
    preferences,
    tag,
    versions,
    duplicates,
    crawl,
    backup,
    restore,
    pack,
    unpack,
    annotate,
):
    cli.add_command(_command)


def run(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status; prints every error there is."""
    _speak_utf8()
    try:
        status = cli.main(
            args=None if argv is None else list(argv),
            prog_name=NAME,
            standalone_mode=False,
        )
    except click.Abort:
        return _cancelled()
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (Cancelled, KeyboardInterrupt):
        return _cancelled()
    except InstrStudioError as error:
        console.error(error)
        return FAILED
    except BrokenPipeError:
        # whoever read our output has seen enough; nothing may be flushed at the end
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except Exception as error:  # noqa: BLE001 - the last place that can report a bug
        _report(error)
        return BUG
    return status if isinstance(status, int) else 0


def _speak_utf8() -> None:
    """Make redirected output UTF-8 everywhere, and never fail over a character."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            encoding = stream.encoding if stream.isatty() else "utf-8"
            reconfigure(encoding=encoding, errors="backslashreplace")


def _cancelled() -> int:
    """Say that nothing was kept."""
    console.note("Cancelled; nothing was changed.")
    return console.CANCELLED


def _report(error: Exception) -> None:
    """Write the details of a bug to a file and say where."""
    from instrstudio.services import places

    now = datetime.now(UTC)
    path = places.data_folder() / "logs" / f"bug-{now:%Y%m%d-%H%M%S-%f}.txt"
    details = "".join(traceback.format_exception(error))
    console.note(f"This is a bug in InstrStudio: {type(error).__name__}: {error}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            f"InstrStudio {__version__}, Python {sys.version}\n"
            f"{now.isoformat()}\n\n{details}",
            encoding="utf-8",
            errors="backslashreplace",
        )
    except OSError:
        console.note(details)
    else:
        console.note(f"Please report it with this file: {path}")
