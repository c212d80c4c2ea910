"""Cells that a spreadsheet would run as formulas, and the mark that keeps them texts.

A cell that begins with one of ``= + - @`` (also full-width), a tab or a return gets an
apostrophe in front, as OWASP's page on CSV injection has it; so does one that begins
with apostrophes before such a sign, so that taking one away again restores every text.
"""

import re

_RUNS = re.compile("'*[=+\\-@\t\r\uff1d\uff0b\uff0d\uff20]")


def neutralised(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if _RUNS.match(text) else text


def restored(text: str) -> str:
    """Return the text that `neutralised` was given."""
    return text[1:] if text.startswith("'") and _RUNS.match(text) else text
