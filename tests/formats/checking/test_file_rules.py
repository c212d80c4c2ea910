"""Every sentence that a format can say about a row has an id that stays."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from instrstudio.formats import checking
from instrstudio.formats.checking.rules import NOTES, OTHER, SILENT, rule_of, rules

ROOM = Path(checking.__file__).parents[1]


def _texts(node: ast.expr) -> Iterator[str]:
    """Yield the sentences of an expression; a value in one is written “7”."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "message":
        (template,) = _texts(node.args[0])
        yield re.sub(r"\{[^}]*\}", "7", template)
    elif isinstance(node, ast.IfExp):
        yield from _texts(node.body)
        yield from _texts(node.orelse)


def _sentences() -> Iterator[tuple[str, str]]:
    """Yield each sentence about a row in the source of the room, with its place."""
    for path in sorted(ROOM.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            given = [k.value for k in node.keywords if k.arg == "rule"]
            if name in ("note", "_fault") and len(node.args) > 1:
                given.append(node.args[1])
            for value in given:
                for text in _texts(value):
                    yield f"{path.name}:{node.lineno}", text


def test_every_sentence_has_its_rule() -> None:
    found = {
        text: place
        for place, text in _sentences()
        if text and not text.startswith("7;") and text not in set(rules())
    }
    assert len(found) > 50
    unknown = {text: place for text, place in found.items() if rule_of(text) == OTHER}
    assert not unknown


def test_a_sentence_of_a_stranger_is_other() -> None:
    assert rule_of("The moon is wrong") == OTHER
    assert rule_of("") == OTHER


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        ("The row is not valid JSON (line 3: a value is missing)", "json-invalid"),
        ("The file ends too early: the list is not closed", "file-cut-off"),
        ("The value is true or false, not a text", "not-a-text"),
        ("The value is a list", "list-for-text"),
        ("The instruction is empty in both languages", "instruction-empty"),
        (
            "The turns do not end with an answer, so LLaMA-Factory would not see the "
            "choice",
            "llamafactory-turns",
        ),
    ],
)
def test_rules_by_sentence(sentence: str, rule: str) -> None:
    assert rule_of(sentence) == rule


def test_ids_are_plain_and_the_sets_name_some_of_them() -> None:
    known = list(rules())
    assert len(known) == len(set(known))
    assert all(rule.replace("-", "").isalnum() and rule.islower() for rule in known)
    assert set(known) >= NOTES | SILENT
