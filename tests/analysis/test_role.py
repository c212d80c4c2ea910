import pytest

from instrstudio.analysis.role import role_of
from instrstudio.domain.task import Task


@pytest.mark.parametrize(
    ("description", "language", "role"),
    [
        ("作为客服回复顾客的投诉", "zh", "客服"),
        ("扮演一名面试官与求职者对话", "zh", "面试官"),
        ("请你扮演导游，介绍景点", "zh", "导游"),
        ("以医生的身份回复患者描述", "zh", "医生"),
        ("作为资深编辑，改写句子", "zh", "资深编辑"),
        ("把结果作为附件返回", "zh", ""),
        ("对一篇新闻文章进行摘要", "zh", ""),
        ("Act as a hotel receptionist and reply", "en", "hotel receptionist"),
        ("Play the role of a tour guide in a conversation", "en", "tour guide"),
        ("respond to the message as a bank clerk", "en", "bank clerk"),
        ("Be a patient tutor who answers questions", "en", "patient tutor"),
        ("Return the answer as a list", "en", ""),
        ("write the function as a class", "en", ""),
        ("translate the text as a whole", "en", ""),
        ("Act as a waiter", "zh", ""),
        ("", "en", ""),
    ],
)
def test_who_the_model_is_to_be(description: str, language: str, role: str) -> None:
    found = role_of(Task(description=description), "dialogue", language)
    assert found.text == role
    if role:
        assert found.ref is not None
        assert description[found.ref.start : found.ref.end] == role


def test_only_in_a_dialogue_as_alone_names_a_role() -> None:
    task = Task(description="classify the message as a complaint")
    assert not role_of(task, "classification", "en")
    task = Task(description="act as an editor and polish the text")
    assert role_of(task, "rewriting", "en").text == "editor"
