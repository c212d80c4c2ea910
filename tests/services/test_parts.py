"""A split never puts one instruction in two parts, and depends on nothing but it."""

from collections import defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from instrstudio.domain.record import Record
from instrstudio.services.parts import Groups, key_of

TEXT = st.sampled_from([f"Say {n}." for n in range(12)] + ["say 1", "SAY  2！", "说三"])
RECORD = st.builds(
    Record, instruction=TEXT, pair=st.sampled_from(["", "", "", "p", "q", "r"])
)


def _parts(
    records: list[Record], validation: float, test: float, seed: int = 0
) -> tuple[list[str], dict[str, int]]:
    groups = Groups()
    for record in records:
        groups.add(record)
    parts, counts = groups.parts(validation, test, seed)
    return list(parts), counts


@settings(deadline=None, max_examples=60)
@given(st.lists(RECORD, max_size=40), st.integers(0, 9), st.randoms())
def test_no_leak_and_any_order(
    records: list[Record], seed: int, chance: object
) -> None:
    parts, counts = _parts(records, 0.2, 0.2, seed)
    assert sum(counts.values()) == len(records)
    where: defaultdict[object, set[str]] = defaultdict(set)
    for record, part in zip(records, parts, strict=True):
        where[key_of(record.instruction)].add(part)
        if record.pair:
            where[record.pair].add(part)
    assert all(len(found) == 1 for found in where.values())
    order = list(range(len(records)))
    chance.shuffle(order)  # type: ignore[attr-defined]  # a random.Random
    again, _ = _parts([records[at] for at in order], 0.2, 0.2, seed)
    assert [again[order.index(at)] for at in range(len(records))] == parts


@settings(deadline=None, max_examples=40)
@given(
    st.lists(st.tuples(st.integers(0, 29), st.integers(0, 29)), max_size=40),
    st.integers(0, 9),
)
def test_what_is_joined_stays_together(
    joined: list[tuple[int, int]], seed: int
) -> None:
    groups = Groups()
    for number in range(30):
        groups.add(Record(instruction=f"Say {number}."))
    for pair in joined:
        groups.join(pair)
    groups.join(())
    parts, counts = groups.parts(0.2, 0.2, seed)
    assert all(parts[one] == parts[other] for one, other in joined)
    assert sum(counts.values()) == 30


@pytest.mark.parametrize("seed", [0, 1, 7])
def test_shares_are_met(seed: int) -> None:
    records = [Record(instruction=f"Say the number {n}.") for n in range(500)]
    _, counts = _parts(records, 0.1, 0.2, seed)
    assert counts == {"train": 350, "validation": 50, "test": 100}


def test_a_seed_draws_other_lots() -> None:
    records = [Record(instruction=f"Say the number {n}.") for n in range(100)]
    assert _parts(records, 0, 0.5, 1)[0] != _parts(records, 0, 0.5, 2)[0]
    assert _parts(records, 0, 0.5, 1)[0] == _parts(records, 0, 0.5, 1)[0]


def test_few_groups_still_fill_every_part() -> None:
    records = [Record(instruction=f"Say {n}.") for n in range(3)]
    assert _parts(records, 0.1, 0.1)[1] == {"train": 1, "validation": 1, "test": 1}
    one = [Record(instruction="Say it."), Record(instruction="say it")]
    assert _parts(one, 0.1, 0.1)[1] == {"train": 2}


def test_marks_alone_are_told_apart() -> None:
    assert key_of("!!!") != key_of("???")
    assert key_of("Sum it up.") == key_of("sum  it up!")
