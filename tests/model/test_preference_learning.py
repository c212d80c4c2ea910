"""Preferences: the loss is the formula's, the reference stays, runs go on exactly."""

import math
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import engine_cases as cases
import pytest
import torch
from torch import Tensor
from trained import same, train_until

from instrstudio.domain.errors import NotFound
from instrstudio.domain.job import run
from instrstudio.domain.run import ARCHITECTURES, Notice, TrainConfig, Validated
from instrstudio.model import checkpoint
from instrstudio.model.architecture import Architecture
from instrstudio.model.card import read_card
from instrstudio.model.corpus import Corpus, Encodings, Pair, Ragged
from instrstudio.model.engine.reference import Reference
from instrstudio.model.learner import Micro
from instrstudio.model.noise import Noise
from instrstudio.model.preference import PairEncodings, PreferenceLearner, Taste
from instrstudio.model.tokenizer import BOS
from instrstudio.model.trainer import TrainerEvent, train

CPU = torch.device("cpu")
SOURCES = ([5, 6, 7], [8, 9], [10, 11, 12, 13])
GOOD = ([6, 2], [9, 8, 7, 2], [11, 2])
BAD = ([7, 7, 7, 2], [9, 2], [12, 13, 2])


def encodings() -> PairEncodings:
    """Three pairs of texts of unlike lengths."""
    good = Ragged.of([[BOS, *ids] for ids in GOOD])
    bad = Ragged.of([[BOS, *ids] for ids in BAD])
    return PairEncodings(Ragged.of(SOURCES), good, bad)


def model_of(name: str, seed: int = 0) -> Architecture:
    """Return a model in double precision; `seed` moves its weights."""
    model = cases.model(name).double()
    model.ops = Reference()
    torch.manual_seed(seed)
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.add_(0.05 * seed * torch.randn_like(parameter))
    return model


def said(model: Architecture, source: Sequence[int], target: Sequence[int]) -> Tensor:
    """Return the log-probability of one text, read alone."""
    ragged = Ragged.of([source]), Ragged.of([[BOS, *target]])
    return -model.nats(Encodings(*ragged).batch([0], CPU))[0]


def written_out(model: Architecture, frozen: Architecture, taste: Taste) -> Tensor:
    """Return the loss as the paper writes it, pair by pair."""
    total, nats, tokens = torch.zeros(()).double(), torch.zeros(()).double(), 0
    for source, good, bad in zip(SOURCES, GOOD, BAD, strict=True):
        parts = []
        for target in (good, bad):
            own, before = said(model, source, target), said(frozen, source, target)
            share = len(target) if taste.length_normalised else 1
            parts.append((own - before.detach()) / share)
        margin = taste.beta * (parts[0] - parts[1])
        total = total - torch.log(1 / (1 + torch.exp(-margin))) / len(SOURCES)
        nats, tokens = nats - said(model, source, good), tokens + len(good)
    return total + taste.chosen_weight * nats / tokens


@pytest.mark.parametrize("name", ARCHITECTURES)
@pytest.mark.parametrize(
    "taste",
    [
        Taste(beta=0.3),
        Taste(beta=0.5, chosen_weight=0.7),
        Taste(beta=2.0, length_normalised=True),
    ],
)
def test_the_gradient_is_that_of_the_formula_written_out(
    name: str, taste: Taste
) -> None:
    frozen, model = model_of(name), model_of(name, seed=1)
    learner = PreferenceLearner(model, taste, clip_norm=1e9)
    learner.refer(frozen, encodings(), encodings())
    wanted = written_out(model, frozen, taste)
    torch.autograd.backward(wanted)
    expected = {
        name: parameter.grad.clone()
        for name, parameter in model.named_parameters()
        if parameter.grad is not None
    }
    part = Micro(encodings().both([0, 1, 2], CPU), Noise(0, 0, CPU))
    loss, tokens = learner.step([part], 0.0)
    assert loss == pytest.approx(wanted.item(), rel=1e-9)
    assert tokens == sum(map(len, (*GOOD, *BAD)))
    assert expected
    for key, parameter in model.named_parameters():
        if key in expected:
            assert parameter.grad is not None
            assert torch.allclose(parameter.grad, expected[key], atol=1e-9)


def test_a_model_that_is_its_own_reference_tells_nothing() -> None:
    model = model_of("copy")
    learner = PreferenceLearner(model, Taste(beta=0.4), 1.0)
    learner.refer(model, encodings(), encodings())
    judged = learner.judged(encodings())
    assert judged["loss"] == pytest.approx(math.log(2))
    assert judged["accuracy"] == 0


def test_the_reference_stays_while_the_model_learns() -> None:
    model = model_of("copy")
    learner = PreferenceLearner(model, Taste(beta=0.5), 1.0)
    learner.refer(model, encodings(), encodings())
    before = {k: v.clone() for k, v in learner.arrays().items() if "reference" in k}
    assert set(before) == {"reference.train", "reference.held_out"}
    part = Micro(encodings().both([2, 0, 1], CPU), Noise(0, 0, CPU))
    losses = [learner.step([part], 0.01)[0] for _ in range(30)]
    assert losses[0] == pytest.approx(math.log(2))
    assert losses[-1] < 0.3 * losses[0]
    assert learner.judged(encodings())["accuracy"] == 1
    after = learner.arrays()
    assert all(torch.equal(after[key], value) for key, value in before.items())


WORDS = ("摘要", "诗歌", "译文", "评论", "标题", "报告", "回答", "对话", "代码", "故事")


@pytest.fixture
def base(config: TrainConfig, corpus: Corpus, tmp_path: Path) -> Path:
    """A model that writes both wordings, polite and curt, alike often."""
    both = tuple(
        Pair(f"<zh> 写{word}", text)
        for word in WORDS
        for text in (f"请写一段{word}。", f"写{word}。")
    )
    made = replace(
        config,
        architecture="copy",
        embedding_size=24,
        hidden_size=32,
        batch_tokens=1000,
        steps=50,
        dropout=0.0,
        bpe_dropout=0.0,
        word_dropout=0.0,
    )
    best = run(train(made, replace(corpus, pairs=both), tmp_path / "base"))
    return Path(best.folder)


def curt(words: Sequence[str]) -> tuple[tuple[Pair, ...], tuple[str, ...]]:
    """Return the wish for the curt wording, and what is not wished."""
    good = tuple(Pair(f"<zh> 写{word}", f"写{word}。") for word in words)
    return good, tuple(f"请写一段{word}。" for word in words)


@pytest.fixture
def wishes(corpus: Corpus) -> Corpus:
    """Seven tasks to learn from, and three others held out."""
    pairs, rejected = curt(WORDS[:7])
    held_out, others = curt(WORDS[7:])
    return replace(
        corpus,
        pairs=pairs,
        rejected=rejected,
        validation=held_out,
        validation_rejected=others,
    )


@pytest.fixture
def preferring(config: TrainConfig, base: Path) -> TrainConfig:
    """A short run that learns preferences, three steps an epoch."""
    return replace(
        config,
        architecture="copy",
        initial=str(base),
        beta=0.3,
        chosen_weight=0.1,
        learning_rate=2e-3,
        batch_tokens=80,
        steps=30,
        validate_every_steps=5,
        save_every_steps=10,
    )


def test_the_loss_falls_and_held_out_pairs_are_told(
    preferring: TrainConfig, wishes: Corpus, tmp_path: Path
) -> None:
    events: list[TrainerEvent] = []
    best = run(train(preferring, wishes, tmp_path / "run"), events.append)
    seen = [event for event in events if isinstance(event, Validated)]
    assert seen[-1].loss < seen[0].loss
    assert seen[-1].accuracy == 1
    card = read_card(Path(best.folder))
    metrics, config = card["metrics"], card["config"]
    assert isinstance(metrics, dict)
    assert isinstance(config, dict)
    assert metrics["accuracy"] == 1
    assert config["beta"] == 0.3
    data = card["data"]
    assert isinstance(data, dict)
    assert (data["pairs"], data["validation_pairs"]) == (7, 3)


def test_no_gain_on_held_out_pairs_ends_the_run_with_the_best_kept(
    preferring: TrainConfig, wishes: Corpus, tmp_path: Path
) -> None:
    held_out = wishes.validation
    contrary = replace(
        wishes,
        validation=tuple(
            Pair(pair.source, text)
            for pair, text in zip(held_out, wishes.validation_rejected, strict=True)
        ),
        validation_rejected=tuple(pair.target for pair in held_out),
    )
    events: list[TrainerEvent] = []
    config = replace(preferring, patience=2, steps=100)
    best = run(train(config, contrary, tmp_path / "run"), events.append)
    assert best.step == 5
    assert isinstance(events[-1], Notice)
    assert read_card(tmp_path / "run" / "last")["step"] == 15


def test_a_resumed_run_is_bit_for_bit_the_uninterrupted_one(
    preferring: TrainConfig, wishes: Corpus, tmp_path: Path
) -> None:
    run(train(preferring, wishes, tmp_path / "whole"))
    train_until(preferring, wishes, tmp_path / "parts", 13)
    assert read_card(tmp_path / "parts" / "last")["step"] == 13
    run(train(preferring, wishes, tmp_path / "parts", resume=True))
    for kind in ("last", "best"):
        assert same(tmp_path / "whole" / kind, tmp_path / "parts" / kind)
    states = [checkpoint.load_state(tmp_path / r / "last") for r in ("whole", "parts")]
    assert "reference.train" in states[0]
    assert all(torch.equal(states[0][key], states[1][key]) for key in states[0])


def test_the_first_model_may_go_as_long_as_the_pairs_stay(
    preferring: TrainConfig, wishes: Corpus, tmp_path: Path
) -> None:
    train_until(preferring, wishes, tmp_path / "run", 10)
    gone = replace(preferring, initial=str(tmp_path / "gone"), steps=12)
    run(train(gone, wishes, tmp_path / "run", resume=True))
    assert read_card(tmp_path / "run" / "last")["step"] == 12
    fewer = replace(wishes, pairs=wishes.pairs[:5], rejected=wishes.rejected[:5])
    with pytest.raises(NotFound):
        run(train(gone, fewer, tmp_path / "run", resume=True))


def test_new_pairs_are_read_by_the_first_model(
    preferring: TrainConfig, wishes: Corpus, tmp_path: Path
) -> None:
    train_until(preferring, wishes, tmp_path / "run", 10)
    known = checkpoint.load_state(tmp_path / "run" / "last")["reference.train"]
    fewer = replace(wishes, pairs=wishes.pairs[:5], rejected=wishes.rejected[:5])
    longer = replace(preferring, steps=12)
    run(train(longer, fewer, tmp_path / "run", resume=True))
    kept = checkpoint.load_state(tmp_path / "run" / "last")["reference.train"]
    assert kept.shape == (2, 5)
    assert torch.allclose(kept, known[:, :5], atol=1e-4)
