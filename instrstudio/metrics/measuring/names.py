"""Does a text hold a name, in this form or another of the same words?"""

import re

from instrstudio.domain.language import units

_ENDING = re.compile(r"(?:ies|es|s|ing|ed|e|y)$")


def stems(text: str) -> set[str]:
    """Return the words of `text` without their endings."""
    return {_ENDING.sub("", unit) for unit in units(text)}


def holds(name: str, text: str, said: set[str]) -> bool:
    """Say whether `text` holds `name`, or all its words in some form.

    `said` are the stems of `text`, so that many names need them made once only.
    """
    if name.lower() in text.lower():
        return True
    words = units(name)
    if any(len(word) == 1 for word in words):
        return False
    return all(_ENDING.sub("", word) in said for word in words)
