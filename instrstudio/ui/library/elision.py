"""One line of a long text, cut so that the first thing looked for can be seen."""

from collections.abc import Callable, Sequence

Ranges = Sequence[tuple[int, int]]
ELLIPSIS = "…"
LEAD = 12
"""Characters kept in front of the first match where the beginning is cut away."""
_LONGEST = 400
_LINE_BREAKS = str.maketrans("\n\r\t\u2028\u2029", "     ")


def one_line(text: str) -> str:
    """Return the beginning of `text` with blanks for line breaks; offsets stay."""
    return text.translate(_LINE_BREAKS)


def elided(
    text: str, ranges: Ranges, width: float, measure: Callable[[str], float]
) -> tuple[str, list[tuple[int, int]]]:
    """Cut `text` to `width` so that the first of `ranges` is in what is left.

    Args:
        text: One line.
        ranges: Matches [start, end) in code points, in order.
        width: What there is room for, in the unit of `measure`.
        measure: Returns how wide a text is.

    Returns:
        The line with “…” where something was cut, and the matches moved to it.
    """
    skipped, lead = 0, ""
    if ranges and measure(text[: ranges[0][1]] + ELLIPSIS) > width:
        skipped = max(0, ranges[0][0] - LEAD)
        lead = ELLIPSIS if skipped else ""
    shown = lead + text[skipped : skipped + _LONGEST]
    if measure(shown) > width or skipped + _LONGEST < len(text):
        shown = _cut(shown, width, measure)
    moved = []
    for start, end in ranges:
        left = start - skipped + len(lead)
        right = min(end - skipped + len(lead), len(shown))
        if len(lead) <= left < right:
            moved.append((left, right))
    return shown, moved


def _cut(text: str, width: float, measure: Callable[[str], float]) -> str:
    """Return the longest beginning of `text` that fits with “…” after it."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if measure(text[:middle].rstrip() + ELLIPSIS) <= width:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + ELLIPSIS
