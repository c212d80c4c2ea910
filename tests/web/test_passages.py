"""Passages in both languages: what is found and what is not."""

import json
from typing import Any

import pytest
from loopback_site import page

from instrstudio.web.imperatives import is_imperative, without_number
from instrstudio.web.passages import Passage, found
from instrstudio.web.text import read


def passages(
    inner: str, title: str = "A page", data: Any = None
) -> tuple[Passage, ...]:
    script = json.dumps(data) if data else ""
    head = f'<script type="application/ld+json">{script}</script>' if script else ""
    return found(read(page(inner, title, head).encode()))


@pytest.mark.parametrize(
    "text",
    [
        "Write a short summary.",
        "2. Keep the names.",
        "Step 3: Please check the numbers.",
        "Do not explain.",
        "Don’t use more than ten words.",
        "Then, carefully remove the lid",
        "If it is long, split it.",
        "请列出三个要点。",
        "第二步：检查数字",
        "不要使用英文。",
        "然后将面粉倒入碗中",
        "（3）用一句话概括全文",
    ],
)
def test_orders(text: str) -> None:
    assert is_imperative(text)


@pytest.mark.parametrize(
    "text",
    [
        "The summary is short.",
        "Use of the site is free.",
        "Order: 12",
        "Home",
        "Contact",
        "News of today",
        "这家公司成立于一九九八年。",
        "苹果公司的新产品",
        "",
    ],
)
def test_no_orders(text: str) -> None:
    assert not is_imperative(text)


def test_numbers_are_taken_off() -> None:
    texts = (
        "Step 2: Cut",
        "2) Cut",
        "（二）切",
        "第三步，切",
        "• Cut",
        "3D models",
        "7.",
    )
    shown = [without_number(text) for text in texts]
    assert shown == ["Cut", "Cut", "切", "切", "Cut", "3D models", "7."]


def test_a_list_of_orders_under_its_heading() -> None:
    (one,) = passages(
        "<h2>Rules for summaries</h2><ul><li>Write three sentences.</li>"
        "<li>Do not name the author.</li></ul>"
    )
    assert (one.kind, one.title, one.answer) == ("steps", "Rules for summaries", "")
    assert one.instruction == "1. Write three sentences.\n2. Do not name the author."
    assert passages("<ul><li>Apples</li><li>Pears</li><li>Cut plums</li></ul>") == ()


def test_numbered_paragraphs_are_a_list() -> None:
    (one,) = passages(
        "<h2>怎样泡茶</h2><p>第一步：准备好茶叶和热水。</p><p>第二步：将热水倒入杯中。</p>"
        "<p>第三步：等待三分钟。</p>"
    )
    assert one.kind == "howto"
    assert one.instruction == "怎样泡茶"
    assert one.answer == "1. 准备好茶叶和热水。\n2. 将热水倒入杯中。\n3. 等待三分钟。"


def test_questions_in_many_shapes() -> None:
    inner = (
        "<p>Q: May I quote it? A: Yes, you may quote a sentence.</p>"
        "<p>问：可以转载吗？ 答：可以，但是要写明出处。</p>"
        "<dl><dt>Who may use it</dt><dd>Everybody who likes to.</dd></dl>"
        "<details><summary>Does it cost anything?</summary><p>It costs nothing at all."
        "</p></details><h3>What is it?</h3><h3>Another heading</h3><p>Words.</p>"
    )
    assert [(p.kind, p.instruction, p.answer) for p in passages(inner)] == [
        ("faq", "May I quote it?", "Yes, you may quote a sentence."),
        ("faq", "可以转载吗？", "可以，但是要写明出处。"),
        ("faq", "Who may use it", "Everybody who likes to."),
        ("faq", "Does it cost anything?", "It costs nothing at all."),
    ]


def test_declared_questions_and_steps() -> None:
    answer = {"@type": "Answer", "text": "<p>Press &amp; hold.</p><p>Then wait.</p>"}
    question = {"@type": "Question", "name": "How do I start it?"}
    data = [
        {
            "@type": ["FAQPage"],
            "mainEntity": [question | {"acceptedAnswer": answer}, question, "junk"],
        },
        {
            "@type": "https://schema.org/HowTo",
            "name": "换灯泡的方法",
            "step": [
                {"@type": "HowToSection", "itemListElement": [{"text": "关闭电源。"}]},
                {"name": "取下旧灯泡。"},
                "装上新灯泡。",
            ],
        },
        {"@type": "HowTo", "name": 3, "step": {"text": None}},
    ]
    first, second = passages("<p>Text.</p>", data=data)
    assert (first.instruction, first.answer) == (
        "How do I start it?",
        "Press & hold.\nThen wait.",
    )
    assert (second.kind, second.answer) == (
        "howto",
        "1. 关闭电源。\n2. 取下旧灯泡。\n3. 装上新灯泡。",
    )


def test_long_and_empty_things_are_no_passages() -> None:
    long = "word " * 2000
    assert passages(f"<h2>What is all this about?</h2><p>{long}</p>") == ()
    assert passages("<h2>Why?</h2><p>Because of that, you know.</p>") == ()
