"""Names for the input and the output of a task: read, recognised, or the usual ones."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from instrstudio.analysis.clauses import Clause, Part
from instrstudio.analysis.evidence import (
    is_code,
    is_conversation,
    is_json,
    is_question,
)
from instrstudio.analysis.lexicon import Form, Lexicon
from instrstudio.domain.language import CHINESE, length_of
from instrstudio.domain.profile import Phrase
from instrstudio.domain.span import Ref
from instrstudio.domain.task import Task

_LONGEST = {CHINESE: 12, "en": 40}
_LONGEST_BRIEF = 16
_AND_LIST = re.compile(r"[\w' -]+(?:, [\w' -]+)*,? (?:and|or) [\w' -]+")
_AFTER = re.compile(
    r"[，,：:（(；;。].*$|(?:并且?|然后|再)(?=给出|输出|说明|指出|写|标|改|列|返回|解释|附|提|生成)"
    r".*$"
)
_COUNT = (
    r"(?:不超过|不多于|少于|至多|最多|大?约)?\s*[一二两三四五六七八九十百几\d]+\s*个?"
)
_LIMIT = re.compile(
    rf"{_COUNT}(?:汉?字|词|句话?|段话?|条|点|行|页|分钟)"
    r"(?:以内|之内|以下|左右|上下)?的(?=.)"
)
"""A length before a form: “三段话的总结” is a 总结."""
_TAIL = {
    CHINESE: re.compile(r"的?(?:内容|正文|全文|原文|文本|文字)$"),
    "en": re.compile(r"\s+(?:below|above|provided|given)$"),
}
_ABOUT = re.compile(r"^(?:关于|有关|以).+?(?:的|为主题的|为题的)")
_NOUN_ZH = re.compile(
    r"(?:(?!的)[\u4e00-\u9fff]){1,5}[文章本稿论单件据告题话录书信报段码表票志帖历档案集函评]"
)
_NOUN_EN = re.compile(r"[a-z]+(?:[ -][a-z]+)?")
_LIST_MARKS = re.compile(r"[、,，;；/]")
_VERB_STARTS = frozenset("统计算查实用来把将对让使输返以匹批检求判校验给抓爬清删")
_SEVERAL = re.compile(
    r"(?:own|two|three|four|five|six|several|many|multiple|both|pair|\d+)\b",
    re.IGNORECASE,
)
_LONGER_NOUN = re.compile(
    r"员(?!工)|师(?!生|傅)|者|家(?!长|里|庭|人)|[框库厅栏]|人(?!们)"
)
_ANSWERING = frozenset(("回答", "解答", "作答", "应答", "答复", "回应"))
_OBJECT = re.compile(r"(?![的和与或并及])[\u4e00-\u9fff]")
_ALSO_VERBS = frozenset(
    (
        *("talk", "answer", "review", "rewrite", "report", "comment", "list"),
        *("label", "email", "copy", "program", "grade", "note", "code"),
        *("score", "post", "table", "log", "title", "query", "profile"),
        *("digest", "script", "question", "rating"),
    )
)
_VERB_LEAD = re.compile(
    r"(?:^|[.,;:!?]|\b(?:and|then|to|you|please|can|should|must|will|not|or|me))\s*$"
)
_VERB_FOLLOWS = re.compile(
    r"\s+(?:(?:to|about)\s+)?(?:an?|the|this|that|these|those|my|your|our|his|her|its|their|each|every|all"
    r"|any|some|with|whether|if|user|users|customers?|questions?|people)\b"
)
_NEWS = re.compile(
    r"本报讯|新华社|记者|据悉|日电|日讯|[昨今明]日|上午|发言人|通报|\b(?:Reuters|AP)\b"
    r"|\b(?:said|announced|reported|officials?|spokes\w+|according to)\b",
    re.IGNORECASE,
)
_MODIFIER = re.compile(
    r" (?!(?:of|for|in|on|with|from|about|to|by|at|as|that|which|who|and|or|is|are|was"
    r"|were|has|have|so|into|using|based|step|only|alone|below|above|first|again|here)\b)[a-z]{2,}(?<!ed)(?<!en)(?<!ly)(?<!ing)\b",
    re.IGNORECASE,
)
_ITEM = re.compile(r"^\s*(?:\d+[.、)）]|[-*•·])\s*\S", re.MULTILINE)
_MAIL = re.compile(
    r"^\s*(?:尊敬的|亲爱的|dear |hi |hello )|此致|best regards|sincerely", re.I
)


@dataclass(frozen=True, slots=True)
class Named:
    """A phrase for a part of the task and the name of its slot."""

    phrase: Phrase
    slot: str


def names_input(clause: Clause, words: Lexicon, language: str) -> bool:
    """Say whether the description names a kind of text to work on."""
    return _read(clause.input, words.inputs, words, language) is not None


def input_named(
    task: Task, clause: Clause, default: str, words: Lexicon, language: str
) -> Named:
    """Name the input: from the description, made more exact by the data, or usual."""
    read = _read(clause.input, words.inputs, words, language)
    text = next((e.input for e in task.examples if e.input.strip()), "")
    if read and read.phrase.text not in words.generic:
        return read
    seen = _seen(text, words, language) or _brief(text, default, words, language)
    if seen:
        return Named(Phrase(seen.name, read.phrase.ref if read else None), seen.slot)
    if read:
        return read
    form = words.inputs.get(default.lower(), Form(default, default))
    return Named(Phrase(form.name), form.slot)


def input_called(clause: Clause, words: Lexicon, language: str) -> Named | None:
    """Take an unknown noun for the input: “an utterance”, “快递单”; None if unsure."""
    if clause.input is None:
        return None
    core = _core(clause.input, words, language, keep_tail=False)
    if core is None or core.text.lower() in words.generic:
        return None
    if language == CHINESE:
        sure = _NOUN_ZH.fullmatch(core.text) is not None
    else:
        # a determiner tells a noun: “the utterance”, but not “how things stand”
        lead = clause.input.text[: core.start - clause.input.start]
        sure = bool(lead.strip()) and _NOUN_EN.fullmatch(core.text) is not None
    if not sure:
        return None
    ref = Ref(
        kind="task",
        field="description",
        start=core.start,
        end=core.start + len(core.text),
    )
    return Named(Phrase(core.text, ref), core.text)


def output_named(clause: Clause, default: str, words: Lexicon, language: str) -> Phrase:
    """Name the output: from the description, or the usual one of the task type."""
    read = _read(clause.output, words.outputs, words, language)
    return read.phrase if read else Phrase(default)


def output_seen(text: str, language: str) -> str:
    """Recognise what kind of text an output is, where that is plain; else ``""``."""
    zh = language == CHINESE
    if is_json(text):
        return "JSON" if zh else "JSON object"
    if len(_ITEM.findall(text)) >= 3:
        return "列表" if zh else "list"
    if is_conversation(text):
        return "对话" if zh else "dialogue"
    if _MAIL.search(text):
        return "电子邮件" if zh else "email"
    return ""


def known_form(
    description: str, forms: Mapping[str, Form], language: str
) -> tuple[Form, Ref] | None:
    """Return the first of the longest known forms that stand in `description`."""
    lowered = description.lower()
    if len(lowered) != len(description):
        lowered = description  # a letter that changes its length would move the places
    best: tuple[int, int, Form] | None = None
    for alias, form in forms.items():
        start = _find(alias, lowered, language)
        if start >= 0 and (best is None or (-len(alias), start) < best[:2]):
            best = (-len(alias), start, form)
    if best is None:
        return None
    length, start, form = best
    ref = Ref(kind="task", field="description", start=start, end=start - length)
    return form, ref


def _find(alias: str, text: str, language: str) -> int:
    """Return where `alias` first stands in `text` as a noun of its own, or -1."""
    whole = _whole_zh if language == CHINESE else _whole_en
    start = text.find(alias)
    while start >= 0 and not whole(text, start, start + len(alias)):
        start = text.find(alias, start + 1)
    return start


def _whole_zh(text: str, start: int, end: int) -> bool:
    """Say whether no longer noun goes on there (“讲解员”), and no object follows."""
    verb = text[start:end] in _ANSWERING and _OBJECT.match(text, end) is not None
    return not verb and _LONGER_NOUN.match(text, end) is None


def _whole_en(text: str, start: int, end: int) -> bool:
    """Say whether whole words stand there, and no verb (“talk with”, “list the”)."""
    around = text[max(0, start - 1) : start] + text[end : end + 1]
    if any(character.isalnum() or character == "_" for character in around):
        return False
    if text[start:end] not in _ALSO_VERBS:
        return True
    led = _VERB_LEAD.search(text, max(0, start - 16), start) is not None
    return not (led and _VERB_FOLLOWS.match(text, end))


def _read(
    part: Part | None, forms: Mapping[str, Form], words: Lexicon, language: str
) -> Named | None:
    """Return the name that a part of the description gives, if it is one."""
    if part is None:
        return None
    core = _core(part, words, language, keep_tail=forms is words.outputs)
    if core is None:
        return None
    text = core.text
    ref = Ref(
        kind="task", field="description", start=core.start, end=core.start + len(text)
    )
    exact = forms.get(text.lower()) or forms.get(text.lower().replace("的", ""))
    if exact:
        return Named(Phrase(exact.name, ref), exact.slot)
    head = _head(text, forms, language)
    if head and len(text) <= _LONGEST.get(language, 40):
        name, form = head
        suffix = (
            "内容" if language == CHINESE and form.slot == form.name + "内容" else ""
        )
        return Named(Phrase(name, ref), name + suffix)
    if forms is words.outputs and language == CHINESE:
        lead = max(
            (a for a in forms if text.lower().startswith(a)), key=len, default=""
        )
        if lead and not _LIST_MARKS.search(text) and text[len(lead)] in _VERB_STARTS:
            return Named(Phrase(forms[lead].name, ref), forms[lead].slot)
    inside = None if forms is words.outputs else known_form(text, forms, language)
    if inside and inside[0].name not in words.generic and _is_head(text, inside[1]):
        form, place = inside
        at = core.start + (place.start or 0)
        length = (place.end or 0) - (place.start or 0)
        ref = Ref(kind="task", field="description", start=at, end=at + length)
        return Named(Phrase(form.name, ref), form.slot)
    if 2 <= len(text) <= 2 * _LONGEST.get(language, 40) and forms is words.outputs:
        return Named(Phrase(text, ref), text)
    return None


def _is_head(text: str, place: Ref) -> bool:
    """Say whether no noun follows: not the “data” of “data scientist”."""
    return _MODIFIER.match(text, place.end or 0) is None


def _head(
    text: str, forms: Mapping[str, Form], language: str
) -> tuple[str, Form] | None:
    """Return a modified form (“酒店评论”, “hotel review”): its head is a known one."""
    lowered = text.lower()
    for alias in sorted(forms, key=len, reverse=True):
        joined = lowered.endswith(alias if language == CHINESE else f" {alias}")
        if joined and len(lowered) > len(alias):
            if language != CHINESE:
                text = re.sub(r"(?:['’]s\b|(?<=\w)s['’](?=\s))", "", text)
                # “hotel reviews” are given one by one, as all known plurals are
                several = alias != f"{forms[alias].name}s" or _SEVERAL.match(text)
                text = text if several else text[:-1]
            return text, forms[alias]
    return None


def _core(part: Part, words: Lexicon, language: str, *, keep_tail: bool) -> Part | None:
    """Take determiners and tails off: “给定的一篇新闻文章的内容” is “新闻文章”."""
    listed = keep_tail and _AND_LIST.fullmatch(part.text)
    text, start = part.text if listed else _AFTER.sub("", part.text), part.start
    for lead in (words.determiners, _LIMIT, words.determiners, _ABOUT):
        match = lead.match(text)
        if match and match.end() < len(text):
            text, start = text[match.end() :], start + match.end()
    short = text if keep_tail else _TAIL.get(language, _TAIL["en"]).sub("", text)
    text = short if len(short) >= 2 else text
    lead_in = len(text) - len(text.lstrip(" 的。."))
    text, start = text.strip(" 的。."), start + lead_in
    return Part(text, start) if text else None


def _brief(text: str, default: str, words: Lexicon, language: str) -> Form | None:
    """Name the short input of a writing task: a topic, or some key words."""
    zh = language == CHINESE
    if default != words.types["text_generation"].input or not text.strip():
        return None
    if length_of(text) > _LONGEST_BRIEF:
        return words.inputs["材料" if zh else "notes"]
    if _LIST_MARKS.search(text):
        return words.inputs["关键词" if zh else "keywords"]
    return words.inputs["主题" if zh else "topic"]


def _seen(text: str, words: Lexicon, language: str) -> Form | None:
    """Recognise what kind of text a sample is, where that is plain to see."""
    zh = language == CHINESE
    name = ""
    if not text.strip():
        return None
    if is_code(text):
        name = "代码" if zh else "code"
    elif is_conversation(text):
        name = "对话" if zh else "conversation"
    elif _MAIL.search(text):
        name = "电子邮件" if zh else "email"
    elif is_question(text) and length_of(text) < 40:
        name = "问题" if zh else "question"
    elif len(_NEWS.findall(text)) >= 2 and length_of(text) >= (50 if zh else 30):
        name = "新闻文章" if zh else "news article"
    return words.inputs.get(name) if name else None
