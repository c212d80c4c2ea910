"""Instructions as they are compared: without the place of their input.

The program ends an instruction with the place of its input, such as “[article]” under
a line “Text:”; what people wrote often has no such place, or names it otherwise. So
before texts are compared, in candidates and references alike, bracketed places are
taken out, lines that were only a place (or a label with one) are dropped, and so are
label lines at the end. A text that is nothing else stays as it is.
"""

import re

from instrstudio.domain.language import length_of

_PLACE = re.compile(r"\[[^\[\]\n]{1,60}\]|【[^【】\n]{1,60}】")
_LABEL_LENGTH = 6
_COLONS = (":", "：")


def without_places(text: str) -> str:
    """Return a text without the places of inputs, and without their labels."""
    lines = []
    for line in text.split("\n"):
        bare = _PLACE.sub("", line)
        if bare == line or not _is_label(bare):
            lines.append(bare.rstrip())
    while len(lines) > 1 and _is_label(lines[-1]):
        lines.pop()
    return "\n".join(lines).strip() or text.strip()


def _is_label(line: str) -> bool:
    """Say whether a line says nothing but what follows it, such as “### Text:”."""
    bare = line.strip().strip("#*\"'`“”‘’「」 ")
    return not bare or (bare.endswith(_COLONS) and length_of(bare) <= _LABEL_LENGTH)
