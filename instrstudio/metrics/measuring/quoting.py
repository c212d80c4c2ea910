"""How much of a text stands, word for word, in another."""

from instrstudio.domain.language import length_of

_RUN = 6
"""Words (or Chinese characters) in a row that count as quoted."""


def quoted_share(text: list[str], said: list[str], allowed: str) -> float:
    """Return the share of `text` that stands in `said` in runs of `_RUN` or more.

    A text shorter than a run leaks only as a whole, and only if it says something: a
    single word may well be part of an instruction.
    """
    if length_of(" ".join(text)) < 2:
        return 0.0
    run = min(_RUN, len(text))
    if run < _RUN and len(text) < 3:
        return 0.0
    grams = {tuple(said[i : i + run]) for i in range(len(said) - run + 1)}
    hits = [
        i
        for i in range(len(text) - run + 1)
        if tuple(text[i : i + run]) in grams
        and " ".join(text[i : i + run]) not in allowed
    ]
    covered = {position for i in hits for position in range(i, i + run)}
    return len(covered) / len(text)
