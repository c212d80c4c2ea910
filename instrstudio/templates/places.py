"""Where in a pattern its tokens stand: Jinja2 knows lines only, people want columns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jinja2 import TemplateSyntaxError
from jinja2.lexer import ignored_tokens

from instrstudio.templates.sandbox import environment

OPENERS = {"variable_begin": "variable_end", "block_begin": "block_end"}


@dataclass(frozen=True, slots=True)
class Token:
    """A token of a pattern and its range [start, end) in it."""

    kind: str
    text: str
    start: int
    end: int

    @property
    def ignored(self) -> bool:
        """Whether the parser never sees it."""
        return self.kind in ignored_tokens


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a pattern, up to `error` if there is one."""

    all: tuple[Token, ...]
    error: TemplateSyntaxError | None = None


def tokens_of(pattern: str) -> Tokens:
    """Cut `pattern` (with bare line feeds) into tokens with their places.

    Tokens come in order and nothing but white space is dropped between them, so each
    is the next occurrence of its text.
    """
    found: list[Token] = []
    at = 0
    try:
        for _line, kind, text in environment().lex(pattern):
            start = pattern.index(text, at)
            at = start + len(text)
            found.append(Token(kind, text, start, at))
    except TemplateSyntaxError as error:
        return Tokens(tuple(found), error)
    return Tokens(tuple(found))


def line_and_column(pattern: str, at: int) -> tuple[int, int]:
    """Return line and column, from 1, of the position `at`."""
    before = pattern[:at]
    return before.count("\n") + 1, at - (before.rfind("\n") + 1) + 1


def inside(tokens: Sequence[Token]) -> Iterator[tuple[int, Token]]:
    """Yield the tokens inside tags that mean something, with their index."""
    depth = False
    for index, token in enumerate(tokens):
        if token.kind in OPENERS:
            depth = True
        elif token.kind in OPENERS.values():
            depth = False
        elif depth and not token.ignored:
            yield index, token


def regions(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """Return the ranges of literals and ``{{ … }}`` in the order they stand."""
    found: list[tuple[int, int]] = []
    start = -1
    for token in tokens:
        if token.kind == "data":
            found.append((token.start, token.end))
        elif token.kind == "variable_begin":
            start = token.start
        elif token.kind == "variable_end":
            # a trimming end takes the white space behind it along
            end = token.start + len(token.text.rstrip())
            found.append((start, end))
    return found
