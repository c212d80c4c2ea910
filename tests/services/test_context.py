"""What methods and checks see of an open project."""

import math
from dataclasses import replace
from pathlib import Path

import pytest
import tiny_model

from instrstudio.domain.errors import InstrStudioError
from instrstudio.domain.ports import Context
from instrstudio.domain.profile import TaskProfile
from instrstudio.domain.record import Record
from instrstudio.domain.span import assemble, covers
from instrstudio.domain.task import Example, Task
from instrstudio.domain.template import Template
from instrstudio.services import judging, library, templating
from instrstudio.services.construct import ConstructOptions, context_of, profile_of
from instrstudio.services.context import WorkspaceContext
from instrstudio.services.workspace import Workspace


def context(
    workspace: Workspace, task: Task, options: ConstructOptions | None = None
) -> WorkspaceContext:
    return context_of(workspace, profile_of(task), options or ConstructOptions())


def test_it_is_a_context_with_the_options_in_it(starter_workspace: Workspace) -> None:
    options = ConstructOptions(limit=7, seed=4, device="cpu", checkpoint=Path("model"))
    made = context(starter_workspace, Task(description="写诗"), options)
    port: Context = made
    assert (port.limit, port.seed, port.device) == (7, 4, "cpu")
    assert port.checkpoint() == Path("model")
    assert port.profile.task_type == "text_generation"


@pytest.mark.parametrize(
    ("description", "language"), [("写诗", "zh"), ("Write a poem", "en")]
)
def test_templates_are_in_the_language_of_the_instruction(
    starter_workspace: Workspace, description: str, language: str
) -> None:
    found = context(starter_workspace, Task(description=description)).templates()
    assert found
    assert {template.language for template in found} == {language}


def test_the_projects_own_templates_are_among_them(empty_workspace: Workspace) -> None:
    own = Template(
        id="mine", name="Mine", task_type="other", language="en", pattern="Do it."
    )
    templating.save(empty_workspace, own)
    found = context(empty_workspace, Task(description="Write a poem")).templates()
    assert "Mine" in [template.name for template in found]


def test_nearest_are_records_of_the_language_best_first(
    starter_workspace: Workspace,
) -> None:
    task = Task(description="对一篇新闻文章进行摘要", examples=(Example(input="新闻"),))
    found = context(starter_workspace, task).nearest(6)
    assert len(found) == 6
    assert {match.record.language for match in found} == {"zh"}
    likeness = [match.similarity for match in found]
    assert likeness == sorted(likeness, reverse=True)
    assert all(0.0 <= value <= 1.0 for value in likeness)
    assert found[0].record.task_type == "summarization"


def test_the_most_similar_record_is_told_by_its_words_in_order(
    empty_workspace: Workspace,
) -> None:
    text = "Summarize the following news article in three short sentences."
    record, _ = library.save_record(
        empty_workspace, Record(instruction=text, language="en")
    )
    made = context(empty_workspace, Task(description="Summarize a news article"))
    same = made.similar_to(text)
    assert same is not None
    assert same.record.id == record.id
    assert same.similarity == pytest.approx(1.0)
    half = made.similar_to("Summarize the following news article and nothing else now.")
    assert half is not None
    assert 0.3 < half.similarity < 0.9


def test_an_empty_library_has_nothing_similar(empty_workspace: Workspace) -> None:
    made = context(empty_workspace, Task(description="Summarize a news article"))
    assert made.similar_to("Summarize it") is None
    assert list(made.nearest(3)) == []


def test_a_template_of_the_project_renders_in_a_process_of_its_own(
    starter_workspace: Workspace,
) -> None:
    profile = profile_of(Task(description="对一篇新闻文章进行摘要。"))
    made = WorkspaceContext(starter_workspace, profile)
    own = Template(
        id="own",
        name="own",
        task_type="summarization",
        language="zh",
        pattern="概括{{ input_form }}：\n\n{{ input }}",
        origin="project",
    )
    text, spans = assemble(made.render(own))
    assert text == "概括新闻文章：\n\n[新闻文章内容]"
    assert covers(text, spans)
    endless = "{% for i in range(1000) %}{% for j in range(1000) %}{{ j }}{% endfor %}"
    with pytest.raises(InstrStudioError):
        made.render(replace(own, pattern=endless + "{% endfor %}"))


@pytest.mark.parametrize("proven", [False, True])
def test_a_model_judges_texts_only_where_that_is_proven(
    proven: bool,
    empty_workspace: Workspace,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = tiny_model.write(tmp_path / "model")
    asked: list[tuple[Path, str]] = []

    def may(_workspace: Workspace, model: Path, profile: TaskProfile) -> bool:
        asked.append((model, profile.language))
        return proven

    monkeypatch.setattr(judging, "may_judge", may)
    options = ConstructOptions(checkpoint=folder, device="cpu")
    made = context(empty_workspace, Task(description="写诗"), options)
    found = made.affinities(["写一首诗。", "请为以下内容写一段摘要："])
    assert asked == [(folder, "zh")]
    if proven:
        assert found is not None
        assert len(found) == 2
        assert all(math.isfinite(value) for value in found)
        assert made.affinities(()) == ()
    else:
        assert found is None


def test_the_shipped_model_judges_nothing(empty_workspace: Workspace) -> None:
    made = context(empty_workspace, Task(description="Write a poem"))
    assert made.affinities(["Write a poem."]) is None
