"""Instructions of the library made to fit other tasks."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import pytest

from instrstudio.analysis.adapting import (
    Adapted,
    adapt,
    merge_clause,
    quoted,
    with_constraints,
)
from instrstudio.analysis.kinship import SLOT, kinship, profile_of_record
from instrstudio.analysis.profile import profile_of
from instrstudio.analysis.recomposing import goal_pieces
from instrstudio.domain.profile import TaskProfile
from instrstudio.domain.record import Record
from instrstudio.domain.span import Origin, Piece, assemble, covers
from instrstudio.domain.task import Example, Task
from instrstudio.services import starter

TASKS = [
    Task(description="对一篇新闻文章进行摘要。"),
    Task(description="把法语邮件翻译成中文，不超过100字"),
    Task(description="根据文章回答问题。"),
    Task(description="作为客服回复顾客的投诉。"),
    Task(description="写一首关于春天的诗，只输出诗"),
    Task(description="对用户评论做情感分类（正面、负面、中性）"),
    Task(description="从简历中提取姓名和电话"),
    Task(description="Summarize meeting notes in at most 5 bullets."),
    Task(description="Translate a German poem into English"),
    Task(description="Rewrite a paragraph in plain language"),
    Task(description="Write a Python function that adds two numbers."),
    Task(description="Classify emails as spam or not spam."),
    Task(
        description="Correct the grammar of a sentence",
        examples=(Example(input="He go. She goes!"),),
        constraints=("keep it short",),
        fill=True,
    ),
    Task(examples=(Example(input="The text is here.", output="Le texte est là."),)),
]
UGLY = re.compile(r"。。|；；|，，|。；|；。|：：|::|;;|\.\.(?!\.)|: :|\s;|<\w+>|\{\{")


@cache
def library() -> tuple[Record, ...]:
    return tuple(replace(r, id=i) for i, r in enumerate(starter.records(), 1))


def text_of(pieces: Sequence[Piece]) -> str:
    return "".join(piece.text for piece in pieces)


def check_quotes(pieces: Sequence[Piece], records: Sequence[Record]) -> None:
    by_id = {str(record.id): record for record in records}
    for piece in pieces:
        ref = piece.ref
        if ref and ref.kind == "record" and ref.start is not None:
            assert by_id[ref.id].instruction[ref.start : ref.end] == piece.text


def check(adapted: Adapted, profile: TaskProfile, records: Sequence[Record]) -> str:
    """What holds for every adapted instruction; returns its text."""
    adapted = with_constraints(adapted, profile)
    pieces = quoted(adapted.pieces, {str(r.id): r for r in records})
    check_quotes(pieces, records)
    text, spans = assemble(pieces)
    assert text == text_of(adapted.pieces)
    assert covers(text, spans)
    assert text == text.strip()
    assert not UGLY.search(text), text
    assert 0.0 <= adapted.changed <= 1.0
    slots = [text[s.start : s.end] for s in spans if s.origin is Origin.SLOT]
    filled = profile.task.fill and bool(profile.task.examples)
    assert slots == ([profile.slot_text] if profile.has_input and not filled else [])
    assert text.count("[") <= 1 + text.count("[“")
    return text


@pytest.mark.parametrize("task", TASKS, ids=lambda task: ascii(task.description[:16]))
def test_every_record_fits_every_task_or_is_left_out(task: Task) -> None:
    profile = profile_of(task)
    used = 0
    for record in library():
        adapted = adapt(record, profile)
        if adapted is None:
            continue
        used += 1
        text = check(adapted, profile, [record])
        assert len(text) > 5
        if task.fill:
            sample = task.examples[0].input
            assert text.endswith(sample)
            assert all(c in text[: -len(sample)] for c in task.constraints)
    if task.description:
        assert used > 20


def test_a_statement_of_a_second_record_is_merged_in() -> None:
    assert sum(merges(task) for task in TASKS) > 20


def merges(task: Task) -> int:
    """Merge pairs of records of the task's type; return how many could be."""
    profile = profile_of(task)
    same = [r for r in library() if r.task_type == profile.task_type]
    same = [r for r in same if r.language == profile.language]
    merged = 0
    for record, other in zip(same, [*same[5:], *same[:5]], strict=True):
        base = adapt(record, profile)
        joined = base and merge_clause(base, other, profile)
        if base is None or not joined:
            continue
        merged += 1
        before, after = text_of(base.pieces), check(joined, profile, [record, other])
        assert len(after) > len(before)
        # nothing of the first one is lost
        at = next(i for i, (a, b) in enumerate(zip(before, after, strict=False)) if
                  a != b)  # fmt: skip
        assert after.startswith(before[:at])
        assert merge_clause(joined, other, profile) != joined
    return merged


def _own_task(record: Record) -> TaskProfile:
    return profile_of(
        Task(
            description=record.task_description,
            task_type=record.task_type,
            language=record.language,
        )
    )


def test_a_record_adapted_to_its_own_task_keeps_its_words() -> None:
    kept, closed = 0, ("summarization", "extraction")
    records = [r for r in library() if len(SLOT.findall(r.instruction)) == 1]
    records = [r for r in records if r.task_type in closed]
    for record in records:
        kin = kinship(record, _own_task(record))
        assert kin is not None
        if not (kin.order and kin.input == 1.0):
            continue
        adapted = adapt(record, _own_task(record))
        assert adapted is not None
        words = SLOT.sub("", text_of(adapted.pieces))
        own = SLOT.sub("", record.instruction)
        assert re.sub(r"\W", "", words) == re.sub(r"\W", "", own)
        kept += 1
    assert kept >= 10


NEWS = Record(
    id=7,
    instruction=(
        "请为以下新闻写一段摘要，控制在 100 字以内。不加评论；保留“时间”一项："
        "\n\n[新闻内容]"
    ),
    task_description="给新闻写摘要",
    task_type="summarization",
    language="zh",
    constraints=("不加评论",),
)
TRANSLATE = Record(
    id=8,
    instruction=(
        "Translate the news below into English. Write names in pinyin. "
        "Return the translation only:\n\n[Chinese news]"
    ),
    task_description="Translate Chinese news into English",
    task_type="translation",
    language="en",
)
LABELS = Record(
    id=9,
    instruction=(
        "判断下面商品评论的倾向，从“好”“坏”“中”中选一个。拿不准的归为“中”。不要猜。"
        "\n\n评论：\n[商品评论]"
    ),
    task_description="判断商品评论的倾向",
    task_type="classification",
    language="zh",
)
POEM = Record(
    id=10,
    instruction="写一首关于大海的诗，八行。不写标题。语言朴实。只输出诗歌。",
    task_description="写一首关于大海的诗",
    task_type="text_generation",
    language="zh",
)


def adapted_text(record: Record, description: str, **more: object) -> str:
    profile = profile_of(Task(description=description, **more))  # type: ignore[arg-type] # fields by name
    adapted = adapt(record, profile)
    assert adapted is not None
    return check(adapted, profile, [record])


def test_of_the_same_kind_everything_stays() -> None:
    assert adapted_text(NEWS, "给新闻写一个摘要") == (
        "请为以下新闻写一段摘要，控制在 100 字以内。不加评论；保留“时间”一项：\n\n"
        "[新闻文章内容]"
    )


def test_a_limit_of_the_task_takes_the_place_of_the_records() -> None:
    text = adapted_text(NEWS, "给新闻写一个摘要，不超过50字")
    assert "不超过50字" in text
    assert "100" not in text


def test_of_another_kind_only_what_suits_any_text_stays() -> None:
    assert (
        adapted_text(NEWS, "概括合同条款") == "概括合同条款。不加评论：\n\n[合同条款]"
    )


def test_languages_are_those_of_the_task() -> None:
    text = adapted_text(TRANSLATE, "Translate a Spanish letter into French.")
    assert "into French" in text
    assert "pinyin" not in text
    assert "English" not in text
    assert "Return the translation only" in text
    assert text.endswith("[Spanish letter]")


def test_classes_are_those_of_the_task() -> None:
    text = adapted_text(LABELS, "判断商品评论的倾向（满意、失望）")
    assert "满意、失望" in text
    assert "“坏”" not in text
    assert "归为“中”" not in text
    assert "不要猜" in text


def test_without_an_input_the_task_gives_the_order() -> None:
    text = adapted_text(POEM, "写一首关于雪的诗")
    assert text == "写一首关于雪的诗。不写标题。语言朴实。只输出诗歌。"


def test_a_task_that_does_not_say_what_to_do_gives_no_order() -> None:
    for description in (
        "一首诗",
        "英译中",
        "我的诗写得不好",
        "A poem",
        "How do poems work?",
    ):
        assert goal_pieces(profile_of(Task(description=description))) == []
    assert text_of(goal_pieces(profile_of(Task(description="write a poem")))) == (
        "Write a poem"
    )


def test_the_tasks_own_constraint_is_stated_once() -> None:
    task = Task(description="概括新闻", constraints=("列出时间和地点。", "不加评论"))
    profile = profile_of(task)
    base = adapt(NEWS, profile)
    assert base is not None
    text = text_of(with_constraints(base, profile).pieces)
    assert text.count("列出时间和地点") == 1
    assert text.count("不加评论") == 1
    assert text.index("列出时间和地点") < text.index("[新闻")


def test_the_input_of_a_record_is_what_its_brackets_say() -> None:
    names = {
        "[商品评论]": "商品评论",
        "[待抽取的文本]": "文本",
        "[中文新闻]": "新闻文章",
        "[合同条款]": "合同条款",
        "[小说章节]": "小说片段",
    }
    for slot, name in names.items():
        own = profile_of_record(Record(instruction=f"处理：\n{slot}", language="zh"))
        assert own is not None
        assert own.input_form.text == name


def test_a_record_of_another_language_is_no_kin() -> None:
    assert kinship(TRANSLATE, profile_of(Task(description="把新闻译成英文"))) is None
    assert adapt(TRANSLATE, profile_of(Task(description="把新闻译成英文"))) is None


def test_a_record_that_says_nothing_is_left_out() -> None:
    assert profile_of_record(Record(instruction="  ")) is None
