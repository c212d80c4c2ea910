"""Cuts an instruction into its statements, and tells the general from the special.

“Add nothing that the text does not say” suits any text; “write dates as YYYY-MM” only
the task it was written for.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from instrstudio.domain.language import CHINESE, ENGLISH

_END = {
    CHINESE: re.compile(r"[。！？；!?;：]+\s*|\s*\n\s*"),
    ENGLISH: re.compile(r"[.!?;:]+(?:\s+|$)|\s*\n\s*"),
}
_PAIRS = {"“": "”", "（": "）", "(": ")", "「": "」", "《": "》", "[": "]"}
_NUMBERED = re.compile(r"^(?:\d+|[a-z]|[一二三四五六])[.、)）]")
_SPECIAL = {
    CHINESE: re.compile(r"[\d“”\"「」\[\]（）(){}%：:—/|]|第[一二三四五六七八九十]"),
    ENGLISH: re.compile(r"[\d\"“”\[\](){}%:|/]|\b[A-Z]{3,}\b"),
}
_WHAT = (
    r"(?:专有名词|人名|地名|术语|数字|日期|事实|信息|内容|数据|原意|意思|例子|要点|细节"
    r"|结论|观点|评论|评价|解释|说明|点评|开场白|寒暄|标题|注释|议论|意见|理由|标点|语气"
    r"|关键信息|重要信息|原文|全部事实|事实和数字|口吻|顺序|数量|日期和数量|数字和结论|数字和日期)"
)
_KEEP = r"(?:保留|保持)(?:原文的?|全部|所有|关键)?"
_THING = (
    r"(?:comments?|commentary|explanations?|preamble|opinions?|facts?|information"
    r"|details?|examples?|numbers?|figures?|names?|dates?|meaning|order"
    r"|order and meaning|reasons?|titles?|conclusions?|anything|nothing|word"
    r"|wording|terms?|data|praise|points?)"
)
_VERB = (
    r"(?:add|invent|guess|omit|change|drop|lose|alter|repeat|leave out|skip|make up"
    r"|miss|judge|exaggerate|explain|reword)"
)
_GENERAL = {
    CHINESE: re.compile(
        rf"不(?:要|得|再|必|可|能)?(?:另)?(?:加|写|作|做|附|提|添加|增加|加入"
        rf"|补充|输出|改写|推测|丢掉|编造|虚构|臆测|猜测|遗漏|漏掉|改变|改动|夸大|发挥|增删|漏译|解释|评价|评论)"
        rf"(?:任何|多余的?|其他|新的?)?(?:{_WHAT}(?:(?:[和或与、]|也不)?{_WHAT})*)?"
        rf"|(?:{_WHAT})?不增不减|只删不增|{_KEEP}(?:的)?{_WHAT}(?:[和与、]{_WHAT})*(?:不变)?"
        rf"|(?:{_WHAT}[和与、]?)+(?:都?要?保留|保持?不变|不变|准确)"
        r"|只?(?:依据|根据|限于)(?:原文|材料|文中内容|所给内容|资料)(?:作答|回答|写)?"
        r"|不?(?:添加|增加|补充|写|列|加入)?(?:原文|文中|材料|资料)(?:里|中)?(?:没有|未提到)的"
        rf"{_WHAT}?(?:不(?:写|要写|收|补))?|逐字(?:摘录|摘自原文)|一字不改|去重|忠于原文"
        r"|(?:语言|文字|用词|表达)(?:要)?(?:简洁|平实|通顺|准确|自然|朴实|克制|客观)"
        r"|按(?:在文中)?出现(?:的)?(?:先后|顺序)(?:排列)?|不(?:确定|清楚)的(?:地方)?如实说明|拿不准(?:的|，)就?说明不确定"
        r"|不(?:要)?(?:猜|推测|猜测)|不给出自己的判断|不用(?:公式和)?术语"
    ),
    ENGLISH: re.compile(
        rf"(?:do not|don't|never|without|no|not) (?:{_VERB}(?:ing)? )?"
        rf"(?:any |the |its |a )?(?:other |further |new )?{_THING}"
        rf"(?:,? (?:or|and|nor) (?:the |{_VERB} )?{_THING})*"
        rf"|{_VERB} (?:nor {_VERB} )?nothing(?: (?:that )?the (?:text|original|source"
        r"|passage|material) does not (?:say|state|mention|contain))?"
        rf"|keep (?:the |all |every |its |all the )?(?:original )?{_THING}"
        rf"(?:,? and (?:the )?{_THING})*(?: unchanged| intact| as (?:they are|stated))?"
        r"|(?:use|write in) (?:plain|clear|simple|natural) (?:language|words|English)"
        r"|(?:use|rely on) only the (?:text|passage|material)|word for word"
        r"|(?:quote|copy) (?:it|them|each|everything)? ?(?:word for word|exactly)"
        r"|do not (?:guess|rewrite|overcorrect|judge|invent anything)"
        rf"|say so if you cannot|(?:if|where) you (?:cannot be|are not) sure, say so"
        rf"|{_VERB} no {_THING}"
        rf"(?: (?:and|or) no {_THING})*|keep what it says and {_VERB} no {_THING}"
        r"|change only what is wrong|no (?:title|notes)(?:, no (?:title|notes))*"
        r"|in order of appearance|without repeats|without repeats and in order of "
        r"appearance|facts must be accurate|say so (?:if|when|where) you are not sure"
        r"|keep a (?:neutral|plain) tone|use the (?:passage|text|material) only",
        re.IGNORECASE,
    ),
}
"""Statements that suit any text, from their first word to the last."""
_ONLY = {
    CHINESE: re.compile(
        r"(?:最后)?(?:直接|只)(?:输出|给出|写出?|回答)(?P<what>.{1,12})"
    ),
    ENGLISH: re.compile(
        r"(?:output|return|give|write) (?:only )?the (?P<what>[\w ]{2,30}?)"
        r"(?: (?:alone|only))?|(?P<it>[\w ]{2,20}) only",
        re.IGNORECASE,
    ),
}
_NOT = {CHINESE: re.compile("不"), ENGLISH: re.compile(r"\b(?:no|not|without)\b", re.I)}
_COMMA = re.compile("，")
_RESULTS = {CHINESE: ("结果", "全文"), ENGLISH: ("result",)}
_BACK = {
    CHINESE: re.compile(
        r"^(?:但|并|而|再|然后|另|也|其中|此外|同时|如|若|每|末尾|最后|第)"
    ),
    ENGLISH: re.compile(
        r"^(?:then|but|and|also|each|it|they|these|those|this|such|if|after|start|end"
        r"|under|say so|otherwise)\b",
        re.IGNORECASE,
    ),
}
"""How a statement begins that leans on the one before."""


@dataclass(frozen=True, slots=True)
class Statement:
    """The range [start, end) of a statement, and [end, stop) of its closing mark."""

    text: str
    start: int
    end: int
    stop: int


def statements(text: str, language: str, start: int, end: int) -> list[Statement]:
    """Cut ``text[start:end]`` at the ends of its statements, quotes kept whole."""
    found, at = [], start
    for stop, after in (*_marks(text, language, start, end), (end, end)):
        body = text[at:stop]
        lead = len(body) - len(body.lstrip())
        if body.strip():
            first = at + lead
            last = first + len(body.strip())
            found.append(Statement(body.strip(), first, last, max(after, last)))
        at = max(at, after)
    return found


def _marks(text: str, language: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where the closing marks stand that are outside quotes and brackets."""
    pattern = _END.get(language, _END[ENGLISH])
    for match in pattern.finditer(text, start, end):
        inside = text[start : match.start()]
        closed = all(inside.count(a) <= inside.count(b) for a, b in _PAIRS.items())
        if closed and inside.count('"') % 2 == 0:
            yield match.start(), match.end()


def is_general(statement: str, output: str, language: str) -> bool:
    """Say whether a statement suits other tasks of its type than its own.

    `output` is the name of what those tasks should give.
    """
    key = language if language in _GENERAL else ENGLISH
    if output and output.lower() in statement.lower() and _NOT[key].search(statement):
        return False
    only = _ONLY[key].fullmatch(statement)
    if only:
        what = next(group for group in only.groups() if group).strip().lower()
        return what in (output.lower(), *_RESULTS[key])
    if _GENERAL[key].fullmatch(statement):
        return True
    commas = _COMMA.split(statement) if key == CHINESE else [statement]
    return all(_GENERAL[key].fullmatch(part.strip()) for part in commas)


def clauses(statement: Statement, language: str) -> list[Statement]:
    """Cut a Chinese statement at its commas; an English one stays whole."""
    if language != CHINESE:
        return [statement]
    found, at = [], 0
    for mark in [*_COMMA.finditer(statement.text), None]:
        stop = mark.start() if mark else len(statement.text)
        start = statement.start + at
        end = statement.start + stop
        after = statement.start + mark.end() if mark else statement.stop
        found.append(Statement(statement.text[at:stop], start, end, after))
        at = mark.end() if mark else stop
    return [clause for clause in found if clause.text.strip()]


def is_special(statement: str, language: str) -> bool:
    """Say whether a statement has numbers, quotes or names of its own."""
    return _SPECIAL.get(language, _SPECIAL[ENGLISH]).search(statement) is not None


def leans(statement: str, language: str) -> bool:
    """Say whether a statement cannot stand without the one before it."""
    lean = _BACK.get(language, _BACK[ENGLISH]).match(statement)
    return lean is not None or _NUMBERED.match(statement) is not None
