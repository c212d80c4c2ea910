"""Draws samples that suit a scenario: composed documents, or pairs from the banks."""

import random

from instrstudio.domain.task import Example
from starter.documents import VIEWS, compose, fillers, read
from starter.grammar import drawn, named


def sample(chance: random.Random, sources: tuple[str, ...], language: str) -> Example:
    """Return one sample from one of `sources`, empty where there are none.

    A source is ``kind/view`` of a document (“news/summary”), or the name of a bank.
    """
    if not sources:
        return Example()
    source = chance.choice(sources)
    if "/" in source:
        domain, view = source.split("/")
        return VIEWS[view](compose(chance, domain)[language], chance)
    rows = read(f"banks_{language}")[source]
    given, wanted = chance.choice(rows)
    words = fillers(chance)[language]
    is_code = source.startswith("code")
    given = given if is_code else drawn(given, chance)
    wanted = wanted if is_code else drawn(wanted, chance)
    return Example(input=named(given, words), output=named(wanted, words))


def shortened(chance: random.Random, examples: list[Example]) -> tuple[Example, ...]:
    """Return the samples whole, or their inputs or outputs alone."""
    kept = [e for e in dict.fromkeys(examples) if e.input or e.output]
    how = chance.random()
    if how < 0.12 and all(e.input for e in kept):
        return tuple(Example(input=e.input) for e in kept[:1])
    if how < 0.3 and all(e.output for e in kept):
        return tuple(Example(output=e.output) for e in kept[:1])
    return tuple(kept)
