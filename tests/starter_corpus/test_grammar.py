"""Alternatives are drawn, names are filled, tokens are found."""

import random

from starter.grammar import TOKENS, drawn, named, names_in, tokens_needed

from instrstudio.analysis.delexical import PLACES


def test_one_alternative_is_drawn_also_of_nested_ones() -> None:
    texts = {drawn("a(b|c(d|e)|)f", random.Random(seed)) for seed in range(60)}
    assert texts == {"abf", "acdf", "acef", "af"}


def test_brackets_without_alternatives_stay() -> None:
    assert drawn("label it (yes, no)", random.Random(1)) == "label it (yes, no)"


def test_known_names_are_filled_and_others_stay() -> None:
    assert named("{in} to {else}", {"in": "text"}) == "text to {else}"
    assert names_in("{in} to {else}") == {"in", "else"}


def test_tokens_are_those_named_and_those_written() -> None:
    assert tokens_needed("{out} in <target_language>, {this}") == {
        "<output_form>",
        "<target_language>",
    }


def test_every_name_stands_for_a_token_the_model_knows() -> None:
    assert set(TOKENS.values()) <= set(PLACES)
