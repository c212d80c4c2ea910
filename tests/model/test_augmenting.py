import numpy as np
import pytest
import torch

from instrstudio.model.augmenting import Augmenting
from instrstudio.model.corpus import Encodings, Pair
from instrstudio.model.tokenizer import Tokenizer

CPU = torch.device("cpu")
OPTIONAL = ("<zh>", "<long>")
SPECIALS = (*OPTIONAL, "<input_form>", "<slot>")
PAIRS = [
    Pair("<zh><long>请翻译<input_form>这段文字", "请将这段文字翻译成英文：<slot>"),
    Pair("<zh>translate the text", "Translate the text into English: <slot>"),
] * 10


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    texts = [text for p in PAIRS for text in (p.source, p.target)]
    return Tokenizer.train(texts, 400, SPECIALS)


@pytest.fixture(scope="module")
def encodings(tokenizer: Tokenizer) -> Encodings:
    return Encodings.of(PAIRS, tokenizer, 100, 100)


def rows(ids: torch.Tensor) -> list[list[int]]:
    """Return the rows of a batch without their padding."""
    return [[int(i) for i in row if i] for row in ids]


def test_pieces_change_and_the_text_does_not(
    tokenizer: Tokenizer, encodings: Encodings
) -> None:
    made = Augmenting.of(tokenizer, OPTIONAL, 0.3, 0.0)
    batch = made.batch(encodings, range(20), (0, 1), CPU)
    for ids, kept in (
        (batch.source, encodings.sources),
        (batch.target, encodings.targets),
    ):
        for place, row in enumerate(rows(ids)):
            before = kept[place].tolist()
            assert tokenizer.decode(row)[0] == tokenizer.decode(before)[0]
        assert any(row != kept[i].tolist() for i, row in enumerate(rows(ids)))
    assert batch.lengths.tolist() == [len(row) for row in rows(batch.source)]


def test_pieces_of_pieces_fall_apart_too(
    tokenizer: Tokenizer, encodings: Encodings
) -> None:
    made = Augmenting.of(tokenizer, (), 1.0, 0.0)
    (row,) = rows(made.batch(encodings, [1], (0, 0), CPU).target)
    assert len(row) > 1.5 * len(encodings.targets[1])
    assert row[0] == 1
    assert row.count(tokenizer.specials["<slot>"]) == 1


def test_what_changes_is_a_function_of_the_seed(
    tokenizer: Tokenizer, encodings: Encodings
) -> None:
    made = Augmenting.of(tokenizer, OPTIONAL, 0.2, 0.5)
    state = torch.get_rng_state()

    def batch(seed: tuple[int, int]) -> list[list[int]]:
        found = made.batch(encodings, range(20), seed, CPU)
        return rows(found.source) + rows(found.target)

    assert batch((3, 7)) == batch((3, 7))
    assert batch((3, 7)) != batch((3, 8))
    assert batch((3, 7)) != batch((4, 7))
    assert torch.equal(state, torch.get_rng_state())


def test_control_tokens_are_left_out_all_or_none(
    tokenizer: Tokenizer, encodings: Encodings
) -> None:
    made = Augmenting.of(tokenizer, OPTIONAL, 0.0, 0.5)
    optional = {tokenizer.specials[token] for token in OPTIONAL}
    batch = made.batch(encodings, [0] * 200, (0, 0), CPU)
    counts = [len(optional & set(row)) for row in rows(batch.source)]
    assert set(counts) == {0, 2}
    assert counts.count(0) == pytest.approx(100, abs=30)
    form = tokenizer.specials["<input_form>"]
    assert all(form in row for row in rows(batch.source))
    assert rows(batch.target) == [encodings.targets[0].tolist()] * 200


def test_nothing_changes_without_dropout(
    tokenizer: Tokenizer, encodings: Encodings
) -> None:
    plain = encodings.batch(range(20), CPU)
    for optional, share in ((OPTIONAL, 0.0), ((), 0.9)):
        made = Augmenting.of(tokenizer, optional, 0.0, share)
        batch = made.batch(encodings, np.arange(20), (0, 0), CPU)
        assert torch.equal(batch.source, plain.source)
        assert torch.equal(batch.target, plain.target)
