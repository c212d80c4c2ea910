"""Texts in which a model got stuck: the same letters, or word, again and again."""

import re

_STUTTER = re.compile(r"([^\W\d_]{1,8}?)\1{2,}|\b([^\W\d_]+)(?:\s+\2\b){2,}")


def stutter(text: str, source: str = "") -> str:
    """Return what `text` says three times in a row and `source` does not, or "".

    No search for likely texts is safe from it: having said a thing makes saying it
    again likelier (Holtzman et al., ICLR 2020, section 3).
    """
    said = (found.group(0) for found in _STUTTER.finditer(text))
    return next((again for again in said if again not in source), "")
