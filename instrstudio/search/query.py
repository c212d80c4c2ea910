"""What people type, read into clauses: no Whoosh in here.

``news summary`` both words; ``"exact words"`` a phrase; ``-word`` without it;
``tag:news``, ``type:translation``, ``lang:zh`` filters, also with a minus. The full
width forms of all signs and the Chinese quotation marks do as well.
"""

import re
from dataclasses import dataclass

from instrstudio.domain.errors import QuerySyntaxError
from instrstudio.domain.wording import message
from instrstudio.search.analyzer import fold, is_paired, is_single, placed, scan
from instrstudio.search.document import facet

FIELDS = {
    "tag": "tag",
    "type": "type",
    "lang": "lang",
    "language": "lang",
    "标签": "tag",
    "类型": "type",
    "语言": "lang",
}
_ITEM = re.compile(
    r"(?P<minus>[-－](?=\S))?"
    r"(?:(?P<field>[^\W\d_]+)[:：](?=[^\s/／]|$))?"
    r"(?:(?P<open>[\"＂“])|(?P<word>\S+))?"
)
_CLOSING = {'"': '"＂', "＂": '"＂', "“": "”"}
_OWN_NAME = re.compile(r"[A-Za-z]{2,}")


@dataclass(frozen=True, slots=True)
class Clause:
    """A condition on the text.

    `terms` with their places relative to each other; one term is a word, more are a
    phrase. `prefix`: the last term is only the beginning of one.
    """

    terms: tuple[tuple[str, int], ...]
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Clauses:
    """A query as it was understood; all `required` and `filters` must hold."""

    required: tuple[Clause, ...] = ()
    excluded: tuple[Clause, ...] = ()
    filters: tuple[str, ...] = ()
    excluded_filters: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        words = self.required or self.excluded
        return bool(words or self.filters or self.excluded_filters)


@dataclass(frozen=True, slots=True)
class _Item:
    """One piece of a query, as it was typed."""

    text: str
    field: str
    excluded: bool
    quoted: bool
    position: int


def parse(text: str, typing: bool = False) -> Clauses:
    """Read `text`; while `typing`, its last word is the beginning of a word.

    While typing, a quotation or a filter at the end may be unfinished.

    Raises:
        QuerySyntaxError: It cannot be read; says where and why.
    """
    required: list[Clause] = []
    excluded: list[Clause] = []
    filters: list[str] = []
    excluded_filters: list[str] = []
    open_end = len(text) if typing and not text[-1:].isspace() else -1
    for item in _items(text, typing):
        if item.field:
            into = excluded_filters if item.excluded else filters
            into.append(facet(FIELDS[item.field], item.text))
            continue
        last = item.position + len(item.text) == open_end and not item.quoted
        clauses = [phrase(item.text)] if item.quoted else words(item.text, last)
        (excluded if item.excluded else required).extend(c for c in clauses if c.terms)
    return Clauses(
        tuple(dict.fromkeys(required)),
        tuple(excluded),
        tuple(filters),
        tuple(excluded_filters),
    )


def words(text: str, open_end: bool = False) -> list[Clause]:
    """Return a clause for every word of `text`; a joined word is one clause.

    With `open_end` the last word is the beginning of one.
    """
    clauses: list[Clause] = []
    covered = 0
    folded = fold(text)
    for term, _start, end in scan(folded):
        if end <= covered:  # the last character of a run, a part of a joined word
            continue
        covered = end
        begun = open_end and end == len(folded) and not is_paired(term)
        prefix = begun or is_single(term)
        clauses.append(Clause(((term, 0),), prefix))
    return clauses


def phrase(text: str) -> Clause:
    """Return a clause for the words of `text` next to each other."""
    tokens = scan(fold(text))
    terms = placed(tokens)
    if not terms:
        return Clause(())
    if is_single(terms[-1][0]):
        run_goes_on = len(tokens) > 1 and tokens[-2][2] == tokens[-1][2]
        if run_goes_on:
            terms.pop()
        else:
            return Clause(tuple(terms), prefix=True)
    return Clause(tuple(terms))


def _items(text: str, typing: bool) -> list[_Item]:
    """Split `text` into words, quotations and filters."""
    items: list[_Item] = []
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        item, at = _item(text, at, typing)
        if item is not None:
            items.append(item)
    return items


def _item(text: str, at: int, typing: bool) -> tuple[_Item | None, int]:
    """Read the item at `at`; return it and where it ends."""
    match = _ITEM.match(text, at)
    if match is None or match.end() == at:
        return None, at + 1
    field = (match["field"] or "").lower()
    start = match.start("word") if match["word"] else match.end()
    value, end = match["word"] or "", match.end()
    if field and field not in FIELDS:
        if match.end() > match.end("field") + 1 and _OWN_NAME.fullmatch(field):
            raise _unknown_field(field, match.start("field"))
        start, field = match.start("field"), ""  # a colon in the middle of a text
        value = text[start : match.end("word")] if match["word"] else text[start:end]
    quoted = match["open"] is not None
    if quoted:
        start = end
        value, end = _quotation(text, end, match["open"], typing)
    if field and not value.strip():
        if typing and end >= len(text.rstrip()):
            return None, end
        raise QuerySyntaxError(
            message(
                "Say which {field} is meant after “{field}:” (character {position}).",
                field=field,
                position=at + 1,
            ),
            position=at,
        )
    return _Item(value, field, match["minus"] is not None, quoted, start), end


def _quotation(text: str, start: int, opening: str, typing: bool) -> tuple[str, int]:
    """Return what is quoted from `start` on, and where the quotation ends."""
    for end in range(start, len(text)):
        if text[end] in _CLOSING[opening]:
            return text[start:end], end + 1
    if typing:
        return text[start:], len(text)
    raise QuerySyntaxError(
        message(
            "The quotation mark at character {position} is never closed.",
            position=start,
        ),
        position=start - 1,
    )


def _unknown_field(field: str, position: int) -> QuerySyntaxError:
    """Return the error for a filter that does not exist."""
    return QuerySyntaxError(
        message(
            "There is no filter “{field}:” (character {position}); "
            "there are tag:, type: and lang:.",
            field=field,
            position=position + 1,
        ),
        position=position,
    )
