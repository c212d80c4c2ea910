"""References as sacrebleu wants them."""

from collections.abc import Sequence


def streams(references: Sequence[Sequence[str]]) -> list[list[str | None]]:
    """Return one list for each number of a reference, with None where there is none.

    A text without any reference has one empty one.
    """
    most = max((len(own) for own in references), default=0)
    return [
        [own[k] if k < len(own) else None if own else "" for own in references]
        for k in range(max(1, most))
    ]
