"""Templates: all there are, what they make of a task, and changing the project's own.

A shipped template is trusted and rendered here. One that was edited or came with a
project is rendered in a child process with a time limit.
"""

from collections.abc import Generator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from instrstudio.domain.changes import Changes
from instrstudio.domain.errors import NotFound
from instrstudio.domain.job import Job
from instrstudio.domain.profile import TaskProfile
from instrstudio.domain.span import Piece
from instrstudio.domain.task import Task
from instrstudio.domain.template import Problem, Slot, Template
from instrstudio.domain.wording import message
from instrstudio.services.child_process import in_child

if TYPE_CHECKING:
    from instrstudio.services.workspace import Workspace
    from instrstudio.templates.values import SlotName

PREVIEW_SECONDS = 1.0


def all_templates(workspace: "Workspace") -> tuple[Template, ...]:
    """Return shipped and own templates; an own one hides the shipped one of its id."""
    from instrstudio.templates.library import shipped

    own = {template.id: template for template in workspace.store.templates.all()}
    kept = [own.pop(template.id, template) for template in shipped()]
    return (*kept, *own.values())


def find(workspace: "Workspace", template_id: str) -> Template:
    """Return the template of that id.

    Raises:
        NotFound: There is none.
    """
    for template in all_templates(workspace):
        if template.id == template_id:
            return template
    raise NotFound(message("There is no template “{id}”.", id=template_id))


def shipped_ids() -> frozenset[str]:
    """Return the ids of the templates that the program ships with."""
    from instrstudio.templates.library import shipped

    return frozenset(template.id for template in shipped())


def slot_names() -> "tuple[SlotName, ...]":
    """Return every name a pattern may use, with labels in both languages."""
    from instrstudio.templates.values import SLOT_NAMES

    return SLOT_NAMES


def slot_values(
    language: str, task: Task, slots: Sequence[Slot] = ()
) -> dict[str, object]:
    """Return what every name stands for in a task, for showing beside a pattern."""
    from instrstudio.analysis.profile import profile_of
    from instrstudio.templates.values import values_of

    profile = profile_of(replace(task, language=language))
    return values_of(profile, slots=slots, fill=task.fill)


def lint(pattern: str, slots: Sequence[Slot] = ()) -> list[Problem]:
    """Return what is wrong with a pattern, in the order of its lines."""
    from instrstudio.templates.lint import lint as find_problems

    return find_problems(pattern, slots)


def preview(
    workspace: "Workspace",
    pattern: str,
    language: str,
    task: Task,
    slots: Sequence[Slot] = (),
) -> Job[object, list[Piece]]:
    """Render a pattern that is being written, in a child process with a time limit.

    Raises:
        TemplateError: The pattern cannot be read or run; carries line and column.
        InstrStudioError: It takes too long.
    """
    draft = Template(
        id="",
        name="",
        task_type=task.task_type,
        language=language,
        pattern=pattern,
        slots=tuple(slots),
        origin="draft",
    )
    return render_checked(workspace, draft, task)


def render_checked(
    workspace: "Workspace", template: Template, task: Task
) -> Job[object, list[Piece]]:
    """Render a template for a task; one that is not shipped in a child process.

    Raises:
        TemplateError: The pattern cannot be read or run; carries line and column.
        InstrStudioError: It takes too long.
    """
    from instrstudio.analysis.profile import profile_of

    profile = profile_of(replace(task, language=template.language))
    return (yield from render_for(template, profile))


def render_for(template: Template, profile: TaskProfile) -> Job[object, list[Piece]]:
    """Render a template for a task that was read already; see `render_checked`."""
    fill = profile.task.fill
    if _is_shipped(template):
        return (yield from rendering(template, profile, fill))
    return (
        yield from in_child(
            rendering,
            template,
            profile,
            fill,
            seconds=PREVIEW_SECONDS,
            reuse=True,
        )
    )


def rendering(
    template: Template, profile: TaskProfile, fill: bool
) -> Generator[object, None, list[Piece]]:
    """Return the job that renders; importing comes first and is not timed."""
    from instrstudio.templates import compiler, renderer

    compiler.compiled("")  # builds the environment

    def job() -> Generator[object, None, list[Piece]]:
        yield from ()
        return renderer.render(template, profile, fill=fill)

    return job()


def save(workspace: "Workspace", template: Template) -> tuple[Template, Changes]:
    """Store a template in the project, also one with problems: it may be unfinished."""
    label = message("Save template “{name}”", name=template.name or template.id)
    saved = workspace.store.templates.save(
        replace(template, origin="project"), label=label
    )
    return saved, Changes(templates=(template.id,), label=label)


def delete(workspace: "Workspace", template_id: str) -> Changes:
    """Delete a template of the project; the shipped one it hid appears again.

    Raises:
        NotFound: The project has none of that id.
    """
    template = workspace.store.templates.find(template_id)
    if template is None:
        raise NotFound(
            message("The project has no template “{id}” of its own.", id=template_id)
        )
    label = message("Delete template “{name}”", name=template.name or template_id)
    workspace.store.templates.delete(template_id, label=label)
    return Changes(templates=(template_id,), label=label)


def copy_to_project(
    workspace: "Workspace", template_id: str, new_id: str = ""
) -> tuple[Template, Changes]:
    """Copy a template into the project, where it can be edited.

    With `new_id` the copy stands beside the original, and on its own: it belongs to no
    pair. Without, it takes the place of the shipped one.

    Raises:
        NotFound: There is no such template.
    """
    template = find(workspace, template_id)
    if new_id:
        template = replace(template, id=new_id, pair="")
    return save(workspace, template)


make_copy = copy_to_project


def _is_shipped(template: Template) -> bool:
    """Say whether a template is, word for word, one the program ships with."""
    from instrstudio.templates.library import shipped

    return template in shipped()
