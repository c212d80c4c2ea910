"""How much has to be typed to make one text of another."""


def distance(given: str, wanted: str) -> int:
    """Return the Levenshtein distance in characters.

    Bit vectors over the whole of `given` (Myers, 1999, in the form of Hyyrö, 2003): a
    few operations on one long integer for each character of `wanted`.
    """
    if not given or not wanted:
        return len(given) or len(wanted)
    where: dict[str, int] = {}
    for at, letter in enumerate(given):
        where[letter] = where.get(letter, 0) | 1 << at
    mask, last = (1 << len(given)) - 1, 1 << len(given) - 1
    plus, minus, found = mask, 0, len(given)
    for letter in wanted:
        match = where.get(letter, 0)
        diagonal = (((match & plus) + plus) ^ plus) | match | minus
        right = minus | ~(diagonal | plus) & mask
        left = plus & diagonal
        found += bool(right & last) - bool(left & last)
        right, left = (right << 1 | 1) & mask, left << 1 & mask
        plus = left | ~(diagonal | right) & mask
        minus = right & diagonal
    return found


def effort(given: str, wanted: str) -> float:
    """Return the distance as a share of the longer text, in [0, 1]."""
    longest = max(len(given), len(wanted))
    return distance(given, wanted) / longest if longest else 0.0
