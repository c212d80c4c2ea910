"""The nearest records without those whose instruction must not be handed over."""

from collections.abc import Callable, Sequence, Set

from instrstudio.domain.language import normalised
from instrstudio.domain.query import RecordMatch

_FURTHER = 25


def others(
    nearest: Callable[[int], Sequence[RecordMatch]], limit: int, barred: Set[str]
) -> list[RecordMatch]:
    """Return the `limit` nearest records whose instruction is not among `barred`.

    A library may hold one instruction hundreds of times: where too few are left, it
    looks further. `barred` are texts as `normalised` makes them.
    """
    kept: list[RecordMatch] = []
    for looked_at in (2 * limit, _FURTHER * limit):
        found = nearest(looked_at)
        kept = [m for m in found if normalised(m.record.instruction) not in barred]
        if len(kept) >= limit or len(found) < looked_at:
            break
    return kept[:limit]
