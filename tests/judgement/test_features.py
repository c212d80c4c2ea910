import math

import pytest
from reacting import CHINESE_FACTS, FACTS, shown

from instrstudio.domain.reaction import Shown
from instrstudio.judgement import features


def value(name: str, texts: list[str], facts: object = FACTS) -> list[float]:
    rows = features.read([Shown(text=text) for text in texts], facts)  # type: ignore[arg-type] # facts of either language
    return [row[features.NAMES.index(name)] for row in rows]


def test_there_is_a_number_for_every_name() -> None:
    rows = features.read(shown(), FACTS)
    assert {len(row) for row in rows} == {len(features.NAMES)}
    assert all(math.isfinite(number) for row in rows for number in row)
    assert len(set(features.NAMES)) == len(features.NAMES)


def test_features_count_from_the_mean_of_the_list() -> None:
    rows = features.read(shown(3), FACTS)
    for column in zip(*rows, strict=True):
        assert sum(column) == pytest.approx(0.0, abs=1e-9)


def test_what_all_have_in_common_says_nothing() -> None:
    same = [Shown(text="Sum it up.", method="template", score=0.5)] * 3
    assert {number for row in features.read(same, FACTS) for number in row} == {0.0}


@pytest.mark.parametrize(
    ("name", "more", "less"),
    [
        ("long", "Sum it up, and keep every fact.", "Sum it up."),
        ("polite", "Please sum it up.", "Sum it up."),
        ("role", "You are an editor. Sum it up.", "Sum it up."),
        ("colon", "Sum it up:\n[news article]", "Sum it up.\n[news article]"),
        ("numbered", "Do it:\n1. Read.\n2. Write.", "Do it: read, write."),
        ("form_early", "Write a summary of it all.", "Of it all write a summary."),
        ("constraints_said", "Use no more than 80 words.", "Use few words."),
        ("negative", "Do not comment.", "Comment."),
    ],
)
def test_what_is_read_off_a_text(name: str, more: str, less: str) -> None:
    first, second = value(name, [more, less])
    assert first > second


def test_chinese_is_read_like_english() -> None:
    texts = ["请对新闻文章进行摘要：\n[新闻文章内容]", "概括新闻文章。\n[新闻文章内容]"]
    for name in ("polite", "colon", "long", "form_said"):
        first, second = value(name, texts, CHINESE_FACTS)
        assert first > second, name


def test_the_slot_is_no_length() -> None:
    short, long = "Sum up [news article]", "Sum up it all [news article]"
    lengths = value("long", [short, long])
    assert lengths[1] - lengths[0] == pytest.approx(2 * math.log(5 / 3))


def test_whoever_says_what_the_others_say_agrees() -> None:
    texts = ["Sum up the text now.", "Sum up the text here.", "Write a poem."]
    agreed = value("agreement", texts)
    assert agreed[2] == min(agreed)
    assert agreed[0] > 0
