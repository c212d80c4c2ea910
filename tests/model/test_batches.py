import numpy as np
import pytest
from numpy.typing import NDArray

from instrstudio.model.batches import Budget, epoch_batches
from instrstudio.model.corpus import Encodings, Ragged

Rows = list[NDArray[np.int64]]


def encodings(long_sources: bool) -> Encodings:
    """Pairs of 1 to 17 and 2 to 14 tokens, one of them very long."""
    times = 8 if long_sources else 1
    sources = [[3] * (times * (1 + i % 17)) for i in range(103)]
    targets = [[1] * (2 + i % 13) for i in range(103)]
    return Encodings(Ragged.of([*sources, [3] * 500]), Ragged.of([*targets, [1] * 90]))


SHORT, LONG = encodings(False), encodings(True)


def listed(batches: Rows) -> list[list[int]]:
    return [batch.tolist() for batch in batches]


def shape(found: Encodings, rows: NDArray[np.int64]) -> tuple[int, int, int]:
    sources, targets = found.sources.lengths[rows], found.targets.lengths[rows]
    return len(rows), int(sources.max()), int(targets.max())


@pytest.mark.parametrize("data", [SHORT, LONG], ids=["short", "long"])
@pytest.mark.parametrize("tokens", [1, 64, 10_000])
def test_every_row_comes_once_in_an_epoch(data: Encodings, tokens: int) -> None:
    batches = epoch_batches(data, Budget(tokens), "key", 0)
    rows = sorted(row for batch in listed(batches) for row in batch)
    assert rows == list(range(104))


def test_batches_are_a_pure_function_of_key_and_epoch() -> None:
    def made(key: str, epoch: int) -> list[list[int]]:
        return listed(epoch_batches(SHORT, Budget(64), key, epoch))

    state = np.random.get_state()[1].copy()  # type: ignore[index]
    assert made("k", 1) == made("k", 1)
    assert made("k", 1) != made("k", 2)
    assert made("k", 1) != made("l", 1)
    # not only the order of the same batches: other rows meet
    assert {frozenset(b) for b in made("k", 1)} != {frozenset(b) for b in made("k", 2)}
    assert np.array_equal(np.random.get_state()[1], state)  # type: ignore[index]


@pytest.mark.parametrize("data", [SHORT, LONG], ids=["short", "long"])
def test_the_budget_holds_tokens_and_cells(data: Encodings) -> None:
    budget = Budget(200)
    batches = epoch_batches(data, budget, "key", 0)
    for batch in batches:
        rows, source, target = shape(data, batch)
        assert rows == 1 or rows * max(source, target) <= 200
        assert rows == 1 or rows * source * target <= 96 * 200
    assert max(len(batch) for batch in batches) > 3


def test_what_a_budget_holds() -> None:
    budget = Budget(1000)
    assert budget.holds(10, 100, 90)
    assert not budget.holds(10, 101, 90)
    assert not budget.holds(10, 90, 101)
    assert not budget.holds(10, 100, 97)  # cells: 97,000 of 96,000
    assert budget.holds(1, 5000, 5000)  # a single row always is


def test_batches_are_filled() -> None:
    batches = epoch_batches(SHORT, Budget(200), "key", 0)
    tokens = SHORT.sources.lengths.sum()
    assert len(batches) <= 1.8 * tokens / 200


@pytest.mark.parametrize("data", [SHORT, LONG], ids=["short", "long"])
def test_rows_of_like_length_go_together(data: Encodings) -> None:
    lengths = data.sources.lengths if data is LONG else data.targets.lengths

    def padding(batches: Rows) -> int:
        return int(sum(lengths[b].max() * len(b) - lengths[b].sum() for b in batches))

    bucketed = epoch_batches(data, Budget(400), "key", 0)
    sizes = np.cumsum([len(batch) for batch in bucketed])[:-1]
    unsorted = np.split(np.arange(104), sizes)
    assert padding(bucketed) < padding(unsorted) / 3
