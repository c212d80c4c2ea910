"""Construction on the starter project: the worked example, and every scenario."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from task_tables import NEWS, SUMMARY

from instrstudio import resources
from instrstudio.domain.candidate import Candidate, Construction, MethodFailed
from instrstudio.domain.errors import InvalidInput
from instrstudio.domain.job import Cancelled, Progress, run
from instrstudio.domain.ports import Context
from instrstudio.domain.span import Origin, Span, covers
from instrstudio.domain.task import TASK_TYPES, Example, Task
from instrstudio.services import checkpoints, construct, plugins
from instrstudio.services.construct import ConstructOptions
from instrstudio.services.workspace import Workspace

OTHER_NEWS = (
    "据县气象局消息，受冷空气影响，今天夜间到明天全县自北向南将有中到大雨，山区局地暴雨。"
    "应急部门通报，已派出十二支队伍巡查水库和边坡，沿河景区今晚六点起关闭。记者从车站了解到，"
    "明日上午的三趟班车停运，旅客可免费退票。"
)
FIRST = "请对以下新闻文章进行摘要，生成一篇简洁、准确、完整的摘要：\n\n[新闻文章内容]"
FIRST_ENGLISH = (
    "Summarize the following news article, producing a concise, accurate and complete "
    "summary:\n\n[news article]"
)
ENGLISH_NEWS = (
    "The town council voted on Tuesday to close the Mill Road bridge. Officials said "
    "the repairs would take two years. According to a report, cracks were found in May "
    "and the traffic has doubled."
)
QUIET = ConstructOptions(record=False)
PLAIN = ConstructOptions(record=False, methods=("template", "retrieval"))


def made(
    workspace: Workspace, task: Task, options: ConstructOptions = QUIET
) -> Construction:
    return run(construct.construct(workspace, task, options))


def with_sample(description: str, source: str, target: str = "", **more: str) -> Task:
    example = Example(input=source, output=target)
    examples = (example,) if source or target else ()
    return Task(description=description, examples=examples, **more)  # type: ignore[arg-type] # names of fields


def expected_methods(workspace: Workspace) -> set[str]:
    """All three methods once there is a model to generate with."""
    found = {"template", "retrieval"}
    return found | {"generation"} if checkpoints.chosen(workspace) else found


def check_candidate(candidate: Candidate, task: Task) -> None:
    text = candidate.text
    assert covers(text, candidate.spans)
    assert text.strip() == text
    assert not re.search(r"\{\{|\}\}|\{%|<[a-z_]+>|<type=", text), text
    assert 0.0 <= candidate.score <= 1.0
    assert candidate.provenance.source
    profile = construct.profile_of(task)
    slots = [s for s in candidate.spans if s.origin is Origin.SLOT]
    if profile.has_input:
        assert profile.slot_text in text
        assert [text[s.start : s.end] for s in slots][-1:] == [profile.slot_text]
    else:
        assert not slots


def test_the_worked_example(workspace: Workspace) -> None:
    task = with_sample("对一篇新闻文章进行摘要。", NEWS, SUMMARY)
    construction = made(workspace, task, ConstructOptions())
    first = construction.candidates[0]
    assert first.text == FIRST
    assert covers(first.text, first.spans)
    last: Span = first.spans[-1]
    assert last.origin is Origin.SLOT
    assert first.text[last.start : last.end] == "[新闻文章内容]"
    answered = {candidate.method for candidate in construction.candidates}
    assert answered == expected_methods(workspace)
    assert {failure.method for failure in construction.failures} == (
        {"template", "retrieval", "generation"} - answered
    )
    assert construction.id is not None
    for candidate in construction.candidates:
        check_candidate(candidate, task)


@pytest.mark.parametrize(
    ("description", "source", "target"),
    [
        (
            "对一篇新闻文章进行摘要。",
            OTHER_NEWS,
            "明天全县有大雨，景区关闭，三趟班车停运。",
        ),
        ("对一篇新闻文章进行摘要。", NEWS, ""),
        ("对一篇新闻文章进行摘要。", "", ""),
        ("给下面这则新闻写一个摘要", NEWS, SUMMARY),
        ("请把新闻报道概括成一段摘要", OTHER_NEWS, ""),
        ("总结一篇新闻报道的主要内容", NEWS, SUMMARY),
        ("新闻摘要", NEWS, SUMMARY),
        ("我需要一个能自动总结新闻的指令", NEWS, ""),
        ("帮我把新闻稿件缩写成摘要", OTHER_NEWS, ""),
        ("写新闻摘要", NEWS, ""),
        ("对新闻文章做摘要", NEWS, SUMMARY),
        ("生成新闻文章的摘要", OTHER_NEWS, ""),
        ("对文章进行摘要", NEWS, SUMMARY),
        ("", NEWS, SUMMARY),
    ],
)
def test_the_worked_example_in_other_words(
    starter_workspace: Workspace, description: str, source: str, target: str
) -> None:
    task = with_sample(description, source, target)
    assert made(starter_workspace, task).candidates[0].text == FIRST


@pytest.mark.parametrize(
    "description",
    [
        "Summarize a news article.",
        "Write a summary of a news report",
        "summarise the following news story",
        "I need a summary of a newspaper article",
        "Give me a short summary of the news",
        "Please summarize this article",
    ],
)
def test_the_worked_example_in_english(
    starter_workspace: Workspace, description: str
) -> None:
    task = with_sample(description, ENGLISH_NEWS)
    first = made(starter_workspace, task).candidates[0]
    assert first.text == FIRST_ENGLISH
    assert first.spans[-1].origin is Origin.SLOT


@pytest.mark.parametrize(
    "words", ["简洁、准确、完整", "a concise, accurate and complete"]
)
def test_the_wording_stands_in_one_template_and_nowhere_in_code(words: str) -> None:
    code = Path(construct.__file__).parents[1]
    assert not [p for p in code.rglob("*.py") if words in p.read_text("utf-8")]
    shipped = resources.path("templates")
    holding = [p for p in shipped.glob("*") if words in p.read_text("utf-8")]
    assert [path.name for path in holding] == ["summarization.toml"]
    assert holding[0].read_text("utf-8").count(words) == 1


SCENARIOS = [
    ("把中文句子翻译成英文。", "今天天气很好。", "The weather is fine today."),
    ("Translate an English paragraph into French.", "Good morning.", "Bonjour."),
    ("根据文章回答问题。", "文章：桥在河上。\n问题：桥在哪里？", "在河上。"),
    ("Answer a question about the passage.", "", ""),
    ("作为客服回复顾客的投诉。", "我的快递三天了还没到！", "非常抱歉，马上为您查询。"),
    ("Reply to a customer's complaint as a support agent.", "Where is my parcel?", ""),
    ("根据需求编写 Python 函数。", "求列表最大值", "def f(a):\n    return max(a)"),
    ("Write a Python function that reverses a string.", "", ""),
    ("判断商品评论是正面还是负面", "很好用", "正面"),
    ("Classify emails as spam or not spam.", "You won a prize", "spam"),
    ("从简历中提取姓名、电话和学历", "", ""),
    ("Extract the names and dates from a text", "", ""),
    ("把口语化的句子改写成正式的表达", "这事儿我搞不定", "此事我无法办理"),
    ("Rewrite a paragraph in plain language", "", ""),
    ("根据关键词写一个小故事", "月亮，猫，河", ""),
    ("Write a poem about autumn.", "", ""),
    ("给作文打分", "", ""),
    ("Grade a student essay", "", ""),
]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda s: ascii(s[0][:24]))
def test_a_task_of_every_scenario(
    starter_workspace: Workspace, scenario: tuple[str, str, str]
) -> None:
    task = with_sample(*scenario)
    construction = made(starter_workspace, task)
    answered = {candidate.method for candidate in construction.candidates}
    assert "template" in answered
    for failure in construction.failures:
        assert failure.method in ("retrieval", "generation")
        assert str(failure.message).endswith(".")
    for candidate in construction.candidates:
        check_candidate(candidate, task)
        leak = next(s for s in candidate.scores if s.name == "leakage")
        assert leak.value == 1.0 or "正面" in candidate.text or task.fill
    scores = [candidate.score for candidate in construction.candidates]
    assert scores == sorted(scores, reverse=True)
    texts = [candidate.text for candidate in construction.candidates]
    assert len(texts) == len(set(texts))


def test_the_scenarios_cover_every_type() -> None:
    tasks = [with_sample(*scenario) for scenario in SCENARIOS]
    types = {construct.profile_of(task).task_type for task in tasks}
    assert types == set(TASK_TYPES) - {"summarization"}


def test_constraints_are_stated_by_the_first_candidate(
    starter_workspace: Workspace,
) -> None:
    task = Task(description="概括新闻，不超过50字", constraints=("列出时间和地点",))
    for candidate in made(starter_workspace, task, PLAIN).candidates:
        assert "不超过50字" in candidate.text
        assert "列出时间和地点" in candidate.text


def test_a_filled_in_sample_stands_at_the_end(starter_workspace: Workspace) -> None:
    task = Task(
        description="对一篇新闻文章进行摘要。",
        examples=(Example(input=NEWS),),
        fill=True,
    )
    for candidate in made(starter_workspace, task, PLAIN).candidates:
        assert NEWS in candidate.text
        assert covers(candidate.text, candidate.spans)
        assert "[新闻文章内容]" not in candidate.text


def test_seed_0_is_stable_and_others_differ(starter_workspace: Workspace) -> None:
    task = with_sample("对一篇新闻文章进行摘要。", NEWS)

    def texts(seed: int) -> list[str]:
        options = ConstructOptions(record=False, methods=PLAIN.methods, seed=seed)
        return [c.text for c in made(starter_workspace, task, options).candidates]

    assert texts(0) == texts(0)
    assert texts(7) == texts(7)
    assert any(texts(seed) != texts(0) for seed in (1, 2, 3))


def test_limit_bounds_each_method(starter_workspace: Workspace) -> None:
    task = with_sample("把中文句子翻译成英文。", "你好")
    options = ConstructOptions(record=False, methods=PLAIN.methods, limit=1)
    methods = [c.method for c in made(starter_workspace, task, options).candidates]
    assert sorted(methods) == ["retrieval", "template"]


def test_an_unknown_method_is_named(starter_workspace: Workspace) -> None:
    options = ConstructOptions(methods=("template", "magic"))
    with pytest.raises(InvalidInput, match=r"no method “magic”; choose among .*retr"):
        made(starter_workspace, Task(description="x"), options)


def test_an_empty_task_is_refused(starter_workspace: Workspace) -> None:
    with pytest.raises(InvalidInput, match="empty"):
        made(starter_workspace, Task(description=" "))


def test_an_empty_library_has_nothing_near(empty_workspace: Workspace) -> None:
    construction = made(empty_workspace, Task(description="对新闻进行摘要"), PLAIN)
    assert [failure.method for failure in construction.failures] == ["retrieval"]
    assert "no instruction near" in str(construction.failures[0].message)
    assert construction.candidates


class Broken:
    name = "broken"
    order = 1

    def propose(self, task: Task, context: Context) -> Iterator[Candidate]:
        yield Candidate(
            method="broken",
            text="Write it down: [text]",
            spans=(Span(start=0, end=21, origin=Origin.GENERATED),),
        )
        raise ZeroDivisionError("by zero")


def test_a_method_that_raises_is_named_and_the_others_go_on(
    starter_workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = plugins.methods()
    monkeypatch.setattr(plugins, "methods", lambda: [Broken(), *known])
    events: list[object] = []
    job = construct.construct(
        starter_workspace,
        Task(description="Write a poem about autumn."),
        ConstructOptions(record=False, methods=("broken", "template")),
    )
    construction = run(job, events.append)
    assert [failure.method for failure in construction.failures] == ["broken"]
    sentence = str(construction.failures[0].message)
    assert sentence == "The method stopped: ZeroDivisionError: by zero."
    assert {c.method for c in construction.candidates} == {"broken", "template"}
    assert [e for e in events if isinstance(e, MethodFailed)] == list(
        construction.failures
    )


def test_candidates_come_scored_and_progress_counts_methods(
    starter_workspace: Workspace,
) -> None:
    events: list[object] = []
    task = with_sample("对一篇新闻文章进行摘要。", NEWS)
    construction = run(
        construct.construct(starter_workspace, task, PLAIN), events.append
    )
    came = [event for event in events if isinstance(event, Candidate)]
    assert sorted(came, key=lambda c: -c.score) == list(construction.candidates)
    assert all(candidate.scores for candidate in came)
    progress = [event.done for event in events if isinstance(event, Progress)]
    assert progress == [0, 1, 2]


def test_cancelling_keeps_what_is_there(empty_workspace: Workspace) -> None:
    job = construct.construct(empty_workspace, Task(description="写一首诗"))
    event: object = next(job)
    while not isinstance(event, Candidate):
        event = next(job)
    with pytest.raises(StopIteration) as ended:
        job.throw(Cancelled())
    construction: Construction = ended.value.value
    assert construction.candidates == (event,)
    assert construction.id is not None


def test_cancelled_before_anything_came_it_gives_nothing(
    empty_workspace: Workspace,
) -> None:
    job = construct.construct(empty_workspace, Task(description="写一首诗"))
    next(job)
    with pytest.raises(Cancelled):
        job.throw(Cancelled())
    assert not empty_workspace.store.constructions.latest(1)


def test_a_construction_is_kept_unless_asked_not_to(
    empty_workspace: Workspace,
) -> None:
    task = Task(description="写一首诗")
    kept = made(empty_workspace, task, ConstructOptions(methods=("template",)))
    assert kept.id is not None
    assert made(empty_workspace, task, QUIET).id is None
    assert len(empty_workspace.store.constructions.latest(5)) == 1


def test_rescoring_an_edited_candidate(starter_workspace: Workspace) -> None:
    task = with_sample("对一篇新闻文章进行摘要。", NEWS, SUMMARY)
    first = made(starter_workspace, task, PLAIN).candidates[0]
    assert construct.rescore(starter_workspace, task, first) == first
    worse = Candidate(
        method=first.method,
        text=f"，例如{SUMMARY}",
        spans=(Span(start=0, end=3 + len(SUMMARY), origin=Origin.EDITED),),
        fit=first.fit,
    )
    assert construct.rescore(starter_workspace, task, worse).score < first.score - 0.2
