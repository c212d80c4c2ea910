import math
import re
from dataclasses import replace
from pathlib import Path

import pytest
import safetensors.torch
import torch

from instrstudio.domain.errors import CheckpointMismatch, ModelError, OutOfMemory
from instrstudio.domain.job import Cancelled, run
from instrstudio.domain.run import Notice, Saved, Step, TrainConfig, Validated
from instrstudio.model import validation
from instrstudio.model.card import read_card
from instrstudio.model.corpus import Batch, Corpus, Pair
from instrstudio.model.generator import Generator
from instrstudio.model.learner import Learner
from instrstudio.model.noise import Noise
from instrstudio.model.trainer import TrainerEvent, train


def weights(folder: Path) -> dict[str, torch.Tensor]:
    return safetensors.torch.load_file(folder / "weights.safetensors")


def same(one: Path, other: Path) -> bool:
    a, b = weights(one), weights(other)
    return a.keys() == b.keys() and all(torch.equal(a[k], b[k]) for k in a)


def train_until(
    config: TrainConfig, corpus: Corpus, folder: Path, step: int, resume: bool = False
) -> list[TrainerEvent]:
    """Train and ask to stop once `step` is done."""
    events: list[TrainerEvent] = []

    def reached() -> bool:
        return any(isinstance(e, Step) and e.step >= step for e in events)

    run(train(config, corpus, folder, resume=resume), events.append, reached)
    return events


@pytest.mark.parametrize("architecture", ["seed", "seq2seq"])
def test_ten_pairs_are_learned_by_heart(
    architecture: str, config: TrainConfig, corpus: Corpus, tmp_path: Path
) -> None:
    config = replace(
        config,
        architecture=architecture,
        embedding_size=24,
        hidden_size=40,
        batch_size=10,
        steps=220,
        dropout=0.0,
        validate_every_steps=110,
    )
    best = run(train(config, corpus, tmp_path / "run"))
    assert best.validation_loss is not None
    assert best.validation_loss < 0.2
    generator = Generator.load(Path(best.folder), "cpu")
    for pair in corpus.pairs:
        assert generator.generate(pair.source)[0].text == pair.target


@pytest.mark.parametrize("ratio", [1.0, 0.5])
def test_a_resumed_run_is_bit_for_bit_the_uninterrupted_one(
    ratio: float, config: TrainConfig, corpus: Corpus, tmp_path: Path
) -> None:
    config = replace(config, teacher_forcing_ratio=ratio)
    run(train(config, corpus, tmp_path / "whole"))
    train_until(config, corpus, tmp_path / "parts", 60)
    assert read_card(tmp_path / "parts" / "last")["step"] == 60
    torch.manual_seed(99)
    run(train(config, corpus, tmp_path / "parts", resume=True))
    assert same(tmp_path / "whole" / "last", tmp_path / "parts" / "last")
    assert same(tmp_path / "whole" / "best", tmp_path / "parts" / "best")


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
        with pytest.raises(StopIteration) as stopped:
            job.throw(Cancelled())
        Generator.load(Path(stopped.value.value.folder), "cpu")
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
    assert card["architecture"] == "seed"
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
    monkeypatch.setattr(validation, "mean_loss", lambda *_: next(losses))
    events: list[TrainerEvent] = []
    config = replace(config, patience=2)
    best = run(train(config, corpus, tmp_path / "run"), events.append)
    assert [e.step for e in events if isinstance(e, Validated)] == [20, 40, 60, 80]
    assert isinstance(events[-1], Notice)
    assert "no better for 2" in str(events[-1].message)
    assert (best.step, best.validation_loss) == (40, 2.0)


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
        def step(
            batch: Batch, noise: Noise, ratio: float, rate: float
        ) -> tuple[float, int]:
            self.calls += 1
            if self.calls in self._at:
                if self._fault:
                    raise self._fault
                return math.nan, 1
            return self._real(learner, batch, noise, ratio, rate)

        return step


def test_a_loss_that_is_no_number_rolls_back(
    config: TrainConfig,
    corpus: Corpus,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Learner, "step", Faulty({45}, None))
    events: list[TrainerEvent] = []
    run(train(config, corpus, tmp_path / "run"), events.append)
    (notice,) = [str(e.message) for e in events if isinstance(e, Notice)]
    assert "back to step 30" in notice
    steps = [e.step for e in events if isinstance(e, Step)]
    assert steps == [*range(1, 45), *range(31, 101)]
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
    events: list[TrainerEvent] = []
    run(train(config, corpus, tmp_path / "run"), events.append)
    (notice,) = [str(e.message) for e in events if isinstance(e, Notice)]
    assert "batches of 2" in notice
    assert read_card(tmp_path / "run" / "last")["step"] == 100


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
