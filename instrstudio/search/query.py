"""What people type, read by Whoosh's parser with plug-ins of our own.

``news summary`` both words; ``"exact words"`` a phrase; ``a | b`` either, which binds
more closely than a blank; ``-word`` without it; ``(…)`` together; ``word~`` one letter
off; ``tag:news`` and the other filters of `filters`. The full width forms of all signs
and the Chinese quotation marks do as well. A bracket that closes nothing is text.
"""

import re
from functools import lru_cache
from typing import Any

from whoosh.qparser import syntax
from whoosh.qparser.default import QueryParser
from whoosh.qparser.plugins import GroupPlugin, OperatorsPlugin, Plugin
from whoosh.qparser.taggers import Tagger

from instrstudio.search import complaints
from instrstudio.search.clauses import Choice, Clause, Clauses, Filter, phrase, words
from instrstudio.search.filters import FIELDS, RANGES, filter_of

__all__ = ["Choice", "Clause", "Clauses", "Filter", "parse", "words"]

DEEPEST = 40
"""Brackets within one another; where there are more, none of them means anything."""

_BEFORE_OPERATORS = 550
_BAR = r"[|｜]+"
_MINUS = r"[-－]+(?=[^\s|｜)）\-－])"
_FIELD = re.compile(r"([^\W\d_]+)[:：](?=[^\s/／|｜()（）]|$)")
_VALUE = re.compile(r"[^\s|｜()（）]*")
_CLOSING = {'"': '"＂', "＂": '"＂', "“": "”", "「": "」"}
_NEAR = "~～"
_SIGN = re.compile(r"[|｜()（）\"＂“「:：~～]|(?:^|\s)[-－]")
_OWN_NAME = re.compile(r"[A-Za-z]{2,}")


def parse(text: str, typing: bool = False) -> Clauses:
    """Read `text`; while `typing`, its last word is the beginning of a word.

    While typing, what is not finished is no error: an open quotation or bracket ends
    with the text, and a filter at the end that cannot be read yet does not count.

    Raises:
        QuerySyntaxError: It cannot be read; says where and why.
    """
    if _SIGN.search(text) is None:  # most queries, and those that must be quick
        clauses = words(text, typing and not text[-1:].isspace())
        return Clauses(tuple(dict.fromkeys(clauses)))
    return _read(_parser(typing).process(text))


@lru_cache(maxsize=2)
def _parser(typing: bool) -> Any:
    """Return Whoosh's parser with our plug-ins."""
    operators = OperatorsPlugin(  # type: ignore[no-untyped-call]
        And=None, Or=_BAR, AndNot=None, AndMaybe=None, Not=_MINUS, Require=None
    )
    plugins = [_Brackets(typing), _Bars(typing), _Pieces(typing), operators]
    return QueryParser(None, None, plugins)


class _Piece(syntax.SyntaxNode):
    """A word, a quotation or a filter."""

    def __init__(self, clauses: Clauses) -> None:
        self.clauses = clauses


class _Brackets(GroupPlugin):
    """Whoosh's groups; a bracket must be closed."""

    def __init__(self, typing: bool) -> None:
        super().__init__("[(（]", "[)）]")  # type: ignore[no-untyped-call]
        self._typing = typing

    def do_groups(self, parser: Any, group: Any) -> Any:
        """Put what is in brackets into groups of their own."""
        opened: list[int] = []
        deepest = 0
        for node in group:
            if isinstance(node, self.OpenBracket):
                opened.append(node.startchar)
                deepest = max(deepest, len(opened))
            elif isinstance(node, self.CloseBracket) and opened:
                opened.pop()
        if deepest > DEEPEST:
            marks = (self.OpenBracket, self.CloseBracket)
            group = parser.group([n for n in group if not isinstance(n, marks)])
        elif opened and not self._typing:
            raise complaints.open_bracket(opened[-1])
        return super().do_groups(parser, group)  # type: ignore[no-untyped-call]


class _Bars(Plugin):
    """Sees that there is something on both sides of each ``|``."""

    def __init__(self, typing: bool) -> None:
        self._typing = typing

    def taggers(self, parser: Any) -> Any:
        """Return nothing: the operators are found by Whoosh's plug-in."""
        return ()

    def filters(self, parser: Any) -> Any:
        """Return the filter and when it runs."""
        return [(self._checked, _BEFORE_OPERATORS)]

    def _checked(self, parser: Any, group: Any) -> Any:
        """Return `group` without bars that divide nothing."""
        kept = group.empty_copy()
        for node in group:
            if isinstance(node, syntax.GroupNode):
                kept.append(self._checked(parser, node))
            elif _is_bar(node) and (not kept or _is_bar(kept[-1])):
                self._complain(node)
            else:
                kept.append(node)
        if kept and _is_bar(kept[-1]):
            self._complain(kept.pop())
        return kept

    def _complain(self, bar: Any) -> None:
        """Say where the bar is, unless someone is still typing."""
        if not self._typing:
            raise complaints.empty_side(bar.startchar)


class _Pieces(Plugin, Tagger):
    """Finds words, quotations and filters."""

    def __init__(self, typing: bool) -> None:
        self._typing = typing

    def taggers(self, parser: Any) -> Any:
        """Return itself, to be asked after brackets and operators."""
        return [(self, 10)]

    def filters(self, parser: Any) -> Any:
        """Return nothing."""
        return ()

    def match(self, parser: Any, text: str, pos: int) -> Any:
        """Return the piece that begins at `pos`; None at a blank."""
        if text[pos].isspace():
            return None
        clauses, end = self._piece(text, pos)
        node = _Piece(clauses)
        return node.set_range(pos, end)  # type: ignore[no-untyped-call]

    def _piece(self, text: str, at: int) -> tuple[Clauses, int]:
        """Read the piece at `at`; return it and where it ends."""
        named = _FIELD.match(text, at)
        if named is not None:
            field = FIELDS.get(named[1].lower())
            if field is not None:
                return self._filter(text, named, field)
            if named.end() < len(text) and _OWN_NAME.fullmatch(named[1]):
                raise complaints.unknown_field(named[1].lower(), at)
        if text[at] in _CLOSING:
            quoted, end = self._quotation(text, at)
            clause = phrase(quoted)
            return Clauses((clause,) if clause.terms else ()), end
        word, end = _value(text, at)
        near = word[-1] in _NEAR
        clauses = words(word.rstrip(_NEAR), not near and self._goes_on(text, end), near)
        return Clauses(tuple(clauses)), end

    def _filter(
        self, text: str, named: re.Match[str], field: str
    ) -> tuple[Clauses, int]:
        """Read the value of the filter `field`."""
        start = named.end()
        quoted = text[start : start + 1] in _CLOSING and start < len(text)
        value, end = self._quotation(text, start) if quoted else _value(text, start)
        last = self._typing and end >= len(text.rstrip())
        if not value.strip():
            if last:
                return Clauses(), end
            raise complaints.no_value(named[1].lower(), named.start())
        excluded = named.start() > 0 and text[named.start() - 1] in "-－"
        unfinished = not quoted and not excluded and self._goes_on(text, end)
        found = filter_of(field, value, unfinished=unfinished)
        if found is not None:
            return Clauses(filters=(found,)), end
        if field in RANGES and self._goes_on(text, end):
            return Clauses(), end
        raise complaints.unreadable_value(field, value, start + quoted)

    def _goes_on(self, text: str, end: int) -> bool:
        """Say whether what ends at `end` may be unfinished."""
        return self._typing and end == len(text)

    def _quotation(self, text: str, at: int) -> tuple[str, int]:
        """Return what is quoted from the mark at `at` on, and where that ends."""
        for end in range(at + 1, len(text)):
            if text[end] in _CLOSING[text[at]]:
                return text[at + 1 : end], end + 1
        if self._typing:
            return text[at + 1 :], len(text)
        raise complaints.open_quotation(at)


def _value(text: str, at: int) -> tuple[str, int]:
    """Return the word at `at`, and where it ends."""
    found = _VALUE.match(text, at)
    return (found[0], found.end()) if found else ("", at)


def _is_bar(node: Any) -> bool:
    """Say whether a node is a ``|``."""
    return isinstance(node, syntax.InfixOperator)


def _read(node: Any) -> Clauses:
    """Return what a node of Whoosh's syntax tree means."""
    if isinstance(node, _Piece):
        return node.clauses
    if isinstance(node, syntax.OrGroup):
        return _either([_read(other) for other in node])
    if isinstance(node, syntax.NotGroup):
        return _without(_all([_read(other) for other in node]))
    if isinstance(node, syntax.GroupNode):
        return _all([_read(other) for other in node])
    return Clauses()


def _all(parts: list[Clauses]) -> Clauses:
    """Return what holds where all `parts` hold."""
    return Clauses(
        tuple(dict.fromkeys(one for part in parts for one in part.required)),
        tuple(dict.fromkeys(one for part in parts for one in part.excluded)),
        tuple(dict.fromkeys(one for part in parts for one in part.filters)),
        tuple(dict.fromkeys(one for part in parts for one in part.excluded_filters)),
    )


def _either(parts: list[Clauses]) -> Clauses:
    """Return what holds where any of `parts` holds; one that is empty is none."""
    parts = [part for part in parts if part]
    if len(parts) < 2:
        return _all(parts)
    choice = Choice(tuple(parts))
    if choice.has_words:
        return Clauses(required=(choice,))
    return Clauses(filters=(choice,))


def _without(part: Clauses) -> Clauses:
    """Return what holds where `part` does not."""
    if not part:
        return part
    single = part.required + part.filters
    plain = len(single) == 1 and not part.excluded and not part.excluded_filters
    excluded = single[0] if plain else Choice((part,))
    if isinstance(excluded, Filter) or (
        isinstance(excluded, Choice) and not excluded.has_words
    ):
        return Clauses(excluded_filters=(excluded,))
    return Clauses(excluded=(excluded,))
