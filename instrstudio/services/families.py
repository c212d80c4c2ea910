"""Which instructions belong together, so that none is learned while its like is tested.

A family is all lessons of one instruction, compared without case, white space and
punctuation, and of what was made from it: a paraphrase is not held out while what it
paraphrases is learned. A lot decides whether a family is held out. It depends on the
instruction that the family began with, and where families turn out to be one, the
highest lot counts: nothing that was learned is held out in a library that has grown.
"""

from collections.abc import Iterable, Sequence
from hashlib import blake2b
from typing import Generic, TypeVar

from instrstudio.domain.language import normalised
from instrstudio.domain.record import Record
from instrstudio.services.workspace import Workspace

MemberT = TypeVar("MemberT")


class Families(Generic[MemberT]):
    """Families of members, each added with its instruction and that of its origin."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}
        self._members: dict[str, list[MemberT]] = {}
        self._origins: dict[str, None] = {}

    def add(self, member: MemberT, instruction: str, origin: str = "") -> None:
        """Add a member; without `origin` its family began with it."""
        key = normalised(instruction)
        first = normalised(origin) or key
        self._members.setdefault(key, []).append(member)
        self._origins[first] = None
        one, other = self._root(first), self._root(key)
        if one != other:
            self._above[other] = one

    def drawn(self) -> list[tuple[float, list[MemberT]]]:
        """Return each family with its lot in [0, 1), the lowest first."""
        found: dict[str, list[MemberT]] = {}
        for key, members in self._members.items():
            found.setdefault(self._root(key), []).extend(members)
        lots = dict.fromkeys(found, 0.0)
        for origin in self._origins:
            root = self._root(origin)
            lots[root] = max(lots[root], lot(origin))
        return sorted(
            ((lots[root], members) for root, members in found.items()),
            key=lambda family: family[0],
        )

    def _root(self, key: str) -> str:
        """Return the key that stands for a family."""
        while (above := self._above.get(key)) is not None:
            if (top := self._above.get(above)) is not None:
                self._above[key] = top  # halving the way keeps it short
            key = above
        return key


class Origins:
    """Says with which instruction a record of the library began."""

    def __init__(self, workspace: Workspace) -> None:
        self._records = workspace.store.records
        self._known: dict[int, str] = {}

    def of(self, record: Record) -> str:
        """Return the instruction of the first record a record was made from.

        It is empty for a record that was made from none. Where that first record is
        gone, all that was made from it still has one origin.
        """
        way: list[int] = []
        above, text = record.parent, ""
        while above is not None and above not in way:
            if above in self._known:
                text = self._known[above]
                break
            way.append(above)
            found = self._records.find(above)
            text = found.instruction if found else f"record {above}"
            above = found.parent if found else None
        self._known |= dict.fromkeys(way, text)
        return text


def lot(key: str) -> float:
    """Return the lot of an instruction in [0, 1): the lowest are held out."""
    return int.from_bytes(blake2b(key.encode(), digest_size=6).digest(), "big") / 2**48


def flat(families: Iterable[tuple[float, Sequence[MemberT]]]) -> tuple[MemberT, ...]:
    """Return the members of some families in a row."""
    return tuple(member for _lot, members in families for member in members)
