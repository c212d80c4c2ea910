"""Which language a description translates from and into."""

import pytest

from instrstudio.analysis.profile import profile_of
from instrstudio.domain.task import Task


@pytest.mark.parametrize(
    ("description", "source", "target"),
    [
        ("Give the English translation of a Chinese report", "Chinese", "English"),
        ("Provide a French version of the German text", "German", "French"),
        ("Translate this English version into German", "English", "German"),
        ("an English translation of the text", "", "English"),
        ("给出中文新闻的英文译文", "中文", "英文"),
        ("提供这段英文的中文翻译", "英文", "中文"),
        ("中文翻译成英文", "中文", "英文"),
    ],
)
def test_the_result_is_in_the_language_of_the_translation(
    description: str, source: str, target: str
) -> None:
    profile = profile_of(Task(description=description))
    assert profile.source_language.text == source
    assert profile.target_language.text == target
