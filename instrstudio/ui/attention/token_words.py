"""Finds the pieces of a token sequence in its text; parts of characters are joined."""

from collections.abc import Sequence

PART = "\ufffd"
"""How a token that is only a part of a character is written."""

Place = tuple[int, int, list[int]]
"""Start and end in the text, and the numbers of the tokens that stand there."""


def placed(tokens: Sequence[str], text: str) -> list[Place]:
    """Return where the tokens stand in `text`, in order and without a gap.

    A run of parts of characters is one place: what it says is what `text` has between
    the whole tokens around it.
    """
    out: list[Place] = []
    run: list[int] = []
    at = 0
    for number, token in enumerate(tokens):
        if PART in token:
            run.append(number)
            continue
        start, end = _found(token, text, at)
        if run:
            out.append((at, start, run))
            run = []
        elif out and start > at:
            out[-1] = (out[-1][0], start, out[-1][2])
        out.append((start, end, [number]))
        at = end
    if run:
        out.append((at, len(text), run))
    return out


def _found(token: str, text: str, at: int) -> tuple[int, int]:
    """Return where `token` stands from `at` on; nowhere is an empty place."""
    for form in (token, token.strip()):
        start = text.find(form, at) if form else -1
        if start >= 0:
            return start, start + len(form)
    return at, at


def joined(tokens: Sequence[str], text: str) -> list[tuple[str, list[int]]]:
    """Return labels with the numbers of their tokens; a run of parts is one label."""
    out = []
    for start, end, numbers in placed(tokens, text):
        if PART in tokens[numbers[0]]:
            out.append((text[start:end].strip() or PART, numbers))
        else:
            out.append((tokens[numbers[0]], numbers))
    return out
