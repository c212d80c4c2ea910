"""Particulars of a task: labels, fields, constraints, topic, programming language."""

import re
from collections.abc import Iterator

from instrstudio.analysis.evidence import is_code
from instrstudio.domain.language import CHINESE, length_of
from instrstudio.domain.profile import NOTHING, Phrase
from instrstudio.domain.span import Ref
from instrstudio.domain.task import Task

_NUMBER = r"[\d一二两三四五六七八九十百千]+"
_TONES = "正式|礼貌|简洁|通俗|幽默|亲切|专业|客观|轻松|生动|口语化"
_CONSTRAINTS = {
    CHINESE: re.compile(
        r"(?:字数)?(?:不超过|不多于|不少于|少于|至多|至少|最多|控制在|限|大约|约)\s*"
        rf"{_NUMBER}\s*个?(?:字|词|句话|句|条|点|行|段)(?:以内|之内|左右)?"
        rf"|{_NUMBER}\s*个?(?:字|词|句话|句)(?:以内|之内|左右|以下)"
        rf"|(?:用|分)(?:成|为)?\s*{_NUMBER}\s*(?:句话|句|段|条|点)"
        r"|(?:以|用|采用|按|按照)\s*(?:JSON|Markdown|表格|列表|要点|XML|CSV|YAML)"
        r"\s*的?(?:格式|形式)?(?:输出|返回|呈现)?"
        r"|(?:语气|风格|口吻|语言|文字)(?:要|应|需|保持|尽量)?"
        rf"(?:{_TONES})(?:[、和](?:{_TONES}))?"
        rf"|保持(?:{_TONES})的?(?:语气|风格|口吻)"
        r"|(?:不要|不得|不可|避免)[^，。；,;\n]{2,14}"
        r"|只(?:需)?(?:输出|返回|回答|给出)[^，。；,;\n]{1,14}"
    ),
    "en": re.compile(
        r"\b(?:in|within|under|at most|at least|no more than|fewer than|less than|up to"
        r"|about|around|using)\s+(?:\d+|one|two|three|four|five|six|ten)\s+"
        r"(?:short\s+)?(?:words?|sentences?|lines?|bullet points?|bullets|paragraphs?"
        r"|characters)"
        r"|\bin (?:JSON|Markdown|a table|bullet points|XML|CSV|YAML)(?: format)?"
        r"|\b(?:in|with) an? (?:\w+,? (?:and )?){1,3}(?:tone|style|voice)"
        r"|\b(?:do not|don't|without|avoid) [^.;,\n]{3,48}"
        r"|\bonly (?:output|return|give|answer with) [^.;,\n]{3,40}",
        re.IGNORECASE,
    ),
}
_LABEL_LISTS = {
    CHINESE: (
        re.compile(
            r"(?:分为|分成|归为|归入|归到|归类为|(?:类别|标签)(?:有|包括|为|是)[:：]?)"
            r"(?P<list>[^。；;\n]{2,40})"
        ),
        re.compile(r"[（(](?P<list>[^（()）]{3,40})[)）]"),
        re.compile(r"[:：](?P<list>[^。；;\n：:]{1,30}[、或][^。；;\n：:，]{1,12})"),
        re.compile(r"是(?P<list>[^，。；,;\n是]{1,8}还是[^，。；,;\n？?]{1,8})"),
    ),
    "en": (
        re.compile(
            r"\b(?:as|is(?:\s+(?:this|the|it|an?)(?:\s+\w+)?)?|into|either|labels?:"
            r"|categories:|classes:)\s+"
            r"(?P<list>[\w' -]+(?:,\s*[\w' -]+)*,?\s+(?:or|and)\s+(?:not\s+)?"
            r"[\w'-]+(?: \w+)?)",
            re.IGNORECASE,
        ),
        re.compile(r"\((?P<list>[^()]{3,60})\)"),
    ),
}
_LABEL_BREAK = {
    CHINESE: re.compile(r"[、，,/|和与或]|还是|以及"),
    "en": re.compile(r"\s*(?:,|/|\|)\s*(?:or\s+|and\s+)?|\s+(?:or|and)\s+", re.I),
}
_LABEL_TAIL = re.compile(r"等?(?:[一二两三四五六七八九十\d]+)?个?(?:类别?|种|几类)?$")
_TOPIC = {
    CHINESE: re.compile(
        r"(?:关于|有关|以)(?P<topic>[^，。；,;\n的]{1,16}?)(?:的|为主题|为题|$|[，。])"
    ),
    "en": re.compile(
        r"\b(?:about|on the (?:topic|subject) of|on)\s+"
        r"(?P<topic>(?:(?!\b(?:in|within|under|that|which|for|using)\b)[^.,;\n])+)",
        re.IGNORECASE,
    ),
}
_PROGRAMMING = re.compile(
    r"(?<![A-Za-z])(?:Python|JavaScript|TypeScript|Java|C\+\+|C#|Go(?:lang)?|Rust|Ruby"
    r"|PHP|Kotlin|Swift|Scala|SQL|MySQL|PostgreSQL|Bash|Shell|HTML|CSS|MATLAB|Lua|Perl)"
    r"(?![A-Za-z])"
)
_CODE_SIGNS = (
    (
        "Python",
        re.compile(
            r"^\s*(?:def \w+\(.*\).*:|import \w+|from \w+ import|print\()", re.M
        ),
    ),
    ("SQL", re.compile(r"\bSELECT\b.+\bFROM\b|\bINSERT INTO\b|\bCREATE TABLE\b", re.S)),
    ("Shell", re.compile(r"^#!.*\b(?:ba)?sh\b|^\s*(?:echo|grep|sudo) ", re.M)),
    ("HTML", re.compile(r"<(?:html|div|body|table|form)\b", re.I)),
    ("C++", re.compile(r"#include\s*<|std::")),
    ("Java", re.compile(r"public (?:static|class)")),
    (
        "JavaScript",
        re.compile(r"\b(?:const|let|var) \w+ =|=>|console\.log|function \w*\("),
    ),
)
_LONGEST_LABEL = 8
_MOST_LABELS = 12


def at(match: re.Match[str], group: str | int = 0, trim: str = "") -> Phrase:
    """Return a match in the description as a phrase that knows its place."""
    start, end = match.span(group)
    text = match.group(group)
    start += len(text) - len(text.lstrip())
    text = text.strip().rstrip(trim)
    end = start + len(text)
    return Phrase(text, Ref(kind="task", field="description", start=start, end=end))


def constraints(task: Task, language: str) -> tuple[Phrase, ...]:
    """Return the demands of the user, then those found in the description."""
    own = [
        Phrase(
            text.strip(),
            Ref(kind="task", field=f"constraints.{i}", start=0, end=len(text)),
        )
        for i, text in enumerate(task.constraints)
        if text.strip()
    ]
    found = [at(m) for m in constraint_pattern(language).finditer(task.description)]
    known = {phrase.text for phrase in own}
    return (*own, *(phrase for phrase in found if phrase.text not in known))


def constraint_pattern(language: str) -> re.Pattern[str]:
    """Return what demands on length, form and tone look like."""
    return _CONSTRAINTS.get(language, _CONSTRAINTS["en"])


def topic(task: Task, language: str) -> Phrase:
    """Return what a text is to be about, if the description says."""
    match = _TOPIC.get(language, _TOPIC["en"]).search(task.description)
    found = at(match, "topic") if match else NOTHING
    return found or NOTHING


def programming_language(task: Task) -> Phrase:
    """Return the programming language named, or that of the output's code."""
    match = _PROGRAMMING.search(task.description)
    if match:
        return at(match)
    code = next((e.output for e in task.examples if is_code(e.output)), "")
    for name, sign in _CODE_SIGNS:
        if sign.search(code):
            return Phrase(name)
    return NOTHING


def labels(task: Task, language: str) -> tuple[Phrase, ...]:
    """Return the classes: listed in the description, else the outputs that recur."""
    for pattern in _LABEL_LISTS.get(language, _LABEL_LISTS["en"]):
        match = pattern.search(task.description)
        if match:
            found = [p for p in _listed(match, "list", language) if _is_label(p.text)]
            if 2 <= len(found) <= _MOST_LABELS:
                return tuple(found)
    outputs = dict.fromkeys(e.output.strip() for e in task.examples if e.output.strip())
    recur = len(task.examples) >= 2 and 2 <= len(outputs) <= _MOST_LABELS
    if recur and all(_is_label(text) for text in outputs):
        return tuple(_from_output(task, text) for text in outputs)
    return ()


def fields(output: Phrase, language: str) -> tuple[Phrase, ...]:
    """Return what an extraction is to find: “人名、地名和日期” is three fields."""
    if not output.text or output.ref is None or output.ref.start is None:
        return ()
    pattern = _LABEL_BREAK.get(language, _LABEL_BREAK["en"])
    found, begin = [], 0
    for mark in [*pattern.finditer(output.text), None]:
        stop = mark.start() if mark else len(output.text)
        found.append(_slice(output, begin, stop))
        begin = mark.end() if mark else begin
    found = [p for p in found if p.text]
    return tuple(found) if len(found) > 1 else ()


def _slice(whole: Phrase, begin: int, stop: int) -> Phrase:
    """Return a part of a phrase with its own place."""
    raw = whole.text[begin:stop]
    begin += len(raw) - len(raw.lstrip())
    text = raw.strip()
    start = (whole.ref.start or 0) + begin if whole.ref else 0
    return Phrase(
        text, Ref(kind="task", field="description", start=start, end=start + len(text))
    )


def _listed(match: re.Match[str], group: str, language: str) -> Iterator[Phrase]:
    """Cut a list at its commas and conjunctions."""
    whole = at(match, group)
    trimmed = _LABEL_TAIL.sub("", whole.text) if language == CHINESE else whole.text
    pattern = _LABEL_BREAK.get(language, _LABEL_BREAK["en"])
    begin = 0
    for mark in [*pattern.finditer(trimmed), None]:
        stop = mark.start() if mark else len(trimmed)
        yield _slice(whole, begin, stop)
        begin = mark.end() if mark else begin


def _is_label(text: str) -> bool:
    """Say whether `text` is short enough to name a class."""
    return 0 < length_of(text) <= _LONGEST_LABEL and "\n" not in text


def _from_output(task: Task, text: str) -> Phrase:
    """Return an output as a phrase."""
    i = next(i for i, e in enumerate(task.examples) if e.output.strip() == text)
    return Phrase(
        text, Ref(kind="task", field=f"examples.{i}.output", start=0, end=len(text))
    )
