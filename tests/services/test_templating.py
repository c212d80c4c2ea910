from collections.abc import Iterator
from dataclasses import replace

import pytest

from instrstudio.domain.errors import InstrStudioError, NotFound, TemplateError
from instrstudio.domain.job import run
from instrstudio.domain.span import Origin, assemble
from instrstudio.domain.task import Example, Task
from instrstudio.domain.template import Slot, Template
from instrstudio.services import child_process, templating
from instrstudio.services.workspace import Workspace

TASK = Task(
    description="对新闻文章进行摘要",
    examples=(Example(input="今天，新馆开放。", output="新馆开放。"),),
    task_type="summarization",
    language="zh",
)
PLAIN = "summarization.plain.zh"


@pytest.fixture(autouse=True)
def _no_child_is_left() -> Iterator[None]:
    yield
    child_process.end_idle()


def own(pattern: str, template_id: str = "own.1") -> Template:
    return Template(
        id=template_id,
        name="自己的",
        task_type="summarization",
        language="zh",
        pattern=pattern,
        origin="project",
    )


def test_a_saved_template_is_among_all_and_can_be_undone(
    empty_workspace: Workspace,
) -> None:
    before = templating.all_templates(empty_workspace)
    saved, changes = templating.save(empty_workspace, own("读{{ input }}"))
    assert changes.templates == ("own.1",)
    assert saved in templating.all_templates(empty_workspace)
    assert templating.find(empty_workspace, "own.1").origin == "project"
    empty_workspace.store.history.undo()
    assert templating.all_templates(empty_workspace) == before


def test_a_copy_hides_the_shipped_one_until_it_is_deleted(
    empty_workspace: Workspace,
) -> None:
    shipped = templating.find(empty_workspace, PLAIN)
    count = len(templating.all_templates(empty_workspace))
    copy, _ = templating.copy_to_project(empty_workspace, PLAIN)
    templating.save(empty_workspace, replace(copy, pattern="改{{ input }}"))
    found = templating.find(empty_workspace, PLAIN)
    assert (found.pattern, found.origin) == ("改{{ input }}", "project")
    assert len(templating.all_templates(empty_workspace)) == count
    templating.delete(empty_workspace, PLAIN)
    assert templating.find(empty_workspace, PLAIN) == shipped


def test_a_copy_under_another_id_stands_beside(empty_workspace: Workspace) -> None:
    copy, _ = templating.copy_to_project(empty_workspace, PLAIN, "mine")
    assert (copy.id, copy.pair) == ("mine", "")
    assert templating.find(empty_workspace, PLAIN).origin == "shipped"


def test_what_is_not_there(empty_workspace: Workspace) -> None:
    with pytest.raises(NotFound, match="nothing"):
        templating.find(empty_workspace, "nothing")
    with pytest.raises(NotFound, match="of its own"):
        templating.delete(empty_workspace, PLAIN)


def test_a_preview_has_origins(empty_workspace: Workspace) -> None:
    pieces = run(
        templating.preview(
            empty_workspace, "读{{ input_form }}：{{ input }}", "zh", TASK
        )
    )
    assert assemble(pieces)[0].startswith("读新闻文章：[")
    assert [piece.origin for piece in pieces] == [
        Origin.TEMPLATE,
        Origin.TASK,
        Origin.TEMPLATE,
        Origin.SLOT,
    ]


def test_a_preview_knows_the_slots_of_its_template(empty_workspace: Workspace) -> None:
    slots = (Slot(name="tone", label="语气"),)
    job = templating.preview(empty_workspace, "{{ tone }}", "zh", TASK, slots)
    assert assemble(run(job))[0] == "[语气]"


def test_a_broken_preview_says_where(empty_workspace: Workspace) -> None:
    with pytest.raises(TemplateError) as caught:
        run(templating.preview(empty_workspace, "一\n  {{ a b }}", "zh", TASK))
    assert (caught.value.line, caught.value.column) == (2, 8)


def test_a_pattern_that_takes_long_is_stopped(
    empty_workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(templating, "PREVIEW_SECONDS", 0.0)
    # the limit passes before the child can have answered
    with pytest.raises(InstrStudioError, match=r"Stopped after 0\.0 s"):
        run(templating.preview(empty_workspace, SLOW, "zh", TASK))


SLOW = "{% for a in range(90) %}{% for b in range(99) %}" + (
    "{% set x = input|replace('a', 'b')|upper|lower %}" * 60
    + "{% endfor %}{% endfor %}"
)


def test_shipped_templates_are_rendered_here_and_others_in_a_child(
    empty_workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    used: list[object] = []
    real = child_process.in_child

    def watched(*args: object, **options: object) -> object:
        used.append(args)
        return real(*args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(templating, "in_child", watched)
    shipped = templating.find(empty_workspace, PLAIN)
    first = run(templating.render_checked(empty_workspace, shipped, TASK))
    assert used == []
    disguised = replace(shipped, pattern=shipped.pattern + "！")
    second = run(templating.render_checked(empty_workspace, disguised, TASK))
    assert len(used) == 1
    assert assemble(second)[0] == assemble(first)[0] + "！"


def test_lint_and_names() -> None:
    assert templating.lint("{{ input }}{{ topci }}")[0].fix == "topic"
    assert {"input", "topic"} <= {slot.name for slot in templating.slot_names()}
