"""What is learned from, validated on and tested on: by group, never by row.

Two rows are of one group if they have the same upstream task, or instructions that
begin with the same 12 words (Chinese characters; NFKC, lower case, no punctuation), or
the same input with the same output of 40 letters and more, in either language; and so
on from row to row. A beginning that more than 40 different instructions share is a
letterhead: such instructions are compared by their last 12 words.

The part of a group is a hash of its first key. Of the groups without a description
1 % are for validation and 1 % for the test; of those with one, which are few, 3 % and
8 %. A row in neither English nor Chinese is left out.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from instrstudio.domain.language import normalised, units

from .rows import LANGUAGES, Row, hashed

COMPARED = 12
LETTERHEAD = 40
TELLING_OUTPUT = 40
TRAIN, VALIDATION, TEST = "train", "validation", "test"
PARTS = (TRAIN, VALIDATION, TEST)
SHARES = {False: (0.01, 0.01), True: (0.03, 0.08)}
"""Of groups without and with a description: the shares of validation and test."""

UNDESCRIBED, DESCRIBED = 300, 150
"""How many items of a language are tested, at most."""


@dataclass(frozen=True, slots=True)
class Split:
    """The parts of the data; `groups` has the name of each row's group by its id."""

    train: tuple[Row, ...]
    validation: tuple[Row, ...]
    test: tuple[Row, ...]
    groups: dict[str, str]

    def part(self, name: str) -> tuple[Row, ...]:
        """Return the rows of a part."""
        return {TRAIN: self.train, VALIDATION: self.validation, TEST: self.test}[name]


class _Groups:
    """Keys that belong together (union by the smaller name, so order plays no part)."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def name(self, key: str) -> str:
        """Return the first key, by the alphabet, of the group of `key`."""
        above = self._above.setdefault(key, key)
        while above != key:
            self._above[key] = self._above[above]
            key, above = above, self._above[above]
        return key

    def join(self, keys: Sequence[str]) -> None:
        """Say that `keys` are of one group."""
        first, *others = sorted({self.name(key) for key in keys})
        for other in others:
            self._above[other] = first


def split(rows: Iterable[Row]) -> Split:
    """Divide the rows; the result depends on nothing but them."""
    everything = list(rows)
    groups = groups_of(everything)
    described = {groups[row.id] for row in everything if row.described}
    parts: dict[str, list[Row]] = {part: [] for part in PARTS}
    for row in everything:
        group = groups[row.id]
        parts[part_of(group, described=group in described)].append(row)
    return Split(
        tuple(parts[TRAIN]), tuple(parts[VALIDATION]), tuple(parts[TEST]), groups
    )


def groups_of(rows: Sequence[Row]) -> dict[str, str]:
    """Return the name of the group of each row, by the id of the row."""
    words = {row.id: tuple(units(row.instruction)) for row in rows}
    under: dict[tuple[str, ...], set[tuple[str, ...]]] = defaultdict(set)
    for said in words.values():
        under[said[:COMPARED]].add(said)
    groups, first = _Groups(), {}
    for row in rows:
        said = words[row.id]
        letterhead = len(under[said[:COMPARED]]) > LETTERHEAD
        keys = _keys(row, said, letterhead=letterhead)
        first[row.id] = keys[0]
        groups.join(keys)
    return {row: groups.name(key) for row, key in first.items()}


def _keys(row: Row, said: tuple[str, ...], *, letterhead: bool) -> list[str]:
    """Return what a row is grouped by."""
    compared = said[-COMPARED:] if letterhead else said[:COMPARED]
    keys = [f"{'end' if letterhead else 'begin'}:{' '.join(compared)}"]
    if row.task:
        keys.append(f"task:{row.source}:{row.task}")
    output = normalised(row.output)
    if len(output) >= TELLING_OUTPUT:
        keys.append(f"sample:{normalised(row.input)}:{output}")
    return keys


def part_of(group: str, *, described: bool) -> str:
    """Return the part that a group is in."""
    validation, test = SHARES[described]
    place = hashed(f"part:{group}") / 2**64
    if place < test:
        return TEST
    return VALIDATION if place < test + validation else TRAIN


def items_to_test(
    found: Split,
    language: str,
    undescribed: int = UNDESCRIBED,
    described: int = DESCRIBED,
) -> list[Row]:
    """Return what a language is tested on, the same rows every time.

    One row of each group comes before a second one of any; rows without a description
    are as the sources are distributed.
    """
    own = [row for row in found.test if row.language == language]
    chosen = []
    for has, most in ((False, undescribed), (True, described)):
        rows = [row for row in own if row.described == has]
        chosen += _spread(rows, found.groups)[:most]
    return chosen


def _spread(rows: Sequence[Row], groups: dict[str, str]) -> list[Row]:
    """Return rows by the hash of their ids, the first of each group before others."""
    taken: Counter[str] = Counter()
    ranked = []
    for row in sorted(rows, key=lambda row: hashed(f"item:{row.id}")):
        ranked.append((taken[groups[row.id]], row))
        taken[groups[row.id]] += 1
    return [row for _turn, row in sorted(ranked, key=lambda pair: pair[0])]


def counts(found: Split) -> dict[str, dict[str, int]]:
    """Return rows and groups of each part, by language and description."""
    table: dict[str, dict[str, int]] = {}
    for language in LANGUAGES:
        for has in (False, True):
            cells = {}
            for part in PARTS:
                rows = [
                    row
                    for row in found.part(part)
                    if (row.language, row.described) == (language, has)
                ]
                cells[part] = len(rows)
                cells[f"{part} groups"] = len({found.groups[row.id] for row in rows})
            kind = "with" if has else "without"
            table[f"{language}, {kind} description"] = cells
    return table
