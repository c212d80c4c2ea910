from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from task_profiles import profile

from instrstudio.domain.candidate import Candidate
from instrstudio.domain.errors import InvalidInput, TemplateError
from instrstudio.domain.ports import Method
from instrstudio.domain.profile import Phrase, TaskProfile
from instrstudio.domain.query import RecordMatch
from instrstudio.domain.span import Piece, covers
from instrstudio.domain.task import TASK_TYPES
from instrstudio.domain.template import Template
from instrstudio.methods.template import PLUGIN
from instrstudio.templates.library import shipped
from instrstudio.templates.renderer import render


@dataclass
class FakeContext:
    profile: TaskProfile
    limit: int = 5
    seed: int = 0
    device: str = "cpu"
    given: Sequence[Template] = ()

    def templates(self) -> Sequence[Template]:
        return self.given or shipped()

    def render(self, template: Template) -> Sequence[Piece]:
        return render(template, self.profile, fill=self.profile.task.fill)

    def nearest(self, limit: int) -> Sequence[RecordMatch]:
        return ()

    def affinities(self, texts: Sequence[str]) -> Sequence[float] | None:
        return None

    def similar_to(self, text: str) -> RecordMatch | None:
        return None

    def checkpoint(self) -> Path | None:
        return None


def propose(task: TaskProfile, **options: object) -> list[Candidate]:
    context = FakeContext(task, **options)  # type: ignore[arg-type]
    return list(PLUGIN.propose(task.task, context))


def ids(candidates: Sequence[Candidate]) -> list[str]:
    return [candidate.provenance.template for candidate in candidates]


def template(name: str, pattern: str, **changes: object) -> Template:
    plain = Template(
        id=name, name=name, task_type="other", language="zh", pattern=pattern
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def test_it_is_a_method() -> None:
    assert isinstance(PLUGIN, Method)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    "form", ["新闻文章", "文本", "报告", "article", "report", "text"]
)
@pytest.mark.parametrize("constraints", [False, True])
def test_plain_summarization_gives_the_plain_template(
    language: str, form: str, constraints: bool
) -> None:
    if form.isascii() != (language == "en"):
        return
    task = replace(
        profile(language=language, constraints=constraints),
        input_form=Phrase(form),
        goal=Phrase(
            f"对{form}进行摘要" if language == "zh" else f"summarize the {form}"
        ),
    )
    assert ids(propose(task))[0] == f"summarization.plain.{language}"


@pytest.mark.parametrize("task_type", TASK_TYPES)
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("has_input", [True, False])
def test_every_task_gets_its_candidates(
    task_type: str, language: str, has_input: bool
) -> None:
    task = profile(task_type, language, has_input=has_input, constraints=True)
    found = propose(task)
    assert len(found) >= 3
    assert len({candidate.text for candidate in found}) == len(found)
    for candidate in found:
        assert covers(candidate.text, candidate.spans)
        assert 0 <= candidate.fit <= 1
        assert candidate.method == "template"
        assert candidate.provenance.source
        assert candidate.provenance.versions == {candidate.provenance.template: "1"}
        assert candidate.provenance.template.endswith(f".{language}")


def test_limit() -> None:
    assert len(propose(profile(), limit=2)) == 2


def test_a_keyword_brings_the_special_template_to_the_front() -> None:
    task = profile(description="总结这篇学术论文")
    assert ids(propose(task))[0] == "summarization.paper.zh"


def test_latin_keywords_stand_at_the_beginning_of_a_word() -> None:
    special = template("s", "特{{ input }}", keywords=("port",))
    general = template("g", "般{{ input }}")
    given = (special, general)
    found = propose(profile("other", description="write a report"), given=given)
    assert ids(found)[0] == "g"
    found = propose(profile("other", description="Porting code"), given=given)
    assert ids(found)[0] == "s"


def test_what_is_to_be_done_counts() -> None:
    task = replace(
        profile("code_generation", "en"), goal=Phrase("reverse a linked list")
    )
    assert ids(propose(task))[0] == "code_generation.goal.en"


def test_needs_input_and_language_must_suit() -> None:
    given = (
        template("needs", "{{ input }}{{ labels }}", needs=("labels",)),
        template("english", "{{ input }}", language="en"),
        template("no_input", "无"),
        template("other_type", "{{ input }}", task_type="dialogue"),
        template("right", "好{{ input }}"),
    )
    assert ids(propose(profile(), given=given)) == ["right"]
    bare = replace(profile("text_generation", has_input=False))
    assert ids(propose(bare, given=given)) == ["no_input"]


def test_a_broken_template_does_not_stop_the_others() -> None:
    broken, good = template("b", "{{ input "), template("g", "{{ input }}")
    unknown = template("u", "{{ input }}{{ nothing }}")
    assert ids(propose(profile(), given=(broken, good, unknown))) == ["g"]
    with pytest.raises(TemplateError):
        propose(profile(), given=(broken,))


def test_without_a_fitting_template_it_says_so() -> None:
    with pytest.raises(InvalidInput, match="No template fits"):
        propose(profile(), given=(template("e", "{{ input }}", language="en"),))


def test_another_seed_gives_another_choice_of_the_same_fit() -> None:
    first, again = propose(profile(), limit=3), propose(profile(), limit=3)
    assert ids(first) == ids(again)
    others = [ids(propose(profile(), limit=3, seed=seed)) for seed in range(1, 9)]
    assert others[0] == ids(propose(profile(), limit=3, seed=1))
    assert len({tuple(chosen) for chosen in others}) > 4
    assert all(
        name.startswith("summarization.") for chosen in others for name in chosen
    )
    fits = {c.provenance.template: c.fit for c in propose(profile(), limit=20)}
    for candidate in propose(profile(), seed=3):
        assert candidate.fit == fits[candidate.provenance.template]


def test_wordings_differ() -> None:
    given = (
        template("a", "请把下面的内容写成摘要，简洁明了：{{ input }}", priority=0.6),
        template("b", "请把下面的内容写成摘要，简洁清楚：{{ input }}", priority=0.55),
        template("c", "你是编辑。读完全文，告诉读者要点。{{ input }}", priority=0.5),
    )
    assert ids(propose(profile(), given=given)) == ["a", "c", "b"]


def test_long_samples_are_not_quoted() -> None:
    task = profile()
    long = replace(task.task.examples[0], input="长" * 5000)
    task = replace(task, task=replace(task.task, examples=(long,)))
    assert "summarization.few_shot.zh" in ids(propose(profile(), limit=20))
    assert "summarization.few_shot.zh" not in ids(propose(task, limit=20))
