"""What parsers complain about is said in words of our own, which have Chinese."""

import csv
import io
import json

import pytest
import yaml

from instrstudio.domain.wording import Message
from instrstudio.formats.reading.parser_words import (
    csv_reason,
    json_reason,
    yaml_reason,
)

LOADERS = [
    loader
    for name in ("SafeLoader", "CSafeLoader")
    if (loader := getattr(yaml, name, None)) is not None
]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[1, ", "a value is missing"),
        ("{a: 1}", "a key in double quotes is missing"),
        ('{"a" 1}', "a colon is missing"),
        ("[1 2]", "a comma is missing"),
        ('["a', "a text is not closed"),
        (r'["\x"]', "an escape is wrong"),
        (r'["\u12"]', "an escape is wrong"),
        ('["a\nb"]', "a control character stands in a text"),
        ("[] []", "something follows its end"),
    ],
)
def test_json(text: str, words: str) -> None:
    with pytest.raises(json.JSONDecodeError) as caught:
        json.loads(text)
    for said in (caught.value.msg, str(caught.value)):
        reason = json_reason(said)
        assert isinstance(reason, Message)
        assert str(reason) == words


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a: b: c", "a sign cannot stand there"),
        ("a: @b", "a sign cannot stand there"),
        ("[a, b", "a comma or a closing bracket is missing"),
        ("- a\n b: c\n- d", "a sign cannot stand there"),
        ("a: 1\n- b", "the indentation is wrong"),
        ('"abc', "a text is not closed"),
        (r'"\q"', "an escape is wrong"),
        ("*a", "a reference leads nowhere"),
        ("!x 1", "the tag “!x” is not known"),
        ("{[a]: 1}", "a key is no text"),
        ("a\nb: 1\nc", "a sign cannot stand there"),
    ],
)
def test_yaml(loader: type, text: str, words: str) -> None:
    with pytest.raises(yaml.MarkedYAMLError) as caught:
        yaml.load(text, loader)  # both are safe ones
    reason = yaml_reason(str(caught.value.problem))
    assert isinstance(reason, Message), caught.value.problem
    assert str(reason) == words


def test_tables() -> None:
    limit = csv.field_size_limit(5)
    try:
        with pytest.raises(csv.Error) as caught:
            list(csv.reader(io.StringIO("abcdefgh")))
    finally:
        csv.field_size_limit(limit)
    assert str(csv_reason(str(caught.value))) == "a cell is too long"


def test_what_is_not_known_stays() -> None:
    assert json_reason("Something new") == "something new"
    assert yaml_reason("") == ""
