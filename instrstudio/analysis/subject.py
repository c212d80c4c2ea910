"""Finds what a text is about, for tasks that are given by an output alone.

A word or two that come back in the text name its subject without giving it away.
"""

import re
from collections import Counter
from collections.abc import Set
from itertools import pairwise

from instrstudio.analysis.lexicon import lexicon
from instrstudio.domain.language import CHINESE, CJK_CHARACTER, ENGLISH
from instrstudio.domain.profile import NOTHING, Phrase
from instrstudio.domain.span import Ref
from instrstudio.domain.task import Task

_READ = 600
_SHORTEST = 24
"""Shorter texts may be the answer itself."""
_LONGEST_NAME = 6
_RUN = re.compile(rf"{CJK_CHARACTER.pattern}+")
_NOT_IN_NAMES = frozenset(
    "的了是在和与及或也都就还而但被把将对为从到以于等着过们这那我你您他她它有不没很更最"
    "可能会要该让使给所其之则因此如若并且只又再已正当时后前中上下里外个些种们每各某第一二三"
    "四五六七八九十呢吗吧啊"
)
_NO_NOUN = re.compile(r"(?:al|ic|ive|ful|ous|ly|ed|ing|able|ible|ent|ant)$")
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")


def subject_of(task: Task, language: str) -> Phrase:
    """Return what the first output is about, as it says it; nothing if unsure."""
    place = next((i for i, e in enumerate(task.examples) if e.output.strip()), None)
    if place is None:
        return NOTHING
    text = task.examples[place].output[:_READ]
    name = _name(text, language)
    if not name or len(text) < _SHORTEST:
        return NOTHING
    start = text.find(name)
    ref = Ref(
        kind="task",
        field=f"examples.{place}.output",
        start=start,
        end=start + len(name),
    )
    return Phrase(name, ref)


def _name(text: str, language: str) -> str:
    """Return the name that comes back most in `text`."""
    if language == CHINESE:
        return _chinese(text, lexicon(CHINESE).not_topics)
    return _english(text, lexicon(ENGLISH).not_topics)


def _chinese(text: str, small: Set[str]) -> str:
    """Return the run of characters that comes back most, longer ones first."""
    counts: Counter[str] = Counter()
    for run in _RUN.findall(text):
        for size in range(2, _LONGEST_NAME + 1):
            counts.update(run[i : i + size] for i in range(len(run) - size + 1))
    names = {
        name: count
        for name, count in counts.items()
        if count >= (2 if len(name) > 2 else 3)
        and name not in small
        and not set(name) & _NOT_IN_NAMES
    }
    if not names:
        return ""
    # a name that is always part of a longer one is not whole
    whole = [
        name
        for name in names
        if not any(name in o and names[o] >= names[name] for o in names if o != name)
    ]
    return max(whole, key=lambda n: (names[n] * len(n), -text.find(n)))


def _english(text: str, small: Set[str]) -> str:
    """Return the pair of words, else the word, that comes back most."""
    found = [(m.group(), m.start(), m.end()) for m in _WORD.finditer(text)]
    words: Counter[str] = Counter()
    pairs: Counter[str] = Counter()
    for word, _, _ in found:
        if word.lower() not in small and len(word) > 2:
            words[word.lower()] += 1
    for (a, _, end), (b, start, _) in pairwise(found):
        both = {a.lower(), b.lower()}
        if text[end:start] == " " and both <= set(words):
            pairs[f"{a} {b}".lower()] += 1
    best = next((p for p, count in pairs.most_common(1) if count >= 2), "")
    if not best:
        best = next((w for w, count in words.most_common(3) if _is_noun(w, count)), "")
    if not best:
        return ""
    at = text.lower().find(best)
    return text[at : at + len(best)]


def _is_noun(word: str, count: int) -> bool:
    """Say whether a frequent word may well be a noun."""
    return count >= 3 and _NO_NOUN.search(word) is None
