"""Finds the pieces of a token sequence in its text; parts of characters are joined."""

from collections.abc import Sequence

PART = "\ufffd"
"""How a token that is only a part of a character is written."""

LONGEST = 24
"""Characters of a token that are shown in a line of text."""

Place = tuple[int, int, list[int]]
"""Start and end in the text, and the numbers of the tokens that stand there."""


def placed(tokens: Sequence[str], text: str) -> list[Place]:
    """Return where the tokens stand in `text`, in order and without a gap.

    A run of parts of characters is one place: what it says is what `text` has between
    the whole tokens around it. Where they make no characters, each is its own place.
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
            out += _of_parts(run, text, at, start)
            run = []
        elif out and start > at:
            out[-1] = (out[-1][0], start, out[-1][2])
        out.append((start, end, [number]))
        at = end
    return [*out, *_of_parts(run, text, at, len(text))] if run else out


def _of_parts(run: list[int], text: str, start: int, end: int) -> list[Place]:
    """Return the places of a run of parts that `text` has from `start` to `end`."""
    if PART not in text[start:end]:
        return [(start, end, run)]
    ends = [min(end, start + place) for place in range(1, len(run))] + [end]
    starts = [start, *ends[:-1]]
    return [(a, b, [number]) for a, b, number in zip(starts, ends, run, strict=True)]


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


def shown(token: str) -> str:
    """Return a token as it is put into a line: a blank is seen, a long one is cut."""
    bare = token.strip() or "␣"
    return bare if len(bare) <= LONGEST else f"{bare[: LONGEST - 1]}…"
