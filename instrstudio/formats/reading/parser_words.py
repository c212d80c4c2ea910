"""What parsers complain about, in words of our own: theirs know no Chinese.

A complaint that is not known is left as the parser said it.
"""

import re
from collections.abc import Callable, Mapping

from instrstudio.domain.wording import Message, Sentence, message

_TAG = re.compile("constructor for the tag '([^']*)'")
_Words = Mapping[str, Message]


def json_reason(complaint: str) -> Sentence:
    """Return what is wrong with a piece of JSON, by the beginning of a complaint."""
    return _reason(complaint, _json(), str.startswith)


def yaml_reason(complaint: str) -> Sentence:
    """Return what is wrong with a piece of YAML, by words in a complaint."""
    if tag := _TAG.search(complaint):
        return message("the tag “{tag}” is not known", tag=tag[1])
    return _reason(complaint, _yaml(), str.__contains__)


def csv_reason(complaint: str) -> Sentence:
    """Return what is wrong with a row of a table, by words in a complaint."""
    return _reason(complaint, _csv(), str.__contains__)


def _reason(
    complaint: str, known: _Words, fits: Callable[[str, str], bool]
) -> Sentence:
    """Return the words for the first known complaint that fits."""
    for said, words in known.items():
        if fits(complaint, said):
            return words
    return complaint[:1].lower() + complaint[1:]


def _json() -> _Words:
    return {
        "Expecting value": message("a value is missing"),
        "Expecting property name": message("a key in double quotes is missing"),
        "Illegal trailing comma": message("a comma stands before a closing bracket"),
        "Expecting ':'": message("a colon is missing"),
        "Expecting ','": message("a comma is missing"),
        "Unterminated string": message("a text is not closed"),
        "Invalid \\": message("an escape is wrong"),
        "Invalid control character": message("a control character stands in a text"),
        "Extra data": message("something follows its end"),
    }


def _yaml() -> _Words:
    """Both the parser in Python and that in C, which word some things otherwise."""
    return {
        "cannot start any token": message("a sign cannot stand there"),
        "are not allowed": message("a sign cannot stand there"),
        "expected ':'": message("a colon is missing"),
        "expected ',' or": message("a comma or a closing bracket is missing"),
        "expected <block end>": message("the indentation is wrong"),
        "expected '-' indicator": message("the indentation is wrong"),
        "expected key": message("the indentation is wrong"),
        "unexpected end of stream": message("a text is not closed"),
        "unexpected document": message("a text is not closed"),
        "escape": message("an escape is wrong"),
        "undefined alias": message("a reference leads nowhere"),
        "not acceptable": message("a character is not allowed"),
        "unhashable key": message("a key is no text"),
    }


def _csv() -> _Words:
    return {
        "field larger": message("a cell is too long"),
        "NUL": message("it holds an empty character"),
        "unexpected end": message("a text is not closed"),
    }
