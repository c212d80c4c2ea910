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
        ("模拟面试官，对求职者提问", "zh", "面试官"),
        ("模拟一名银行柜员与顾客对话", "zh", "银行柜员"),
        ("模拟面试，给出问题", "zh", ""),
        ("扮演博物馆讲解员回答游客的提问", "zh", "博物馆讲解员"),
        ("Role-play a doctor and respond to the message", "en", "doctor"),
        ("Play a shop assistant who is in a hurry", "en", "shop assistant"),
        ("Take the part of an angry guest.", "en", "angry guest"),
        ("Summarise the lecture for part of a course on biology", "en", ""),
        ("Explain the first part of the manual", "en", ""),
        ("Write a quiz as part of an exam", "en", ""),
        ("Play a game of riddles with the user", "en", ""),
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
