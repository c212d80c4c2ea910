"""What an output without more is about."""

import pytest

from instrstudio.analysis.subject import subject_of
from instrstudio.domain.task import Example, Task


@pytest.mark.parametrize(
    ("output", "language", "subject"),
    [
        ("建造桥梁要先测量。桥梁的材料有很多，设计决定桥梁的寿命。", "zh", "桥梁"),
        (
            "滴眼液应当每天使用。打开滴眼液之前请先洗净双手。",
            "zh",
            "滴眼液",
        ),
        (
            "Global warming melts ice. Because of global warming the seas rise.",
            "en",
            "Global warming",
        ),
        (
            "A robot can weld. A robot never sleeps, so a robot is cheap to run.",
            "en",
            "robot",
        ),
        ("桥梁桥梁", "zh", ""),
        ("The Tell-Tale Heart", "en", ""),
        ("每个人都有自己的想法，也都有自己的路，这没有什么不好的地方。", "zh", ""),
        ("They said that they would have what they had then, and they had.", "en", ""),
        ("", "en", ""),
    ],
)
def test_subject(output: str, language: str, subject: str) -> None:
    task = Task(description="x", examples=(Example(input="y"), Example(output=output)))
    found = subject_of(task, language)
    assert found.text == subject
    if subject:
        assert found.ref is not None
        assert found.ref.field == "examples.1.output"
        assert output[found.ref.start : found.ref.end] == subject
