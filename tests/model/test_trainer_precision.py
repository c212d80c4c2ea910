"""What the matrix products of a run are computed in: as the card says, to its end."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from trained import same, train_until

from instrstudio.domain.job import run
from instrstudio.domain.run import TrainConfig
from instrstudio.model.card import read_card
from instrstudio.model.corpus import Corpus
from instrstudio.model.engine import choice
from instrstudio.model.engine.aten import AtenScan
from instrstudio.model.run_folder import Facts
from instrstudio.model.trainer import train

Kinds = Callable[[], set[torch.dtype]]


@pytest.fixture
def config(config: TrainConfig) -> TrainConfig:
    """A model that learns fast, on batches of a few short rows."""
    return replace(
        config, architecture="attention", vocabulary_size=400, batch_tokens=48
    )


@pytest.fixture
def kinds(monkeypatch: pytest.MonkeyPatch) -> Kinds:
    """Tells in which types the scan has computed since it was last asked."""
    seen: set[torch.dtype] = set()
    scan = AtenScan.attention_gru

    def noted(self: AtenScan, *args: object) -> object:
        seen.add(self.kind)
        return scan(self, *args)  # type: ignore[arg-type]

    def told() -> set[torch.dtype]:
        found = set(seen)
        seen.clear()
        return found

    monkeypatch.setattr(AtenScan, "attention_gru", noted)
    return told


@pytest.mark.parametrize(
    ("precision", "pays", "name"),
    [
        ("auto", True, "bfloat16"),
        ("auto", False, "float32"),
        ("float32", True, "float32"),
        ("bfloat16", False, "bfloat16"),
    ],
)
def test_the_scan_computes_in_the_precision_on_the_card(
    precision: str,
    pays: bool,
    name: str,
    config: TrainConfig,
    corpus: Corpus,
    tmp_path: Path,
    kinds: Kinds,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(choice, "bfloat16_pays", lambda _device: pays)
    config = replace(config, precision=precision, steps=2)
    run(train(config, corpus, tmp_path / "run"))
    assert kinds() == {getattr(torch, name)}
    for kind in ("last", "best"):
        assert read_card(tmp_path / "run" / kind)["precision"] == name
    card = read_card(tmp_path / "run" / "last")
    assert card["config"]["precision"] == precision  # type: ignore[index]


def test_a_resumed_run_computes_as_it_began_whatever_a_probe_says(
    config: TrainConfig,
    corpus: Corpus,
    tmp_path: Path,
    kinds: Kinds,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    config = replace(config, precision="auto", steps=8)
    monkeypatch.setattr(choice, "bfloat16_pays", lambda _device: True)
    run(train(config, corpus, tmp_path / "whole"))
    train_until(config, corpus, tmp_path / "parts", 3)
    monkeypatch.setattr(choice, "bfloat16_pays", lambda _device: False)
    run(train(config, corpus, tmp_path / "parts", resume=True))
    assert kinds() == {torch.bfloat16}
    assert same(tmp_path / "whole" / "last", tmp_path / "parts" / "last")
    more = replace(config, precision="float32", steps=9)
    run(train(more, corpus, tmp_path / "parts", resume=True))
    assert kinds() == {torch.float32}


def test_another_device_is_measured_anew(corpus: Corpus) -> None:
    before = Facts.of(corpus, "Mine", "cuda", "bfloat16")
    now = Facts.of(corpus, "Mine", "cpu", "float32")
    assert now.taking_up(before, measured=True).precision == "float32"
    there = Facts.of(corpus, "Mine", "cuda", "float32")
    assert there.taking_up(before, measured=True).precision == "bfloat16"
    assert there.taking_up(before, measured=False).precision == "float32"
    assert there.taking_up(Facts.on({}), measured=True).precision == "float32"
