"""The English article that a noun phrase takes, as far as its spelling tells."""

import re

_DETERMINERS = {
    "a", "an", "the", "your", "my", "our", "their", "his", "her", "its", "this", "that",
    "these", "those", "some", "any", "each", "every", "all", "no", "one", "two",
    "three", "four", "five", "six", "seven", "eight", "nine", "ten", "several",
}  # fmt: skip
_NO_ARTICLE = {
    "advice", "code", "content", "copy", "data", "children", "criteria", "csv",
    "dialogue", "fiction", "feedback", "html", "information", "json", "markdown",
    "music", "news", "people", "poetry", "prose", "pseudocode", "python", "research",
    "software", "sql", "text", "xml", "yaml",
}  # fmt: skip
_PLURAL = re.compile(r"(?<![suio'’])s$|ios$")
_HEAD_ENDS = re.compile(r"\s(?:about|as|by|for|from|in|of|on|that|to|which|with)\s")
_LIKE_VOWEL = re.compile(r"[aeio]|u(?!ni|se|su|ti)|hono|hour|heir")
_LIKE_CONSONANT = re.compile(r"eu|ewe|on(?:e|ce)\b")


def article(phrase: str) -> str:
    """Return ``"a "``, ``"an "``, or nothing for plurals and the like."""
    words = phrase.split()
    if not words or not phrase.isascii():
        return ""
    head = _HEAD_ENDS.split(phrase)[0].split()[-1].lower()
    bare = (
        words[0].lower() in _DETERMINERS
        or words[0][0].isdigit()
        or head in _NO_ARTICLE
        or " and " in phrase
        or _PLURAL.search(head) is not None
    )
    if bare:
        return ""
    first = words[0]
    if first.isupper() and len(first) > 1:  # spelt out: an SQL query, a URL
        return "an " if first[0] in "AEFHILMNORSX" else "a "
    first = first.lower()
    vowel = _LIKE_VOWEL.match(first) and not _LIKE_CONSONANT.match(first)
    return "an " if vowel else "a "
