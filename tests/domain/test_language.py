"""Languages and lengths, in units of the language."""

import pytest

from instrstudio.domain.language import language_of, length_of, normalised, units


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("对一篇新闻文章进行摘要。", "zh"),
        ("用 Python 写一个函数", "zh"),
        ("把 README.md 翻译成 English", "zh"),
        ("Summarize a news article.", "en"),
        ("Explain the character 道 to a learner of Chinese", "en"),
        ("", "en"),
        ("12345", "en"),
    ],
)
def test_language_of(text: str, language: str) -> None:
    assert language_of(text) == language


def test_units_fold_width_and_case_and_split_characters() -> None:
    assert units("Ｈello，世界 GPT-4") == ["hello", "世", "界", "gpt-4"]
    assert length_of("三十二字 and two words") == 4 + 3
    assert normalised("  Ａ b，C！") == "abc"
