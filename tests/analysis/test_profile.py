"""What is read off a task, over descriptions as people write them."""

import dataclasses
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from task_tables import CHINESE, ENGLISH, NEWS, ODD, SAMPLES, WORDED

from instrstudio.analysis.profile import profile_of
from instrstudio.domain.errors import InvalidInput
from instrstudio.domain.profile import Phrase, TaskProfile
from instrstudio.domain.task import TASK_TYPES, Example, Task

Case = tuple[str, str, str, str]


def phrases_of(profile: TaskProfile) -> Iterator[Phrase]:
    for field in dataclasses.fields(profile):
        value = getattr(profile, field.name)
        found = value if isinstance(value, tuple) else (value,)
        yield from (phrase for phrase in found if isinstance(phrase, Phrase))


def source_of(task: Task, field: str) -> str:
    """The text of the task that a ref's field names."""
    name, *path = field.split(".")
    if name == "constraints":
        return task.constraints[int(path[0])]
    if name == "examples":
        return str(getattr(task.examples[int(path[0])], path[1]))
    assert name == "description"
    return task.description


def check_places(profile: TaskProfile) -> None:
    """Every place lies in its source, and a quotation says what stands there."""
    for phrase in phrases_of(profile):
        if phrase.ref is None or phrase.ref.start is None:
            continue
        source = source_of(profile.task, phrase.ref.field)
        assert phrase.ref.end is not None
        assert 0 <= phrase.ref.start < phrase.ref.end <= len(source)
        assert source[phrase.ref.start : phrase.ref.end].strip()
    for label in (*profile.labels, *profile.fields, profile.programming_language):
        if label and label.ref and label.ref.start is not None:
            words = source_of(profile.task, label.ref.field)
            assert words[label.ref.start : label.ref.end].strip() == label.text


@pytest.mark.parametrize("case", CHINESE + ENGLISH, ids=lambda case: case[0])
def test_type_and_forms_of_a_description(case: Case) -> None:
    description, task_type, input_form, output_form = case
    profile = profile_of(Task(description=description))
    assert profile.task_type == task_type
    assert input_form in ("", profile.input_form.text)
    assert output_form in ("", profile.output_form.text)
    assert profile.language == ("zh" if case in CHINESE else "en")
    assert profile.task.task_type == task_type
    assert profile.reasons
    check_places(profile)


def test_the_table_covers_every_type_in_both_languages() -> None:
    for table in (CHINESE, ENGLISH):
        assert {task_type for _, task_type, _, _ in table} == set(TASK_TYPES)


@pytest.mark.parametrize("case", CHINESE + ENGLISH, ids=lambda case: case[0])
def test_a_quotation_is_what_stands_there(case: Case) -> None:
    description = case[0]
    profile = profile_of(Task(description=description))
    for phrase in phrases_of(profile):
        ref = phrase.ref
        if ref is None or ref.start is None or phrase.text not in description:
            continue
        there = description[ref.start : ref.end]
        assert phrase.text in there or there in phrase.text


@pytest.mark.parametrize("description", sorted(WORDED))
def test_particulars(description: str) -> None:
    profile = profile_of(Task(description=description))
    for name, wanted in WORDED[description].items():
        value = getattr(profile, name)
        got = value.text if isinstance(value, Phrase) else [p.text for p in value]
        assert got == wanted, name
    check_places(profile)


@pytest.mark.parametrize(
    ("given_task", "task_type", "input_form", "output_form"), SAMPLES
)
def test_samples_alone(
    given_task: Task, task_type: str, input_form: str, output_form: str
) -> None:
    profile = profile_of(given_task)
    assert profile.task_type == task_type
    assert input_form in ("", profile.input_form.text)
    assert output_form in ("", profile.output_form.text)
    assert profile.has_input or profile.topic
    check_places(profile)


@pytest.mark.parametrize("text", ODD, ids=lambda text: ascii(text[:12]))
def test_odd_descriptions_are_read(text: str) -> None:
    check_places(profile_of(Task(description=text)))
    check_places(profile_of(Task(examples=(Example(input=text, output=text),))))


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\t \u3000"])
def test_nothing_at_all_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput, match="empty"):
        profile_of(Task(description=text, examples=(Example(input=text),)))


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=80), st.text(max_size=80), st.text(max_size=80))
def test_arbitrary_text_never_raises(one: str, two: str, three: str) -> None:
    task = Task(description=one, examples=(Example(input=two, output=three),))
    if (one + two + three).strip():
        check_places(profile_of(task))


FRAGMENTS = st.lists(
    st.sampled_from(
        [
            *(
                "把",
                "从",
                "翻译",
                "成",
                "英文",
                "新闻",
                "的",
                "摘要",
                "提取",
                "，",
                "。",
            ),
            *("一篇", "写", "关于", "“", "”", "分为", "、", "或", "函数", "不超过50字"),
            *("Write", "a", "the", "summary", "of", "from", "extract", ",", ".", "and"),
            *("or", "into", "French", "Python", "as", "classify", "[x]", "\n", " "),
            *("İ", "SQL", "(", "）", "。"),
        ]
    ),
    max_size=14,
).map("".join)


@settings(max_examples=250, deadline=None)
@given(FRAGMENTS)
def test_places_hold_in_descriptions_made_of_known_words(text: str) -> None:
    if text.strip():
        profile = profile_of(Task(description=text))
        check_places(profile)
        assert profile.input_form.text.strip()
        assert profile.output_form.text.strip()
        assert profile.slot.strip()


@pytest.mark.parametrize("task_type", [*TASK_TYPES, "proofs"])
def test_what_the_user_chose_stays(task_type: str) -> None:
    task = Task(description="对新闻进行摘要", task_type=task_type, language="en")
    profile = profile_of(task)
    assert profile.task_type == task_type
    assert profile.language == "en"
    assert profile.confidence == 1.0


def test_the_data_make_a_general_word_exact() -> None:
    task = Task(description="对文章进行摘要", examples=(Example(input=NEWS),))
    profile = profile_of(task)
    assert profile.input_form.text == "新闻文章"
    assert profile.slot == "新闻文章内容"


def test_constraints_of_the_user_come_first_and_once() -> None:
    task = Task(
        description="概括新闻，不超过50字，语气正式",
        constraints=("列出时间", " 不超过50字 ", " "),
    )
    texts = [phrase.text for phrase in profile_of(task).constraints]
    assert texts == ["列出时间", "不超过50字", "语气正式"]


def test_labels_that_recur_are_read_off_the_outputs() -> None:
    outputs = ["好评", "差评", "好评", "差评"]
    task = Task(
        description="给评论分类",
        examples=tuple(Example(input="很好", output=label) for label in outputs),
    )
    assert [p.text for p in profile_of(task).labels] == ["好评", "差评"]


def test_a_writing_task_has_a_topic_instead_of_an_input() -> None:
    profile = profile_of(Task(description="Write an essay on climate change."))
    assert not profile.has_input
    assert profile.topic.text == "climate change"


def test_goal_is_an_order_without_please_and_full_stop() -> None:
    goals = {
        "请你把这段话改得更短。": "把这段话改得更短",
        "Please translate the letter into French!": "translate the letter into French",
        "English to Chinese translation": "English to Chinese translation",
        "I want you to Summarize the text.": "summarize the text",
    }
    for description, goal in goals.items():
        assert profile_of(Task(description=description)).goal.text == goal


@pytest.mark.parametrize(
    "description",
    [
        "能不能帮我写一首关于秋天的诗",
        "你能帮我写一首关于秋天的诗吗？",
        "可以请你写一首关于秋天的诗吗",
        "麻烦你能否写一首关于秋天的诗",
    ],
)
def test_a_question_asks_for_what_it_asks(description: str) -> None:
    goal = profile_of(Task(description=description)).goal.text
    assert goal.endswith("写一首关于秋天的诗")
    assert "不能" not in goal
    assert not goal.startswith("能")
