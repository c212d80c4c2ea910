"""Lists in a description: where one is cut, and which of its parts are names."""

import re
from collections.abc import Iterator
from itertools import takewhile

from instrstudio.domain.language import CHINESE, length_of
from instrstudio.domain.profile import Phrase
from instrstudio.domain.span import Ref

_BREAK = {
    CHINESE: re.compile(r"[、，,/|和与或]|还是|或者|以及"),
    "en": re.compile(r"\s*(?:,|/|\|)\s*(?:or\s+|and\s+)?|\s+(?:or|and)\s+", re.I),
}
_QUOTES = "“”\"'‘’「」()（）[]"
_ARTICLE = re.compile(
    r"(?:(?:the|an?|its|all|any|every|each)\s+(?=\w))?(?:names? of\s+(?=\w))?",
    re.IGNORECASE,
)
_LONGEST = 8
_NO_NAME = {
    CHINESE: re.compile(
        r"^(?:[以用按并若只请每再].|如果|不(?:要|得|超|需|可)|没有.*[填写则就输返]|(?:输出|返回|给出|其中|要求|格式|然后)."
        r")|.{12}"
    ),
    "en": re.compile(
        r"^(?:if|when|in|as|with|using|use|return|output|do|one|each|give|write|then)\b"
        r"|\b(?:is|are|should|must|you)\b",
        re.IGNORECASE,
    ),
}
"""Clauses that may follow a list at its last comma."""


def at(match: re.Match[str], group: str | int = 0) -> Phrase:
    """Return a match in the description as a phrase that knows its place."""
    text, start = match.group(group), match.start(group)
    start += len(text) - len(text.lstrip())
    return _placed(text.strip(), start)


def cut(whole: Phrase, language: str) -> Iterator[Phrase]:
    """Cut a list at its commas and conjunctions; quotes and articles are left out."""
    pattern = _BREAK.get(language, _BREAK["en"])
    begin = 0
    for mark in [*pattern.finditer(whole.text), None]:
        stop = mark.start() if mark else len(whole.text)
        yield _part(whole, begin, stop)
        begin = mark.end() if mark else stop


def names(whole: Phrase, language: str) -> list[Phrase]:
    """Return the parts of a list up to the first that names nothing.

    “name, phone, return JSON” are two names.
    """
    no_name = _NO_NAME.get(language, _NO_NAME["en"])
    parts = [part for part in cut(whole, language) if part.text]
    return list(takewhile(lambda part: not no_name.search(part.text), parts))


def is_name(text: str) -> bool:
    """Say whether `text` is short enough to name a class or a field."""
    return 0 < length_of(text) <= _LONGEST and "\n" not in text


def _part(whole: Phrase, begin: int, stop: int) -> Phrase:
    """Return a part of a phrase with its own place."""
    raw = whole.text[begin:stop]
    bare = raw.lstrip(_QUOTES + " \t\u3000")
    article = _ARTICLE.match(bare)
    # “a” alone is a label, “a date” is a date
    bare = bare[article.end() :] if article else bare
    begin += len(raw) - len(bare)
    start = (whole.ref.start or 0) + begin if whole.ref else 0
    return _placed(bare.rstrip(_QUOTES + " \t\u3000.。"), start)


def _placed(text: str, start: int) -> Phrase:
    """Return words of the description with their place."""
    ref = Ref(kind="task", field="description", start=start, end=start + len(text))
    return Phrase(text, ref)
