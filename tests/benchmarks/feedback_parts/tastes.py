"""What simulated people like in an instruction, and what they make of one.

A taste has a hidden liking in [0, 1], read off characters and wordings, and a rewrite:
what the person would turn a text into. Nobody else knows them.
"""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from .reading import (
    SLOT,
    Case,
    blocks,
    first_words,
    is_demands,
    is_role,
    items,
    joined,
    leading,
    letters,
    sentences,
    told,
)

Likes = Callable[[str, Case], float]
Rewrite = Callable[[str, Case], str]


@dataclass(frozen=True, slots=True)
class Taste:
    """One thing a person cares about; `name` is for the tables."""

    name: str
    likes: Likes
    rewrite: Rewrite


def bell(number: float, wanted: float, width: float) -> float:
    """Return 1 where `number` is what is wanted, less by the ratio of the two."""
    return math.exp(-0.5 * (math.log(max(number, 1) / wanted) / width) ** 2)


def brief(chinese: int, english: int) -> Taste:
    """Like so many letters outside slots and demands, or fewer."""

    def wanted(case: Case) -> int:
        return chinese if case.chinese else english

    def likes(text: str, case: Case) -> float:
        said = letters(told(text))
        return bell(said, wanted(case), 0.6 if said < wanted(case) else 0.4)

    def rewrite(text: str, case: Case) -> str:
        parts = blocks(text)
        at = first_words(parts)
        short = _shortened(parts[at], round(wanted(case) * 1.2))
        kept = [p for p in parts if is_demands(p) or SLOT.search(p) or p is parts[at]]
        return joined(short if p is parts[at] else p for p in kept)

    return Taste("brief", likes, rewrite)


def _shortened(block: str, most: int) -> str:
    """Return a block cut to about `most` letters: its role goes, then its end."""
    if letters(block) <= most:
        return block
    own = [s for s in sentences(block) if s.strip() and not is_role(s)]
    kept = own[:1] or [block]
    for sentence in own[1:]:
        if letters("".join([*kept, sentence])) > most:
            break
        kept.append(sentence)
    short = "".join(kept).strip()
    if letters(short) > most:
        short = _first_clauses(short, most)
    colon = block.rstrip()[-1:] in {"：", ":"}
    return _ended(short, colon=colon)


def _first_clauses(sentence: str, most: int) -> str:
    """Return the first clause of a sentence, with others where it says too little."""
    clauses = re.split(r"(?<=[，；：])|(?<=[,;:])\s", sentence)
    kept = clauses[0]
    for clause in clauses[1:]:
        if letters(kept) > 0.45 * most:
            break
        kept += clause if kept[-1:] in "，；：" else f" {clause}"
    return kept


def _ended(sentence: str, *, colon: bool) -> str:
    """Return a sentence with a full stop or a colon at its end."""
    bare = sentence.rstrip(" ，；：。,;:.")
    chinese = bool(re.search(r"[\u4e00-\u9fff]", bare))
    if colon:
        return bare + ("：" if chinese else ":")
    return bare + ("。" if chinese else ".")


def thorough(chinese: int, english: int, habits: Mapping[str, Sequence[str]]) -> Taste:
    """Like so many letters, or more; add one's own standing advice to what is short."""

    def wanted(case: Case) -> int:
        return chinese if case.chinese else english

    def likes(text: str, case: Case) -> float:
        said = letters(told(text))
        return bell(said, wanted(case), 0.5 if said < wanted(case) else 1.0)

    def rewrite(text: str, case: Case) -> str:
        parts = blocks(text)
        at = first_words(parts)
        space = "" if case.chinese else " "
        for habit in habits[case.language]:
            if letters(told(joined(parts))) >= 0.85 * wanted(case):
                break
            if habit not in parts[at]:
                parts[at] = _ended(parts[at], colon=False) + space + habit
        return joined(parts)

    return Taste("thorough", likes, rewrite)


def polite() -> Taste:
    """Like to be asked to: 请, please."""

    def likes(text: str, case: Case) -> float:
        asked = r"(?:^|[。！：；\n])\s*请" if case.chinese else r"\b(?:please|kindly)\b"
        return float(bool(re.search(asked, text, re.IGNORECASE)))

    def rewrite(text: str, case: Case) -> str:
        if likes(text, case):
            return text
        at = leading(text)
        rest = text[at:]
        if case.chinese:
            return f"{text[:at]}请{rest}"
        return f"{text[:at]}Please {rest[:1].lower()}{rest[1:]}"

    return Taste("polite", likes, rewrite)


_COURTESY = {
    "zh": re.compile(r"你好，?|麻烦你?|帮忙|请帮我|帮我|请(?=[^求假示])"),
    "en": re.compile(
        r"\b(?:please|kindly|could you|can you|help me(?: to)?) ", re.IGNORECASE
    ),
}


def blunt() -> Taste:
    """Like no courtesies."""

    def likes(text: str, case: Case) -> float:
        found = len(_COURTESY[case.language].findall(text))
        return 1.0 if not found else max(0.0, 0.4 - 0.15 * found)

    def rewrite(text: str, case: Case) -> str:
        bare = _COURTESY[case.language].sub("", text)
        return bare[:1].upper() + bare[1:]

    return Taste("blunt", likes, rewrite)


def colon() -> Taste:
    """Like the words to end with a colon, right above the slot and with no label."""

    def likes(text: str, case: Case) -> float:
        found = SLOT.search(text)
        before = text[: found.start()] if found else text
        if before.rstrip()[-1:] not in {"：", ":"}:
            return 0.0
        last = before.rstrip().split("\n")[-1]
        return 1.0 if letters(last) > (8 if case.chinese else 24) else 0.4

    def rewrite(text: str, case: Case) -> str:
        if likes(text, case) == 1.0:
            return text
        parts = blocks(text)
        at = first_words(parts)
        parts[at] = _ended(parts[at], colon=True)
        slots = [p for p in parts if not is_demands(p) and SLOT.search(p)]
        if slots and slots[0] is not parts[at]:
            bare = "\n".join(SLOT.findall(slots[0]))
            rest = [p for p in parts[at + 1 :] if p is not slots[0]]
            before = [p for p in parts[:at] if p is not slots[0]]
            parts = [*before, parts[at], bare, *rest]
        return joined(parts)

    return Taste("colon", likes, rewrite)


_ONLY = {
    "zh": re.compile(r"(?:只|仅|直接)(?:给出|输出|写出|提供|返回|列出)[^，。；：\n]*"),
    "en": re.compile(
        r"(?:output|return|give|provide|deliver|write)s? (?:only|just|nothing but)"
        r"[^.;:\n]*|\b\w+ (?:only|alone)\b|directly",
        re.IGNORECASE,
    ),
}


def form_first() -> Taste:
    """Like to read first of all what is wanted back, and nothing else with it."""

    def likes(text: str, case: Case) -> float:
        found = _ONLY[case.language].search(text)
        if found is None:
            return 0.15
        place = found.start() / max(len(text), 1)
        return 1.0 if place < 0.12 else 0.6 * (1 - place)

    def rewrite(text: str, case: Case) -> str:
        if likes(text, case) == 1.0:
            return text
        own = [s for s in sentences(text) if _ONLY[case.language].match(s.strip())]
        bare = text.replace(own[0].rstrip("\n"), "", 1) if own else text
        said = own[0].strip() if own else _only(case)
        space = "" if case.chinese else " "
        return f"{said}{space}{bare.strip()}"

    return Taste("form first", likes, rewrite)


def _only(case: Case) -> str:
    """Return the sentence that asks for the output alone."""
    if case.chinese:
        return f"只输出{case.output or '结果'}。"
    return f"Output only the {case.output or 'result'}."


def role(wordings: Mapping[str, str]) -> Taste:
    """Like to begin with who the reader is."""

    def likes(text: str, case: Case) -> float:
        del case
        if is_role(text):
            return 1.0
        return 0.4 if any(is_role(s) for s in sentences(text)) else 0.0

    def rewrite(text: str, case: Case) -> str:
        if is_role(text):
            return text
        return wordings[case.language] + ("" if case.chinese else " ") + text

    return Taste("role", likes, rewrite)


_VERBS = {
    "zh": re.compile(
        r"给出(?!的)|写出|撰写|生成|输出|提供|(?<=[请，。：；\n])写(?=[一出封篇首个份段成])"
    ),
    "en": re.compile(r"\b(?:write|give|provide|produce|output|deliver|return|draft)\b"),
}


def verb(preferred: Mapping[str, str]) -> Taste:
    """Like one verb wherever something is to be written."""

    def likes(text: str, case: Case) -> float:
        found = _VERBS[case.language].findall(text.lower())
        if not found:
            return 0.7
        return found.count(preferred[case.language]) / len(found)

    def rewrite(text: str, case: Case) -> str:
        mine = preferred[case.language]

        def said(found: re.Match[str]) -> str:
            return mine.capitalize() if found.group()[0].isupper() else mine

        flags = re.IGNORECASE
        return re.sub(_VERBS[case.language].pattern, said, text, flags=flags)

    return Taste("verb", likes, rewrite)


def demands(standing: Mapping[str, Sequence[str]]) -> Taste:
    """Like the demands as a numbered list at the end, one's own standing ones too."""

    def likes(text: str, case: Case) -> float:
        own = [block for block in blocks(text) if is_demands(block)]
        listed = sum(items(block) for block in own)
        if listed >= 2:
            return 1.0 if own[-1] is blocks(text)[-1] or case.has_input else 0.8
        return 0.45 if own else 0.1

    def rewrite(text: str, case: Case) -> str:
        if likes(text, case) >= 0.8:
            return text
        kept = [block for block in blocks(text) if not is_demands(block)]
        wanted = [*case.constraints, *standing[case.language]]
        return joined([*kept, _listed(wanted, case)])

    return Taste("demands", likes, rewrite)


def _listed(wanted: Sequence[str], case: Case) -> str:
    """Return demands as a numbered list."""
    mark = "；" if case.chinese else "."
    lines = [
        f"{n}. {w[:1].upper()}{w[1:].rstrip('。.；;')}{mark}"
        for n, w in enumerate(wanted, 1)
    ]
    if case.chinese:
        lines[-1] = lines[-1][:-1] + "。"
    return "\n".join(["要求：" if case.chinese else "Requirements:", *lines])
