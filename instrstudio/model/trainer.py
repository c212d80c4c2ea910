"""Trains a model as a job; a run can be stopped anywhere and goes on bit for bit.

The folder of a run holds two checkpoints: ``last``, from which training goes on, and
``best``, which is for use. Everything random is a pure function of the seed and the
position, see `noise` and `corpus.epoch_batches`.
"""

import math
import time
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from torch import Tensor

from instrstudio.domain.errors import CheckpointMismatch, ModelError, OutOfMemory
from instrstudio.domain.job import Cancelled, Job
from instrstudio.domain.run import (
    Checkpoint,
    Notice,
    Sample,
    Saved,
    Step,
    TrainConfig,
    Validated,
)
from instrstudio.domain.wording import Message, message
from instrstudio.model import checkpoint, device, validation
from instrstudio.model.architecture import Sizes
from instrstudio.model.architectures import build, initialise
from instrstudio.model.card import described, read_card, recover
from instrstudio.model.checkpoint import Contents
from instrstudio.model.corpus import Corpus, Encodings, epoch_batches
from instrstudio.model.learner import Learner
from instrstudio.model.noise import Noise
from instrstudio.model.position import Position, learning_rate
from instrstudio.model.tokenizer import Tokenizer

TrainerEvent = Step | Validated | Saved | Notice

LAST, BEST = "last", "best"
_SAMPLES = 16
_MOST_ROLLBACKS = 5


def train(
    config: TrainConfig,
    corpus: Corpus,
    folder: Path,
    *,
    resume: bool = False,
    name: str = "",
) -> Job[TrainerEvent, Checkpoint]:
    """Train on `corpus` and return the best checkpoint.

    Events: a `Step` after each step, `Validated` and `Saved` as the configuration says,
    a `Notice` where something was put right. On `Cancelled` the run is saved and the
    best checkpoint so far returned.

    Args:
        config: Everything that decides the outcome; with `resume` its sizes and seed
            must be those of the run.
        corpus: What to learn from.
        folder: The run's own folder.
        resume: Go on from ``last`` in `folder`.
        name: The model's name on its card.

    Raises:
        CheckpointMismatch: The run in `folder` is damaged or of another configuration.
        OutOfMemory: Not even a single pair fits the device.
        ModelError: Training diverges even with small steps.
    """
    with device.training_threads():
        training = _Training(config, corpus, folder, name or folder.name)
        try:
            if resume:
                yield from training.resume()
            else:
                training.begin()
            yield from training.steps()
        except Cancelled:
            pass
        return training.finish()


class _Training:
    """A run under way."""

    def __init__(
        self, config: TrainConfig, corpus: Corpus, folder: Path, name: str
    ) -> None:
        self._config = config
        self._corpus = corpus
        self._folder = folder
        self._name = name
        self._device = device.resolve(config.device)
        self._position = Position(batch_size=config.batch_size)
        self._key = f"{corpus.digest}:{config.seed}"
        self._saved: int | None = None
        self._rollbacks = 0
        self._epoch: tuple[tuple[int, int], list[list[int]]] | None = None
        self._created = _now()

    def begin(self) -> None:
        """Make tokenizer and model, and save: from now on there is a checkpoint."""
        texts = (text for p in self._corpus.pairs for text in (p.source, p.target))
        tokenizer = Tokenizer.train(
            texts, self._config.vocabulary_size, self._corpus.specials
        )
        sizes = Sizes.of(self._config, tokenizer.size)
        model = build(self._config.architecture, sizes)
        initialise(model, self._config.seed)
        self._take(Contents(model=model, tokenizer=tokenizer, card={}))
        self._save(LAST)

    def resume(self) -> Iterator[TrainerEvent]:
        """Go on from the last checkpoint; say so when the data has changed."""
        contents = checkpoint.load(self._folder / LAST)
        self._check(contents)
        self._take(contents)
        self._restore(contents)
        if contents.card.get("data_digest") != self._corpus.digest:
            at = self._position
            at.epoch, at.batch = at.epoch + 1, 0
            at.best_loss, at.stale = None, 0  # losses on other pairs do not compare
            yield Notice(
                message=message(
                    "The data has changed since this run began: {count} pairs now.",
                    count=len(self._corpus.pairs),
                )
            )

    def _check(self, contents: Contents) -> None:
        """Refuse a run of another architecture, size or seed."""
        wanted = self._config.as_dict()
        found = contents.card.get("config")
        for key in (
            "architecture",
            "embedding_size",
            "hidden_size",
            "attention_size",
            "seed",
        ):
            value = found.get(key) if isinstance(found, dict) else None
            if value != wanted[key]:
                raise CheckpointMismatch(
                    message(
                        "The run was trained with {key} = {found}, not {wanted}.",
                        key=key,
                        found=value,
                        wanted=wanted[key],
                    )
                )

    def _take(self, contents: Contents) -> None:
        """Set up learning with a model and its tokenizer."""
        self._tokenizer = contents.tokenizer
        model = contents.model.to(self._device)
        self._learner = Learner(model, self._config.clip_norm)
        lengths = (self._config.max_source_tokens, self._config.max_target_tokens)
        self._train = Encodings.of(self._corpus.pairs, self._tokenizer, *lengths)
        self._held_out = Encodings.of(
            self._corpus.validation, self._tokenizer, *lengths
        )

    def _restore(self, contents: Contents) -> None:
        """Take over weights, optimiser and position of the last checkpoint."""
        self._learner.model.load_state_dict(contents.model.state_dict())
        self._learner.restore(checkpoint.load_state(self._folder / LAST))
        self._position = Position.from_card(contents.card.get("position"))
        self._saved = self._position.step
        self._created = str(contents.card.get("created") or self._created)

    def steps(self) -> Iterator[TrainerEvent]:
        """Learn until a bound, patience or a wish ends it.

        Validation and saving are due by position, so a run that was stopped right
        before one of them does it first when it goes on.
        """
        while True:
            at = self._position
            every = self._config.validate_every_steps
            if at.step > at.validated and (at.step % every == 0 or self._is_over()):
                yield from self._validate()
            if at.step != self._saved and at.step % self._config.save_every_steps == 0:
                yield Saved(checkpoint=self._save(LAST))
            if at.stale >= self._config.patience:
                yield Notice(
                    message=message(
                        "Stopped early: no better for {count} validations.",
                        count=at.stale,
                    )
                )
                return
            if self._is_over():
                return
            yield self._step()

    def _is_over(self) -> bool:
        """Say whether a bound of the configuration is reached."""
        at, config = self._position, self._config
        return (config.steps is not None and at.step >= config.steps) or (
            config.minutes is not None and at.seconds >= config.minutes * 60
        )

    def _step(self) -> Step | Notice:
        """Take one step, or say why it could not be taken and what was done."""
        began = time.perf_counter()
        at = self._position
        batch = self._train.batch(self._next_rows(), self._device)
        noise = Noise(self._config.seed, at.step, self._device)
        rate = learning_rate(self._config, at)
        ratio = self._config.teacher_forcing_ratio
        try:
            loss, tokens = self._learner.step(batch, noise, ratio, rate)
        except (RuntimeError, MemoryError) as error:
            if not device.is_out_of_memory(error):
                raise
            return Notice(message=self._shrink(error))
        if math.isnan(loss):
            return Notice(message=self._roll_back())
        took = time.perf_counter() - began
        at.step, at.batch, at.loss = at.step + 1, at.batch + 1, loss
        at.seconds += took
        return Step(step=at.step, loss=loss, tokens_per_second=tokens / took)

    def _next_rows(self) -> list[int]:
        """Return the rows of the next batch, in the next epoch where one is over."""
        at = self._position
        if at.batch >= len(self._batches()):
            at.epoch, at.batch = at.epoch + 1, 0
        return self._batches()[at.batch]

    def _batches(self) -> list[list[int]]:
        """Return the batches of the present epoch."""
        key = (self._position.epoch, self._position.batch_size)
        if self._epoch is None or self._epoch[0] != key:
            batches = epoch_batches(self._train, key[1], self._key, key[0])
            self._epoch = key, batches
        return self._epoch[1]

    def _shrink(self, error: BaseException) -> Message:
        """Go on with half the batch size, in a new epoch."""
        at = self._position
        if at.batch_size <= 1:
            raise OutOfMemory(
                message("The device has too little memory: choose a smaller model.")
            ) from error
        at.batch_size, at.epoch, at.batch = at.batch_size // 2, at.epoch + 1, 0
        return message(
            "Too little memory: going on with batches of {count}.", count=at.batch_size
        )

    def _roll_back(self) -> Message:
        """Return to the last checkpoint with half the learning rate."""
        self._rollbacks += 1
        if self._rollbacks > _MOST_ROLLBACKS:
            raise ModelError(
                message("Training diverges: choose a smaller learning rate.")
            )
        scale, size = self._position.rate_scale, self._position.batch_size
        self._restore(checkpoint.load(self._folder / LAST))
        self._position.rate_scale, self._position.batch_size = scale / 2, size
        return message(
            "The loss was not a number: back to step {step} with half the rate.",
            step=self._position.step,
        )

    def _validate(self) -> Iterator[TrainerEvent]:
        """Read the held-out pairs; keep the model if it is the best so far."""
        at = self._position
        at.validated = at.step
        if not self._corpus.validation:
            return
        loss = validation.mean_loss(self._learner.model, self._held_out, self._device)
        is_best = at.best_loss is None or loss < at.best_loss
        at.stale = 0 if is_best else at.stale + 1
        saved = None
        if is_best:
            at.best_loss = loss
            saved = Saved(checkpoint=self._save(BEST, loss), is_best=True)
        yield Validated(step=at.step, loss=loss, samples=self._samples())
        if saved:
            yield saved

    def _samples(self) -> tuple[Sample, ...]:
        """Return what the model writes for the first held-out pairs."""
        return validation.samples(
            self._learner.model,
            self._tokenizer,
            self._corpus.validation[:_SAMPLES],
            self._held_out,
            self._config.max_target_tokens,
        )

    def _save(self, kind: str, validation_loss: float | None = None) -> Checkpoint:
        """Write a checkpoint: ``last`` with all state, ``best`` for use."""
        state: dict[str, Tensor] = {}
        card = self._card(validation_loss)
        if kind == LAST:
            state = self._learner.arrays()
            card["position"] = asdict(self._position)
            self._saved = self._position.step
        return checkpoint.save(
            self._folder / kind,
            Contents(
                model=self._learner.model,
                tokenizer=self._tokenizer,
                card=card,
                state=state,
            ),
        )

    def _card(self, validation_loss: float | None) -> dict[str, object]:
        """Return what a card says besides sizes and digests."""
        at, corpus = self._position, self._corpus
        return {
            "name": self._name,
            "architecture": self._config.architecture,
            "created": self._created,
            "saved": _now(),
            "step": at.step,
            "epoch": at.epoch,
            "seed": self._config.seed,
            "device": str(self._device),
            "config": self._config.as_dict(),
            "data": {
                "description": corpus.description,
                "file": corpus.file,
                "pairs": len(corpus.pairs),
                "validation_pairs": len(corpus.validation),
                "licences": list(corpus.licences),
            },
            "data_digest": corpus.digest,
            "metrics": {"loss": at.loss, "validation_loss": validation_loss},
        }

    def finish(self) -> Checkpoint:
        """Save where the run stands and return its best checkpoint."""
        if self._saved != self._position.step:
            self._save(LAST)
        recover(self._folder / BEST)
        if not (self._folder / BEST).exists() or not self._corpus.validation:
            return self._save(BEST)
        card = read_card(self._folder / BEST)
        return described(self._folder / BEST, card)


def _now() -> str:
    """Return the time in UTC, ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="seconds")
