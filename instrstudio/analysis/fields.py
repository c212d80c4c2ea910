"""What an extraction is to find: “人名、地名和日期” is three fields."""

import re
from collections.abc import Iterator

from instrstudio.analysis.listing import at, is_name, names
from instrstudio.domain.language import CHINESE
from instrstudio.domain.profile import Phrase

_FEWEST = 2
_NUMBER = r"[一二两三四五六七八九十几\d]+"
_KIND = r"(?:字段|要素|键|属性|信息|内容|实体|部分|元素|变量|项)"
_LISTS = {
    CHINESE: (
        re.compile(r"[:：]\s*(?P<list>[^。；;\n：:]+)"),
        re.compile(
            rf"(?:{_KIND}|字段名|键名)(?:名)?(?:分别)?(?:有|为|是|包括|包含)[:：]?\s*"
            r"(?P<list>[^。；;\n：:]+)"
        ),
        re.compile(
            r"(?:其中)?(?:包括|包含|含有|分别为|分别是|拆分?[成为]|分解[成为]|解析[成为出]|例如|比如)[:：]?\s*"
            r"(?P<list>[^。；;\n：:]+)"
        ),
        re.compile(
            r"(?:返回|输出|给出|提取|抽取|填写)(?P<list>[^，。；;\n]+?)"
            rf"(?:这|共)?{_NUMBER}个?{_KIND}"
        ),
    ),
    "en": (
        re.compile(r":\s*(?P<list>[^.;:\n]+)"),
        re.compile(
            r"\b(?:keys?|fields?|attributes|properties|columns)\b(?:\s+(?:are|being|named"
            r"|called))?\s+(?P<list>[^.;:\n]+)",
            re.IGNORECASE,
        ),
        re.compile(
            r"\b(?:such as|including|like|namely|e\.g\.,?|into)\s+(?:its\s+)?"
            r"(?P<list>(?:(?!\b(?:from|in)\b)[^.;:\n])+)",
            re.IGNORECASE,
        ),
        re.compile(
            r"\b(?:extract|find|get|pull out|identify|list|collect|return)\s+"
            r"(?:me\s+)?(?P<list>(?:(?!\b(?:from|in|as|out|off|for|that|mentioned|so)\b)"
            r"[^.;:\n])+)",
            re.IGNORECASE,
        ),
    ),
}
_TAIL = {
    CHINESE: re.compile(
        rf"(?:等(?:这?{_NUMBER}个?)?{_KIND}?|这?{_NUMBER}个?{_KIND}|这几个?{_KIND})$"
    ),
    "en": re.compile(
        r",?\s+(?:etc|and so on)$|\s+(?:fields|keys|triples?|as JSON)$", re.I
    ),
}


def fields(description: str, output: Phrase, language: str) -> tuple[Phrase, ...]:
    """Return what an extraction is to find, where it is more than one thing.

    A list that the description announces (“the following fields: ...”) comes before
    the words read as the output.
    """
    key = language if language in _LISTS else "en"
    for read in (*_announced(description, key), *_read_as_output(output)):
        whole = Phrase(_TAIL[key].sub("", read.text), read.ref)
        found = names(whole, key)
        if len(found) >= _FEWEST and all(is_name(part.text) for part in found):
            return tuple(found)
    return ()


def _announced(description: str, language: str) -> Iterator[Phrase]:
    """Yield the lists after a colon, “包括”, “with the keys”."""
    for pattern in _LISTS[language]:
        match = pattern.search(description)
        if match and match["list"].strip():
            yield at(match, "list")


def _read_as_output(output: Phrase) -> Iterator[Phrase]:
    """Yield the output if it stands in the description."""
    if output.text and output.ref is not None and output.ref.start is not None:
        yield output
