"""Whether we find just what Tantivy finds, and who is right where we do not."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from instrstudio.services.workspace import Workspace

from .asked import Asked, Queries
from .cutting import has_phrase
from .ours import Ours
from .peers import Tantivy

COMPARED = ("rare", "common", "and3", "or3", "or3top", "phrase", "filter", "chinese")
_LOOKED_AT = 300


@dataclass(frozen=True, slots=True)
class Agreement:
    """Queries of one class whose totals are equal.

    Of phrases that differ, the records that only one of the two finds are looked at:
    `right` of `disputed` are as we say.
    """

    asked: int
    equal: int
    right: int = 0
    disputed: int = 0


def agreements(
    workspace: Workspace, ours: Ours, rival: Tantivy, queries: Queries
) -> dict[str, Agreement]:
    """Compare the totals of all queries of the classes that mean the same to both."""
    return {
        kind: _agreement(workspace, ours, rival, queries[kind])
        for kind in COMPARED
        if kind in queries
    }


def _agreement(
    workspace: Workspace, ours: Ours, rival: Tantivy, asked: Sequence[Asked]
) -> Agreement:
    """Compare one class."""
    equal = right = disputed = 0
    for one in asked:
        total = rival.total(one)
        if _total(ours, one) == total:
            equal += 1
        elif one.shape == "phrase":
            mine = {hit.id for hit in ours.found(one, limit=10**9).hits}
            others = rival.all_ids(one)
            looked = sorted(mine ^ others)[:_LOOKED_AT]
            right += _right(workspace, one, mine, looked)
            disputed += len(looked)
    return Agreement(len(asked), equal, right, disputed)


def _total(ours: Ours, asked: Asked) -> int:
    """Return how many records have all that was asked for."""
    found = ours.found(asked)
    return 0 if found.similar else found.total


def _right(
    workspace: Workspace, asked: Asked, mine: set[int], looked: Iterable[int]
) -> int:
    """Return for how many records our answer is what the text says."""
    records = workspace.store.records.page(list(looked))
    return sum(has_phrase(r, asked.terms) == (r.id in mine) for r in records)
