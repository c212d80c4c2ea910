"""What a person sees in an instruction: its blocks, its sentences, its characters."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

SLOT = re.compile(r"\[[^\[\]\n]+\]")
_DEMANDS = re.compile(
    r"(?:要求|注意|具体要求|##\s*要求|Requirements?|Constraints?)\s*[:：\n]",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^。！？.!?\n]+(?:[。！？]+|[.!?]+(?=\s|$)|[.!?]+)?\n?|\n")
_ROLE = re.compile(
    r"(?:你是|你的身份|你扮演|作为一|You are |Your role|Act as |As an? )", re.IGNORECASE
)
_ITEM = re.compile(r"^\s*(?:\d+[.、)）]|[-•*])\s*\S", re.MULTILINE)
_LETTER = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class Case:
    """What the person knows of the task in hand.

    `language` is that of the instruction, ``zh`` or ``en``; `output` what they want in
    their own words; `constraints` what they demanded.
    """

    key: str
    language: str
    output: str = ""
    has_input: bool = False
    constraints: tuple[str, ...] = ()

    @property
    def chinese(self) -> bool:
        """Whether the instruction is Chinese."""
        return self.language == "zh"


def blocks(text: str) -> list[str]:
    """Return the blocks between empty lines, in order."""
    return [block for block in re.split(r"\n{2,}", text) if block.strip()]


def joined(parts: Iterable[str]) -> str:
    """Return the text of blocks: the inverse of `blocks`."""
    return "\n\n".join(part for part in parts if part.strip())


def is_words(block: str) -> bool:
    """Say whether a block tells what to do, rather than holding a slot or demands."""
    return not SLOT.search(block) and not _DEMANDS.match(block)


def is_demands(block: str) -> bool:
    """Say whether a block lists demands."""
    return bool(_DEMANDS.match(block))


def first_words(parts: Sequence[str]) -> int:
    """Return the place of the first block that tells what to do; the first, if none."""
    return next((at for at, part in enumerate(parts) if is_words(part)), 0)


def sentences(text: str) -> list[str]:
    """Return the sentences of `text`; together they are `text`."""
    return [found.group() for found in _SENTENCE.finditer(text)]


def letters(text: str) -> int:
    """Return how many letters, Chinese characters and digits there are."""
    return len(_LETTER.findall(text))


def told(text: str) -> str:
    """Return what is said outside slots and demands."""
    return "\n".join(block for block in blocks(text) if is_words(block))


def items(text: str) -> int:
    """Return how many lines begin as items of a list."""
    return len(_ITEM.findall(text))


def is_role(sentence: str) -> bool:
    """Say whether a sentence gives the reader a role."""
    return bool(_ROLE.match(sentence.lstrip()))


def leading(text: str) -> int:
    """Return where the first sentence that is no role begins."""
    at = 0
    for sentence in sentences(text):
        if sentence.strip() and not is_role(sentence):
            return at + len(sentence) - len(sentence.lstrip())
        at += len(sentence)
    return 0
