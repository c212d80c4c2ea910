"""Finds what a text is about, for tasks that are given by an output alone.

A word or two that come back in the text name its subject without giving it away.
"""

import re
from collections import Counter
from itertools import pairwise

from instrstudio.domain.language import CHINESE, CJK_CHARACTER
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
_NOT_NAMES = frozenset(
    [
        "通过",
        "使用",
        "进行",
        "包括",
        "提供",
        "需要",
        "例如",
        "以及",
        "之间",
        "开始",
        "成为",
    ]
    + [
        "许多",
        "重要",
        "帮助",
        "确保",
        "增加",
        "减少",
        "问题",
        "方法",
        "步骤",
        "人们",
        "我们",
    ]
)
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
_SMALL_WORDS = frozenset(
    [
        "a",
        "an",
        "the",
        "and",
        "or",
        "but",
        "so",
        "of",
        "to",
        "in",
        "into",
        "on",
        "onto",
        "at",
        "by",
        "for",
        "from",
        "with",
        "about",
        "as",
        "than",
        "then",
        "that",
        "this",
        "these",
        "those",
        "it",
        "its",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "being",
        "am",
        "do",
        "does",
        "did",
        "has",
        "have",
        "had",
        "having",
        "not",
        "no",
        "nor",
        "can",
        "could",
        "will",
        "would",
        "should",
        "may",
        "might",
        "must",
        "there",
        "here",
        "which",
        "who",
        "whom",
        "whose",
        "what",
        "when",
        "where",
        "why",
        "how",
        "i",
        "you",
        "he",
        "she",
        "we",
        "they",
        "me",
        "him",
        "her",
        "us",
        "them",
        "my",
        "your",
        "his",
        "our",
        "their",
        "also",
        "such",
        "more",
        "most",
        "many",
        "much",
        "some",
        "any",
        "each",
        "other",
        "one",
        "two",
        "three",
        "first",
        "second",
        "used",
        "use",
        "using",
        "make",
        "makes",
        "made",
        "help",
        "helps",
        "get",
        "got",
        "like",
        "just",
        "very",
        "even",
        "up",
        "out",
        "over",
        "if",
        "because",
        "while",
        "after",
        "before",
        "through",
        "between",
        "during",
        "all",
        "both",
        "can't",
        "don't",
        "it's",
        "people",
        "person",
        "way",
        "ways",
        "time",
        "times",
        "new",
        "good",
        "great",
        "well",
        "need",
        "needs",
        "could",
        "provide",
        "provides",
        "include",
        "includes",
        "including",
        "ensure",
        "example",
        "various",
        "often",
        "own",
    ]
)


def subject_of(task: Task, language: str) -> Phrase:
    """Return what the first output is about, as it says it; nothing if unsure."""
    place = next((i for i, e in enumerate(task.examples) if e.output.strip()), None)
    if place is None:
        return NOTHING
    text = task.examples[place].output[:_READ]
    name = _chinese(text) if language == CHINESE else _english(text)
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


def _chinese(text: str) -> str:
    """Return the run of characters that comes back most, longer ones first."""
    counts: Counter[str] = Counter()
    for run in _RUN.findall(text):
        for size in range(2, _LONGEST_NAME + 1):
            counts.update(run[i : i + size] for i in range(len(run) - size + 1))
    names = {
        name: count
        for name, count in counts.items()
        if count >= 2 and name not in _NOT_NAMES and not set(name) & _NOT_IN_NAMES
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


def _english(text: str) -> str:
    """Return the pair of words, else the word, that comes back most."""
    found = [(m.group(), m.start(), m.end()) for m in _WORD.finditer(text)]
    words: Counter[str] = Counter()
    pairs: Counter[str] = Counter()
    for word, _, _ in found:
        if word.lower() not in _SMALL_WORDS and len(word) > 2:
            words[word.lower()] += 1
    for (a, _, end), (b, start, _) in pairwise(found):
        both = {a.lower(), b.lower()}
        if text[end:start] == " " and both <= set(words):
            pairs[f"{a} {b}".lower()] += 1
    best = next((p for p, count in pairs.most_common(1) if count >= 2), "")
    if not best:
        best = next((w for w, count in words.most_common(1) if count >= 3), "")
    if not best:
        return ""
    at = text.lower().find(best)
    return text[at : at + len(best)]
