"""Retrieval over the starter library, and over records made for the purpose."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from instrstudio.analysis.profile import profile_of
from instrstudio.domain.candidate import Candidate
from instrstudio.domain.errors import NotFound
from instrstudio.domain.ports import Method
from instrstudio.domain.profile import TaskProfile
from instrstudio.domain.query import RecordMatch
from instrstudio.domain.record import Record
from instrstudio.domain.span import Origin, Piece, covers
from instrstudio.domain.task import Example, Task
from instrstudio.domain.template import Template
from instrstudio.methods.retrieval import PLUGIN
from instrstudio.services.construct import ConstructOptions, context_of
from instrstudio.services.workspace import Workspace


@dataclass
class FakeContext:
    profile: TaskProfile
    records: Sequence[RecordMatch] = ()
    limit: int = 3
    seed: int = 0
    device: str = "cpu"

    def templates(self) -> Sequence[Template]:
        return ()

    def render(self, template: Template) -> Sequence[Piece]:
        return ()

    def nearest(self, limit: int) -> Sequence[RecordMatch]:
        return self.records[:limit]

    def affinities(self, texts: Sequence[str]) -> Sequence[float] | None:
        return None

    def similar_to(self, text: str) -> RecordMatch | None:
        return None

    def checkpoint(self) -> Path | None:
        return None


NEWS = Record(
    id=1,
    instruction="请为以下新闻写一段摘要，控制在 100 字以内：\n\n[新闻内容]",
    task_description="给新闻写摘要",
    task_type="summarization",
    language="zh",
    updated="2026-01-01T00:00:00Z",
)
MINUTES = Record(
    id=2,
    instruction="把会议记录整理成摘要。不加评论；每项一行：\n\n[会议记录]",
    task_description="整理会议记录",
    task_type="summarization",
    language="zh",
)
POEM = Record(
    id=3,
    instruction="写一首关于大海的诗。语言朴实。",
    task_description="写一首关于大海的诗",
    task_type="text_generation",
    language="zh",
)


def proposed(task: Task, *records: Record, seed: int = 0) -> list[Candidate]:
    matches = [RecordMatch(record=record, similarity=0.6) for record in records]
    context = FakeContext(profile_of(task), matches, seed=seed)
    return list(PLUGIN.propose(context.profile.task, context))


def test_it_is_a_method() -> None:
    assert isinstance(PLUGIN, Method)


def test_the_nearest_record_is_adapted_and_the_next_adds_a_statement() -> None:
    first, *_ = proposed(Task(description="给新闻写摘要"), MINUTES, NEWS, POEM)
    assert first.text == (
        "请为以下新闻写一段摘要，控制在 100 字以内；不加评论：\n\n[新闻文章内容]"
    )
    assert first.provenance.records == (1, 2)
    assert first.provenance.source == "1 + 2"
    assert first.provenance.versions["1"] == "2026-01-01T00:00:00Z"
    assert covers(first.text, first.spans)
    places = [(s.ref.id, first.text[s.start : s.end]) for s in first.spans if s.ref]
    assert ("2", "不加评论") in places


def test_record_spans_quote_their_records() -> None:
    by_id = {str(record.id): record for record in (NEWS, MINUTES)}
    for candidate in proposed(Task(description="概括新闻，不超过50字"), NEWS, MINUTES):
        for span in candidate.spans:
            if span.ref and span.ref.kind == "record" and span.ref.start is not None:
                source = by_id[span.ref.id].instruction
                words = candidate.text[span.start : span.end]
                assert source[span.ref.start : span.ref.end] == words


def test_records_of_another_type_are_no_base() -> None:
    with pytest.raises(NotFound, match="no instruction near"):
        proposed(Task(description="给新闻写摘要"), POEM)


def test_records_of_another_language_are_none() -> None:
    with pytest.raises(NotFound):
        proposed(Task(description="Summarize the news"), NEWS)


def test_only_where_answers_quote_is_quoting_carried_over() -> None:
    picked = replace(
        MINUTES,
        instruction="从会议记录里挑出三句要点。一字不改；每句一行：\n\n[会议记录]",
        constraints=("一字不改", "每句一行"),
    )
    for candidate in proposed(Task(description="给新闻写摘要"), NEWS, picked):
        assert "一字不改" not in candidate.text
    quotes = replace(picked, task_type="extraction")
    task = Task(description="抽取会议记录中的决定", task_type="extraction")
    assert any("一字不改" in found.text for found in proposed(task, quotes))


def test_two_equal_records_give_one_candidate() -> None:
    twins = proposed(Task(description="给新闻写摘要"), NEWS, replace(NEWS, id=9))
    assert len({candidate.text for candidate in twins}) == len(twins) == 1


def test_another_seed_begins_elsewhere_and_keeps_the_order() -> None:
    task = Task(description="给会议记录写摘要")
    others = [
        replace(
            MINUTES,
            id=10 + i,
            instruction=f"把会议记录整理成摘要。{rule}：\n\n[会议记录]",
        )
        for i, rule in enumerate(("不加评论", "语言简洁", "不要编造"))
    ]
    first = [c.text for c in proposed(task, *others)]
    assert [c.text for c in proposed(task, *others)] == first
    turned = [c.text for c in proposed(task, *others, seed=1)]
    assert turned != first
    assert sorted(turned) == sorted(first)


DESCRIPTIONS = [
    "对一篇新闻文章进行摘要。",
    "把会议记录整理成要点",
    "概括论文的主要贡献，用三句话",
    "把中文句子翻译成英文。",
    "将法语翻译成中文",
    "根据文章回答问题。",
    "作为客服回复顾客的投诉。",
    "根据需求编写 Python 函数。",
    "判断商品评论是正面还是负面",
    "判断邮件是不是垃圾邮件",
    "对用户评论做情感分类（正面、负面、中性）",
    "从简历中提取姓名、电话和学历",
    "识别新闻里的人名和地名",
    "润色一封英文邮件",
    "修改句子中的语法错误",
    "写一首关于春天的诗",
    "为一款保温杯撰写广告文案",
    "给这篇文章起一个标题",
    "给作文打分",
    "Summarize a news article.",
    "Translate an English paragraph into French.",
    "Translate product descriptions from Chinese to English",
    "Answer a question about the passage.",
    "Reply to a customer's complaint as a support agent.",
    "Role-play a job interviewer",
    "Write a Python function that reverses a string.",
    "Generate SQL from a question and a table schema",
    "Detect the sentiment of a tweet (positive, negative, neutral)",
    "Extract the names and dates from a text",
    "Extract the ingredients from a recipe",
    "Rewrite a paragraph in plain language",
    "Correct the grammar of a sentence",
    "Write a poem about autumn.",
]
UGLY = re.compile(r"。。|；；|，，|。；|；。|：：|::|;;|: :|<\w+>|\{\{|，：|,:")


@pytest.mark.parametrize("description", DESCRIPTIONS, ids=lambda d: ascii(d[:20]))
def test_what_the_starter_library_gives(
    starter_workspace: Workspace, description: str
) -> None:
    task = Task(description=description)
    profile = profile_of(task)
    context = context_of(starter_workspace, profile, ConstructOptions())
    found = list(PLUGIN.propose(profile.task, context))
    assert 1 <= len(found) <= context.limit
    records = starter_workspace.store.records
    for candidate in found:
        text = candidate.text
        assert covers(text, candidate.spans)
        assert not UGLY.search(text), text
        slots = [s for s in candidate.spans if s.origin is Origin.SLOT]
        assert len(slots) == int(profile.has_input)
        for span in candidate.spans:
            if span.ref and span.ref.kind == "record" and span.ref.start is not None:
                source = records.get(int(span.ref.id)).instruction
                quoted = source[span.ref.start : span.ref.end]
                assert quoted == text[span.start : span.end]
        if profile.target_language:
            assert profile.target_language.text.lower() in text.lower()
        assert all(label.text in text for label in profile.labels)
        own = {records.get(i).task_type for i in candidate.provenance.records}
        assert own == {profile.task_type}


FOREIGN = [
    # a task, and words of records for other tasks that must not come through
    ("把中文句子翻译成英文。", "新闻|导语|合同|字幕|邮件|广告"),
    ("Translate an English paragraph into French.", "pinyin|Chinese|news|guesthouse"),
    ("判断商品评论是正面还是负面", "中性|褒贬|短信|诈骗|语体"),
    ("根据文章回答问题。", "法条|公式|算式"),
    ("作为客服回复顾客的投诉。", "订座|餐厅|银行|日程"),
    ("Extract the names and dates from a text", "YAML|JSON|triple|client|email"),
    ("根据需求编写 Python 函数。", "宏|文档字符串。不改动|被测"),
    ("概括合同条款", "会议|新闻|财报"),
]


@pytest.mark.parametrize(("description", "words"), FOREIGN)
def test_nothing_of_other_tasks_comes_through(
    starter_workspace: Workspace, description: str, words: str
) -> None:
    profile = profile_of(Task(description=description))
    context = context_of(starter_workspace, profile, ConstructOptions())
    for candidate in PLUGIN.propose(profile.task, context):
        assert not re.search(words, candidate.text), candidate.text


def test_data_alone_finds_records_for_the_same_kind_of_text(
    starter_workspace: Workspace,
) -> None:
    article = (
        "本报讯 记者昨日从市交通局获悉，城东大桥将于下月一日通车。据介绍，大桥全长"
        "两公里，双向六车道，建成后过江时间由四十分钟缩短到五分钟，预计每日通行车辆三万辆。"
    ) * 2
    example = Example(input=article, output="城东大桥下月通车，过江时间缩短到五分钟。")
    profile = profile_of(Task(examples=(example,)))
    context = context_of(starter_workspace, profile, ConstructOptions())
    first = next(iter(PLUGIN.propose(profile.task, context)))
    assert "新闻文章" in first.text
    assert "大桥" not in first.text


@dataclass
class Judging(FakeContext):
    """A context whose model likes a text the more, the shorter it is."""

    def affinities(self, texts: Sequence[str]) -> Sequence[float] | None:
        return [-float(len(text)) for text in texts]


def test_a_users_own_model_ranks_records_also_as_they_are() -> None:
    task = Task(examples=(Example(input="雨下了一夜。", output="夜雨"),))
    matches = [RecordMatch(record=r, similarity=0.4) for r in (NEWS, MINUTES)]
    found = list(PLUGIN.propose(task, Judging(profile_of(task), matches)))
    lengths = [len(candidate.text) for candidate in found]
    assert lengths == sorted(lengths)
    assert any(c.text.startswith("把会议记录整理成摘要。不加评论") for c in found)
    assert all(covers(c.text, c.spans) for c in found)
    with pytest.raises(NotFound):  # without such a model the samples alone find nothing
        list(PLUGIN.propose(task, FakeContext(profile_of(task), matches)))


@dataclass
class Indifferent(FakeContext):
    """A context whose model finds all texts equally fitting."""

    def affinities(self, texts: Sequence[str]) -> Sequence[float] | None:
        return [0.0 for _ in texts]


def test_where_the_model_has_no_preference_the_nearest_record_is_first() -> None:
    task = Task(examples=(Example(input="雨下了一夜。", output="夜雨"),))
    near = [(NEWS, 0.3), (MINUTES, 0.9)]
    matches = [RecordMatch(record=r, similarity=s) for r, s in near]
    first = next(iter(PLUGIN.propose(task, Indifferent(profile_of(task), matches))))
    assert first.provenance.records == (MINUTES.id,)


def test_what_was_made_of_records_follows_them() -> None:
    task = Task(description="给新闻写摘要")
    near = [(NEWS, 0.5), (MINUTES, 0.4)]
    matches = [RecordMatch(record=r, similarity=s) for r, s in near]
    adapted = list(PLUGIN.propose(task, FakeContext(profile_of(task), matches)))
    judged = list(PLUGIN.propose(task, Indifferent(profile_of(task), matches)))
    assert [c.provenance.records for c in judged[:2]] == [(NEWS.id,), (MINUTES.id,)]
    assert judged[2].text == adapted[0].text
    fits = [candidate.fit for candidate in judged]
    assert fits == sorted(fits, reverse=True)
