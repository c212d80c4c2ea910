"""Turns a pattern into Jinja2's tree, or says in words and with a column why not."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from jinja2 import TemplateSyntaxError, nodes
from jinja2.lexer import Token as JinjaToken
from jinja2.lexer import TokenStream
from jinja2.parser import Parser

from instrstudio.domain.errors import TemplateError
from instrstudio.domain.wording import Message, message
from instrstudio.templates import limits
from instrstudio.templates.places import (
    OPENERS,
    Token,
    Tokens,
    inside,
    line_and_column,
    tokens_of,
)
from instrstudio.templates.sandbox import environment

FULL_WIDTH = {
    "，": ",", "（": "(", "）": ")", "：": ":", "“": '"', "”": '"', "‘": "'", "’": "'",
    "｜": "|", "【": "[", "】": "]", "＝": "=", "！": "!", "。": ".",
}  # fmt: skip
"""Punctuation of a Chinese keyboard and what is meant inside a tag."""

REFUSED = {
    "include", "import", "from", "extends", "block", "macro", "call", "filter",
    "autoescape", "do",
}  # fmt: skip
"""Tags that make no sense for one text, or hide where its words come from."""

_BLOCKS = ("if", "for", "with", "set")


def normalised(pattern: str) -> str:
    """Return `pattern` with bare line feeds, as all positions count it."""
    return pattern.replace("\r\n", "\n").replace("\r", "\n")


def parse(pattern: str) -> nodes.Template:
    """Return the tree of a normalised pattern.

    Raises:
        TemplateError: It cannot be read; carries line and column.
    """
    if len(pattern) > limits.PATTERN_LIMIT:
        raise TemplateError(
            message(
                "The template is longer than {limit} characters.",
                limit=limits.PATTERN_LIMIT,
            )
        )
    try:
        tokens = tokens_of(pattern)
        _check_tags(pattern, tokens)
        tree = _parsed(pattern, tokens)
        recursive = any(loop.recursive for loop in tree.find_all(nodes.For))
    except (RecursionError, ValueError, OverflowError) as error:
        raise TemplateError(
            message("The template is too deeply nested or has too large a number.")
        ) from error
    for token, kind in unknown_words(tokens.all):
        raise fault(pattern, token.start, unknown_word(token, kind))
    if recursive:
        raise TemplateError(message("Loops that call themselves are not allowed."))
    return tree


def fault(pattern: str, at: int, sentence: Message) -> TemplateError:
    """Return an error about the position `at` of `pattern`."""
    line, column = line_and_column(pattern, at)
    return TemplateError(sentence, line=line, column=column)


def _check_tags(pattern: str, tokens: Tokens) -> None:
    """Refuse what cannot be cut into tokens, and tags that are never closed."""
    open_tag: Token | None = None
    for token in tokens.all:
        if token.kind in OPENERS:
            open_tag = token
        elif token.kind in OPENERS.values():
            open_tag = None
        elif open_tag and pattern[token.start : token.start + 2] in ("{{", "{%"):
            raise _unclosed(pattern, open_tag)  # the next tag begins already
    if tokens.error:
        raise _lexical(pattern, tokens, open_tag) from tokens.error
    if open_tag:
        raise _unclosed(pattern, open_tag)
    _check_blocks(pattern, tokens)


def _unclosed(pattern: str, tag: Token) -> TemplateError:
    """Return the error that `tag` is never closed."""
    return fault(
        pattern, tag.start, message("“{tag}” is never closed.", tag=tag.text.rstrip())
    )


def _lexical(pattern: str, tokens: Tokens, tag: Token | None) -> TemplateError:
    """Return the error of a character that means nothing inside a tag."""
    at = tokens.all[-1].end if tokens.all else 0
    if "comment" in str(tokens.error) or "raw" in str(tokens.error):
        at = max(pattern.find("{#", at), pattern.find("{%", at), 0)
        return fault(pattern, at, message("A tag is never closed."))
    at += len(pattern[at:]) - len(pattern[at:].lstrip())
    if tag is None or at >= len(pattern):
        start = tag.start if tag else 0
        return fault(pattern, start, message("A tag is never closed."))
    character = pattern[at]
    if character in FULL_WIDTH:
        return fault(
            pattern,
            at,
            message(
                "“{character}” is Chinese punctuation; inside a tag write “{fix}”.",
                character=character,
                fix=FULL_WIDTH[character],
            ),
        )
    if character in "\"'":
        return fault(pattern, at, message("A quotation mark is never closed."))
    return fault(
        pattern,
        at,
        message("“{character}” is out of place inside a tag.", character=character),
    )


def _check_blocks(pattern: str, tokens: Tokens) -> None:
    """Refuse blocks that are never closed and ends without a beginning."""
    stack: list[tuple[str, Token]] = []
    for name, tag, opens in _block_tags(tokens.all):
        if name in REFUSED:
            raise fault(
                pattern,
                tag.start,
                message("The tag “{name}” is not used in templates.", name=name),
            )
        if opens:
            stack.append((name, tag))
        elif name.startswith("end"):
            if not stack or "end" + stack[-1][0] != name:
                raise fault(
                    pattern,
                    tag.start,
                    message("“{name}” closes nothing that is open.", name=name),
                )
            stack.pop()
    if stack:
        name, tag = stack[-1]
        raise fault(
            pattern,
            tag.start,
            message(
                "“{name}” is never closed: add “{end}”.",
                name=name,
                end="{% end" + name + " %}",
            ),
        )


def _block_tags(tokens: Iterable[Token]) -> Iterator[tuple[str, Token, bool]]:
    """Yield name, opening token, and whether it opens a block, of each block tag."""
    tag: Token | None = None
    name, opens = "", False
    for token in tokens:
        if token.kind == "block_begin":
            tag, name = token, ""
        elif tag and token.kind == "block_end":
            if name:
                yield name, tag, opens
            tag = None
        elif tag and not token.ignored:
            if not name:
                name, opens = token.text, token.text in _BLOCKS
            elif name == "set" and token.text == "=":
                opens = False  # {% set x = … %} has no end


def _parsed(pattern: str, tokens: Tokens) -> nodes.Template:
    """Return the tree; on an error find the token at which the parser stopped."""
    seen = [token for token in tokens.all if not token.ignored]
    counter = _Counter(pattern)
    parser = Parser(environment(), "")
    parser.stream = TokenStream(iter(counter), None, None)
    try:
        return parser.parse()
    except TemplateSyntaxError as error:
        stopped = seen[min(max(counter.count - 1, 0), len(seen) - 1)]
        for token in reversed(seen[max(counter.count - 3, 0) : counter.count]):
            if token.text == str(parser.stream.current.value):
                stopped = token
                break
        raise fault(pattern, stopped.start, _in_words(error, stopped)) from error


class _Counter:
    """Counts the tokens that a parser takes from a pattern."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self.count = 0

    def __iter__(self) -> Iterator[JinjaToken]:
        lexer: Any = environment().lexer
        for token in lexer.wrap(lexer.tokeniter(self._pattern, None)):
            self.count += 1
            yield token


def _in_words(error: TemplateSyntaxError, stopped: Token) -> Message:
    """Return a sentence for the parser's message."""
    if stopped.kind.endswith("_end"):
        return message(
            "Something is missing before “{token}”.", token=stopped.text.strip()
        )
    if (error.message or "").startswith("Encountered unknown tag"):
        return message("There is no tag “{name}”.", name=stopped.text)
    return message("“{token}” is out of place here.", token=stopped.text)


def unknown_words(tokens: Sequence[Token]) -> Iterator[tuple[Token, str]]:
    """Yield the names of filters and tests that do not exist, with which it is."""
    known = environment()
    previous = before = ""
    for _index, token in inside(tokens):
        if token.kind == "name":
            is_test = previous == "is" or (before, previous) == ("is", "not")
            if previous == "|" and token.text not in known.filters:
                yield token, "filter"
            elif is_test and token.text not in known.tests and token.text != "not":
                yield token, "test"
        before, previous = previous, token.text


def unknown_word(token: Token, kind: str) -> Message:
    """Return the sentence for a filter or test that does not exist."""
    if kind == "filter":
        return message("There is no filter “{name}”.", name=token.text)
    return message("There is no test “{name}”.", name=token.text)
