"""What an instruction demands of its answer, and what of it a program can check.

The kinds are those of IFEval (Zhou et al. 2023, arXiv 2311.07911, table 1) that short
instructions know: length, number of items, format, keywords, language, case, beginning
and end, and a choice among listed answers.
"""

import re
from dataclasses import dataclass

_NUMBER = (
    r"(?:\d[\d,]*|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|"
    r"twenty|thirty|fifty|a hundred|single)"
)
_SEVERAL = _NUMBER.replace("one|", "").replace("|single", "")
_CHINESE_NUMBER = r"(?:[\d０-９]+|[一二两三四五六七八九十百千万几]+)"
_CHINESE_SEVERAL = r"(?:[\d０-９]+|[二两三四五六七八九十百千几]+)"
_TONGUE = (
    "English|Chinese|French|German|Spanish|Italian|Japanese|Korean|Russian|Portuguese|"
    "Arabic|Hindi|Latin|Dutch|Swedish|Turkish|Polish|Greek|Hebrew|Persian"
)
_CHINESE_TONGUE = (
    "[中英法德日韩俄]文|[英法德日韩俄汉]语|西班牙语|阿拉伯语|白话文|文言文|普通话|粤语"
)
_PATTERNS = {
    "length": (
        rf"\b{_NUMBER}(?:\s*(?:-|–|to|or|and)\s*{_NUMBER})?[\s-]+"
        r"(?:or (?:fewer|less|more)\s+)?"
        r"(?:words?|sentences?|paragraphs?|characters?|lines?|tokens?|pages?|letters?|"
        r"syllables?|stanzas?|verses?)\b",
        rf"{_CHINESE_NUMBER}\s*(?:多|余)?个?(?:字符|字母|字|词|句|段|行|页)",
    ),
    "items": (
        rf"\b{_SEVERAL}\s+(?:\w+\s+){{0,2}}"
        r"(?:points?|bullets?|items?|examples?|steps?|reasons?|questions?|ideas?|"
        r"titles?|keywords?|facts?|ways?|names?|options?|tips?|suggestions?|answers?|"
        r"things?|headlines?|categories)\b",
        rf"{_CHINESE_SEVERAL}\s*(?:个|条|点|项|种|步|道|组|首|则)",
    ),
    "format": (
        r"(?<![A-Za-z])(?:JSONL?|YAML|XML|CSV|TSV|HTML|Markdown|LaTeX|SQL|regex)"
        r"(?![A-Za-z])",
        r"\b(?:bullet(?:ed)?[ -](?:points?|list)|(?:numbered|ordered) list|"
        r"comma[ -]separated|as a (?:list|table)|in a table|haiku|limerick|sonnet)\b",
        "表格|列表形式|以列表|分点|要点形式|编号|格式(?:为|：)|七言|五言|绝句|律诗",
    ),
    "keywords": (
        r"\b(?:includ|contain|mention|us|avoid|exclud)(?:e|es|ing|s)?\b[^.;\n]{0,30}"
        r"\b(?:words?|phrases?|keywords?|terms?|letters?)\b",
        r"\b(?:do not|don't|without|never|avoid) (?:us|mention|includ|contain)"
        r"(?:e|ing)?\b",
        r"(?:包含|包括|含有|提到|使用|不得出现|不要出现|禁止出现)[^。；\n]{0,12}"
        r"(?:词|字样|[“「《\"])",
    ),
    "language": (
        rf"\b(?:in|into|to)\s+(?:{_TONGUE})\b",
        rf"(?:用|以|译成|翻译成|翻译为|译为|翻成)\s*(?:{_CHINESE_TONGUE})",
    ),
    "case": (
        r"\b(?:(?:lower|upper)[ -]?case|all caps|capital letters|capitali[sz]e|"
        r"title case|camelcase|snake_case)\b",
        "[大小]写(?:字母)",
    ),
    "edges": (
        r"\b(?:start|begin|open|end|finish|conclude)s?(?:ing)? with\b",
        r"以[^，。；\n]{1,15}(?:开头|结尾|结束|收尾)|(?:开头|结尾)(?:为|是|必须)",
    ),
    "choice": (
        r"\b(?:one of (?:the following|these|them)|either\b[^.\n]{1,40}\bor|"
        r"choose (?:from|between)|select from|true or false|yes or no|yes/no|"
        r"positive or negative|(?:correct|best|right) (?:option|choice))\b",
        r"之一|选择[^。\n]{0,10}(?:一个|一项|答案|选项)|是或否|是还是|对或错|正确选项",
    ),
}
_CHECKABLE = {
    kind: re.compile("|".join(patterns), re.IGNORECASE)
    for kind, patterns in _PATTERNS.items()
}
KINDS = tuple(_PATTERNS)
_VAGUE = re.compile(
    r"\b(?:formal|informal|polite|friendly|concise|brief(?:ly)?|short(?:er)?|"
    r"clear(?:ly)?|simple|creative|interesting|detailed|in detail|"
    r"easy to (?:understand|read)|professional|engaging|vivid|natural|"
    r"accurate(?:ly)?|funny|humorous|persuasive|tone|style|must|should|make sure|"
    r"ensure|avoid|do not|don't|only|without|never|at (?:least|most)|no more than|"
    r"less than|fewer than)\b"
    "|正式|礼貌|简洁|简短|简要|清晰|清楚|通俗|生动|专业|友好|详细|准确|幽默|有趣|语气|风格"
    "|必须|应当|应该|不要|不得|不能|不可|避免|只能|仅|务必|确保|切勿|至少|至多|最多|不超过"
    "|以内|易懂|口吻",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[^，。；！？\n.;!?]+(?:\.(?=\S)[^，。；！？\n.;!?]*)*")


@dataclass(frozen=True, slots=True)
class Demand:
    """A clause that demands something; `kinds` of it can be checked by a program."""

    text: str
    kinds: frozenset[str]


def demands(text: str) -> tuple[Demand, ...]:
    """Return the clauses of `text` that demand something of the answer, in order."""
    found = []
    for clause in _CLAUSE.findall(text):
        kinds = frozenset(
            kind for kind, pattern in _CHECKABLE.items() if pattern.search(clause)
        )
        if kinds or _VAGUE.search(clause):
            found.append(Demand(clause.strip(), kinds))
    return tuple(found)
