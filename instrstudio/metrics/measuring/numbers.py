"""The numbers that a text gives, in digits or in words, by what they are worth."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

_SMALL = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ENGLISH_VALUES = {
    **{word: value for value, word in enumerate(_SMALL.split(), 1)},
    **{word: 10 * value for value, word in enumerate(_TENS.split(), 2)},
}
_ENGLISH_TIMES = {"hundred": 100, "thousand": 1000}
_CHINESE_VALUES = {
    **{character: value for value, character in enumerate("零一二三四五六七八九")},
    "两": 2,
}
_CHINESE_TIMES = {"十": 10, "百": 100, "千": 1000, "万": 10_000}

_WORD = "|".join(sorted((*_ENGLISH_VALUES, *_ENGLISH_TIMES), key=len, reverse=True))
_ENGLISH = re.compile(
    rf"(?<![a-z])(?:{_WORD})(?:(?:-| +)(?:{_WORD}))*(?![a-z])", re.IGNORECASE
)
# a Chinese numeral is part of many words (四川, 统一); before one of these it counts
_CHINESE = re.compile(
    r"(?<!\d)[零一二两三四五六七八九十百千万]+(?=分钟|小时|个|条|点|句|段|字|词|篇|项|种|行|类|章"
    r"|份|张|页|名|位|步|轮|次|件|本|首|节|天|日|周|月|年|岁|人|元|倍|部分|方面)"
)
_DIGITS = re.compile(r"(?<![A-Za-z\d.])(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)([百千万]?)")
_ARTICLES = {"one", "一"}
"""Alone they are “a” more often than a count."""


def numbers(text: str) -> dict[float, str]:
    """Return each number of `text` once, with how it is written; “a” is no number.

    50, “fifty” and 五十 are worth the same, and so are 1,000, 1千 and “a thousand”.
    """
    text = unicodedata.normalize("NFKC", text)
    found: dict[float, str] = {}
    for value, written in (*_in_digits(text), *_in_words(text)):
        found.setdefault(value, written)
    return found


def _in_digits(text: str) -> Iterator[tuple[float, str]]:
    """Yield numbers in digits, with a Chinese factor if one follows."""
    for match in _DIGITS.finditer(text):
        digits, factor = match.groups()
        value = float(digits.replace(",", "")) * _CHINESE_TIMES.get(factor, 1)
        yield value, match.group()


def _in_words(text: str) -> Iterator[tuple[float, str]]:
    """Yield numbers in words of either language."""
    for match in _ENGLISH.finditer(text):
        words = re.split(r"[ -]+", match.group().lower())
        if match.group().lower() not in _ARTICLES:
            yield _worth(words, _ENGLISH_VALUES, _ENGLISH_TIMES), match.group()
    for match in _CHINESE.finditer(text):
        if match.group() not in _ARTICLES:
            yield _worth(match.group(), _CHINESE_VALUES, _CHINESE_TIMES), match.group()


def _worth(
    words: Sequence[str], values: Mapping[str, int], times: Mapping[str, int]
) -> float:
    """Return what numerals in a row are worth: 两 百 五 十 is 250, “hundred” is 100."""
    total = pending = 0
    for word in words:
        if word in times:
            total += (pending or 1) * times[word]
            pending = 0
        else:
            pending += values[word]
    return float(total + pending)
