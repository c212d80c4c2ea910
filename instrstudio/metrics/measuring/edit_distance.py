"""How many characters have to be typed, deleted or replaced to get another text."""

from collections.abc import Sequence


def edit_distance(a: Sequence[str], b: Sequence[str]) -> int:
    """Return the Levenshtein distance of two texts in characters, or of two in words.

    Bit-parallel (Myers 1999 in the form of Hyyrö 2003, “A bit-vector algorithm for
    computing Levenshtein and Damerau edit distances”): a column of the table is two
    integers, the places where it grows and where it falls. ``len(b)`` steps of a few
    operations on ``len(a)`` bits each.
    """
    if not a:
        return len(b)
    places: dict[str, int] = {}
    for i, character in enumerate(a):
        places[character] = places.get(character, 0) | 1 << i
    full = (1 << len(a)) - 1
    last = 1 << len(a) - 1
    grows, falls, distance = full, 0, len(a)
    for character in b:
        here = places.get(character, 0)
        same = (((here & grows) + grows) ^ grows) | here | falls
        up = falls | (full & ~(same | grows))
        down = grows & same
        distance += bool(up & last) - bool(down & last)
        up = (up << 1 | 1) & full
        down = down << 1 & full
        grows = down | (full & ~(same | up))
        falls = up & same
    return distance


def edit_share(text: str, reference: str) -> float:
    """Return the distance as a share of the longer text, in [0, 1]."""
    longest = max(len(text), len(reference))
    return edit_distance(text, reference) / longest if longest else 0.0
