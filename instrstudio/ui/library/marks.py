"""Which rows are marked, without a list of ids where all of a million are."""

from collections.abc import Iterable, Sequence


class Marks:
    """A set of ids, or everything but a set of ids."""

    def __init__(self) -> None:
        self.everything = False
        self._ids: set[int] = set()

    def __contains__(self, record_id: int) -> bool:
        return (record_id in self._ids) != self.everything

    def count(self, total: int) -> int:
        """Return how many of `total` rows are marked."""
        return total - len(self._ids) if self.everything else len(self._ids)

    def toggle(self, record_id: int) -> None:
        """Mark an id, or take its mark away."""
        self._ids ^= {record_id}

    def mark(self, record_ids: Iterable[int]) -> None:
        """Mark `record_ids`."""
        if self.everything:
            self._ids.difference_update(record_ids)
        else:
            self._ids.update(record_ids)

    def mark_everything(self) -> None:
        """Mark every row there is."""
        self.everything = True
        self._ids.clear()

    def clear(self) -> None:
        """Take all marks away."""
        self.everything = False
        self._ids.clear()

    def copy(self) -> "Marks":
        """Return the same marks, on their own."""
        marks = Marks()
        marks.everything, marks._ids = self.everything, set(self._ids)
        return marks

    def of(self, ids: Sequence[int]) -> list[int]:
        """Return the marked ones among `ids`, in their order."""
        return [record_id for record_id in ids if record_id in self]
