"""What a sample looks like whatever it is about: scripts, lengths, copying, layout.

Two samples of one task share few words and much of this; `by_example` finds the one by
the other. A feature is a filter term that starts with ``pair:``.
"""

import math
import re
from collections.abc import Iterable, Iterator
from itertools import islice

from instrstudio.domain.language import CHINESE, language_of, units
from instrstudio.domain.task import Example

PAIR = "pair:"

_EXAMPLES = 3
_LOOKED_AT = 600
"""Characters of a text that say what it looks like."""

_LENGTHS = (0, 2, 8, 30, 120)
_LABEL = 24
_LATIN = re.compile(r"[A-Za-z]")
_LIST = re.compile(r"\s*(?:[-*•]|\d+[.)、])\s*\S")
_CODE = re.compile(r"```|^\s*(?:def |import |class |#include|SELECT )|[;{]\s*$", re.M)


def shapes(examples: Iterable[Example]) -> Iterator[str]:
    """Yield the features of the first `examples`; nothing for one without output."""
    for example in islice(examples, _EXAMPLES):
        yield from shape(example.input, example.output)


def shape(source: str, target: str) -> Iterator[str]:
    """Yield the features of the pair of an input and an output."""
    source, target = source.strip()[:_LOOKED_AT], target.strip()[:_LOOKED_AT]
    if not target:
        return
    taken, given = units(source), units(target)
    yield PAIR
    yield f"{PAIR}script {_script(source)}>{_script(target)}"
    yield f"{PAIR}in {_class(len(taken))}"
    yield f"{PAIR}out {_class(len(given))}"
    if taken:
        ratio = round(math.log2((len(given) + 1) / (len(taken) + 1)))
        yield f"{PAIR}ratio {min(max(ratio, -5), 5)}"
        yield f"{PAIR}copied {_copied(taken, given)}"
        if target in source:
            yield f"{PAIR}within"
    if len(given) <= 2 and len(target) <= _LABEL:
        yield f"{PAIR}says {' '.join(given)}"
    yield f"{PAIR}asks {source[-1:] in '?？'}>{target[-1] in '?？'}"
    yield f"{PAIR}layout {_layout(target)}"


def _script(text: str) -> str:
    """Return what a text is written in."""
    if not text:
        return "none"
    if not any(character.isalpha() for character in text):
        return "number"
    language = language_of(text)
    return language if language == CHINESE or _LATIN.search(text) else "other"


def _class(length: int) -> int:
    """Return about how long a text of so many words is."""
    return sum(length > bound for bound in _LENGTHS)


def _copied(taken: list[str], given: list[str]) -> int:
    """Return how much of what is given was taken over, in quarters."""
    if not given:
        return 0
    known = set(taken)
    return round(4 * sum(unit in known for unit in given) / len(given))


def _layout(text: str) -> str:
    """Return how a text is laid out."""
    if text[0] in "{[" and text[-1] in "}]":
        return "json"
    lines = [line for line in text.splitlines() if line.strip()]
    listed = sum(_LIST.match(line) is not None for line in lines)
    if len(lines) > 1 and listed >= len(lines) / 2:
        return "list"
    if _CODE.search(text):
        return "code"
    return "lines" if len(lines) > 1 else "line"
