"""How an instruction is written: its length and its form, as control tokens.

A model that has read them while learning writes in the style they ask for. They are
often left out in learning, so it needs none.
"""

import re

from instrstudio.domain.language import length_of

LENGTHS = ("short", "medium", "long")
FORMS = ("line", "prose", "list", "role")
_SHORT, _MEDIUM = 16, 45
_ROLE = re.compile(
    r"^\s*(?:you are|act as|as an? |imagine you"
    r"|你是(?!否|不是)|请?你?(?:扮演|作为)|假设你)",
    re.IGNORECASE,
)
_LIST = re.compile(
    r"^\s*(?:[-*•]|\d+[.)、]|[一二三四五六七八九][、.])\s*\S", re.MULTILINE
)
_SENTENCE_END = re.compile(r"[。！？；]|[.!?](?=\s|$)")


def length_token(length: str) -> str:
    """Return the token that asks for one of `LENGTHS`."""
    return f"<length={length}>"


def form_token(form: str) -> str:
    """Return the token that asks for one of `FORMS`."""
    return f"<form={form}>"


TOKENS = (*map(length_token, LENGTHS), *map(form_token, FORMS))
"""Every control token."""


def style_of(instruction: str) -> tuple[str, str]:
    """Return the control tokens that describe `instruction`: its length, its form."""
    return length_token(_length(instruction)), form_token(_form(instruction))


def _length(instruction: str) -> str:
    """Return which of `LENGTHS` a text has, in words or Chinese characters."""
    units = length_of(instruction)
    if units <= _SHORT:
        return "short"
    return "medium" if units <= _MEDIUM else "long"


def _form(instruction: str) -> str:
    """Return which of `FORMS` a text has."""
    if _ROLE.search(instruction):
        return "role"
    if len(_LIST.findall(instruction)) > 1:
        return "list"
    return "line" if len(_SENTENCE_END.findall(instruction)) <= 1 else "prose"
