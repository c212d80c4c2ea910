"""Words are read as what they are: whole nouns, no verbs, lengths apart from forms."""

import pytest

from instrstudio.analysis.profile import profile_of
from instrstudio.domain.task import Task


@pytest.mark.parametrize(
    "description",
    [
        "扮演博物馆讲解员回答游客的提问",
        "扮演评论员和观众聊天",
        "你是一名翻译员，和外宾聊天",
        "Talk with a customer about their late order",
        "Please talk to a guest who lost his key",
        "Act as a waiter and talk with a family",
        "You are a clerk; review the order and reply to the customer",
    ],
)
def test_a_dialogue_gives_a_reply_whatever_word_it_shares(description: str) -> None:
    profile = profile_of(Task(description=description))
    assert profile.task_type == "dialogue"
    assert profile.output_form.text in ("回复", "reply")


@pytest.mark.parametrize(
    ("description", "form"),
    [
        ("Write a talk about bees", "talk"),
        ("Prepare a talk for the annual meeting", "talk"),
        ("Write the review of a novel", "review"),
        ("Draft a plan", "plan"),
    ],
)
def test_the_same_word_as_a_noun_is_a_form(description: str, form: str) -> None:
    known = {"talk": "speech"}
    profile = profile_of(Task(description=description))
    assert profile.output_form.text == known.get(form, form)


@pytest.mark.parametrize(
    ("description", "form"),
    [
        ("把新闻浓缩成一句话的摘要", "摘要"),
        ("把文章压缩成三段话的总结", "摘要"),
        ("为报告写一个100字以内的摘要", "摘要"),
        ("把会议记录整理成不超过5条的要点", "要点"),
        ("写一首四行的诗", "诗歌"),
    ],
)
def test_a_length_is_no_part_of_a_form(description: str, form: str) -> None:
    assert profile_of(Task(description=description)).output_form.text == form


@pytest.mark.parametrize(
    ("description", "form"),
    [
        ("做多选题", "选择题"),
        ("解答几何题", "几何题"),
        ("翻译以下句子", "句子"),
        ("翻译以下段落", "段落"),
        ("总结这部小说", "小说片段"),
        ("概括两则新闻", "新闻文章"),
        ("总结三篇论文的观点", "学术论文"),
        ("概括以下条款", "文本"),
        ("从快件单据中提取姓名和电话", "快件单据"),
        ("Extract the price and date from an order slip", "order slip"),
        ("Classify the utterance as a question or a request", "utterance"),
        ("Extract names and dates from hotel reviews", "hotel review"),
    ],
)
def test_an_input_keeps_its_whole_name(description: str, form: str) -> None:
    assert profile_of(Task(description=description)).input_form.text == form


@pytest.mark.parametrize(
    ("description", "topic"),
    [
        ("Write a post based on the article", ""),
        ("Write a reply depending on the mood", ""),
        ("Answer the question based on the passage", ""),
        ("Write an essay on bees", "bees"),
        ("Write a story about a lost dog, based on the notes", "a lost dog"),
        ("以轻松的语气写一段开场白", ""),
        ("以“我的家乡”为题写一篇作文", "我的家乡"),
        ("围绕春节写一篇短文", "春节"),
        ("以环保为主题写一篇演讲稿", "环保"),
        ("做多选题", ""),
    ],
)
def test_a_source_or_a_manner_is_no_topic(description: str, topic: str) -> None:
    assert profile_of(Task(description=description)).topic.text == topic
