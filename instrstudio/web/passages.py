"""Passages of a page that are like instructions, in English and Chinese.

Three kinds: a how-to title with the text below it; a list, or numbered paragraphs, of
which most tell one to do something; a question with its answer. JSON-LD of the types
FAQPage, QAPage and HowTo (schema.org) says such things outright.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any

from instrstudio.domain.crawl import FAQ, HOW_TO, STEPS
from instrstudio.domain.language import length_of
from instrstudio.web.imperatives import is_imperative, is_numbered, without_number
from instrstudio.web.text import (
    ANSWER,
    HEADING,
    LIST,
    PARAGRAPH,
    QUESTION,
    Block,
    PageText,
)

MOST = 200
"""Passages of one page."""

_IMPERATIVE = 0.6
_LEAST_STEPS = 2
_LONGEST_QUESTION = 60
_LONGEST_ANSWER = 1_000
_LEAST_ANSWER = 3
"""In words, or Chinese characters."""
_LONGEST_STEP = 120

_HOW_TO = re.compile(
    r"(?:how\s+(?:to|do\s+(?:i|you|we)|can\s+(?:i|you|we)|should\s+(?:i|you|we))\b|"
    r"(?:\d+|a|the|some|simple|easy|quick)?\s*(?:ways|steps|guide|tips|instructions)"
    r"\s+(?:to|for|on)\s|(?:a\s+)?step[- ]by[- ]step)",
    re.IGNORECASE,
)
_HOW_TO_ZH = re.compile(
    r"(?:如何|怎样|怎么样?)[\u3400-\u9fff]{2}|[\u3400-\u9fff](?:的)?(?:步骤|方法|教程|指南|攻略|技巧)\s*$"
)
_ASKS = re.compile(r"[?？]\s*$")
_ASKED = re.compile(
    r"^\s*(?:q(?:uestion)?|问题?|提问)\s*\d{0,3}\s*[.:：]\s*", re.IGNORECASE
)
_ANSWERED = re.compile(
    r"^\s*(?:a(?:nswer)?|答案?|回答)\s*\d{0,3}\s*[.:：]\s*", re.IGNORECASE
)
_BOTH = re.compile(
    r"^\s*(?:q(?:uestion)?|问题?)\s*\d{0,3}\s*[.:：]\s*(.{4,300}?[?？])\s*"
    r"(?:a(?:nswer)?|答案?)\s*\d{0,3}\s*[.:：]\s*(.+)$",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[^<>]{0,500}>")
_BREAK = re.compile(r"<(?:br|/p|/li|/div)\b[^<>]{0,100}>", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """What a page says that is like an instruction; `answer` may be empty."""

    kind: str
    instruction: str
    answer: str = ""
    title: str = ""


def found(page: PageText) -> tuple[Passage, ...]:
    """Return the passages of a page in their order, each instruction once."""
    chosen: dict[str, Passage] = {}
    for passage in (*_declared(page.data), *_written(page.blocks)):
        if len(chosen) < MOST:
            chosen.setdefault(passage.instruction, passage)
    return tuple(chosen.values())


def _written(blocks: Sequence[Block]) -> Iterator[Passage]:
    """Yield the passages of a main text."""
    blocks = _gathered(blocks)
    at, heading = 0, ""
    while at < len(blocks):
        block = blocks[at]
        passage, used = _pair(blocks, at)
        if passage is None and block.kind == LIST:
            passage, used = _steps(block, heading), 1
        if block.kind == HEADING:
            heading = block.text
        if passage is not None:
            yield passage
        at += used


def _gathered(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks with numbered paragraphs in a row made into lists."""
    out: list[Block] = []
    row: list[str] = []
    for block in (*blocks, Block(kind=HEADING)):
        if block.kind == PARAGRAPH and is_numbered(block.text):
            row.append(block.text)
            continue
        if len(row) >= _LEAST_STEPS:
            out.append(Block(kind=LIST, items=tuple(row)))
        else:
            out += [Block(kind=PARAGRAPH, text=text) for text in row]
        row = []
        out.append(block)
    return out[:-1]


def _pair(blocks: Sequence[Block], at: int) -> tuple[Passage | None, int]:
    """Return a title or question with what follows it, and how many blocks it took."""
    block = blocks[at]
    both = _BOTH.match(block.text) if block.kind == PARAGRAPH else None
    if both is not None:
        return _passage(FAQ, both[1], both[2]), 1
    is_how_to = block.kind == HEADING and is_how_to_title(block.text)
    if not is_how_to and not _is_question(block):
        return None, 1
    answer, used = _answer(blocks, at + 1)
    kind = HOW_TO if is_how_to else FAQ
    passage = _passage(kind, _ASKED.sub("", block.text), answer)
    return (passage, 1 + used) if passage is not None else (None, 1)


def is_how_to_title(text: str) -> bool:
    """Say whether a heading promises to tell how something is done."""
    return bool(_HOW_TO.match(text.strip()) or _HOW_TO_ZH.search(text.strip()))


def _is_question(block: Block) -> bool:
    """Say whether a block asks something that the next one may answer."""
    if block.kind == QUESTION:
        return True
    if block.kind not in (HEADING, PARAGRAPH):
        return False
    is_marked = _ASKED.match(block.text) is not None
    return is_marked or _ASKS.search(block.text) is not None


def _answer(blocks: Sequence[Block], start: int) -> tuple[str, int]:
    """Return the text that follows a title or question, and of how many blocks."""
    lines: list[str] = []
    at = start
    while at < len(blocks):
        block = blocks[at]
        if block.kind in (HEADING, QUESTION) or (at > start and _is_question(block)):
            break
        lines.append(_numbered(block.items) if block.kind == LIST else block.text)
        at += 1
        if block.kind == ANSWER:
            break
    text = "\n".join(lines)
    return _ANSWERED.sub("", text, count=1).strip(), at - start


def _steps(block: Block, heading: str) -> Passage | None:
    """Return a list of which most items tell one to do something, under its heading."""
    items = [item for item in block.items if length_of(item) <= _LONGEST_STEP]
    orders = sum(map(is_imperative, items))
    if orders < _LEAST_STEPS or orders < _IMPERATIVE * len(block.items):
        return None
    text = _numbered(items)
    if length_of(text) > _LONGEST_ANSWER:
        return None
    return Passage(kind=STEPS, instruction=text, title=heading)


def _numbered(items: Sequence[str]) -> str:
    """Return a list as text, its numbers our own."""
    texts = [without_number(item) for item in items]
    return "\n".join(f"{number}. {text}" for number, text in enumerate(texts, start=1))


def _passage(kind: str, instruction: str, answer: str) -> Passage | None:
    """Return a passage if both of its parts say enough, and not too much."""
    asked = " ".join(instruction.split())
    is_whole = _LEAST_ANSWER <= length_of(asked) <= _LONGEST_QUESTION
    if not is_whole or not _LEAST_ANSWER <= length_of(answer) <= _LONGEST_ANSWER:
        return None
    return Passage(kind=kind, instruction=asked, answer=answer)


def _declared(data: Sequence[Mapping[str, Any]]) -> Iterator[Passage]:
    """Yield the passages that a page declares as data."""
    for item in data:
        kinds = _types(item)
        if kinds & {"FAQPage", "QAPage"}:
            for question in _listed(item.get("mainEntity")):
                answers = _listed(question.get("acceptedAnswer"))
                answers = answers or _listed(question.get("suggestedAnswer"))
                text = _plain(answers[0].get("text")) if answers else ""
                passage = _passage(FAQ, _plain(question.get("name")), text)
                if passage is not None:
                    yield passage
        if "HowTo" in kinds:
            steps = [text for text in _how_to_steps(item.get("step"), 0) if text]
            passage = _passage(HOW_TO, _plain(item.get("name")), _numbered(steps))
            if passage is not None:
                yield passage


def _how_to_steps(value: object, depth: int) -> Iterator[str]:
    """Yield the steps of a HowTo, those of its sections too."""
    if isinstance(value, str):
        yield _plain(value)
    for step in _listed(value) if depth < 3 else ():
        inner = step.get("itemListElement")
        if inner and not step.get("text"):
            yield from _how_to_steps(inner, depth + 1)
        else:
            yield _plain(step.get("text") or step.get("name"))
    if isinstance(value, list):
        yield from (_plain(text) for text in value if isinstance(text, str))


def _types(item: Mapping[str, Any]) -> set[str]:
    """Return the types of a JSON-LD object, without their vocabulary."""
    named = item.get("@type")
    names = named if isinstance(named, list) else [named]
    return {str(name).rpartition("/")[2] for name in names}


def _listed(value: object) -> list[Mapping[str, Any]]:
    """Return the objects of a value that may be one or a list."""
    some = value if isinstance(value, list) else [value]
    return [one for one in some if isinstance(one, Mapping)]


def _plain(value: object) -> str:
    """Return a text of JSON-LD without its markup, a line for each paragraph."""
    if not isinstance(value, str):
        return ""
    text = unescape(_TAG.sub("", _BREAK.sub("\n", unescape(value))))
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line)
