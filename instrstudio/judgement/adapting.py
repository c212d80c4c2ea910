"""Changes a text as a person's rules want it, and nothing that the task says."""

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from instrstudio.domain.language import CHINESE, CJK_CHARACTER, length_of
from instrstudio.domain.reaction import Facts
from instrstudio.domain.span import Span
from instrstudio.domain.style import (
    ADD,
    FORM,
    LEAD,
    LENGTH,
    PLEASE,
    SWAP,
    StyleRule,
)
from instrstudio.judgement.features import without_slot
from instrstudio.judgement.habits import found_in, polite_words
from instrstudio.judgement.phrases import (
    FIRST,
    LAST,
    MIDDLE,
    START,
    sentences,
    special,
)
from instrstudio.judgement.sheet import Sheet

ORDER = (LENGTH, SWAP, FORM, PLEASE, LEAD, ADD)
"""What is taken away comes before what is added."""

_TOO_LONG = 1.2
_TIMES = 3
_ROLE = re.compile(
    r"(?i)^\s*(?:you are|your role|act as|as an? )|^\s*请?你?(?:是|作为|扮演)"
)
_BLANK = re.compile(r"[ \t]{2,}")
_ORPHAN = re.compile(
    r"^[，、；,;]\s*|[，、；,;](?=[。！？：；.!?:;])|[，、,](?=[，、,])"
)
_CLAUSE = re.compile(r"(?:，|, (?=[a-z])|；|; )")


def adapted(
    text: str, spans: Sequence[Span], facts: Facts, rules: Sequence[StyleRule]
) -> tuple[str, tuple[Span, ...], tuple[str, ...]]:
    """Return a text with its spans as rules want it, and the names of those that acted.

    Slots, constraints, labels and fields stay as they are. A text that would be left
    without words is returned as it was.
    """
    sheet = Sheet(text, spans, facts)
    for kind in ORDER:
        for rule in rules:
            fits = not rule.language or rule.language == facts.language
            if rule.kind == kind and rule.is_on and fits:
                _ACTS[kind](sheet, rule)
    if not sheet.rules:
        return text, tuple(spans), ()
    new, covering = sheet.result()
    if not length_of(without_slot(new, facts)):
        return text, tuple(spans), ()
    return new, covering, tuple(sheet.rules)


def _shorten(sheet: Sheet, rule: StyleRule) -> None:
    """Drop sentences, then clauses, that can be spared, the last ones first."""
    if rule.value.get("want") != "short":
        return
    most = _TOO_LONG * max(1, int(rule.value.get("units") or 1))
    for cut in (_sentence_ranges, _clause_ranges):
        for start, end in reversed(cut(sheet.text)):
            if length_of(without_slot(sheet.text, sheet.facts)) <= most:
                return
            if sheet.is_free(start, end) and not _heads(sheet, end):
                _take_out(sheet, start, end, rule.name)


def _sentence_ranges(text: str) -> list[tuple[int, int]]:
    """Return the ranges of all sentences but the one that says what to do."""
    found, at = [], 0
    for sentence in sentences(text):
        found.append((at, at + len(sentence)))
        at += len(sentence)
    core = _core([text[start:end] for start, end in found])
    return [*found[:core], *found[core + 1 :]]


def _core(parts: Sequence[str]) -> int:
    """Return which sentence says what to do: the first that gives no role."""
    return next((i for i, part in enumerate(parts) if not _ROLE.match(part)), 0)


def _clause_ranges(text: str) -> list[tuple[int, int]]:
    """Return the ranges of clauses behind the first one of what is to be done."""
    parts = sentences(text)
    core = _core(parts)
    if not parts or _ROLE.match(parts[core]):
        return []
    at = sum(map(len, parts[:core]))
    end = at + len(parts[core].rstrip().rstrip("。！？：；.!?:;"))
    starts = [found.start() for found in _CLAUSE.finditer(text, at, end)]
    return list(pairwise([*starts, end]))


def _heads(sheet: Sheet, end: int) -> bool:
    """Say whether what ends at `end` leads in what must stay, as a heading does."""
    before = sheet.text[:end].rstrip()
    behind = sentences("\n" + sheet.text[end:])  # a number is one at a line's start
    following = len("".join(behind[:2])) - 1
    return before.endswith((":", "：")) and not sheet.is_free(end, end + following)


def _take_out(sheet: Sheet, start: int, end: int, rule: str) -> None:
    """Take words out; a sentence that led to the slot still does."""
    words = sheet.text[start:end]
    gap = words[len(words.rstrip()) :]
    tail = sheet.text[end:]
    sheet.put(start, end, "", rule)
    before = sheet.text[:start]
    bare = before.rstrip()
    had = before[len(bare) :].count("\n")
    if gap.count("\n") > had and tail.strip() and bare:
        led = words.rstrip().endswith((":", "：")) and bare.endswith((".", "。"))
        if led:
            colon = "：" if bare.endswith("。") else ":"
            sheet.put(len(bare) - 1, len(before), colon + gap, rule)
        else:
            sheet.put(len(bare), len(before), gap, rule)


def _swap(sheet: Sheet, rule: StyleRule) -> None:
    """Put words in place of others, wherever they are free."""
    find = special(rule.value.get("find", ""), sheet.facts)
    wanted = rule.value.get("put", "")
    put = special(wanted, sheet.facts)
    if not find or (wanted and not put):
        return  # the task has no such words
    if find.casefold() in put.casefold() and found_in(put, sheet.text):
        return
    at = 0
    for _time in range(_TIMES):
        found = found_in(find, sheet.text[at:])
        if found is None:
            break
        start, end = at + found.start(), at + found.end()
        at = end
        if sheet.is_free(start, end):
            words = _cased(put, sheet.text[start:end], sheet.text[:start])
            if words:
                sheet.put(start, end, words, rule.name)
            else:
                _remove(sheet, start, end, rule.name)
            at = start + len(words)


def _remove(sheet: Sheet, start: int, end: int, rule: str) -> None:
    """Take words out with the white space and sign that would be left over."""
    text = sheet.text
    line_start = text.rfind("\n", 0, start) + 1
    if not text[line_start:start].strip() and text[end : end + 1] in ("\n", ""):
        sheet.put(line_start, min(end + 1, len(text)), "", rule)  # nothing else in it
        return
    if _begins_sentence(text[:start]):
        while end < len(text) and text[end] in " \t，,":
            end += 1
        whole = text[start:end].rstrip().endswith((".", "。", "!", "！", ":", "："))
        if not whole and end < len(text) and text[end] in "。.：:；;":
            end += 1
            while end < len(text) and text[end] in " \t":
                end += 1
        if text[end : end + 1] in ("", "\n"):
            start = len(text[:start].rstrip(" \t"))
    elif (
        start
        and text[start - 1] in " \t"
        and (end == len(text) or text[end] in " \t,.;:\n")
    ):
        start -= 1
    sheet.put(start, end, "", rule)
    _capital(sheet, start, rule)


def _begins_sentence(before: str) -> bool:
    """Say whether what comes behind `before` begins a sentence."""
    bare = before.rstrip(" \t")
    return not bare or bare.endswith(("\n", ".", "。", "!", "！", "?", "？", ":"))


def _capital(sheet: Sheet, at: int, rule: str) -> None:
    """Write a sentence's first Latin letter large."""
    text = sheet.text
    letter = text[at : at + 1]
    is_small = letter.isascii() and letter.islower() and _begins_sentence(text[:at])
    if is_small and sheet.is_free(at, at + 1):
        sheet.put(at, at + 1, letter.upper(), rule)


def _cased(words: str, there: str, before: str) -> str:
    """Return words with the case of those whose place they take."""
    if not words or not there[:1].isalpha() or not words[:1].isascii():
        return words
    if there[0].isupper() and _begins_sentence(before):
        return words[0].upper() + words[1:]
    if there[0].islower() and words[1:2].islower():
        return words[0].lower() + words[1:]
    return words


def _form(sheet: Sheet, rule: StyleRule) -> None:
    """Put the sentence that names the output first, or last before the input."""
    form = sheet.facts.output_form.casefold()
    ranges, at = [], 0
    for sentence in sentences(sheet.text):
        ranges.append((at, at + len(sentence)))
        at += len(sentence)
    texts = [sheet.text[start:end] for start, end in ranges]
    movable = [
        i
        for i, text in enumerate(texts)
        if form and form in text.casefold() and _may_move(sheet, ranges[i])
    ]
    said = [i for i, text in enumerate(texts) if _may_move(sheet, ranges[i])]
    if not movable or len(said) < 2:
        return
    goal = said[0] if rule.value.get("want") == "first" else said[-1]
    if goal in movable:
        return
    moved = movable[0]
    order = [i for i in range(len(ranges)) if i != moved]
    order.insert(goal, moved)
    if "\n" not in "".join(
        texts[i] for i in order[min(goal, moved) : max(goal, moved)]
    ):
        sheet.keep([ranges[i] for i in order], rule.name)


def _may_move(sheet: Sheet, place: tuple[int, int]) -> bool:
    """Say whether a sentence stands by itself: no heading, list row or slot."""
    text = sheet.text[slice(*place)]
    ends = text.rstrip().endswith((".", "。", "!", "！", "；"))
    same_line = "\n" not in text
    return ends and same_line and sheet.is_free(*place)


def _please(sheet: Sheet, rule: StyleRule) -> None:
    """Add the word of politeness to the first request, or take all of them out."""
    pattern = polite_words(sheet.facts.language)
    if rule.value.get("want") == "without":
        for _time in range(_TIMES * 2):
            found = next(
                (f for f in pattern.finditer(sheet.text) if sheet.is_free(*f.span())),
                None,
            )
            if found is None:
                return
            start = found.end() - len(found.group().lstrip())
            _remove(sheet, start, found.end(), rule.name)
        return
    if pattern.search(sheet.text):
        return
    start = 0
    for sentence in sentences(sheet.text):
        if not _ROLE.match(sentence):
            break
        start += len(sentence)
    chinese = sheet.facts.language == CHINESE
    if start < len(sheet.text) and sheet.is_free(start, start + 1):
        _begin(sheet, start, "请" if chinese else "Please", rule.name)


def _begin(sheet: Sheet, at: int, words: str, rule: str) -> None:
    """Put words in front of what stands at `at`, which then begins no sentence."""
    behind = sheet.text[at : at + 2]
    ordinary = len(behind) > 1 and behind[0].isupper() and behind[1].islower()
    if ordinary and sheet.is_free(at, at + 1):
        sheet.put(at, at + 1, behind[0].lower(), rule)
    gap = "" if CJK_CHARACTER.search(words[-1:]) or words[-1:] in "，。：、" else " "
    sheet.put(at, at, words + gap, rule)


def _lead(sheet: Sheet, rule: StyleRule) -> None:
    """End what comes before the input with a colon, or with a full stop."""
    slot = sheet.facts.slot
    at = sheet.text.find(slot) if slot else -1
    if at <= 0:
        return
    bare = sheet.text[:at].rstrip()
    if not bare or len(bare) == at:
        return
    chinese = sheet.facts.language == CHINESE
    signs = ("：", "。") if chinese else (":", ".")
    wanted, other = signs if rule.value.get("want") == "colon" else signs[::-1]
    last = len(bare) - 1
    if bare.endswith(other) and sheet.is_free(last, last + 1):
        if wanted in ".。" and length_of(bare.rsplit("\n", 1)[-1]) < 4:
            return  # a heading is no sentence
        sheet.put(last, last + 1, wanted, rule.name)


def _add(sheet: Sheet, rule: StyleRule) -> None:
    """Add words where the person adds them, unless they are there."""
    words = special(rule.value.get("text", ""), sheet.facts)
    if not words or words.casefold() in sheet.text.casefold():
        return
    place, gap = rule.value.get("place", LAST), rule.value.get("gap", "")
    chinese = sheet.facts.language == CHINESE
    if place == START:
        _begin(sheet, 0, words, rule.name)
    elif place == FIRST:
        sheet.put(0, 0, words + (gap or ("" if chinese else " ")), rule.name)
    elif place == MIDDLE:
        _add_behind_first(sheet, words, rule.name)
    else:
        end = len(sheet.text)
        sheet.put(end, end, (gap or ("" if chinese else " ")) + words, rule.name)


def _add_behind_first(sheet: Sheet, words: str, rule: str) -> None:
    """Add a sentence behind the first one; what led the input in still does."""
    first = next(iter(sentences(sheet.text)), "")
    bare = first.rstrip()
    at, gap = len(bare), first[len(bare) :]
    chinese = sheet.facts.language == CHINESE
    space = "" if chinese else " "
    if bare.endswith((":", "：")):
        stop, colon = ("。", "：") if chinese else (".", ":")
        bare_words = words.rstrip("。.：:")
        sheet.put(at - 1, at, f"{stop}{space}{bare_words}{colon}", rule)
    elif "\n" in gap:
        sheet.put(at, at, space + words, rule)
    else:
        sheet.put(len(first), len(first), words + space, rule)


_ACTS: Mapping[str, Callable[[Sheet, StyleRule], None]] = {
    LENGTH: _shorten,
    SWAP: _swap,
    FORM: _form,
    PLEASE: _please,
    LEAD: _lead,
    ADD: _add,
}
