"""The same instruction in other words: what changes, and what never may."""

import re
from collections.abc import Sequence

import pytest

from instrstudio.analysis.paraphrasing import paraphrases, rules
from instrstudio.domain.language import normalised

ENGLISH = "Summarize the following news article in one sentence."
CHINESE = "请将以下句子翻译成英文，不超过20个字。"


def many(text: str, language: str) -> Sequence[str]:
    found: dict[str, None] = {}
    for seed in range(20):
        found |= dict.fromkeys(paraphrases(text, language, 4, seed))
    return tuple(found)


def test_both_languages_have_other_words() -> None:
    assert paraphrases(ENGLISH, "en", 3) == paraphrases(ENGLISH, "en", 3)
    english, chinese = many(ENGLISH, "en"), many(CHINESE, "zh")
    assert "Sum up the news article below in one sentence." in english
    assert "将以下句子翻译成英文，最多20个字。" in chinese
    for text, found in ((ENGLISH, english), (CHINESE, chinese)):
        assert len({normalised(one) for one in found} | {normalised(text)}) > len(found)


def test_a_seed_gives_other_wordings_and_most_is_a_bound() -> None:
    assert len(paraphrases(CHINESE, "zh", 2)) == 2
    assert len({paraphrases(CHINESE, "zh", 2, seed) for seed in range(8)}) > 1


@pytest.mark.parametrize(
    "kept",
    [
        "{{text}}",
        "[the following text]",
        "“请将以下句子”",
        "`at most 3`",
        '"at least 2"',
    ],
)
def test_places_and_quotations_stay_to_the_letter(kept: str) -> None:
    text = f"Please list 3 words of the following text, at most 3: {kept}"
    found = many(text, "en")
    assert found
    assert all(one.endswith(f": {kept}") for one in found)


def test_numbers_and_negations_stay() -> None:
    text = "Write a short poem, at most 10 lines. Do not explain. Make sure it rhymes."
    for one in many(text, "en"):
        assert re.findall(r"\d+", one) == ["10"]
        assert one.count("not explain") == 1
    for one in many("写一篇不超过100字的短文，如果没有标题，不要添加。", "zh"):
        assert "100" in one
        assert one.count("没有") == 1
        assert one.count("不要") == 1


def test_sentences_begin_as_they_did() -> None:
    assert all(one[0].isupper() for one in many(ENGLISH, "en"))
    assert all(one[0].islower() for one in many("write a short story", "en"))
    polite = [one for one in many(ENGLISH, "en") if one.startswith("Please ")]
    assert polite
    assert all(one.split()[1].islower() for one in polite)


def test_who_has_no_other_words_says_nothing() -> None:
    assert paraphrases("What is 2 + 2?", "en") == ()
    assert paraphrases("", "en") == ()
    assert paraphrases(ENGLISH, "de") == ()
    assert paraphrases("\ue000" + ENGLISH, "en") == ()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_rule_has_wordings_that_fill_in(language: str) -> None:
    names = [rule.name for rule in rules(language)]
    assert len(names) == len(set(names)) >= 15
    for rule in rules(language):
        assert len(rule.wordings) >= 2
        for wording in rule.wordings:
            groups = re.findall(r"\\g<(\w+)>", wording)
            assert set(groups) <= set(rule.pattern.groupindex)
