"""Clause patterns: what a description does to what, and what comes of it."""

import re
from dataclasses import dataclass

from instrstudio.analysis.lexicon import lexicon
from instrstudio.domain.language import CHINESE, ENGLISH

_MAKE = (
    "概括|总结|归纳|整理|改写|改|转换|转化|转|浓缩|压缩|缩写|扩写|提炼"
    "|翻译|译|润色|重写|变"
)
_WRITE = "撰写|编写|拟写|生成|创作|制作|实现|起草|续写|写|拟|起|取|编|做|提供|给出"
_PICK = "提取|抽取|找出|识别|摘录|筛选|列出|提炼|解析"
_TELL = "判断|识别|分析|预测|检测|辨别"
_WORK = (
    "对比|比较|批改|批阅|校对|检查|审核|总结|概括|归纳|提炼|缩写|压缩|润色|改写|重写|简化|修改|翻译|分类|回答|解答"
    "|改正|纠正|扩写|续写|解释|排序"
)
_HELD = r"(?:所?(?:提到|提及|出现|涉及|包含|含有|描述|存在|列出)(?:过|到)?)?的"
_INSIDE = r"(?:里面|里边|当中|[中里])"
_OUT = (
    r"(?:都|全部?|一一)?(?:挑选?|提取|抽取|摘录?|找|列|抽|识别|筛选?)(?:了)?(?:出来|出)"
)
_MEND = "修复|修正|纠正|改正|检查|去掉|删除|删掉|删去"
_GRADE = "打分|评分|评级|排序|打[^，]{0,6}标签|分类|归类|标注"

ZH = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?:说清楚?|讲清楚?|说说|看看|告诉我)(?P<obj>[^，]+?)(?:主要)?[讲说写](?:了|的是)?(?:些)?什么",
        rf"(?:{_MEND})(?P<obj>[^，的]+?){_INSIDE}的",
        rf"(?:{_TELL})(?P<known>[^的，]+?)的?(?:类别|类型|情感|情绪|立场|真[假伪]|难度|主题)",
        r"^(?P<known>[^的，]+?)(?:情感|情绪|意图|主题|类别)[二三四五多\d]?分类",
        rf"从(?P<obj>[^，]+?){_INSIDE}(?:把|将)(?P<out>.+?){_OUT}",
        rf"(?:把|将)(?P<obj>[^，]+?){_INSIDE}{_HELD}(?P<out>.+?){_OUT}",
        rf"从(?P<obj>.+?)(?:中|里面|里|当中)?(?:{_PICK})(?:出)?(?P<out>.+)",
        rf"(?:{_PICK})(?:出)?(?P<obj>[^的，]+?){_INSIDE}{_HELD}(?P<out>.+)",
        rf"(?:{_PICK})(?:出)?(?P<known>[^的，]+?)的(?P<out>.+)",
        r"(?:把|将|给|为)(?P<obj>.+?)[标判](?:注|记|定)?[为成]",
        r"(?:把|将)(?P<obj>.+?)(?:分类|归类|归|分)(?:到|为|成|入).+",
        rf"(?:把|将)(?P<obj>.+?)(?:{_MAKE})(?:写|换|化)?(?:成|为|作)(?P<out>.+)",
        rf"(?:把|将)(?P<obj>.+?)(?:{_MAKE})",
        rf"(?:给定|输入|给出|提供)(?P<obj>[^，,]+)[，,].*?(?:{_WRITE})(?:出)?(?P<out>.+)",
        rf"(?:根据|基于|按照|依据|利用|结合)(?P<obj>.+?)[，,]?(?:来)?(?:为.+?)?"
        rf"(?:{_WRITE})(?:出)?(?P<out>.+)",
        r"(?:根据|基于|按照|依据|结合|阅读)(?P<obj>.+?)[，,]?(?:来)?(?:回答|解答|判断)",
        r"(?:解答|回答|完成|做(?!出)|(?<![理讲])解(?!释|决|读|析|说))(?:一下)?(?P<obj>[^，,。的]{0,10}题目?)(?=[，,并]|$)",
        rf"(?:为|给|对)(?P<obj>[^，,]+?)(?:{_GRADE})",
        r"对(?P<obj>.+?)(?:进行|做出|做|作出|作|加以)(?:一[个段份次])?(?P<out>.+)",
        rf"(?:为|给|替)(?P<obj>.+?)(?:{_WRITE})(?:出)?(?P<out>.+)",
        rf"(?:{_TELL})(?P<obj>.+?)"
        r"(?:的(?P<out>[^的]+)$|(?:是否|是不是|是|属于|为|有没有).+)",
        rf"(?:{_WORK})(?:一下|出)?(?P<obj>.+?)的"
        r"(?P<out>主要内容|要点|大意|中心思想|核心\w*|关键\w*|内容)$",
        rf"(?:{_WORK})(?:一下|出)?(?P<obj>.+)",
        r"(?:回复|答复|安慰|回应|应对|接待)(?P<obj>.+)",
        rf"(?:{_WRITE})(?:出)?(?P<obj>.{{1,12}}?)的"
        r"(?P<out>摘要|概要|总结|译文|标题|答案|回复|要点)$",
        rf"(?:{_WRITE})(?:出)?(?P<out>.+)",
    )
)

# a noun phrase goes on until a word that begins another part of the sentence
_STOP = (
    "into|from|based|according|that|which|using|about|for|in|of|to|as|with|by|so|on"
    "|within|and then"
)
_GROUP = r"\b(?:list|set|series|pair|piece|collection)s? of\b"
_NOUNS = rf"(?:{_GROUP}|(?!\b(?:{_STOP})\b)[^,;.:])+"
_VERBS_OBJ = (
    "summari[sz]e|condense|shorten|translate|rewrite|rephrase|paraphrase|polish"
    "|simplify|classify|proofread|edit|answer|analy[sz]e|categori[sz]e|label"
    "|correct(?: the grammar (?:of|in))?|convert|turn|change|expand|reply to"
    "|respond to|continue|explain|render|recap|solve|parse|grade|score|rank|sort|tag"
    "|rate|mark|flag|assess|evaluate|debug|refactor|optimi[sz]e|shorten|review|put"
)
_VERBS_OUT = (
    "write|create|generate|produce|give|compose|draft|make|provide|prepare|suggest"
    "|build|come up with|implement|develop"
)
_MAKE_EN = rf"(?:{_VERBS_OUT})(?:\s+(?:me|us|them|him|her)\b)?"
_PICK_EN = "extract|find|pull out|list|identify|collect"
_TELL_EN = "decide|determine|judge|tell|detect|check|identify|predict"
_TO = (
    r"to(?=\s+(?:an?|the|this|my|your|our|their|his|her|each|all|[a-z]+ers|clients)\b)"
)
_FROM = rf"of|for|from|based on|given|{_TO}|that describes|according to|using|about"
_UNTIL_FROM = r"(?:(?!\b(?:from|in|mentioned)\b)[^.;:])+?"
_LISTED = r"(?:(?!\b(?:from|in|as|into)\b)[^.;:])+"
_FAULTS = "fix|correct|check|repair|remove|mend|find"
_BETTER = (
    r"more|less|sound|read|shorter|longer|clearer|friendlier|simpler|easier|better"
    r"|smoother|warmer|stronger|softer|sharper|funnier|nicer|kinder|punchier|formal"
    r"|polite|concise"
)
_AIM = (
    "sound|be|make|use|read|fit|have|suit|match|remove|improve|avoid|include|get|help"
)
_GRADE_EN = "improve|enhance|rate|score|assess|judge|evaluate|predict|determine|grade"
_STATE = "is|are|has|have|contains?|belongs?|expresses|was|were"

EN = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\bgiven\s+(?P<obj>{_NOUNS}),.*?\b{_MAKE_EN}\s+(?P<out>{_NOUNS})",
        rf"\b(?:given|from|in)\s+(?P<obj>{_NOUNS}),\s*(?:\w+\s+)?(?:{_PICK_EN})\s+"
        rf"(?P<out>{_LISTED})",
        rf"\b(?:{_PICK_EN})\s+from\s+(?P<obj>{_NOUNS}):\s*(?P<out>[^.;:]+)",
        rf"\b(?:{_PICK_EN})\s+(?P<out>{_UNTIL_FROM})\s+(?:mentioned\s+)?"
        rf"(?:from|in)\s+(?P<obj>{_NOUNS})",
        rf"\bdetect\s+(?!whether|if)[\w -]+?\s+in\s+(?P<obj>{_NOUNS})",
        rf"\b(?:{_TELL_EN})\s+(?:whether|if)\s+(?P<obj>.+?)\s+(?:{_STATE})\b",
        r"^is\s+(?P<obj>(?:this|the|a)\s+[\w' -]+?)\s+\w+\s+or\s+(?:\w+\s+)?\w+$",
        r"\b(?:summari[sz]ation|translation|classification|paraphras\w+|sentiment|emotion"
        r"|polarity|mood|intent|genre|recognition|extraction|detection)\s+(?:of|for|in)\s+"
        rf"(?P<obj>{_NOUNS})",
        rf"\b(?:{_GRADE_EN})\s+the\s+\w+(?: \w+)?\s+of\s+(?P<obj>{_NOUNS})",
        rf"\bmake\s+(?P<obj>(?:the|this|my|our|an?|these)\s+(?:\w+ ){{1,3}}?)"
        rf"(?:{_BETTER})\b",
        rf"\b(?:{_FAULTS})\s+(?:the|any|all)\s+[\w ]*?"
        rf"(?:bugs?|errors?|mistakes?|typos?|problems?)\s+(?:in|of)\s+(?P<obj>{_NOUNS})",
        r"\b(?:summari[sz]e|condense|turn|convert|rewrite|change|boil down|put|parse"
        r"|split|transform)\s+"
        rf"(?P<obj>{_NOUNS}?)\s+(?:in)?to\s+(?!(?:{_AIM})\b)(?P<out>{_NOUNS})",
        rf"\b(?:{_VERBS_OBJ})\s+(?P<obj>{_NOUNS})",
        r"\b(?P<out>summary|abstract|synopsis|gist|overview|recap|paraphrase)\s+of"
        rf"\s+(?P<obj>{_NOUNS})",
        rf"\bTL;?DR\s+of\s+(?P<obj>{_NOUNS})",
        rf"\b{_MAKE_EN}\s+(?P<out>{_NOUNS}?)\s+(?:{_FROM})\s+(?P<obj>{_NOUNS})",
        rf"\b{_MAKE_EN}\s+(?P<out>{_NOUNS})",
        rf"\bif\s+(?P<obj>(?:the|this|an?)\s+[\w' -]+?)\s+(?:{_STATE})\b",
    )
)


@dataclass(frozen=True, slots=True)
class Part:
    """Words of a description and where they begin in it."""

    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Clause:
    """What a description works on and what comes of it; None where it does not say."""

    input: Part | None = None
    output: Part | None = None


_SENTENCE_END = {
    CHINESE: re.compile(r"[。！？!?；;\n]"),
    ENGLISH: re.compile(r"[.!?;\n](?:\s|$)"),
}
_COMMA = re.compile(r"[，,]")
_MOST_SENTENCES = 4


def read_clause(description: str, language: str) -> Clause:
    """Return the first clause that names an input, else one that names an output.

    Whole sentences are tried before the parts between their commas.
    """
    ends = _SENTENCE_END.get(language, _SENTENCE_END[ENGLISH])
    sentences = _cut(Part(description, 0), ends)[:_MOST_SENTENCES]
    parts = [part for sentence in sentences for part in _cut(sentence, _COMMA)]
    partial = Clause()
    for text in [*sentences, *parts]:
        clause = _match(text, ZH if language == CHINESE else EN)
        if clause.input:
            return clause
        partial = partial if partial.output else clause
    return partial


def _match(text: Part, patterns: tuple[re.Pattern[str], ...]) -> Clause:
    """Return what the first fitting pattern reads off `text`."""
    for pattern in patterns:
        match = pattern.search(text.text)
        if match and _knows(match):
            group = "known" if "known" in pattern.groupindex else "obj"
            return Clause(
                _part(match, group, text.start), _part(match, "out", text.start)
            )
    return Clause()


def _knows(match: re.Match[str]) -> bool:
    """Say whether what must be a kind of text is one: “合同的…”, not “重要的…”."""
    if "known" not in match.re.groupindex:
        return True
    known = lexicon(CHINESE)
    text = known.determiners.sub("", match["known"], count=1) or match["known"]
    return any(text.endswith(alias) for alias in known.inputs if len(alias) > 1)


def _cut(whole: Part, ends: re.Pattern[str]) -> list[Part]:
    """Cut at the matches of `ends`; parts know their places."""
    pieces, at = [], 0
    for mark in [*ends.finditer(whole.text), None]:
        stop = mark.start() if mark else len(whole.text)
        if whole.text[at:stop].strip():
            pieces.append(Part(whole.text[at:stop], whole.start + at))
        at = mark.end() if mark else stop
    return pieces


def _part(match: re.Match[str], group: str, offset: int) -> Part | None:
    """Return a named group without outer white space, or None."""
    if group not in match.re.groupindex or not match.group(group):
        return None
    text = match.group(group)
    lead = len(text) - len(text.lstrip())
    stripped = text.strip()
    return Part(stripped, offset + match.start(group) + lead) if stripped else None
