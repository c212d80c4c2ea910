"""Which delimiters of Jinja belong together around a place in the text."""

import re

_DELIMITER = re.compile(r"\{\{-?|-?\}\}|\{%-?|-?%\}|\{#-?|-?#\}")
_PARTNER = {"{{": "}}", "{%": "%}", "{#": "#}"}


def partner_of(text: str, at: int) -> list[tuple[int, int]]:
    """Return the ranges of the delimiter at offset `at` and of its partner, if any."""
    opened: tuple[int, int, str] | None = None
    for found in _DELIMITER.finditer(text):
        start, end = found.span()
        word = found.group().strip("-")
        if word in _PARTNER:
            opened = (start, end, _PARTNER[word])
            continue
        if opened is not None and opened[2] == word:
            left = opened[0] <= at <= opened[1]
            if left or start <= at <= end:
                return [opened[:2], (start, end)]
        opened = None
    return []
