"""Which language a text is in, and how long it is in that language's own units."""

import re
import unicodedata

ENGLISH = "en"
CHINESE = "zh"
LANGUAGES = (ENGLISH, CHINESE)

_CJK = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
CJK_CHARACTER = re.compile(f"[{_CJK}]")
_UNIT = re.compile(rf"[{_CJK}]|[^\W_{_CJK}]+(?:['’.-][^\W_{_CJK}]+)*")
_LATIN_WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")


def is_cjk(character: str) -> bool:
    """Say whether `character` is a Chinese character."""
    return CJK_CHARACTER.match(character) is not None


def language_of(text: str) -> str:
    """Return ``"zh"`` or ``"en"``: Chinese if two characters in five are Chinese words.

    A Chinese sentence that quotes English terms stays Chinese: one Chinese character
    weighs half a Latin word, which is about its share of a word's meaning.
    """
    if text.isascii():
        return ENGLISH
    chinese = len(CJK_CHARACTER.findall(text))
    latin = len(_LATIN_WORD.findall(text))
    return CHINESE if chinese > 0 and chinese / 2 >= latin * 0.5 else ENGLISH


def units(text: str) -> list[str]:
    """Split into words; each Chinese character is one unit; NFKC, lower case."""
    return _UNIT.findall(unicodedata.normalize("NFKC", text).lower())


def length_of(text: str) -> int:
    """Return the length in units: words, or Chinese characters."""
    return len(_UNIT.findall(text))


def normalised(text: str) -> str:
    """Return NFKC, lower case, without white space and punctuation: for comparing."""
    return "".join(units(text))
