"""Reads off a description who the model is to be: “act as a tour guide”."""

import re

from instrstudio.domain.language import CHINESE, language_of
from instrstudio.domain.profile import NOTHING, Phrase
from instrstudio.domain.span import Ref
from instrstudio.domain.task import Task

_CHINESE = (
    re.compile(
        r"(?:^|[，,。；;：:请你我])(?:作为|扮演|充当|担任|饰演|假如你是|你是)"
        r"(?:一[名位个]|一)?(?P<role>[^，,。；;：:\s]{2,12}?)"
        r"(?:的角色|的身份)?(?=[，,。；;：:\s]|$|根据|依据|针对|安慰|倾听|接待(?!员)|介绍(?!人)|讲(?!解员|师|者)|教(?!师|练|授|员)|辅导(?!员|老师)|开导|劝|主持(?!人)|处理|推荐|解释|耐心"
        r"|聊|提|陪(?!练|同)|回复|回答|回应|答复|解答"
        r"|对|与|和|跟|同|来|为|给|向|写|进行|帮|陪|接)"
    ),
    re.compile(
        r"(?:^|[，,。；;：:请你我])模拟(?!.*的对话)(?:一[名位个])?"
        r"(?P<role>[^，,。；;：:\s]{1,8}?(?:官|员|师|者|家|服|导游|医生|老师|教练|前台))"
        r"(?=[，,。；;：:\s]|$|对|与|和|跟|同|来|为|给|向|回|提|进行)"
    ),
    re.compile(
        r"(?:^|[，,。；;：:请你我])(?:以|用)(?:一[名位个]|一)?"
        r"(?P<role>[^，,。；;：:\s]{2,12}?)的(?:身份|角色|口吻)"
    ),
)
_ROLE = (
    r"\s+(?:an?|the)\s+(?P<role>[a-z][a-z'-]*(?: [a-z][a-z'-]*){0,4}?)"
    r"(?=\s+(?:and|who|that|which|to|in|at|for|of|on|with|talking|helping|answering)\b"
    r"|\s*[,.;:!?]|\s*$)"
)
# a course may have parts, but only who plays a part is somebody
_PLAY = (
    r"(?:play|take|assume|act)(?:s|ing)? (?:on )?the (?:role|part) of"
    r"|(?:in the )?role of"
)
_STRICT = (
    rf"\b(?:act(?:s|ing)? as|{_PLAY}|pretend(?:ing)? to be|you are"
    r"|role-?\s?play(?:ing)?(?: as)?|play(?:ing)?)"
)
_ENGLISH = re.compile(_STRICT + _ROLE, re.IGNORECASE)
# “classify it as a complaint” names no role; “reply as a waiter” does.
_TALKING = re.compile(rf"(?:{_STRICT}|\b(?:be|are|as))" + _ROLE, re.IGNORECASE)
_NO_ROLE = re.compile(
    r"(?i)\b(?:list|text|json|table|result|string|number|summary|sentence|paragraph"
    r"|whole|class|classes|following|label|function|score|word|query|script"
    r"|role|part|side|game|song|video|music|trick)\b"
)
_SELF = {"助手", "模型"}


def role_of(task: Task, task_type: str, language: str) -> Phrase:
    """Return the role in the description, in the language of the instruction."""
    description = task.description
    if not description.strip() or language_of(description) != language:
        return NOTHING
    english = _TALKING if task_type == "dialogue" else _ENGLISH
    patterns = _CHINESE if language == CHINESE else (english,)
    for pattern in patterns:
        found = pattern.search(description)
        if found and not _NO_ROLE.search(found["role"]) and found["role"] not in _SELF:
            start, end = found.span("role")
            ref = Ref(kind="task", field="description", start=start, end=end)
            return Phrase(description[start:end], ref)
    return NOTHING
