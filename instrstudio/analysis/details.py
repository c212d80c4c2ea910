"""Particulars of a task: constraints, topic, programming language."""

import re

from instrstudio.analysis.evidence import is_code
from instrstudio.analysis.listing import at
from instrstudio.domain.language import CHINESE
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
_TOPICS = {
    CHINESE: (
        re.compile(
            r"(?:关于|有关|围绕|以)[“\"《「](?P<topic>[^”\"》」\n]{1,24})[”\"》」]"
        ),
        re.compile(
            r"(?:以|用)(?P<topic>[^，。；,;\n]{1,16}?)(?:为|作为?)(?:主?题|话题|背景)"
        ),
        re.compile(
            r"(?:关于|有关|围绕)(?P<topic>[^，。；,;\n的]{1,16}?)(?:的|写|$|[，。])"
        ),
    ),
    "en": (
        re.compile(
            r"\b(?:about|on the (?:topic|subject) of"
            r"|(?<!based )(?<!depending )\bon(?! (?:an?|the) (?:scale|basis)\b))\s+"
            r"(?P<topic>(?:(?!\b(?:in|within|under|that|which|for|using|based)\b)"
            r"[^.,;\n])+)",
            re.IGNORECASE,
        ),
    ),
}
"""What announces a topic; “based on the article” names a source."""
_PROGRAMMING = re.compile(
    r"(?<![A-Za-z])(?:Python|JavaScript|TypeScript|Java|C\+\+|C#|Go(?:lang)?|Rust|Ruby"
    r"|PHP|Kotlin|Swift|Scala|SQL|MySQL|PostgreSQL|Bash|Shell|HTML|CSS|MATLAB|Lua|Perl)"
    r"(?![A-Za-z])"
)
_INTO = re.compile(r"(?:成|为|到|用|\b(?:in)?to|\bin)\s*$", re.IGNORECASE)
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
    for pattern in _TOPICS.get(language, _TOPICS["en"]):
        match = pattern.search(task.description)
        if match and match["topic"].strip():
            return at(match, "topic")
    return NOTHING


def programming_language(task: Task) -> Phrase:
    """Return the programming language named, or that of the output's code."""
    named = list(_PROGRAMMING.finditer(task.description))
    if named:
        # of two languages the code is to be in the one it is turned into
        into = (m for m in named if _INTO.search(task.description[: m.start()]))
        return at(next(into, named[0]))
    code = next((e.output for e in task.examples if is_code(e.output)), "")
    for name, sign in _CODE_SIGNS:
        if sign.search(code):
            return Phrase(name)
    return NOTHING
