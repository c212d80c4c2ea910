"""Formal and plain speakers: which words they like, and what they say instead."""

import re
from collections.abc import Mapping
from functools import cache

from .reading import SLOT, Case, letters
from .tastes import Taste

Words = tuple[tuple[str, str], ...]
"""Words somebody does not say, each with what they say instead."""

_FORMAL = {
    "zh": {
        "帮我": "",
        "帮忙": "",
        "麻烦": "",
        "一下": "",
        "说清楚": "阐明",
        "弄清": "明确",
        "看看": "审阅",
        "别人": "他人",
        "不写": "不包含",
        "拿不准": "无法确定",
        "这是一": "此为一",
        "里抽取": "中提取",
        "里找": "中查找",
        "以下": "下列",
        "下面的": "下列",
        "给出": "提供",
        "按步骤": "依照步骤",
        "只输出": "仅输出",
        "写出": "撰写",
        "不要": "不得",
    },
    "en": {
        "help me": "",
        "please": "",
        "give": "provide",
        "get": "obtain",
        "show": "present",
        "pick": "select",
        "find": "identify",
        "make up": "devise",
        "rule out": "exclude",
        "wrong": "incorrect",
        "say": "state",
        "don't": "do not",
        "go through": "review",
        "write": "compose",
    },
}
_PLAIN = {
    "zh": {
        "撰写": "写",
        "依据": "按",
        "根据": "按",
        "提取": "找出",
        "抽取": "找出",
        "予以": "",
        "请对": "把",
        "进行摘要": "总结一下",
        "进行翻译": "翻译一下",
        "准确、完整": "好好",
        "切合上下文": "接得上",
        "创作": "写",
        "阅读": "看看",
        "判断": "看看",
        "输出": "给",
        "生成": "写",
    },
    "en": {
        "provide": "give",
        "producing": "giving",
        "respond to": "answer",
        "compile": "list",
        "determine": "find",
        "accurately": "right",
        "completely": "in full",
        "accurate": "right",
        "concise": "short",
        "complete": "full",
        "appropriate": "fitting",
        "classify": "sort",
        "extract": "pull out",
        "summarize": "sum up",
        "translate": "put",
        "paraphrase": "reword",
        "generate": "write",
        "output": "give",
        "explicitly": "plainly",
        "information": "facts",
        "the following": "this",
    },
}


@cache
def _pattern(words: Words) -> re.Pattern[str]:
    """Return what finds any of `words`, long ones first, English ones as a whole."""
    longest = sorted(words, key=lambda pair: -len(pair[0]))
    found = (
        rf"\b{re.escape(word)}\b{' ?' * (not mine)}" if word.isascii() else word
        for word, mine in longest
    )
    return re.compile("|".join(found), re.IGNORECASE)


def _density(text: str, words: Words, case: Case) -> float:
    """Return how many of `words` there are in 30 characters, 100 English letters."""
    bare = SLOT.sub("", text)
    size = letters(bare) / (30 if case.chinese else 100)
    return len(_pattern(words).findall(bare)) / max(size, 1.0)


def _swapped(text: str, words: Words) -> str:
    """Return the text in one's own words; what is in a slot stays."""
    mine = dict(words)

    def said(found: re.Match[str]) -> str:
        word = mine[found.group().lower().rstrip()]
        return word[:1].upper() + word[1:] if found.group()[:1].isupper() else word

    out, at = [], 0
    for slot in SLOT.finditer(text):
        out += [_pattern(words).sub(said, text[at : slot.start()]), slot.group()]
        at = slot.end()
    whole = "".join([*out, _pattern(words).sub(said, text[at:])])
    return whole[:1].upper() + whole[1:]


def _register(
    name: str, disliked: Mapping[str, Mapping[str, str]], slope: float
) -> Taste:
    """Return the taste for texts without the words of `disliked`."""
    words = {language: tuple(own.items()) for language, own in disliked.items()}

    def likes(text: str, case: Case) -> float:
        return max(0.0, 1.0 - slope * _density(text, words[case.language], case))

    def rewrite(text: str, case: Case) -> str:
        return _swapped(text, words[case.language])

    return Taste(name, likes, rewrite)


def formal() -> Taste:
    """Like written language."""
    return _register("formal", _FORMAL, 0.4)


def plain() -> Taste:
    """Like spoken language."""
    return _register("plain", _PLAIN, 0.3)
