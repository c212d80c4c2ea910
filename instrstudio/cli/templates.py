"""``templates list``, ``templates render`` and ``templates lint``."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from instrstudio.cli import console
from instrstudio.cli.files import text_of
from instrstudio.cli.options import json_option, opened, project_option
from instrstudio.domain.span import assemble
from instrstudio.domain.task import Example, Task
from instrstudio.domain.template import Problem

if TYPE_CHECKING:
    from instrstudio.services.workspace import Workspace


@click.group()
@project_option()
def templates() -> None:
    """List, render and check templates."""


@templates.command("list")
@click.option("--task-type", default="", help="Only templates of this task type.")
@click.option("--language", type=click.Choice(("en", "zh")), default=None)
@json_option
@project_option()
def list_(task_type: str, language: str | None, as_json: bool) -> None:
    """List the templates, shipped and your own."""
    from instrstudio.services import templating

    with opened() as workspace:
        found = [
            template
            for template in templating.all_templates(workspace)
            if task_type in ("", template.task_type)
            and language in (None, template.language)
        ]
    if not as_json:
        headings = ("id", "type", "language", "from", "name")
        console.table(
            headings, [(t.id, t.task_type, t.language, t.origin, t.name) for t in found]
        )
        return
    shown = [
        {
            "id": template.id,
            "name": template.name,
            "task_type": template.task_type,
            "language": template.language,
            "origin": template.origin,
            "version": template.version,
            "pattern": template.pattern,
        }
        for template in found
    ]
    console.data({"templates": shown})


@templates.command()
@click.argument("name", metavar="ID|FILE")
@click.option("--description", default="", metavar="TEXT", help="What is to be done.")
@click.option("--input", "input_", default="", metavar="TEXT", help="A sample input.")
@click.option("--output", default="", metavar="TEXT", help="Its output.")
@click.option("--language", type=click.Choice(("en", "zh")), default=None)
@click.option("--fill", is_flag=True, help="Put the input in, not a named slot.")
@json_option
@project_option()
def render(
    *,
    name: str,
    description: str,
    input_: str,
    output: str,
    language: str | None,
    fill: bool,
    as_json: bool,
) -> None:
    """Fill a template, or the pattern in a file, for a task."""
    from instrstudio.services import templating

    task = Task(
        description=description,
        examples=(Example(input=input_, output=output),) if input_ or output else (),
        language=language or "",
        fill=fill,
    ).checked()
    with opened() as workspace:
        if Path(name).is_file():
            pattern = text_of(Path(name))
            job = templating.preview(workspace, pattern, language or "", task)
        else:
            template = templating.find(workspace, name)
            job = templating.render_checked(workspace, template, task)
        text, spans = assemble(console.drive(job).result)
    if as_json:
        console.data({"text": text, "spans": [span.as_dict() for span in spans]})
    else:
        console.line(text)


@templates.command()
@click.argument("names", nargs=-1, metavar="[ID|FILE]...")
@json_option
@project_option()
def lint(names: tuple[str, ...], as_json: bool) -> None:
    """Check templates, or patterns in files; without a name all of them.

    The exit status is 1 when there is an error among the problems.
    """
    with opened() as workspace:
        found = _problems(workspace, names)
    if as_json:
        shown = [
            {
                "template": name,
                "line": problem.line,
                "column": problem.column,
                "severity": problem.severity,
                "message": console.said(problem.message),
                "fix": problem.fix,
            }
            for name, problem in found
        ]
        console.data({"problems": shown})
    else:
        for name, problem in found:
            place = f"{name}:{problem.line}:{problem.column}"
            console.line(
                f"{place}: {problem.severity}: {console.said(problem.message)}"
            )
        console.note(f"{console.plural(len(found), 'problem', 'problems')} found.")
    if any(problem.severity == "error" for _, problem in found):
        raise click.exceptions.Exit(1)


def _problems(
    workspace: "Workspace", names: tuple[str, ...]
) -> list[tuple[str, Problem]]:
    """Return the problems of each template or file, with its name."""
    from instrstudio.services import templating

    found: list[tuple[str, Problem]] = []
    for name in names or [t.id for t in templating.all_templates(workspace)]:
        if Path(name).is_file():
            problems = templating.lint(text_of(Path(name)))
        else:
            template = templating.find(workspace, name)
            problems = templating.lint(template.pattern, template.slots)
        found += [(name, problem) for problem in problems]
    return found
