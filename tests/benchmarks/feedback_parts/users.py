"""Simulated people: what each likes, how they react to a list, what they would write.

They are pure functions of their kind and a seed, and were written before anything that
learns from them. `KINDS` is in the order of the tables.
"""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from . import registers, tastes
from .distance import effort
from .reading import SLOT, Case, letters, told
from .tastes import Taste

CHANGE = 50
"""How many interactions it takes until the one who changes mind does so."""
_SOUND = 0.25
"""The share of a liking that is common sense, the same for all people."""
_ALIKE = 0.02
"""Texts whose likings differ by less are equally good to a person."""
_CHATTER = {
    "zh": ("你好", "帮", "麻烦", "手头", "我要", "我想", "有很多", "教学平台"),
    "en": ("i want", "i would", "there is a lot", "our ", "help me", "i have", "hi"),
}


@dataclass(frozen=True, slots=True)
class Reaction:
    """What a person does: `kind` is ``chose``, ``edited`` or ``rejected``.

    `place` counts from 0 in the list shown; `after` is the text they end up with.
    """

    kind: str
    place: int
    after: str = ""


def sound(text: str, case: Case) -> float:
    """Return how usable a text is to anybody, in [0, 1]."""
    said = letters(told(text))
    least, most = (8, 130) if case.chinese else (25, 420)
    worth = 1.0
    if said < least or said > most:
        worth -= 0.35
    if text.lower().lstrip().startswith(_CHATTER[case.language]):
        worth -= 0.4
    if case.has_input and not SLOT.search(text):
        worth -= 0.4
    if case.output and case.output.lower() not in text.lower():
        worth -= 0.15
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(set(lines)) < len(lines):
        worth -= 0.2
    return max(worth, 0.0)


@dataclass(frozen=True, slots=True)
class Mind:
    """What somebody wants at a time: tastes with weights, and the least they accept."""

    tastes: tuple[tuple[Taste, float], ...]
    threshold: float

    def worth(self, text: str, case: Case) -> float:
        """Return how much they like a text, in [0, 1]."""
        total = sum(weight for _, weight in self.tastes)
        liked = sum(w * taste.likes(text, case) for taste, w in self.tastes)
        wise = sound(text, case)
        if not total:
            return wise
        return (1 - _SOUND) * liked / total + _SOUND * wise

    def rewritten(self, text: str, case: Case) -> str:
        """Return what they would make of a text; nothing that they like less."""
        for taste, _ in self.tastes:
            mine = taste.rewrite(text, case)
            if taste.likes(mine, case) >= taste.likes(text, case):
                text = mine
        return text


class User:
    """A simulated person of a kind; `seed` settles their habits and their moods.

    Args:
        kind: A name out of `KINDS`.
        seed: Also of the languages they work in: mostly Chinese, mostly English.
    """

    def __init__(self, kind: str, seed: int) -> None:
        self.kind, self.seed = kind, seed
        self._minds = KINDS[kind](random.Random(f"{kind} {seed}"))
        self._moods = random.Random(f"moods {kind} {seed}")
        self.chinese_share = 0.8 if seed % 2 else 0.2

    def mind(self, done: int) -> Mind:
        """Return what they want after `done` interactions."""
        return self._minds[-1 if done >= CHANGE else 0]

    def accepts(self, text: str, case: Case, done: int) -> bool:
        """Say whether they take a text that comes first as it is."""
        mind = self.mind(done)
        return mind.worth(text, case) >= mind.threshold

    def ideals(self, texts: Sequence[str], case: Case, done: int) -> tuple[str, ...]:
        """Return what they would make of the best texts, which are equally good."""
        mind = self.mind(done)
        worths = [mind.worth(text, case) for text in texts]
        best = max(worths)
        good = [t for t, w in zip(texts, worths, strict=True) if w >= best - _ALIKE]
        return tuple(dict.fromkeys(mind.rewritten(text, case) for text in good))

    def effort(self, first: str, ideals: Sequence[str]) -> float:
        """Return how much they type to get from a text to the nearest ideal."""
        return min(effort(first, ideal) for ideal in ideals)

    def reacts(self, shown: Sequence[str], case: Case, done: int) -> Reaction:
        """Return what they do with a list; their mood sways them a little."""
        if self.kind == "random":
            return self._at_random(shown, case)
        mind, moods = self.mind(done), self._moods
        worths = [mind.worth(t, case) + moods.gauss(0, 0.03) for t in shown]
        if worths[0] >= mind.threshold:
            return self._touched(shown, 0, case, done)
        best = max(range(len(shown)), key=lambda place: worths[place])
        if worths[best] >= mind.threshold:
            return self._touched(shown, best, case, done)
        after = mind.rewritten(shown[best], case)
        if after == shown[best] or moods.random() < 0.08:
            return Reaction("rejected", 0)
        return Reaction("edited", best, after)

    def _touched(
        self, shown: Sequence[str], place: int, case: Case, done: int
    ) -> Reaction:
        """Take a text, and now and then still make it one's own."""
        after = self.mind(done).rewritten(shown[place], case)
        if after != shown[place] and self._moods.random() < 0.35:
            return Reaction("edited", place, after)
        return Reaction("chose", place, shown[place])

    def _at_random(self, shown: Sequence[str], case: Case) -> Reaction:
        """Do anything with any of the texts."""
        moods = self._moods
        place, die = moods.randrange(len(shown)), moods.random()
        if die < 0.1:
            return Reaction("rejected", place)
        if die < 0.25:
            taste = moods.choice([tastes.polite(), tastes.blunt(), tastes.colon()])
            after = taste.rewrite(shown[place], case)
            if after != shown[place]:
                return Reaction("edited", place, after)
        return Reaction("chose", place, shown[place])


_ADVICE = {
    "zh": (
        "先通读一遍，理清要点，再动笔。",
        "遇到不确定的地方如实说明，不要编造。",
        "用词准确，层次分明，不写空话。",
        "写完以后从头检查一遍，改掉重复和含糊的说法。",
        "读者并不熟悉这件事，必要时补一句解释。",
    ),
    "en": (
        "Read everything once and sort out the main points before you begin.",
        "Say so openly where something is uncertain, and invent nothing.",
        "Choose precise words, keep the order clear and leave out empty phrases.",
        "Check the result from top to bottom and remove repetition.",
        "The readers are new to the matter, so add a word of explanation if needed.",
    ),
}
_STANDING = {
    "zh": ("不要编造内容", "语言简洁", "不加解释", "保留数字和专名", "控制在一页以内"),
    "en": (
        "invent nothing",
        "keep it short",
        "do not explain",
        "keep figures and names",
        "stay within one page",
    ),
}
_PREFERRED = (
    {"zh": "写出", "en": "give"},
    {"zh": "给出", "en": "provide"},
    {"zh": "撰写", "en": "write"},
    {"zh": "输出", "en": "return"},
)
_ROLES = (
    {"zh": "你是这方面的专家。", "en": "You are an expert in this field."},
    {"zh": "你是一名认真的助手。", "en": "You are a careful assistant."},
    {"zh": "你是经验丰富的专业人士。", "en": "You are a seasoned professional."},
)


def _sized(chance: random.Random, chinese: int, english: int) -> tuple[int, int]:
    """Return two lengths, up to a fifth more or less."""
    factor = chance.uniform(0.8, 1.2)
    return round(chinese * factor), round(english * factor)


def _some(
    chance: random.Random, lists: Mapping[str, Sequence[str]], count: int
) -> dict[str, list[str]]:
    """Return some of each language's texts, in an order of one's own."""
    return {name: chance.sample(list(texts), count) for name, texts in lists.items()}


Minds = tuple[Mind, ...]


def _one(
    make: Callable[[random.Random], Taste], threshold: float, chance: random.Random
) -> Minds:
    """Return somebody with one taste."""
    least = threshold + chance.uniform(-0.03, 0.03)
    return (Mind(((make(chance), 1.0),), least),)


def _brief(chance: random.Random) -> Taste:
    return tastes.brief(*_sized(chance, 24, 75))


def _thorough(chance: random.Random) -> Taste:
    habits = _some(chance, _ADVICE, 5)
    return tastes.thorough(*_sized(chance, 95, 300), habits)


def _role(chance: random.Random) -> Taste:
    return tastes.role(chance.choice(_ROLES))


def _verb(chance: random.Random) -> Taste:
    return tastes.verb(chance.choice(_PREFERRED))


def _demands(chance: random.Random) -> Taste:
    return tastes.demands(_some(chance, _STANDING, 2))


def _terse(chance: random.Random) -> Minds:
    """Somebody who wants it brief, blunt and with a colon."""
    wanted = ((tastes.blunt(), 1.0), (_brief(chance), 1.0), (tastes.colon(), 0.8))
    return (Mind(wanted, 0.72 + chance.uniform(-0.03, 0.03)),)


def _official(chance: random.Random) -> Minds:
    """Somebody formal and polite who wants the demands as a list."""
    wanted = ((registers.formal(), 1.0), (tastes.polite(), 0.8), (_demands(chance), 1))
    return (Mind(wanted, 0.72 + chance.uniform(-0.03, 0.03)),)


def _fickle(chance: random.Random) -> Minds:
    """Somebody terse at first, who then wants it polite and thorough."""
    early = ((tastes.blunt(), 0.8), (_brief(chance), 1.0))
    later = ((_thorough(chance), 1.0), (tastes.polite(), 0.8))
    least = chance.uniform(-0.03, 0.03)
    return (Mind(early, 0.72 + least), Mind(later, 0.72 + least))


def _random(chance: random.Random) -> Minds:
    """Somebody whose clicks mean nothing; what they need is a usable text."""
    return (Mind((), 0.9 + chance.uniform(-0.03, 0.03)),)


KINDS: Mapping[str, Callable[[random.Random], Minds]] = {
    "brief": partial(_one, _brief, 0.74),
    "thorough": partial(_one, _thorough, 0.84),
    "formal": partial(_one, lambda _: registers.formal(), 0.86),
    "plain": partial(_one, lambda _: registers.plain(), 0.82),
    "polite": partial(_one, lambda _: tastes.polite(), 0.74),
    "blunt": partial(_one, lambda _: tastes.blunt(), 0.74),
    "form first": partial(_one, lambda _: tastes.form_first(), 0.66),
    "role": partial(_one, _role, 0.74),
    "verb": partial(_one, _verb, 0.72),
    "colon": partial(_one, lambda _: tastes.colon(), 0.74),
    "demands": partial(_one, _demands, 0.66),
    "terse": _terse,
    "official": _official,
    "fickle": _fickle,
    "random": _random,
}
