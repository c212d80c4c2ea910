"""Joins the pieces of a token sequence that are parts of characters."""

from collections.abc import Sequence

PART = "\ufffd"
"""How a token that is only a part of a character is written."""


def joined(tokens: Sequence[str], text: str) -> list[tuple[str, list[int]]]:
    """Return labels with the places of their tokens; a run of parts is one label.

    What a run of parts says is read off `text`, between the whole tokens around it.
    """
    out: list[tuple[str, list[int]]] = []
    run: list[int] = []
    at = 0
    for place, token in enumerate(tokens):
        if PART in token:
            run.append(place)
            continue
        found = text.find(token.strip(), at) if token.strip() else at
        if run:
            between = text[at:found].strip() if found >= at else ""
            out.append((between or PART, run))
            run = []
        out.append((token, [place]))
        if found >= at:
            at = found + len(token.strip())
    if run:
        out.append((text[at:].strip() or PART, run))
    return out
