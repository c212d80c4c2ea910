"""``new``, ``info``, ``reindex``, ``undo`` and ``redo``."""

from pathlib import Path

import click

from instrstudio.cli import console
from instrstudio.cli.options import json_option, opened, project_option
from instrstudio.domain.changes import Changes
from instrstudio.domain.errors import InvalidInput
from instrstudio.domain.project import Project
from instrstudio.domain.wording import message


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--empty", is_flag=True, help="Leave the starter library out.")
def new(path: Path, empty: bool) -> None:
    """Make a new project in the folder PATH."""
    from instrstudio.services.workspace import Workspace

    if Project(path).database.exists():
        raise InvalidInput(message("“{path}” is a project already.", path=path))
    with Workspace.open(path) as workspace:
        if not empty:
            from instrstudio.services import starter

            console.drive(starter.fill(workspace)).exit_if_cancelled()
        count = workspace.store.records.count()
        records = console.plural(count, "record", "records")
        console.line(f"Made {workspace.project.folder} with {records}.")


@click.command()
@json_option
@project_option()
def info(as_json: bool) -> None:
    """Say what the project holds and what is installed."""
    from instrstudio import __version__
    from instrstudio.services import plugins

    with opened() as workspace:
        store = workspace.store
        facts: dict[str, object] = {
            "version": __version__,
            "project": str(workspace.project.folder),
            "records": store.records.count(),
            "starter_records": store.records.count(source="starter"),
            "archived": store.records.count(archived=True),
            "templates": len(store.templates.all()),
            "runs": len(store.runs.all()),
            "task_types": store.records.task_type_counts(),
            "methods": [plugin.name for plugin in plugins.methods()],
            "checks": [plugin.name for plugin in plugins.checks()],
            "metrics": [plugin.name for plugin in plugins.metrics()],
            "formats": [plugin.name for plugin in plugins.formats()],
            "failures": [
                {"place": failure.place, "reason": failure.reason}
                for failure in plugins.failures()
            ],
        }
    if as_json:
        console.data(facts)
        return
    console.table(
        ("", ""), [(key.replace("_", " "), _shown(facts[key])) for key in facts]
    )


def _shown(value: object) -> str:
    """Return a fact on one line."""
    if isinstance(value, dict):
        return ", ".join(f"{key or 'none'} {count}" for key, count in value.items())
    if isinstance(value, list):
        return ", ".join(_shown(item) for item in value) or "none"
    return str(value)


@click.command()
@project_option()
def reindex() -> None:
    """Build the search index anew."""
    from instrstudio.services import indexing

    with opened() as workspace:
        outcome = console.drive(indexing.rebuild(workspace))
        outcome.exit_if_cancelled()
        console.line(f"Indexed {console.plural(outcome.result, 'record', 'records')}.")


@click.command()
@project_option()
def undo() -> None:
    """Take back the last change to records or templates."""
    from instrstudio.services import bulk

    with opened() as workspace:
        changes = console.drive(bulk.undo(workspace)).result
        _print("Undone", changes, "There is nothing to undo.")


@click.command()
@project_option()
def redo() -> None:
    """Do again what was taken back last."""
    from instrstudio.services import bulk

    with opened() as workspace:
        changes = console.drive(bulk.redo(workspace)).result
        _print("Redone", changes, "There is nothing to redo.")


def _print(verb: str, changes: Changes, nothing: str) -> None:
    """Say what an undo or redo did."""
    if not changes and not changes.label:
        console.line(nothing)
        return
    count = len(changes.records) + len(changes.templates)
    touched = "many items" if changes.many else console.plural(count, "item", "items")
    console.line(f"{verb}: {console.said(changes.label)} ({touched}).")
