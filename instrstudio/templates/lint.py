"""Finds what is wrong with a pattern, says where, and offers the mend."""

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence

from instrstudio.domain.errors import TemplateError
from instrstudio.domain.template import Problem, Slot
from instrstudio.domain.wording import Message, message
from instrstudio.templates.compiler import compiled
from instrstudio.templates.parsing import (
    FULL_WIDTH,
    normalised,
    unknown_word,
    unknown_words,
)
from instrstudio.templates.places import Token, inside, line_and_column, tokens_of
from instrstudio.templates.sandbox import environment
from instrstudio.templates.values import INPUT, NAMES, SLOT_NAMES

ERROR, WARNING = "error", "warning"
_WIDE_BRACES = re.compile(r"｛\s*｛|｝\s*｝|｛\s*[%％]|[%％]\s*｝|\{\s*｛|｛\s*\{")
_NARROW = str.maketrans("｛｝％", "{}%")
_LABELS = {slot.zh: slot.name for slot in SLOT_NAMES}


def lint(pattern: str, slots: Sequence[Slot] = ()) -> list[Problem]:
    """Return the problems of a pattern, by line and column.

    Args:
        pattern: The pattern as typed.
        slots: The places its template declares beside those of `SLOT_NAMES`.
    """
    source = normalised(pattern)
    if not source.strip():
        return []
    problems = list(_wide_braces(source))
    problems += _unknown_words(source)
    try:
        used = compiled(source).names
    except TemplateError as error:
        known = {(p.line, p.column) for p in problems}
        if (error.line, error.column) not in known:
            problems.append(_of_error(source, error))
    else:
        known_names = NAMES | {slot.name for slot in slots}
        problems += _unknown_names(source, used - known_names, sorted(known_names))
        problems += _unused(source, used, slots)
    return sorted(problems, key=lambda p: (p.line, p.column))


def _problem(
    pattern: str,
    start: int,
    end: int,
    sentence: Message,
    *,
    severity: str = ERROR,
    fix: str | None = None,
) -> Problem:
    """Return a problem of the range [start, end), cut at the end of its line."""
    line, column = line_and_column(pattern, start)
    stop = pattern.find("\n", start, end)
    length = (end if stop < 0 else stop) - start
    return Problem(
        line=line,
        column=column,
        end_column=column + max(length, 1),
        severity=severity,
        message=sentence,
        fix=fix,
    )


def _of_error(pattern: str, error: TemplateError) -> Problem:
    """Return the problem that stopped the parser, with the length of its token."""
    line, column = max(error.line, 1), max(error.column, 1)
    at = sum(len(text) + 1 for text in pattern.split("\n")[: line - 1]) + column - 1
    token = next((t for t in tokens_of(pattern).all if t.start == at), None)
    character = pattern[at : at + 1]
    sentence = error.message
    return _problem(
        pattern,
        at,
        at + len(token.text.strip()) if token else at + 1,
        sentence if isinstance(sentence, Message) else message("{text}", text=sentence),
        fix=FULL_WIDTH.get(character),
    )


def _wide_braces(pattern: str) -> Iterator[Problem]:
    """Yield braces of a Chinese keyboard, which stay plain text."""
    for match in _WIDE_BRACES.finditer(pattern):
        fix = re.sub(r"\s", "", match[0]).translate(_NARROW)
        yield _problem(
            pattern,
            match.start(),
            match.end(),
            message(
                "“{wide}” is plain text; a slot is written with “{narrow}”.",
                wide=match[0],
                narrow=fix,
            ),
            severity=WARNING,
            fix=fix,
        )


def _unknown_words(pattern: str) -> Iterator[Problem]:
    """Yield filters and tests that do not exist."""
    known: Mapping[str, Mapping[str, object]] = {
        "filter": environment().filters,
        "test": environment().tests,
    }
    for token, kind in unknown_words(tokens_of(pattern).all):
        fix = _nearest(token.text, sorted(known[kind]))
        yield _problem(
            pattern, token.start, token.end, _did_you_mean(token, kind, fix), fix=fix
        )


def _unknown_names(
    pattern: str, names: frozenset[str], known: Sequence[str]
) -> Iterator[Problem]:
    """Yield every place where a name stands that is no slot."""
    for token in _name_tokens(pattern):
        if token.text in names:
            fix = _LABELS.get(token.text) or _nearest(token.text, known)
            yield _problem(
                pattern,
                token.start,
                token.end,
                _did_you_mean(token, "slot", fix),
                fix=fix,
            )


def _name_tokens(pattern: str) -> Iterator[Token]:
    """Yield the tokens that read a name: no attribute, filter, test or argument."""
    tokens = tokens_of(pattern).all
    meaningful = [token for _index, token in inside(tokens)]
    for at, token in enumerate(meaningful):
        before = meaningful[at - 1].text if at else ""
        after = meaningful[at + 1].text if at + 1 < len(meaningful) else ""
        if token.kind == "name" and before not in (".", "|", "is") and after != "=":
            yield token


def _unused(
    pattern: str, used: frozenset[str], slots: Sequence[Slot]
) -> Iterator[Problem]:
    """Yield slots that should be used and are not."""
    for slot in slots:
        if slot.required and slot.name not in used:
            yield _problem(
                pattern,
                0,
                1,
                message("The slot “{name}” must be used and is not.", name=slot.name),
                severity=WARNING,
            )
    if not used & {INPUT, "topic"}:
        yield _problem(
            pattern,
            0,
            1,
            message(
                "The template has no {slot}: the input gets no place.",
                slot="{{ " + INPUT + " }}",
            ),
            severity=WARNING,
        )


def _did_you_mean(token: Token, kind: str, fix: str | None) -> Message:
    """Return the sentence for an unknown name, with the nearest known one."""
    if kind == "slot" and fix:
        return message(
            "There is no slot “{name}”; did you mean “{fix}”?", name=token.text, fix=fix
        )
    if kind == "slot":
        return message("There is no slot “{name}”.", name=token.text)
    if kind == "filter" and fix:
        return message(
            "There is no filter “{name}”; did you mean “{fix}”?",
            name=token.text,
            fix=fix,
        )
    if fix:
        return message(
            "There is no test “{name}”; did you mean “{fix}”?", name=token.text, fix=fix
        )
    return unknown_word(token, kind)


def _nearest(name: str, known: Sequence[str]) -> str | None:
    """Return the known name most like `name`, if one is like it at all."""
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.6)
    return near[0] if near else None
