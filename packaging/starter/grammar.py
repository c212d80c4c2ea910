"""The small grammar of the wordings: alternatives to draw and names to fill."""

import random
import re
from collections.abc import Mapping, Sequence

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


def drawn(text: str, chance: random.Random, *, ranked: bool = False) -> str:
    """Return `text` with one of each ``(a|b|c)``; they may be nested.

    With `ranked` earlier ones are drawn more often, as `favoured` does.
    """
    pick = favoured if ranked else _any_of
    while True:
        new = _CHOICE.sub(lambda m: pick(m.group(1).split("|"), chance), text)
        if new == text:
            return _SPACES.sub(" ", new)
        text = new


def favoured(texts: Sequence[str], chance: random.Random) -> str:
    """Return one of the texts, the second half as often as the first, and so on.

    A beam search writes what is most frequent: that should be the best wording.
    """
    weights = [1 / (rank + 1) for rank in range(len(texts))]
    return chance.choices(texts, weights)[0]


def _any_of(texts: Sequence[str], chance: random.Random) -> str:
    """Return one of the texts, all equally likely."""
    return chance.choice(texts)


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
