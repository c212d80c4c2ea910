import pytest
import torch

from instrstudio.model import validation
from instrstudio.model.checkpoint import Contents
from instrstudio.model.corpus import Encodings, Pair

PAIRS = [Pair("some text", "some"), Pair("text text", "text text")] * 40
CPU = torch.device("cpu")


def test_the_loss_does_not_depend_on_the_batches(
    contents: Contents, monkeypatch: pytest.MonkeyPatch
) -> None:
    encodings = Encodings.of(PAIRS, contents.tokenizer, 20, 20)
    large = validation.mean_loss(contents.model, encodings, CPU)
    monkeypatch.setattr(validation, "_BATCH", 3)
    small = validation.mean_loss(contents.model, encodings, CPU)
    assert small == pytest.approx(large, rel=1e-5)


def test_samples_carry_tokens_and_attention(contents: Contents) -> None:
    encodings = Encodings.of(PAIRS, contents.tokenizer, 20, 20)
    found = validation.samples(
        contents.model, contents.tokenizer, PAIRS[:2], encodings, 6
    )
    assert [s.reference for s in found] == ["some", "text text"]
    for sample in found:
        assert "".join(sample.source_tokens[:-1]) == sample.source
        assert sample.source_tokens[-1] == "</s>"
        assert len(sample.attention) == len(sample.target_tokens) <= 6
        assert all(len(row) == len(sample.source_tokens) for row in sample.attention)
        assert all(sum(row) == pytest.approx(1, abs=1e-5) for row in sample.attention)
