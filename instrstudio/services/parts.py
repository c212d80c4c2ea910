"""Splits records into parts so that no instruction stands in two of them.

A group is all records of one instruction, compared without case, white space and
punctuation; the Chinese and the English form of one pair belong to one group as well. A
lot decides where a group goes: it depends on the instruction and the seed alone, never
on the order of the records. Groups may be joined, as for records that are nearly alike.
"""

from array import array
from collections import Counter
from collections.abc import Sequence
from hashlib import blake2b

from instrstudio.domain.language import normalised
from instrstudio.domain.record import Record
from instrstudio.domain.transfer_plan import TEST, TRAIN, VALIDATION

_BYTES = 8


class Groups:
    """The groups of records, in the order in which the records are added."""

    def __init__(self) -> None:
        self._keys = array("Q")
        self._of_pair: dict[str, int] = {}
        self._joined: dict[int, int] = {}

    def add(self, record: Record) -> None:
        """Note the group of one more record."""
        key = key_of(record.instruction)
        self._keys.append(key)
        if record.pair:
            self._join(key, self._of_pair.setdefault(record.pair, key))

    def join(self, places: Sequence[int]) -> None:
        """Make one group of those of some records, named by the order of adding."""
        for place in places[1:]:
            self._join(self._keys[places[0]], self._keys[place])

    def parts(
        self, validation: float, test: float, seed: int
    ) -> tuple[Sequence[str], dict[str, int]]:
        """Return the part of each record, and how many records each part has.

        The shares are met as nearly as whole groups allow. A part that is asked for
        gets a group if there are enough of them.
        """
        groups = Counter(self._root(key) for key in self._keys)
        order = sorted(groups, key=lambda key: _lot(key, seed))
        total, place = len(self._keys), {}
        waiting = [
            (part, share * total)
            for part, share in ((TEST, test), (VALIDATION, validation))
            if share > 0
        ]
        at = 0
        for number, (part, wanted) in enumerate(waiting):
            filled, later = 0, len(waiting) - number
            while at < len(order) - later:
                size = groups[order[at]]
                if filled and filled + size / 2 > wanted:
                    break
                place[order[at]] = part
                filled += size
                at += 1
        found = [place.get(self._root(key), TRAIN) for key in self._keys]
        return found, dict(Counter(found))

    def _root(self, key: int) -> int:
        """Return the key that stands for a group."""
        while (above := self._joined.get(key)) is not None:
            # halving the way keeps it short, however many are joined
            if (top := self._joined.get(above)) is not None:
                self._joined[key] = top
            key = above
        return key

    def _join(self, first: int, second: int) -> None:
        """Make two groups one; the smaller key stands for both, in any order."""
        low, high = sorted((self._root(first), self._root(second)))
        if low != high:
            self._joined[high] = low


def key_of(instruction: str) -> int:
    """Return a number for an instruction, the same for all ways of writing it."""
    text = normalised(instruction) or instruction.strip()
    data = text.encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(data, digest_size=_BYTES).digest(), "big")


def _lot(key: int, seed: int) -> bytes:
    """Return the lot of a group."""
    return blake2b(f"{seed}:{key}".encode(), digest_size=_BYTES).digest()
