"""What the parts of a pattern are, line by line, for colouring it while it is typed.

Works on unfinished and broken text, needs nothing but one line and what the line
before left open, and imports neither Jinja2 nor anything else of weight.
"""

import re

TEXT, PRINT, TAG, COMMENT = range(4)
"""What a line can begin inside of; `TEXT` is the state before the first line."""

DELIMITER = "delimiter"
KEYWORD = "keyword"
NAME = "name"
FILTER = "filter"
STRING = "string"
NUMBER = "number"
OPERATOR = "operator"
REMARK = "comment"
KINDS = (DELIMITER, KEYWORD, NAME, FILTER, STRING, NUMBER, OPERATOR, REMARK)

KEYWORDS = frozenset(
    (
        *("if", "elif", "else", "endif", "for", "in", "endfor", "set", "endset"),
        *("with", "endwith", "raw", "endraw", "not", "and", "or", "is", "true"),
        *("false", "none", "loop"),
    )
)

_OPEN = re.compile(r"\{\{-?|\{%[-+]?|\{#-?")
_STATES = {"{{": PRINT, "{%": TAG, "{#": COMMENT}
_CLOSE = {PRINT: re.compile(r"-?\}\}"), TAG: re.compile(r"[-+]?%\}")}
_COMMENT_END = re.compile(r"-?#\}")
_TOKEN = re.compile(
    r"""(?P<string>"(?:\\.|[^"\\])*"?|'(?:\\.|[^'\\])*'?)"""
    r"|(?P<number>\d[\d_]*(?:\.\d+)?)"
    r"|(?P<name>[^\W\d]\w*)"
    r"|(?P<operator>[^\s\w])"
)


def tokens(line: str, state: int = TEXT) -> tuple[list[tuple[int, int, str]], int]:
    """Return ``(start, length, kind)`` of what is no plain text, and the next state.

    Args:
        line: One line without its line feed.
        state: What the line before returned; `TEXT` for the first.
    """
    found: list[tuple[int, int, str]] = []
    at = 0
    while at < len(line):
        if state == TEXT:
            opened = _OPEN.search(line, at)
            if opened is None:
                break
            state = _STATES[opened[0][:2]]
            if state != COMMENT:
                found.append((opened.start(), len(opened[0]), DELIMITER))
                at = opened.end()
                continue
            at = opened.start()
        if state == COMMENT:
            ended = _COMMENT_END.search(line, at)
            end = ended.end() if ended else len(line)
            found.append((at, end - at, REMARK))
            at, state = end, TEXT if ended else COMMENT
        else:
            at, state = _inside(line, at, state, found)
    return found, state


def _inside(
    line: str, at: int, state: int, found: list[tuple[int, int, str]]
) -> tuple[int, int]:
    """Add the tokens of a tag from `at` on; return where it ends and what follows."""
    previous = ""
    while at < len(line):
        if line[at].isspace():
            at += 1
            continue
        closed = _CLOSE[state].match(line, at)
        if closed:
            found.append((at, len(closed[0]), DELIMITER))
            return closed.end(), TEXT
        token = _TOKEN.match(line, at)
        if token is None:
            at += 1
            continue
        found.append((at, len(token[0]), _kind(token, previous)))
        previous = token[0]
        at = token.end()
    return at, state


def _kind(token: re.Match[str], previous: str) -> str:
    """Return the kind of a token that stands behind `previous`."""
    kind = str(token.lastgroup)
    if kind == NAME and previous == "|":
        return FILTER
    if kind == NAME and previous != "." and token[0].lower() in KEYWORDS:
        return KEYWORD
    return kind
