import pytest

from instrstudio.templates.english import article


@pytest.mark.parametrize(
    "phrase",
    [
        "a short story", "an essay", "an SQL query", "a URL", "an e-mail", "an hour",
        "a university", "a one-liner", "a European tour", "a list of names", "a class",
        "an analysis of sales", "an umbrella", "a Python function",
    ],
)  # fmt: skip
def test_singular_phrases(phrase: str) -> None:
    first, bare = phrase.split(" ", 1)
    assert article(bare) == f"{first} "


@pytest.mark.parametrize(
    "phrase",
    ["bullet points", "news", "code", "names and dates", "the reply", "3 ideas", ""],
)
def test_phrases_without_an_article(phrase: str) -> None:
    assert article(phrase) == ""
