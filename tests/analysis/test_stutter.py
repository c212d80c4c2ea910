import pytest

from instrstudio.analysis.stutter import stutter


@pytest.mark.parametrize(
    ("text", "stuck"),
    [
        ("什么是主纳导导导导\n\n[写作要求]", "导导导导"),
        ("如何使用诊断工进行进行进行？", "进行进行进行"),
        ("Explain the process of theianianian.", "ianianian"),
        ("Write the the the text.", "the the the"),
        ("Translate the text into the the language.", ""),
        ("请把下面的文本翻译成英文，天天向上，人人为我。", ""),
        ("Fill in ___ and 1000000 --- ...", ""),
        ("Add <labels> or <labels>.", ""),
        ("", ""),
    ],
)
def test_three_times_in_a_row_is_stuck(text: str, stuck: str) -> None:
    assert stutter(text) == stuck


def test_what_the_source_says_may_be_said() -> None:
    assert not stutter("解释“哈哈哈”的意思。", "哈哈哈是什么意思")
    assert stutter("解释“哈哈哈”。呵呵呵", "哈哈哈是什么意思") == "呵呵呵"
