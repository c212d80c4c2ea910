import torch

from instrstudio.model.corpus import Corpus, Encodings, epoch_batches, padded

ENCODINGS = Encodings(
    tuple([3] * (1 + i % 17) for i in range(103)),
    tuple([1] * (2 + i % 13) for i in range(103)),
)


def test_every_row_comes_once_in_an_epoch() -> None:
    batches = epoch_batches(ENCODINGS, 8, "key", 0)
    assert sorted(row for batch in batches for row in batch) == list(range(103))
    assert max(len(batch) for batch in batches) == 8


def test_batches_are_a_pure_function_of_key_and_epoch() -> None:
    assert epoch_batches(ENCODINGS, 8, "k", 1) == epoch_batches(ENCODINGS, 8, "k", 1)
    assert epoch_batches(ENCODINGS, 8, "k", 1) != epoch_batches(ENCODINGS, 8, "k", 2)
    assert epoch_batches(ENCODINGS, 8, "k", 1) != epoch_batches(ENCODINGS, 8, "l", 1)


def test_rows_of_like_length_go_together() -> None:
    def padding(batches: list[list[int]]) -> int:
        lengths = [[len(ENCODINGS.targets[r]) for r in b] for b in batches]
        return sum(max(b) * len(b) - sum(b) for b in lengths)

    unsorted = [list(range(i, min(i + 8, 103))) for i in range(0, 103, 8)]
    bucketed = epoch_batches(ENCODINGS, 8, "key", 0)
    assert padding(bucketed) < padding(unsorted) / 3


def test_padding_is_on_the_right() -> None:
    assert padded([[5, 6], [7]]).tolist() == [[5, 6], [7, 0]]


def test_a_batch_has_lengths_and_targets() -> None:
    batch = ENCODINGS.batch([0, 2], torch.device("cpu"))
    assert batch.source.shape == (2, 3)
    assert batch.lengths.tolist() == [1, 3]
    assert batch.target.shape == (2, 4)


def test_the_digest_follows_the_pairs(corpus: Corpus) -> None:
    assert corpus.digest == Corpus(pairs=corpus.pairs, description="other").digest
    assert corpus.digest != Corpus(pairs=corpus.pairs[::-1]).digest
