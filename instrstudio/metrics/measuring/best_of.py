"""Several references: the one that a text is most like counts."""

from collections.abc import Callable, Sequence


def best_of(
    likeness: Callable[[str, str], float],
    texts: Sequence[str],
    references: Sequence[Sequence[str]],
) -> list[float]:
    """Return the highest likeness of each text to one of its references.

    A text without references gets 0.

    Raises:
        ValueError: There are not as many lists of references as texts.
    """
    return [
        max((likeness(text, reference) for reference in own), default=0.0)
        for text, own in zip(texts, references, strict=True)
    ]


def mean(values: Sequence[float]) -> float:
    """Return the mean; 0 of nothing."""
    return sum(values) / len(values) if values else 0.0
