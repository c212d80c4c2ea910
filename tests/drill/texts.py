"""Texts whose words are known, so that right answers need no index."""

import random
from dataclasses import dataclass

_LIST = (
    "apple basil cedar daisy elder fennel garlic hazel iris juniper kale lemon mint "
    "nettle olive parsley quince radish saffron thyme umber vanilla walnut"
)
WORDS = tuple(_LIST.split())
SIGNS = "天地玄黄宇宙洪荒日月盈昃"
TAGS = tuple(f"t{number}" for number in range(7))
_LENGTH = 9


def text(chance: random.Random, name: str) -> str:
    """Return some words, some Chinese and a word that nothing else has."""
    words = " ".join(chance.choices(WORDS, k=_LENGTH))
    return f"{words} {''.join(chance.choices(SIGNS, k=5))} {name}"


@dataclass(frozen=True, slots=True)
class Question:
    """A query; where `words` is given, exactly the texts with such a run match."""

    text: str
    words: str = ""
    typing: bool = False

    def is_answered_by(self, instruction: str) -> bool:
        """Say whether a text has the run of words, or of signs."""
        if self.words[0] in SIGNS:
            return self.words in instruction
        return f" {self.words} " in f" {instruction} "


def questions(chance: random.Random, known: list[str]) -> list[Question]:
    """Return queries of all kinds; `known` are texts that there are or were."""
    one, two, three = chance.sample(WORDS, 3)
    found = [Question(word, word) for word in (one, two, three)]
    signs = "".join(chance.choices(SIGNS, k=2))
    found.append(Question(signs, signs))
    for said in chance.sample(known, min(4, len(known))):
        words = said.split()
        at = chance.randrange(len(words) - 2)
        found.append(Question(words[-1], words[-1]))
        pair = " ".join(words[at : at + 2])
        if pair.isascii():
            found.append(Question(f'"{pair}"', pair))
    found += [
        Question(f"{one} {two}"),
        Question(f"{one} | {three}"),
        Question(f"{two} -{one}"),
        Question(f'"{one} {two}" | {signs}'),
        Question(three[:2], typing=True),
        Question(f"tag:{chance.choice(TAGS)}"),
        Question("lang:en"),
        Question("nothing here"),
    ]
    return found
