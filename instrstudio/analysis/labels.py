"""The classes of a classification: listed, named by a condition, counted, or shown."""

import re
from collections.abc import Iterator

from instrstudio.analysis.listing import at, is_name, names
from instrstudio.domain.language import CHINESE
from instrstudio.domain.profile import Phrase
from instrstudio.domain.span import Ref
from instrstudio.domain.task import Task

_MOST = 12
_ITEM = r"[^，。；;\n、]{1,8}"
_LISTS = {
    CHINESE: (
        re.compile(
            r"(?:分为|分成|分类(?:为|成)|归为|归入|归到|归类(?:为|到)|[标判](?:注|记|定)?[为成]"
            r"|(?:类别|标签|选项|结果)(?:有|包括|为|是|分别是)[:：]?)"
            r"(?P<list>[^。；;\n]{2,40})"
        ),
        re.compile(r"[（(](?P<list>[^（()）]{3,40})[)）]"),
        re.compile(r"[:：](?P<list>[^。；;\n：:]{1,40}[、或/][^。；;\n：:，]{1,12})"),
        re.compile(r"从(?P<list>[^，。；;\n]+?)[里中](?:间|面)?(?:任?选|挑|判断|确定)"),
        re.compile(r"是(?P<list>[^，。；,;\n是]{1,12}还是[^，。；,;\n？?]{1,8})"),
        re.compile(
            r"(?:输出|回答|返回|回复|填写?|答)(?:成|为)?[:：]?"
            rf"(?P<list>{_ITEM}(?:、{_ITEM})*(?:或者?|还是|/){_ITEM})"
        ),
        re.compile(
            r"(?<![部十百充])分(?:成|为)?(?P<list>[^，。；;\n、]{1,6}(?:、[^，。；;\n、]{1,6})+)"
            r"[两二三四五六七八九\d]个?(?:档|类|级|等|种)"
        ),
        re.compile(
            r"(?:打上|打|贴上?|加上?)(?P<list>[^，。；;\n]{1,8}(?:、[^，。；;\n]{1,8})*"
            r"(?:或者?|还是|/)[^，。；;\n]{1,8}?)(?:的|等)?标签"
        ),
    ),
    "en": (
        re.compile(
            r"\b(?:as|is(?:\s+(?:this|the|it|an?)(?:\s+\w+)?)?|into|either|labels?:"
            r"|categories:|classes:)\s+(?:either\s+)?(?:a\s+|an\s+)?"
            r"(?P<list>[\w' -]+(?:,\s*[\w' -]+)*,?\s+(?:or|and)\s+(?:not\s+)?"
            r"[\w'-]+(?: \w+)?)",
            re.IGNORECASE,
        ),
        re.compile(r"\((?P<list>[^()]{3,60})\)"),
        re.compile(r":\s*(?P<list>[\w'/ -]{1,30}(?:,\s*[\w'/ -]{1,30})+)"),
        re.compile(
            r"\b(?:answer|output|say|respond|reply|return|with|give|choose|pick|select"
            r"|between|among|from)\s+(?:with\s+|only\s+|either\s+|from\s+|between\s+)*"
            r"(?P<list>[\"'\w-]+(?: [\w'\"-]+)?(?:, [\w'\"-]+(?: [\w'\"-]+)?)*,?"
            r"\s+(?:or|and)\s+[\"'\w-]+(?: \w+[\"']?)?)"
            r"(?=\s*(?:[.,;:)]|$|depending|for\b))",
            re.IGNORECASE,
        ),
        # single letters and digits need no word before them
        re.compile(r"\b(?P<list>[A-Z\d](?:,\s*[A-Z\d])*,?\s+or\s+[A-Z\d])\b"),
    ),
}
_SAY_ZH = r"(?:输出|返回|回答|标为|标记为|记为|判为|填|给)"
_SAY_EN = r"(?:output|return|respond|answer|say|give|write|print|reply)(?: with)?"
_EITHER = {
    CHINESE: (
        re.compile(
            rf"{_SAY_ZH}(?P<one>[^，,。；;\s]{{1,6}})[，,；;。]\s*"
            rf"(?:否则|反之|不是|其他|如果|若|没有|不)[^，,。；;]{{0,8}}?{_SAY_ZH}"
            r"(?P<two>[^，,。；;\s]{1,6})"
        ),
    ),
    "en": (
        re.compile(
            rf"\b{_SAY_EN} [\"']?(?P<one>[\w-]+)[\"']? (?:if|when)\b.+?"
            rf"(?:,|;|\band|\bor)\s*(?:else )?(?:{_SAY_EN} )?[\"']?(?P<two>[\w-]+)"
            r"[\"']? (?:otherwise|if|when)\b",
            re.IGNORECASE,
        ),
        re.compile(
            rf"\b{_SAY_EN} [\"']?(?P<one>[\w-]+)[\"']? (?:if|when)\b.+?"
            rf"\b(?:otherwise|else),?\s*(?:{_SAY_EN} )?[\"']?(?P<two>[\w-]+)",
            re.IGNORECASE,
        ),
    ),
}
"""“Output 1 if it is an advertisement, 0 otherwise.”"""
_SCALE = {
    CHINESE: re.compile(
        r"(?P<low>\d)\s*(?:分|星|级)?\s*(?:到|至|[-–—~～])\s*(?P<high>\d{1,2})"
        r"(?=\s*(?:分|星|级|之间|的))"
    ),
    "en": re.compile(
        r"\b(?:from|between|scale of|scale from|score of)?\s*(?P<low>\d)"
        r"(?:\s*(?:to|and)\s*|[-–—])(?P<high>\d{1,2})\b(?!\s*(?:words?|sentences?|lines?))",
        re.IGNORECASE,
    ),
}
_TAIL = re.compile(
    r"等?(?:这?[一二两三四五六七八九十几\d]+)?个?"
    r"(?:类别?|种|档|级|几类|标签|等级|方面)?(?:之一|中的一[个种类])?$"
)


def labels(task: Task, language: str) -> tuple[Phrase, ...]:
    """Return the classes: listed in the description, else the outputs that recur."""
    key = language if language in _LISTS else "en"
    for found in (*_either(task.description, key), *_listed(task.description, key)):
        if 2 <= len(found) <= _MOST:
            return tuple(found)
    scale = _scale(task.description, key)
    if scale:
        return scale
    outputs = dict.fromkeys(e.output.strip() for e in task.examples if e.output.strip())
    recur = len(task.examples) >= 2 and 2 <= len(outputs) <= _MOST
    if recur and all(is_name(text) for text in outputs):
        return tuple(_from_output(task, text) for text in outputs)
    return ()


def _listed(description: str, language: str) -> Iterator[list[Phrase]]:
    """Yield what each kind of list holds."""
    for pattern in _LISTS[language]:
        match = pattern.search(description)
        if match:
            whole = at(match, "list")
            if language == CHINESE:
                whole = Phrase(_TAIL.sub("", whole.text), whole.ref)
            yield [p for p in names(whole, language) if is_name(p.text)]


def _either(description: str, language: str) -> Iterator[list[Phrase]]:
    """Yield the two classes of a condition."""
    for pattern in _EITHER[language]:
        match = pattern.search(description)
        if match:
            pair = [
                *names(at(match, "one"), language),
                *names(at(match, "two"), language),
            ]
            yield pair if len({p.text.lower() for p in pair}) == 2 else []


def _scale(description: str, language: str) -> tuple[Phrase, ...]:
    """Return the steps of a scale: “from 1 to 5”."""
    match = _SCALE[language].search(description)
    if not match:
        return ()
    low, high = int(match["low"]), int(match["high"])
    if not 1 <= high - low < _MOST:
        return ()
    between = (Phrase(str(step)) for step in range(low + 1, high))
    return (at(match, "low"), *between, at(match, "high"))


def _from_output(task: Task, text: str) -> Phrase:
    """Return an output as a phrase."""
    i = next(i for i, e in enumerate(task.examples) if e.output.strip() == text)
    return Phrase(
        text, Ref(kind="task", field=f"examples.{i}.output", start=0, end=len(text))
    )
