"""What makes two records the same, and what a record is called."""

from dataclasses import replace

import pytest

from instrstudio.domain.record import TITLE_LENGTH, Record, title_from
from instrstudio.domain.task import Example

RECORD = Record(instruction="Do it.", examples=(Example(input="a", output="b"),))


def test_the_hash_is_of_the_content() -> None:
    filed = replace(RECORD, id=4, tags=("x",), title="t", created="2026-01-01")
    assert filed.content_hash == RECORD.content_hash
    assert replace(RECORD, instruction=" Do it. ").content_hash == RECORD.content_hash
    for other in (
        replace(RECORD, instruction="Do that."),
        replace(RECORD, examples=()),
        replace(RECORD, system="s"),
        replace(RECORD, history=(("q", "a"),)),
    ):
        assert other.content_hash != RECORD.content_hash


@pytest.mark.parametrize(
    ("instruction", "title"),
    [
        ("请写摘要。然后翻译。", "请写摘要"),
        ("Summarize the text:\n\n[text]", "Summarize the text"),
        ("Use v2.7.4 of it. Then stop.", "Use v2.7.4 of it"),
        ("", ""),
        ("\n\n  \n", ""),
    ],
)
def test_title_is_the_first_sentence(instruction: str, title: str) -> None:
    assert title_from(instruction) == title


def test_a_long_title_is_cut() -> None:
    title = title_from("字" * 200)
    assert len(title) == TITLE_LENGTH
    assert title.endswith("…")
