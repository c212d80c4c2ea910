"""What the samples alone say about a task: signs that speak for one task type."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from instrstudio.domain.language import language_of, length_of, normalised, units
from instrstudio.domain.task import Example
from instrstudio.domain.wording import Message, message

_CODE = re.compile(
    r"^\s*(?:def |class \w+|import \w|from \w+ import|#include|public |private "
    r"|function\b"
    r"|const |let |var |SELECT\b|INSERT INTO|CREATE TABLE|WITH \w+ AS|#!/"
    r"|</[a-z]\w*>|<(?:!DOCTYPE|html|head|body|div|p|a|ul|ol|li|table|form|img|script)\b)"
    r"|[;{}]\s*$|=>|\breturn\b.*[;)]?$|\bconsole\.log|\bprint\(",
    re.MULTILINE,
)
_TURN = re.compile(
    r"^\s*(?:用户|客服|顾客|客户|买家|卖家|医生|患者|老师|学生|面试官|甲|乙|[A-Z]"
    r"|user|agent|customer|assistant|system|doctor|patient|human|bot)\s*[:：]",
    re.MULTILINE | re.IGNORECASE,
)
_QUESTION = re.compile(
    r"[?？]\s*$|[?？]\s*\n|^\s*(?:what|who|when|where|why|how|which)\s+(?:is|are|was|were"
    r"|do|does|did|can|could|should|would|will|has|have|many|much|kind|type)\b",
    re.IGNORECASE,
)
_LABELS = re.compile(
    r"(?:very )?(?:positive|negative|neutral|mixed|yes|no|true|false|spam|ham|not spam"
    r"|toxic|offensive|entailment|contradiction|spam|正面|负面|中性|积极|消极|中立|是|否"
    r"|对|错|真|假|好评|差评|支持|反对|垃圾邮件|正常邮件)[.。]?",
    re.IGNORECASE,
)
_NO_LETTERS = re.compile(r"[\W\d_]+")
_PARTS = re.compile(r"[、,，;；\n|]+|: ?|：")
_LONG_TEXT = 60
_COMPARED = 150
_ALIKE = 0.45
_ROUNDING = 1e-9
_FEW_LABELS = 3


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign in the samples for `task_type`, with its weight and how to say it."""

    task_type: str
    weight: float
    reason: Message


def is_code(text: str) -> bool:
    """Say whether `text` looks like program code or a query; JSON is data."""
    if is_json(text):
        return False
    lines = [line for line in text.splitlines() if line.strip()]
    return bool(lines) and len(_CODE.findall(text)) >= max(1, len(lines) // 3)


def is_json(text: str) -> bool:
    """Say whether `text` is a JSON object or array."""
    if text.strip()[:1] not in ("{", "["):
        return False
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


def is_conversation(text: str) -> bool:
    """Say whether `text` consists of turns with speakers."""
    return len(_TURN.findall(text)) >= 2


def is_question(text: str) -> bool:
    """Say whether `text` is or ends in a question."""
    return _QUESTION.search(text.strip()) is not None


def signs(examples: tuple[Example, ...]) -> list[Sign]:
    """Return what the samples speak for; most rest on the first one."""
    found = list(_of_outputs(examples))
    for example in examples[:1]:
        if example.input.strip() and example.output.strip():
            found.extend(_of_pair(example.input.strip(), example.output.strip()))
        elif example.output.strip():
            found.extend(_of_output(example.output))
        else:
            found.extend(_of_input(example.input))
    return found


def _of_outputs(examples: tuple[Example, ...]) -> Iterator[Sign]:
    """Look for a small closed set of short answers."""
    if len(examples) < _FEW_LABELS:
        return
    outputs = [normalised(e.output) for e in examples if e.output.strip()]
    short = all(length_of(e.output) <= 6 for e in examples)
    if (
        len(outputs) >= _FEW_LABELS
        and short
        and len(set(outputs)) <= len(outputs) * 0.7
    ):
        why = message("the outputs are few short labels")
        yield Sign("classification", 2.0, why)


def _of_input(text: str) -> Iterator[Sign]:
    """Judge a sample that has no output."""
    if is_conversation(text):
        yield Sign("dialogue", 1.0, message("the input is a conversation"))
    elif is_question(text) and length_of(text) < _LONG_TEXT:
        yield Sign("question_answering", 1.0, message("the input is a question"))
    elif length_of(text) >= 2 * _LONG_TEXT:
        yield Sign("summarization", 0.4, message("the input is a long text"))


def _of_output(text: str) -> Iterator[Sign]:
    """Judge a sample that has no input."""
    if is_code(text):
        yield Sign("code_generation", 2.0, message("the output is code"))
    else:
        yield Sign("text_generation", 0.7, message("there is an output but no input"))


def _of_pair(source: str, target: str) -> Iterator[Sign]:
    """Compare an input with its output."""
    source_length, target_length = length_of(source), max(1, length_of(target))
    share = target_length / max(1, source_length)
    code = is_code(target)
    if code:
        weight = 1.4 if is_code(source) else 2.2
        yield Sign("code_generation", weight, message("the output is code"))
    if _LABELS.fullmatch(target):
        yield Sign("classification", 1.6, message("the output is a label"))
        return
    spoken = _has_words(source) and _has_words(target) and not code
    if spoken and language_of(source) != language_of(target) and 0.3 < share < 4:
        why = message("input and output are in different languages")
        yield Sign("translation", 2.4, why)
        return
    if is_conversation(source):
        yield Sign("dialogue", 1.2, message("the input is a conversation"))
    elif is_question(source):
        yield Sign("question_answering", 1.3, message("the input asks a question"))
    yield from _of_overlap(source, target, share)


def _has_words(text: str) -> bool:
    """Say whether a text has enough words to be in a language at all."""
    letters = len(_NO_LETTERS.sub("", text))
    return letters >= 2 and letters >= 0.4 * len(text.replace(" ", ""))


def _of_overlap(source: str, target: str, share: float) -> Iterator[Sign]:
    """Judge by length and by what of the output stands in the input."""
    parts = [p.strip() for p in _PARTS.split(target) if p.strip()]
    quoted = [p for p in parts if p in source]
    percent = round(100 * share)
    if share <= 0.5 and length_of(source) >= _LONG_TEXT and length_of(target) > 6:
        why = message("the output is {percent} % as long as the input", percent=percent)
        yield Sign("summarization", 1.3, why)
    if is_json(target):
        yield Sign(
            "extraction", 1.6, message("the output is data taken from the input")
        )
    elif len(parts) >= 2 and len(quoted) >= 0.5 * len(parts) and share < 0.6:
        why = message("the output quotes parts of the input")
        # a list of what was found, rather than a sentence that repeats some of it
        weight = 0.7 if target.endswith(("。", ".", "！")) else 1.4
        yield Sign("extraction", weight, why)
    if 0.5 < share < 2 and _is_alike(source, target):
        why = message("the output says the input in other words")
        yield Sign("rewriting", 1.5, why)
    if share >= 3 and length_of(source) < _LONG_TEXT and _has_words(source):
        yield Sign(
            "text_generation", 0.8, message("the output is longer than the input")
        )


def _is_alike(source: str, target: str) -> bool:
    """Say whether much of one text stands in the other, in the same order."""
    a, b = units(source)[:_COMPARED], units(target)[:_COMPARED]
    # what the order leaves is never more than what the words alone have in common
    common = (Counter(a) & Counter(b)).total()
    if 2.0 * common <= _ALIKE * (len(a) + len(b)) - _ROUNDING:
        return False
    return SequenceMatcher(None, a, b, autojunk=False).ratio() > _ALIKE
