"""Texts in the pieces that edits are made of: a task's words out, sentences, words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from instrstudio.domain.language import CHINESE, CJK_CHARACTER
from instrstudio.domain.reaction import Facts

SLOT, INPUT, OUTPUT, DEMANDS = (
    "{slot}",
    "{input_form}",
    "{output_form}",
    "{constraints}",
)
FIRST, MIDDLE, LAST, START = "first", "middle", "last", "start"
"""Where words are added: a sentence before, between or behind, or words in front."""

POLITE = ("请", "please", "kindly")
"""Words of politeness, which are a habit of their own."""
_ALIKE = 0.45
_LONGEST = 14
"""Words that are swapped at most; what is longer is another text."""

_SENTENCE = re.compile(
    r".+?(?:[。！？；\n]\s*|(?:[!?;]|(?<!\n\d)(?<!\n\d\d)\.)(?=\s|$)\s*"
    r"|[:：](?=[ \t]*\n)\s*|$)",
    re.DOTALL,
)
_END = "。！？；：.!?;: \t\n，,"
_WORD = re.compile(
    rf"\{{[a-z_]+\}}|{CJK_CHARACTER.pattern}|[A-Za-z0-9_]+(?:['’-][A-Za-z0-9_]+)*"
    r"|\n+|[^\S\n]+|.",
)


@dataclass(frozen=True, slots=True)
class Swap:
    """Words put in place of others; `put` is empty where they were taken away."""

    find: str
    put: str


@dataclass(frozen=True, slots=True)
class Addition:
    """Words that were added, where, and the white space beside them."""

    text: str
    place: str
    gap: str = ""


@dataclass(frozen=True, slots=True)
class Move:
    """A sentence that was put in front (`FIRST`) or behind (`LAST`)."""

    text: str
    place: str


Step = Swap | Addition | Move


def general(text: str, facts: Facts) -> str:
    """Return a text with names in the places of the task's own words."""
    if facts.slot:
        text = text.replace(facts.slot, SLOT)
    spots = [(one, DEMANDS) for one in facts.constraints]
    spots += [(facts.output_form, OUTPUT), (facts.input_form, INPUT)]
    for words, name in sorted(spots, key=lambda spot: -len(spot[0])):
        if words.strip():
            ends = "" if CJK_CHARACTER.search(words) else r"\b"
            pattern = f"{ends}{re.escape(words)}{ends}"
            text = re.sub(pattern, name, text, flags=re.IGNORECASE)
    several = rf"{re.escape(DEMANDS)}(?:[\s;；,，、.。\d)]*{re.escape(DEMANDS)})+"
    return re.sub(several, DEMANDS, text)


def special(text: str, facts: Facts) -> str:
    """Return a text with the task's own words in their places again.

    Empty where the task has no such words.
    """
    joined = ("；" if facts.language == CHINESE else "; ").join(facts.constraints)
    for name, words in (
        (SLOT, facts.slot),
        (INPUT, facts.input_form),
        (OUTPUT, facts.output_form),
        (DEMANDS, joined),
    ):
        if name in text and not words:
            return ""
        text = text.replace(name, words)
    return text


def sentences(text: str) -> list[str]:
    """Cut a text behind its signs of an end; joined, they are the text."""
    return _SENTENCE.findall(text)


def key(sentence: str) -> str:
    """Return what makes a sentence the same as another: its words."""
    return sentence.strip().rstrip(_END).casefold()


def steps(before: str, after: str, facts: Facts) -> list[Step]:
    """Return the steps of an edit that another edit may repeat."""
    old = sentences(general(before, facts))
    new = sentences(general(after, facts))
    gone, come = _unmatched([key(s) for s in old], [key(s) for s in new])
    found: list[Step] = []
    for i in list(gone):
        there = next((j for j in come if key(new[j]) == key(old[i])), None)
        if there is not None:
            gone.remove(i)
            come.remove(there)
            place = FIRST if there / len(new) < i / len(old) else LAST
            found.append(Move(key(old[i]), place))
    for i, j in _likest(gone, come, old, new):
        gone.remove(i)
        come.remove(j)
        found += _reworded(old[i], new[j], is_first=i == 0 and j == 0)
    found += [Swap(old[i].strip(), "") for i in gone if _says(old[i])]
    found += [
        _added(new, j, k)
        for j, k in _runs(come)
        if _says("".join(new[j:k]).replace(DEMANDS, ""))
    ]
    return list(dict.fromkeys(found))


def _unmatched(old: Sequence[str], new: Sequence[str]) -> tuple[list[int], list[int]]:
    """Return the places of what is not the same, in order, in two lists."""
    gone: list[int] = []
    come: list[int] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind != "equal":
            gone += range(i, j)
            come += range(k, m)
    return gone, come


def _likest(
    gone: Sequence[int], come: Sequence[int], old: Sequence[str], new: Sequence[str]
) -> Iterator[tuple[int, int]]:
    """Yield pairs of sentences of which one was made into the other, likest first."""
    words_of = {("old", i): _words(old[i]) for i in gone}
    words_of |= {("new", j): _words(new[j]) for j in come}
    ratios = [
        (
            SequenceMatcher(
                None, words_of["old", i], words_of["new", j], autojunk=False
            ).ratio(),
            i,
            j,
        )
        for i in gone
        for j in come
    ]
    used: set[tuple[str, int]] = set()
    for ratio, i, j in sorted(ratios, key=lambda one: (-one[0], one[1], one[2])):
        if ratio >= _ALIKE and not {("old", i), ("new", j)} & used:
            used |= {("old", i), ("new", j)}
            yield i, j


def _words(text: str) -> list[str]:
    """Return the words and signs of a text without white space, in lower case."""
    return [word.casefold() for word in _WORD.findall(text) if not word.isspace()]


def _reworded(old: str, new: str, *, is_first: bool) -> Iterator[Step]:
    """Yield how a sentence was reworded."""
    a, b = (
        _WORD.findall(old.strip().rstrip(_END)),
        _WORD.findall(new.strip().rstrip(_END)),
    )
    old_words, new_words = ([word.casefold() for word in words] for words in (a, b))
    matcher = SequenceMatcher(None, old_words, new_words, autojunk=False)
    for i, j, k, m in _joined(matcher, a):
        more = _next_word(a, j) if _is_small("".join(a[i:j])) else 0
        less = _is_rest(a[:i], b[k:m])
        find = "".join(a[i - less : j + more]).strip()
        put = "".join(b[k - less : m + more]).strip()
        if max(len(_words(find)), len(_words(put))) > _LONGEST:
            continue
        is_sound = _says(find) and (not put or _says(put))
        if find and is_sound and find.casefold() != put.casefold():
            yield Swap(find, put)
        elif not find and _says(put) and i == 0 and is_first:
            yield Addition(put, START)


def _is_small(words: str) -> bool:
    """Say whether a word is so common that it says nothing without the next one."""
    bare = words.strip()
    most = 1 if CJK_CHARACTER.search(bare) else 3
    return 0 < len(bare) <= most and bare not in POLITE


def _is_rest(before: Sequence[str], words: Sequence[str]) -> bool:
    """Say whether a Chinese character is the rest of a word that begins before it."""
    is_one = len(words) == 1 and CJK_CHARACTER.search(words[0]) is not None
    return is_one and bool(before) and CJK_CHARACTER.search(before[-1]) is not None


def _next_word(words: Sequence[str], at: int) -> int:
    """Return how many pieces the next word takes, with the white space before it."""
    for count, word in enumerate(words[at:], start=1):
        if not word.isspace():
            return count
    return 0


def _joined(
    matcher: "SequenceMatcher[str]", words: Sequence[str]
) -> Iterator[tuple[int, int, int, int]]:
    """Yield changed stretches; those with only white space between are one."""
    last: tuple[int, int, int, int] | None = None
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind == "equal":
            if last and "".join(words[i:j]).strip():
                yield last
                last = None
        elif last:
            last = (last[0], j, last[2], m)
        else:
            last = (i, j, k, m)
    if last:
        yield last


def _says(text: str) -> bool:
    """Say whether a text has words of its own and nothing that must stay."""
    if SLOT in text or DEMANDS in text:
        return False
    return (
        re.search(r"[^\W\d_]", text.replace(INPUT, "").replace(OUTPUT, "")) is not None
    )


def _runs(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the stretches [start, end) of numbers that follow each other."""
    for i, place in enumerate(places):
        if not i or places[i - 1] != place - 1:
            end = next(
                (
                    k
                    for k in range(i + 1, len(places))
                    if places[k] != places[k - 1] + 1
                ),
                len(places),
            )
            yield place, places[end - 1] + 1


def _added(new: Sequence[str], at: int, end: int) -> Addition:
    """Return sentences that were added, with their place in the text."""
    whole = "".join(new[at:end])
    text = whole.strip()
    if at == 0:
        return Addition(text, FIRST, whole[len(whole.rstrip()) :])
    if any(SLOT in sentence for sentence in new[at:]):
        return Addition(text, MIDDLE)
    before = "".join(new[:at])
    return Addition(text, LAST, before[len(before.rstrip()) :])
