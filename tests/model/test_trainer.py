import math
import re
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from torch import Tensor
from trained import same, train_until

from instrstudio.domain.errors import CheckpointMismatch, ModelError, OutOfMemory
from instrstudio.domain.job import Cancelled, Job, run
from instrstudio.domain.run import (
    Checkpoint,
    Notice,
    Saved,
    Step,
    TrainConfig,
    Validated,
)
from instrstudio.model import checkpoint, validation
from instrstudio.model.card import read_card
from instrstudio.model.corpus import Corpus, Pair
from instrstudio.model.generator import Generator
from instrstudio.model.learner import Learner, Micro
from instrstudio.model.trainer import TrainerEvent, train


@pytest.fixture
def config(config: TrainConfig) -> TrainConfig:
    """A model that learns fast, on batches of a few short rows."""
    return replace(
        config, architecture="attention", vocabulary_size=400, batch_tokens=48
    )


def stopped(
    job: Job[TrainerEvent, Checkpoint],
) -> tuple[Checkpoint, list[TrainerEvent]]:
    """Ask a job to stop; return its checkpoint and what it still had to say."""
    after: list[TrainerEvent] = []
    try:
        after.append(job.throw(Cancelled()))
        while True:
            after.append(next(job))
    except StopIteration as end:
        best = end.value
    assert isinstance(best, Checkpoint)
    return best, after


@pytest.mark.parametrize("architecture", ["seed", "seq2seq", "copy"])
def test_ten_pairs_are_learned_by_heart(
    architecture: str, config: TrainConfig, corpus: Corpus, tmp_path: Path
) -> None:
    config = replace(
        config,
        architecture=architecture,
        vocabulary_size=300,
        embedding_size=24,
        hidden_size=40,
        batch_tokens=1000,
        steps=100 if architecture == "copy" else 220,
        dropout=0.0,
        word_dropout=0.0,
        bpe_dropout=0.0,
        control_dropout=0.0,
        label_smoothing=0.0,
        validate_every_steps=110,
    )
    best = run(train(config, corpus, tmp_path / "run"))
    assert best.validation_loss is not None
    assert best.validation_loss < 0.2
    generator = Generator.load(Path(best.folder), "cpu")
    for pair in corpus.pairs:
        assert generator.generate(pair.source)[0].text == pair.target


@pytest.mark.parametrize(
    ("architecture", "ratio", "accumulate"),
    [("seed", 0.5, 1), ("copy", 1.0, 1), ("copy", 0.5, 2)],
)
def test_a_resumed_run_is_bit_for_bit_the_uninterrupted_one(
    architecture: str,
    ratio: float,
    accumulate: int,
    config: TrainConfig,
    corpus: Corpus,
    tmp_path: Path,
) -> None:
    config = replace(
        config,
        architecture=architecture,
        teacher_forcing_ratio=ratio,
        accumulate=accumulate,
        coverage=0.5,
    )
    chance = (config.dropout, config.word_dropout, config.bpe_dropout)
    assert all(share > 0 for share in (*chance, config.control_dropout))
    run(train(config, corpus, tmp_path / "whole"))
    train_until(config, corpus, tmp_path / "parts", 60)
    assert read_card(tmp_path / "parts" / "last")["step"] == 60
    torch.manual_seed(99)
    run(train(config, corpus, tmp_path / "parts", resume=True))
    assert same(tmp_path / "whole" / "last", tmp_path / "parts" / "last")
    assert same(tmp_path / "whole" / "best", tmp_path / "parts" / "best")


def test_a_killed_run_loses_only_the_steps_since_its_checkpoint(
    config: TrainConfig, corpus: Corpus, tmp_path: Path
) -> None:
    config = replace(config, steps=40, save_every_steps=10)
    run(train(config, corpus, tmp_path / "whole"))
    job = train(config, corpus, tmp_path / "parts")
    for event in job:
        if isinstance(event, Step) and event.step == 27:
            break
    job.close()  # as when the process ends: nothing more is saved
    assert read_card(tmp_path / "parts" / "last")["step"] == 20
    events: list[TrainerEvent] = []
    run(train(config, corpus, tmp_path / "parts", resume=True), events.append)
    steps = [e.step for e in events if isinstance(e, Step)]
    assert steps == list(range(21, 41))
    assert same(tmp_path / "whole" / "last", tmp_path / "parts" / "last")


def test_a_run_killed_before_its_first_checkpoint_begins_again(
    config: TrainConfig, corpus: Corpus, tmp_path: Path
) -> None:
    config = replace(config, steps=4)
    run(train(config, corpus, tmp_path / "whole"))
    job = train(config, corpus, tmp_path / "parts")
    next(job)
    next(job)
    job.close()
    run(train(config, corpus, tmp_path / "parts", resume=True))
    assert same(tmp_path / "whole" / "last", tmp_path / "parts" / "last")


def test_a_run_begins_from_another_model(
    config: TrainConfig, corpus: Corpus, tmp_path: Path
) -> None:
    first = run(train(replace(config, steps=20), corpus, tmp_path / "first"))
    wished = replace(
        config, initial=first.folder, architecture="copy", hidden_size=99, steps=0
    )
    more = replace(corpus, pairs=(*corpus.pairs, Pair("新的", "文字")))
    run(train(wished, more, tmp_path / "second"))
    assert same(tmp_path / "second" / "best", tmp_path / "first" / "best")
    card = read_card(tmp_path / "second" / "last")
    assert card["architecture"] == "attention"
    assert card["config"]["hidden_size"] == 16  # type: ignore[index]
    assert card["tokenizer"] == read_card(tmp_path / "first" / "best")["tokenizer"]
    run(train(replace(wished, steps=5), more, tmp_path / "third"))
    assert not same(tmp_path / "third" / "last", tmp_path / "first" / "best")


def test_a_run_that_began_from_a_model_resumes(
    config: TrainConfig, corpus: Corpus, tmp_path: Path
) -> None:
    first = run(train(replace(config, steps=3), corpus, tmp_path / "first"))
    wished = replace(config, initial=first.folder, hidden_size=99, steps=9)
    run(train(wished, corpus, tmp_path / "whole"))
    train_until(wished, corpus, tmp_path / "parts", 4)
    run(train(wished, corpus, tmp_path / "parts", resume=True))
    assert same(tmp_path / "whole" / "last", tmp_path / "parts" / "last")


def weights(folder: Path) -> dict[str, Tensor]:
    return dict(checkpoint.load(folder).model.named_parameters())


def test_what_is_kept_lies_between_the_first_model_and_where_the_run_stands(
    config: TrainConfig, corpus: Corpus, tmp_path: Path
) -> None:
    first = run(train(replace(config, steps=20), corpus, tmp_path / "first"))
    wished = replace(config, initial=first.folder, steps=9, validate_every_steps=9)
    run(train(wished, corpus, tmp_path / "free"))
    held = replace(wished, kept=0.25)
    run(train(held, corpus, tmp_path / "held"))
    assert same(tmp_path / "free" / "last", tmp_path / "held" / "last")
    before, after = weights(Path(first.folder)), weights(tmp_path / "free" / "last")
    for name, kept in weights(tmp_path / "held" / "best").items():
        assert torch.allclose(kept, 0.25 * before[name] + 0.75 * after[name], atol=1e-6)
        assert not torch.equal(kept, after[name])
    train_until(held, corpus, tmp_path / "parts", 4)
    run(train(held, corpus, tmp_path / "parts", resume=True))
    assert same(tmp_path / "held" / "last", tmp_path / "parts" / "last")
    assert same(tmp_path / "held" / "best", tmp_path / "parts" / "best")


def test_where_the_first_model_is_gone_the_run_goes_on_and_says_so(
    config: TrainConfig, corpus: Corpus, tmp_path: Path
) -> None:
    first = run(train(replace(config, steps=3), corpus, tmp_path / "first"))
    wished = replace(config, initial=first.folder, kept=0.25, steps=9)
    train_until(wished, corpus, tmp_path / "run", 4)
    shutil.rmtree(tmp_path / "first")
    events: list[object] = []
    run(train(wished, corpus, tmp_path / "run", resume=True), events.append)
    said = [str(event.message) for event in events if isinstance(event, Notice)]
    assert said == [
        "The model this run began from is gone: nothing of it is averaged in."
    ]


def test_stopping_anywhere_leaves_a_model_and_the_way_on(
    config: TrainConfig, corpus: Corpus, tmp_path: Path
) -> None:
    config = replace(config, steps=6, validate_every_steps=2, save_every_steps=3)
    events: list[TrainerEvent] = []
    run(train(config, corpus, tmp_path / "whole"), events.append)
    for at in range(1, len(events) + 1):
        folder = tmp_path / str(at)
        job = train(config, corpus, folder)
        for _ in range(at):
            next(job)
        best, after = stopped(job)
        assert not any(isinstance(event, Step) for event in after)
        Generator.load(Path(best.folder), "cpu")
        run(train(config, corpus, folder, resume=True))
        assert same(folder / "last", tmp_path / "whole" / "last")
        assert same(folder / "best", tmp_path / "whole" / "best")


def test_events_tell_the_run(
    config: TrainConfig, corpus: Corpus, tmp_path: Path
) -> None:
    events: list[TrainerEvent] = []
    run(train(config, corpus, tmp_path / "run"), events.append)
    steps = [e for e in events if isinstance(e, Step)]
    validated = [e for e in events if isinstance(e, Validated)]
    saved = [e for e in events if isinstance(e, Saved)]
    assert [s.step for s in steps] == list(range(1, 101))
    assert all(s.tokens_per_second > 0 for s in steps)
    assert [v.step for v in validated] == [20, 40, 60, 80, 100]
    assert {s.checkpoint.step for s in saved if not s.is_best} == {30, 60, 90}
    sample = validated[-1].samples[0]
    assert sample.source == corpus.validation[0].source
    assert len(sample.attention) == len(sample.target_tokens)
    for row in sample.attention:
        assert len(row) == len(sample.source_tokens)
        assert sum(row) == pytest.approx(1.0, abs=1e-5)


def test_the_card_says_what_the_model_is(
    config: TrainConfig, corpus: Corpus, tmp_path: Path
) -> None:
    best = run(train(replace(config, steps=20), corpus, tmp_path / "run", name="Mine"))
    card = read_card(tmp_path / "run" / "best")
    assert best.name == card["name"] == "Mine"
    assert card["format"] == 1
    assert card["architecture"] == "attention"
    assert card["step"] == 20
    assert card["seed"] == 0
    assert card["data"] == {
        "description": "ten pairs",
        "file": "",
        "pairs": 10,
        "validation_pairs": 2,
        "licences": ["CC0-1.0"],
    }
    assert card["metrics"]["validation_loss"] == best.validation_loss  # type: ignore[index]
    assert not (tmp_path / "run" / "best" / "state.safetensors").exists()
    assert (tmp_path / "run" / "last" / "state.safetensors").exists()


def test_global_state_is_left_alone(
    config: TrainConfig, corpus: Corpus, tmp_path: Path
) -> None:
    threads, chance = torch.get_num_threads(), torch.get_rng_state()
    run(train(replace(config, steps=3), corpus, tmp_path / "run"))
    assert torch.get_num_threads() == threads
    assert torch.equal(torch.get_rng_state(), chance)


def test_patience_ends_a_run(
    config: TrainConfig,
    corpus: Corpus,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    losses = iter([3.0, 2.0, 2.5, 2.5, 1.0])
    config = replace(config, validate_every_steps=5, save_every_steps=100)
    monkeypatch.setattr(validation, "mean_loss", lambda *_: next(losses))
    events: list[TrainerEvent] = []
    config = replace(config, patience=2)
    best = run(train(config, corpus, tmp_path / "run"), events.append)
    assert [e.step for e in events if isinstance(e, Validated)] == [5, 10, 15, 20]
    assert isinstance(events[-1], Notice)
    assert "no better for 2" in str(events[-1].message)
    assert (best.step, best.validation_loss) == (10, 2.0)


def test_minutes_bound_a_run(
    config: TrainConfig, corpus: Corpus, tmp_path: Path
) -> None:
    events: list[TrainerEvent] = []
    bounded = replace(config, steps=None, minutes=0.002)
    run(train(bounded, corpus, tmp_path / "run"), events.append)
    assert any(isinstance(e, Step) for e in events)
    card = read_card(tmp_path / "run" / "last")
    assert card["position"]["seconds"] >= 0.12  # type: ignore[index]


class Faulty:
    """Stands in for `Learner.step`: raises or answers NaN at some calls."""

    def __init__(self, at: set[int], fault: BaseException | None) -> None:
        self._real = Learner.step
        self._at = at
        self._fault = fault
        self.calls = 0

    def __get__(self, learner: Learner, _type: type) -> object:
        def step(parts: Sequence[Micro], rate: float) -> tuple[float, int]:
            self.calls += 1
            if self.calls in self._at:
                if self._fault:
                    raise self._fault
                return math.nan, 1
            return self._real(learner, parts, rate)

        return step


def test_a_loss_that_is_no_number_rolls_back(
    config: TrainConfig,
    corpus: Corpus,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Learner, "step", Faulty({25}, None))
    config = replace(config, steps=30, save_every_steps=10)
    events: list[TrainerEvent] = []
    run(train(config, corpus, tmp_path / "run"), events.append)
    (notice,) = [str(e.message) for e in events if isinstance(e, Notice)]
    assert "back to step 20" in notice
    steps = [e.step for e in events if isinstance(e, Step)]
    assert steps == [*range(1, 25), *range(21, 31)]
    card = read_card(tmp_path / "run" / "last")
    assert card["position"]["rate_scale"] == 0.5  # type: ignore[index]


def test_a_run_that_diverges_for_good_says_so(
    config: TrainConfig,
    corpus: Corpus,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Learner, "step", Faulty(set(range(1, 50)), None))
    with pytest.raises(ModelError, match="diverges"):
        run(train(config, corpus, tmp_path / "run"))


def test_too_little_memory_halves_the_batch(
    config: TrainConfig,
    corpus: Corpus,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fault = torch.OutOfMemoryError("no memory")
    monkeypatch.setattr(Learner, "step", Faulty({5}, fault))
    config = replace(config, steps=20)
    events: list[TrainerEvent] = []
    run(train(config, corpus, tmp_path / "run"), events.append)
    (notice,) = [str(e.message) for e in events if isinstance(e, Notice)]
    assert "batches of 24 tokens" in notice
    card = read_card(tmp_path / "run" / "last")
    assert card["step"] == 20
    assert card["position"]["batch_tokens"] == 24  # type: ignore[index]
    assert [e.step for e in events if isinstance(e, Step)] == list(range(1, 21))


def test_other_errors_are_not_taken_for_too_little_memory(
    config: TrainConfig,
    corpus: Corpus,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Learner, "step", Faulty({2}, RuntimeError("shapes differ")))
    with pytest.raises(RuntimeError, match="shapes differ"):
        run(train(config, corpus, tmp_path / "run"))


def test_a_single_pair_that_does_not_fit_is_an_error(
    config: TrainConfig,
    corpus: Corpus,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fault = torch.OutOfMemoryError("no memory")
    monkeypatch.setattr(Learner, "step", Faulty(set(range(1, 50)), fault))
    with pytest.raises(OutOfMemory, match="smaller model"):
        run(train(config, corpus, tmp_path / "run"))


def test_a_run_of_other_sizes_is_refused(
    config: TrainConfig, corpus: Corpus, tmp_path: Path
) -> None:
    run(train(replace(config, steps=2), corpus, tmp_path / "run"))
    with pytest.raises(CheckpointMismatch, match="hidden_size = 16, not 17"):
        run(
            train(
                replace(config, hidden_size=17), corpus, tmp_path / "run", resume=True
            )
        )


def test_new_data_is_noticed_and_learned_from(
    config: TrainConfig, corpus: Corpus, tmp_path: Path
) -> None:
    run(train(replace(config, steps=5), corpus, tmp_path / "run"))
    card = tmp_path / "run" / "last" / "card.json"
    card.write_text(re.sub(r'"best_loss": [^,]+', '"best_loss": 0.0', card.read_text()))
    more = replace(corpus, pairs=(*corpus.pairs, Pair("新", "的")))
    events: list[TrainerEvent] = []
    resumed = train(replace(config, steps=9), more, tmp_path / "run", resume=True)
    run(resumed, events.append)
    assert isinstance(events[0], Notice)
    assert "11 pairs" in str(events[0].message)
    assert any(isinstance(e, Saved) and e.is_best for e in events)
    assert [e.step for e in events if isinstance(e, Step)] == [6, 7, 8, 9]
