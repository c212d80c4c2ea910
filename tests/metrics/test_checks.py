"""Every check of a candidate, on good and bad ones, in both languages."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from instrstudio.analysis.profile import profile_of
from instrstudio.domain.candidate import Candidate, Score
from instrstudio.domain.ports import CandidateCheck
from instrstudio.domain.profile import TaskProfile
from instrstudio.domain.query import RecordMatch
from instrstudio.domain.record import Record
from instrstudio.domain.span import Origin, Piece, assemble
from instrstudio.domain.task import Example, Task
from instrstudio.domain.template import Template
from instrstudio.metrics import (
    constraints,
    leakage,
    length,
    named_forms,
    novelty,
    opening,
    slot,
    slot_coverage,
)


@dataclass
class FakeContext:
    profile: TaskProfile
    match: RecordMatch | None = None
    limit: int = 3
    seed: int = 0
    device: str = "cpu"
    asked: list[str] = field(default_factory=list)

    def templates(self) -> list[Template]:
        return []

    def render(self, template: Template) -> list[Piece]:
        return []

    def nearest(self, limit: int) -> list[RecordMatch]:
        return []

    def affinities(self, texts: Sequence[str]) -> Sequence[float] | None:
        return None

    def similar_to(self, text: str) -> RecordMatch | None:
        self.asked.append(text)
        return self.match

    def checkpoint(self) -> Path | None:
        return None


def judged(
    check: CandidateCheck,
    text: str,
    task: Task,
    match: RecordMatch | None = None,
) -> Score:
    """The verdict of `check` on `text`; brackets in it are the slot."""
    pieces = [
        Piece(part, Origin.SLOT if part.startswith("[") else Origin.TEMPLATE)
        for part in text.replace("[", "\0[").replace("]", "]\0").split("\0")
    ]
    made, spans = assemble(pieces)
    context = FakeContext(profile_of(task), match)
    candidate = Candidate(method="test", text=made, spans=spans)
    score = check.check(candidate, context.profile.task, context)
    assert score.name == check.name
    assert 0.0 <= score.value <= 1.0
    assert score.weight in (0.0, check.weight)
    assert (score.note is None) == (score.value == 1.0)
    return score


ARTICLE = "昨日上午，清河市图书馆新馆正式向市民开放，设有阅览座位两千个。"
SUMMARY = "清河市图书馆新馆昨日开放，座位两千个。"
ZH = Task(
    description="对新闻文章进行摘要",
    examples=(Example(input=ARTICLE, output=SUMMARY),),
)
EN = Task(
    description="Summarize a news article",
    examples=(
        Example(
            input="The old library on Mill Road opened its doors again on Tuesday.",
            output="The library on Mill Road has opened again after the repairs.",
        ),
    ),
)
GOOD = {
    "zh": (ZH, "请为以下新闻文章写一段简洁的摘要：\n\n[新闻文章内容]"),
    "en": (EN, "Write a short summary of the news article below:\n\n[news article]"),
}
CHECKS = [
    module.PLUGIN
    for module in (
        constraints,
        leakage,
        length,
        named_forms,
        novelty,
        opening,
        slot,
        slot_coverage,
    )
]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_good_instruction_gets_full_marks(
    check: CandidateCheck, language: str
) -> None:
    task, text = GOOD[language]
    assert judged(check, text, task).value == 1.0


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("概括新闻，不超过50字，语气要正式。", 1.0),
        ("概括新闻，不超过50字。", 0.5),
        ("概括新闻。", 0.0),
    ],
)
def test_constraints_in_chinese(text: str, value: float) -> None:
    task = Task(description="概括新闻，不超过50字，语气正式")
    assert judged(constraints.PLUGIN, text, task).value == value


def test_constraints_in_english_and_none() -> None:
    task = Task(description="Summarize the news", constraints=("use plain words",))
    assert judged(constraints.PLUGIN, "Do it; use plain words.", task).value == 1.0
    missing = judged(constraints.PLUGIN, "Summarize the news.", task)
    assert missing.value == 0.0
    assert "use plain words" in str(missing.note)
    none = judged(constraints.PLUGIN, "Anything", Task(description="Summarize"))
    assert (none.value, none.weight) == (1.0, 0.0)


@pytest.mark.parametrize(
    ("task", "text"),
    [
        (ZH, f"写摘要，例如：{SUMMARY}"),
        (EN, "Say: The library on Mill Road has opened again after the repairs."),
    ],
)
def test_an_answer_in_the_instruction_leaks(task: Task, text: str) -> None:
    score = judged(leakage.PLUGIN, text, task)
    assert score.value < 0.2
    assert "answer" in str(score.note)


def test_part_of_an_answer_leaks_in_part() -> None:
    score = judged(leakage.PLUGIN, "写一段关于清河市图书馆新馆的摘要", ZH)
    assert 0.3 < score.value < 1.0


def test_a_quoted_input_leaks_half_unless_it_is_filled_in() -> None:
    text = f"对下文写摘要：{ARTICLE}"
    score = judged(leakage.PLUGIN, text, ZH)
    assert 0.4 <= score.value < 1.0
    only_input = replace(ZH, examples=(Example(input=ARTICLE),), fill=True)
    assert judged(leakage.PLUGIN, text, only_input).value == 1.0


def test_labels_words_and_the_description_are_no_leak() -> None:
    task = Task(
        description="判断评论的情感是正面还是负面",
        examples=(Example(input="好", output="正面"),),
    )
    assert judged(leakage.PLUGIN, "从“正面”“负面”里选一个", task).value == 1.0
    word = Task(description="x", examples=(Example(input="a", output="Paris"),))
    assert judged(leakage.PLUGIN, "Name the city, such as Paris", word).value == 1.0
    said = Task(
        description="Write a story about the old mill by the river",
        examples=(Example(output="the old mill by the river stood still"),),
    )
    text = "Write a story about the old mill by the river."
    assert judged(leakage.PLUGIN, text, said).value == 1.0


def test_a_shared_label_is_no_leak_in_a_list_of_examples() -> None:
    task = Task(description="x", examples=(Example(input="a", output=""),))
    assert judged(leakage.PLUGIN, "anything at all", task).value == 1.0


@pytest.mark.parametrize(
    ("task", "text", "low", "high"),
    [
        (ZH, "写摘要", 0.0, 0.0),
        (ZH, "请写新闻摘要", 0.4, 0.6),
        (ZH, "请写摘要" * 90, 0.7, 0.9),
        (ZH, "请写摘要" * 200, 0.0, 0.0),
        (EN, "Summarize this", 0.0, 0.0),
        (EN, "Summarize the news article", 0.5, 0.7),
        (EN, "Summarize the news article " * 45, 0.7, 0.9),
    ],
)
def test_length(task: Task, text: str, low: float, high: float) -> None:
    assert low <= judged(length.PLUGIN, text, task).value <= high


def test_a_filled_in_sample_does_not_count_as_length() -> None:
    sample = "字" * 900
    task = Task(description="概括", examples=(Example(input=sample),), fill=True)
    assert judged(length.PLUGIN, f"请用一句话概括下面的文本：{sample}", task).value == 1


@pytest.mark.parametrize(
    ("task", "text", "low", "high"),
    [
        (ZH, "请处理一下：[新闻文章内容]", 0.0, 0.0),
        (ZH, "请写摘要：[新闻文章内容]", 0.5, 0.5),
        (ZH, "请为下面的文章写摘要：[新闻文章内容]", 0.75, 0.75),
        (EN, "Do it: [news article]", 0.0, 0.0),
        (EN, "Write summaries of news articles: [x]", 1.0, 1.0),
        (EN, "Summarize the text below: [news article]", 0.25, 0.75),
    ],
)
def test_forms(task: Task, text: str, low: float, high: float) -> None:
    assert low <= judged(named_forms.PLUGIN, text, task).value <= high


@pytest.mark.parametrize(
    ("description", "good", "bad"),
    [
        ("把中文句子翻译成英文", "将句子译成英文：[x]", "翻译句子：[x]"),
        ("判断评论是正面还是负面", "评论是正面还是负面：[x]", "给评论分类：[x]"),
        ("Write a Go program", "Write a Go program", "Write a program"),
        ("Write a poem about autumn", "A poem on autumn days", "A poem, please"),
    ],
)
def test_forms_of_other_types(description: str, good: str, bad: str) -> None:
    task = Task(description=description)
    full = judged(named_forms.PLUGIN, good, task)
    less = judged(named_forms.PLUGIN, bad, task)
    assert full.value == 1.0
    assert less.value < 1.0
    assert "not named" in str(less.note)


def test_the_words_of_the_description_name_the_input_too() -> None:
    task = Task(description="作为客服回复顾客的投诉")
    text = "作为客服回复顾客的投诉：[投诉内容]"
    assert judged(named_forms.PLUGIN, text, task).value == 1.0


def test_novelty() -> None:
    record = Record(id=4, instruction="x")

    def score(similarity: float) -> Score:
        match = RecordMatch(record=record, similarity=similarity)
        return judged(novelty.PLUGIN, "写摘要", ZH, match)

    assert judged(novelty.PLUGIN, "写摘要", ZH).value == 1.0
    assert score(0.7).value == 1.0
    assert score(0.85).value == pytest.approx(0.5)
    assert score(1.0).value == 0.0
    assert "100 % like record 4" in str(score(1.0).note)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("，请写摘要", 0.0, 0.0),
        ("   ", 0.0, 0.0),
        ("他写了一段摘要", 0.6, 0.6),
        ("但是要写摘要", 0.6, 0.6),
        ("我希望你写一段摘要", 1.0, 1.0),
        ("你是一名编辑。写摘要", 1.0, 1.0),
    ],
)
def test_opening_in_chinese(text: str, low: float, high: float) -> None:
    assert low <= judged(opening.PLUGIN, text, ZH).value <= high


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (". Summarize", 0.0),
        ("He wrote a summary", 0.6),
        ("summarize the news", 0.6),
        ("and summarize", 0.36),
        ("I want you to summarize the news", 1.0),
        ("Of all the news, pick one", 0.6),
        ("Sofia's notes: summarize them", 1.0),
    ],
)
def test_opening_in_english(text: str, value: float) -> None:
    assert judged(opening.PLUGIN, text, EN).value == pytest.approx(value)


def test_slot() -> None:
    assert judged(slot.PLUGIN, "请写摘要", ZH).value == 0.0
    assert judged(slot.PLUGIN, "Summarize the news", EN).value == 0.0
    free = Task(description="写一首关于春天的诗")
    assert judged(slot.PLUGIN, "写一首关于春天的诗", free).value == 1.0
    assert judged(slot.PLUGIN, "写诗：[主题]", free).value == pytest.approx(0.3)
    filled = replace(ZH, fill=True)
    assert judged(slot.PLUGIN, f"写摘要：{ARTICLE}", filled).value == 1.0


@pytest.mark.parametrize(
    ("description", "text", "value"),
    [
        ("概括新闻，不超过五十字", "概括新闻，不超过50字", 1.0),
        ("概括新闻，不超过五十字", "概括新闻，不超过60字", 0.0),
        ("List 3 ideas in JSON", "List three ideas as JSON", 1.0),
        ("List 3 ideas in JSON", "List three ideas", 0.5),
        ("List 3 ideas in a table", "List 3 ideas in tables", 1.0),
        ("把中文句子翻译成英语", "将中文句子译成英文", 1.0),
        ("把中文句子翻译成英语", "将句子译成英文", 0.5),
        ("Write a Go program", "Write a program", 0.0),
        ("判断评论是正面还是负面", "评论是正面吗", 0.5),
        ("从简历中提取姓名、电话和学历", "提取姓名和学历", 2 / 3),
        ("Write as “Ada” and `Bob`", 'Write as "Ada" would', 0.5),
        ("写《红楼梦》读后感", "写一篇读后感", 0.0),
    ],
)
def test_slot_coverage(description: str, text: str, value: float) -> None:
    score = judged(slot_coverage.PLUGIN, text, Task(description=description))
    assert score.value == pytest.approx(value)
    assert score.weight == slot_coverage.PLUGIN.weight


def test_slot_coverage_names_what_is_missing() -> None:
    task = Task(description="Summarize the news", constraints=("at most 50 words",))
    score = judged(slot_coverage.PLUGIN, "Summarize the news", task)
    assert "“50”" in str(score.note)


def test_slot_coverage_without_facts_has_no_weight() -> None:
    score = judged(slot_coverage.PLUGIN, "Anything", Task(description="写一首诗"))
    assert (score.value, score.weight) == (1.0, 0.0)
    quoted = Task(description=f"Rewrite “{'so very long ' * 9}”")
    assert judged(slot_coverage.PLUGIN, "Rewrite it", quoted).weight == 0.0


def test_a_filled_in_sample_states_no_fact() -> None:
    sample = "It is 50 years old."
    task = Task(
        description="Summarize in 50 words",
        examples=(Example(input=sample),),
        fill=True,
    )
    text = f"Summarize this text: {sample}"
    assert judged(slot_coverage.PLUGIN, text, task).value == 0.0
