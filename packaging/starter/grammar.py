"""The small grammar of the wordings: alternatives to draw and names to fill."""

import random
import re
from collections.abc import Mapping

_CHOICE = re.compile(r"\(([^()]*\|[^()]*)\)")
_NAME = re.compile(r"\{([a-z_]+)\}")
_SPACES = re.compile(" {2,}")
_TOKEN = re.compile(r"<[a-z_]+>")
TOKENS = {
    "in": "<input_form>",
    "out": "<output_form>",
    "src": "<source_language>",
    "tgt": "<target_language>",
    "pl": "<programming_language>",
    "topic": "<topic>",
    "role": "<role>",
    "goal": "<goal>",
    "labels": "<labels>",
    "fields": "<fields>",
    "constraints": "<constraints>",
}
"""What the names in an instruction stand for."""


def drawn(text: str, chance: random.Random) -> str:
    """Return `text` with one of each ``(a|b|c)``; they may be nested."""
    while True:
        new = _CHOICE.sub(lambda m: chance.choice(m.group(1).split("|")), text)
        if new == text:
            return _SPACES.sub(" ", new)
        text = new


def named(text: str, values: Mapping[str, str]) -> str:
    """Return `text` with the names in `values` filled; others stay as they are."""
    return _NAME.sub(lambda m: values.get(m.group(1), m.group()), text)


def names_in(text: str) -> set[str]:
    """Return the names that `text` holds, of whatever alternative."""
    return set(_NAME.findall(text))


def tokens_in(text: str) -> set[str]:
    """Return the tokens that `text` holds."""
    return set(_TOKEN.findall(text))


def tokens_needed(text: str) -> set[str]:
    """Return the tokens in a wording, and those for the names it holds."""
    return tokens_in(text) | {TOKENS[n] for n in names_in(text) if n in TOKENS}
