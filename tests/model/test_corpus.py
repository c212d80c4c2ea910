from pathlib import Path

import numpy as np
import torch

from instrstudio.model.corpus import Batch, Corpus, Encodings, Pair, Ragged, padded
from instrstudio.model.tokenizer import BOS, EOS, Tokenizer

CPU = torch.device("cpu")
ROWS = [[5, 6, 7], [8], [], [9, 9]]
ENCODINGS = Encodings(
    Ragged.of([[3], [3, 4], [5, 6, 7]]), Ragged.of([[1, 2], [1, 8, 2], [1, 2]])
)


def test_ragged_rows_come_back() -> None:
    ragged = Ragged.of(ROWS)
    assert len(ragged) == 4
    assert [ragged[i].tolist() for i in range(4)] == ROWS
    assert ragged.lengths.tolist() == [3, 1, 0, 2]
    assert ragged.ids.dtype == np.int32
    assert len(Ragged.of([])) == 0


def test_pairs_are_encoded_and_cut() -> None:
    tokenizer = Tokenizer.train(["some text", "more text"] * 2, 300)
    found = Encodings.of(
        [Pair("some text", "more"), Pair("x", "some more text")], tokenizer, 3, 2
    )
    assert len(found) == 2
    assert all(len(found.sources[i]) <= 3 for i in range(2))
    assert all(len(found.targets[i]) <= 3 for i in range(2))  # the begin token besides
    for i in range(2):
        assert found.sources[i][-1] == found.targets[i][-1] == EOS
        assert found.targets[i][0] == BOS
    assert found.sources[1].tolist() == tokenizer.encode("x")


def test_saved_arrays_are_mapped_from_disk(tmp_path: Path) -> None:
    ENCODINGS.save(tmp_path / "arrays")
    mapped = Encodings.mapped(tmp_path / "arrays")
    assert isinstance(mapped.sources.ids, np.memmap)
    assert not mapped.sources.ids.flags.writeable
    assert len(mapped) == 3
    for i in range(3):
        assert mapped.sources[i].tolist() == ENCODINGS.sources[i].tolist()
        assert mapped.targets[i].tolist() == ENCODINGS.targets[i].tolist()
    one, other = mapped.batch([0, 2], CPU), ENCODINGS.batch([0, 2], CPU)
    assert torch.equal(one.source, other.source)
    assert torch.equal(one.target, other.target)


def test_padding_is_on_the_right() -> None:
    assert padded([[5, 6], [7]]).tolist() == [[5, 6], [7, 0]]


def test_a_batch_has_lengths_and_targets() -> None:
    batch = ENCODINGS.batch([0, 2], CPU)
    assert batch.source.tolist() == [[3, 0, 0], [5, 6, 7]]
    assert batch.lengths.tolist() == [1, 3]
    assert batch.target.tolist() == [[1, 2], [1, 2]]


def test_rows_are_sorted_by_target_and_stay_together() -> None:
    batch = ENCODINGS.batch([0, 1, 2], CPU).sorted()
    assert batch.target.tolist() == [[1, 8, 2], [1, 2, 0], [1, 2, 0]]
    assert batch.source.tolist() == [[3, 4, 0], [3, 0, 0], [5, 6, 7]]
    assert batch.lengths.tolist() == [2, 1, 3]
    assert isinstance(batch, Batch)
    assert batch.sorted() is batch


def test_the_digest_follows_the_pairs(corpus: Corpus) -> None:
    assert corpus.digest == Corpus(pairs=corpus.pairs, description="other").digest
    assert corpus.digest != Corpus(pairs=corpus.pairs[::-1]).digest
