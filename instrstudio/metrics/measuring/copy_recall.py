"""Copy recall: does a text keep the description's words that it should keep?"""

import re
import unicodedata
from itertools import pairwise

from instrstudio.domain.language import CJK_CHARACTER, is_cjk, units

_CHINESE_RUN = re.compile(f"(?:{CJK_CHARACTER.pattern})+")
# what seldom is part of a longer word that matters; 对 (对话) and 用 (用户) may be
_CHINESE_SMALL = re.compile("^请|[的了是在和与或把将从你我给一篇这那并及]")
_ENGLISH_SMALL = (
    "a an the this that these those it its i you your me my we our be is are was were "
    "and or but of to in on for with from by at as into about if then please should "
    "must can will would could do does given following each some any"
)


def copy_recall(description: str, reference: str, text: str) -> float | None:
    """Return the share of the words to be kept that `text` keeps, in [0, 1].

    To be kept are the content words of `description` that the reference instruction
    has too. None if there are none, so that such an item can be left out of a mean.
    """
    wanted = content_words(description) & content_words(reference)
    if not wanted:
        return None
    return len(wanted & content_words(text)) / len(wanted)


def content_words(text: str) -> set[str]:
    """Return the words that carry meaning; NFKC, lower case.

    English words are taken as they stand, without small words. Chinese is not cut into
    words: the pairs of neighbouring characters stand for them, none of them across
    punctuation or a character such as 的.
    """
    small = set(_ENGLISH_SMALL.split())
    found = {unit for unit in units(text) if not is_cjk(unit)} - small
    for run in _CHINESE_RUN.findall(unicodedata.normalize("NFKC", text)):
        for piece in _CHINESE_SMALL.split(run):
            found.update(a + b for a, b in pairwise(piece))
    return found
